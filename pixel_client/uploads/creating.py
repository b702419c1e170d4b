"""Get upload jobs for hashed files: as many to a call as wait, as late as sending allows."""

from __future__ import annotations

import asyncio
import hashlib
import json
import time
from collections.abc import Callable, Sequence

import attrs

from ..exceptions import PixelError, PixelInputError
from .hashing import FileHashes
from .ledger import Flight
from .link import ResilientCalls
from .pairing import blamed_files, job_request, match_jobs, sends_of
from .plan import BATCH_FILES, PlannedFile, take_batch
from .protocol import Answer, UploadApi
from .run import Run
from .sending import Sending

__all__ = ["Created", "Creating", "JobCreator", "asked_digest"]

Hashed = tuple[PlannedFile, FileHashes]

CREATE_CALLS = 2
"""Create calls at once: more would only sign requests too early."""

FIRST_PAUSE_SECONDS, PAUSE_SECONDS = 0.1, 0.2
"""While more files are being hashed, the first call waits so long for them, the others so long
after the one before."""

IDLE_PAUSE_SECONDS = 0.03
"""The same between two calls, when sending has nothing left: few files soon are better then."""

LOOK_SECONDS = 0.01


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

    def __init__(self, api: UploadApi, where: tuple[int, int], calls: ResilientCalls) -> None:
        self._api = api
        self._where = where
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


class Creating:
    """The stage between hashing and sending."""

    def __init__(self, run: Run, sending: Sending) -> None:
        self._run = run
        self._sending = sending
        self._jobs = JobCreator(run.api, run.where, run.calls)
        self._pool: list[Flight] = []
        self._more = asyncio.Event()
        self._last_call = 0.0
        self.is_last: Callable[[], bool] = lambda: True
        sending.when_low = self._more.set
        run.when_stopped.append(self._more.set)

    def __len__(self) -> int:
        return len(self._pool)

    def put(self, flight: Flight) -> None:
        """Take a hashed file."""
        self._pool.append(flight)
        self._more.set()

    async def work(self) -> None:
        """Make jobs whenever sending has few bodies left."""
        while True:
            while not (self._pool and (self._run.stopped or self._sending.is_low)):
                self._more.clear()
                await self._more.wait()
            await self._gather()
            if self._run.stopped is not None:
                pool, self._pool = self._pool, []
                for flight in pool:
                    self._run.leave(flight, self._run.stopped)
                continue
            batch = take_batch(self._pool, lambda flight: flight.file)
            if not batch:
                continue  # another call took them
            batch.sort(key=lambda flight: flight.file.row)
            self._last_call = time.monotonic()
            self._sending.expect(len(batch))
            try:
                await self._create(batch)
            finally:
                self._sending.expect(-len(batch))

    async def _gather(self) -> None:
        """Wait a little for company, as long as there is some to come."""
        now = time.monotonic()
        until = max(self._last_call + PAUSE_SECONDS, now + FIRST_PAUSE_SECONDS)
        soon = now + (IDLE_PAUSE_SECONDS if self._last_call else FIRST_PAUSE_SECONDS)
        while (  # noqa: ASYNC110 (an event for each file would cost more)
            0 < len(self._pool) < BATCH_FILES
            and not self.is_last()
            and self._run.stopped is None
            and (left := (soon if self._sending.is_dry else until) - time.monotonic()) > 0
        ):
            await asyncio.sleep(min(left, LOOK_SECONDS))

    async def _create(self, batch: Sequence[Flight]) -> None:
        journal = self._run.journal
        if journal is not None:
            try:
                await journal.written()  # so that nothing is hashed again
            except PixelError as error:
                self._run.stop(error)
                for flight in batch:
                    self._run.leave(flight, error)
                return
        hashed = [(flight.file, flight.hashes) for flight in batch if flight.hashes is not None]
        created = await self._jobs.create(hashed)
        for flight in batch:
            row = flight.file.row
            self._run.give_up_job(flight)
            if row in created.problems:
                self._run.fail(flight, created.problems[row])
                continue
            job = created.jobs[row]
            if not self._run.claim(flight, job["id"]):
                twice = f"the service gave upload job {job['id']} to another file too"
                self._run.fail(flight, PixelError(twice))
                continue
            flight.jobs += 1
            flight.stored.clear()
            if journal is not None and flight.entry is not None:
                journal.job(flight.entry, job["id"], asked_digest(flight.file))
            try:
                assert flight.hashes is not None  # only hashed files come here
                sends = sends_of(flight.file, flight.hashes, job)
            except ValueError as error:
                self._run.fail(flight, error)
            else:
                self._sending.put(flight, sends)


def asked_digest(file: PlannedFile) -> str:
    """A digest of what an upload job is asked for, hashes aside."""
    asked = [
        file.part_size,
        [body.name for body in file.bodies],
        dict(file.metadata) if file.metadata else None,
    ]
    text = json.dumps(asked, sort_keys=True, default=str)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
