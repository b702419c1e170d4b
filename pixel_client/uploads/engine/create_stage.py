"""The create stage: request upload jobs for hashed files, many per call, as late as possible."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from ...exceptions import PixelError, PixelInputError
from ..client_protocol import Answer, CollectionRef, UploadApi
from ..inputs.hashes import FileHashes
from ..inputs.planned_file import PlannedFile
from ..state.file_state import FileState
from .batching import Batcher, take_batch
from .circuit_breaker import ResilientCalls
from .context import RunContext
from .job_matching import asked_digest, blamed_files, job_request, match_jobs, sends_of
from .queues import Queues

__all__ = ["CreateStage", "Created", "JobCreator"]

Hashed = tuple[PlannedFile, FileHashes]

CREATE_CALLS = 2
"""Create calls at once: more would only sign requests too early."""


@attrs.frozen
class Created:
    """The answer to a create call.

    Attributes:
        jobs: Each file's own upload job, by row.
        problems: Why a file has none, by row.
    """

    jobs: dict[int, Answer]
    problems: dict[int, PixelError]


class JobCreator:
    """Makes upload jobs in one data collection."""

    def __init__(self, api: UploadApi, where: CollectionRef, calls: ResilientCalls) -> None:
        self._api = api
        self._where = where.ids
        self._calls = calls

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
                    return Created({}, problems | whole)
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
        make = self._api.create_multipart_upload_jobs if in_parts else self._api.create_upload_jobs
        # Unlike other calls that make something, this one may be repeated after a lost answer:
        # jobs that are never finished become nothing.
        return await self._calls(lambda: make(*self._where, files=files), tries=True)


class CreateStage:
    """The stage between hashing and transferring.

    Args:
        run: The run.
        queues: Where its files come from and go to.
    """

    def __init__(self, run: RunContext, queues: Queues) -> None:
        self._run = run
        self._queues = queues
        self._jobs = JobCreator(run.api, run.collection, run.calls)
        self._batcher = Batcher(
            queues.to_create,
            queues.changed,
            run.options.create_pauses,
            is_last=lambda: queues.all_hashed or run.stopped is not None,
            is_starved=lambda: queues.transfers_starved,
        )

    async def work(self) -> None:
        """Create jobs whenever few bodies wait for their transfer; several of these run at once."""
        run, queues, queue = self._run, self._queues, self._queues.to_create
        while True:
            await queues.changed.wait_for(
                lambda: queue and (run.stopped is not None or queues.transfers_low)
            )
            await self._batcher.fill()
            if run.stopped is not None:
                batch = queue.take(len(queue))
                for file_state in batch:
                    run.leave(file_state, run.stopped)
            else:
                batch = self._batcher.take(lambda pool: take_batch(pool, lambda each: each.file))
                if batch:
                    await self._create(sorted(batch, key=lambda each: each.file.row))
            queue.done(len(batch))

    async def _create(self, batch: Sequence[FileState]) -> None:
        journal = self._run.journal
        if journal is not None:
            try:
                await journal.written()  # so that nothing is hashed again
            except PixelError as error:
                self._run.stop(error)
                for file_state in batch:
                    self._run.leave(file_state, error)
                return
        hashed = [
            (file_state.file, file_state.hashes)
            for file_state in batch
            if file_state.hashes is not None
        ]
        created = await self._jobs.create(hashed)
        for file_state in batch:
            row = file_state.file.row
            self._run.give_up_job(file_state)
            if row in created.problems:
                self._run.fail(file_state, created.problems[row])
                continue
            job = created.jobs[row]
            if not self._run.claim(file_state, job["id"]):
                twice = f"the service gave upload job {job['id']} to another file too"
                self._run.fail(file_state, PixelError(twice))
                continue
            file_state.jobs += 1
            file_state.stored.clear()
            if journal is not None and file_state.entry is not None:
                journal.job(file_state.entry, job["id"], asked_digest(file_state.file))
            try:
                assert file_state.hashes is not None  # only hashed files come here
                sends = sends_of(file_state.file, file_state.hashes, job)
            except ValueError as error:
                self._run.fail(file_state, error)
            else:
                self._queues.transfer(file_state, sends)
