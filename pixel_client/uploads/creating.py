"""Get upload jobs for a batch: ask, ask again, and leave out the files that spoil the call."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import attrs

from ..exceptions import PixelError, PixelInputError
from ..retry import RetryPolicy
from .hashing import FileHashes
from .pairing import blamed_files, job_request, match_jobs
from .plan import PlannedFile
from .protocol import Answer, UploadApi
from .settle import may_pass

__all__ = ["Created", "JobCreator"]

Hashed = tuple[PlannedFile, FileHashes]


@attrs.frozen
class Created:
    """The answer to a create call.

    Attributes:
        jobs: Each file's own upload job, by row.
        problems: Why a file has none, by row.
        refusal: The error that refused the call as a whole, or None.
    """

    jobs: dict[int, Answer]
    problems: dict[int, PixelError]
    refusal: PixelError | None = None


class JobCreator:
    """Makes upload jobs in one data collection."""

    def __init__(
        self, api: UploadApi, project_id: int, data_collection_id: int, policy: RetryPolicy
    ) -> None:
        self._api = api
        self._where = (project_id, data_collection_id)
        self._policy = policy

    async def create(self, batch: Sequence[Hashed]) -> Created:
        """Make an upload job for each file.

        Args:
            batch: Files with their hashes, 200 at most, all in parts or none.

        Returns:
            A job or a problem for each; no error of the service is raised.
        """
        left = list(batch)
        problems: dict[int, PixelError] = {}
        while left:
            try:
                answer = await self._ask(left)
            except PixelError as error:
                # A refused call made nothing: without the files at fault it may be repeated.
                blamed = blamed_files(error)
                if not any(index < len(left) for index in blamed):
                    whole = {file.row: error for file, _ in left}
                    return Created({}, problems | whole, error)
                for index, (file, _) in enumerate(left):
                    if index in blamed:
                        problems[file.row] = PixelInputError(blamed[index])
                        problems[file.row].__cause__ = error
                left = [entry for entry in left if entry[0].row not in problems]
            else:
                jobs, unmatched = match_jobs([file for file, _ in left], answer)
                lost = {row: PixelError(reason) for row, reason in unmatched.items()}
                return Created(jobs, problems | lost)
        return Created({}, problems)

    async def _ask(self, batch: Sequence[Hashed]) -> Sequence[Answer]:
        files = [job_request(file, hashes) for file, hashes in batch]
        in_parts = batch[0][0].part_size is not None
        attempt = 0
        while True:
            attempt += 1
            try:
                if in_parts:
                    return await self._api.create_multipart_upload_jobs(*self._where, files=files)
                return await self._api.create_upload_jobs(*self._where, files=files)
            except PixelError as error:
                # Unlike other calls that make something, this one may be repeated after a lost
                # answer: jobs that are never finished become nothing.
                if not may_pass(error) or self._policy.gives_up(attempt):
                    raise
            await asyncio.sleep(self._policy.delay(attempt))
