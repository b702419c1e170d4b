"""The engine: batches go through hash, create, send, finish, wait and read back, overlapping.

While one batch is validated the next is sent and the one after it hashed. Presigned requests are
asked for late: a batch's jobs are created when the last body of the batch before has its turn.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Generic, TypeVar, cast

from ..exceptions import (
    PixelClosedError,
    PixelError,
    PixelNotFoundError,
    PixelPermissionError,
    PixelSignInError,
    PixelTransferError,
    PixelUnauthorizedError,
)
from .creating import JobCreator
from .events import FileHashed, UploadEvent
from .files import Kind, PixelUploadFile
from .hashing import HASH_THREADS, FileReaders, hash_file
from .ledger import Flight, Ledger, going
from .pairing import Send, sends_of
from .plan import Plan, PlannedFile
from .protocol import UploadApi, UploadOptions
from .report import UploadOutcome
from .s3 import S3Sender
from .settle import DONE, JobSettler, JobState
from .wire import Wire
from .workers import each, first_of

__all__ = ["UploadRun"]

R = TypeVar("R")

OPEN_BATCHES = 3
"""Batches between hashing and finishing: one that ends, one that is sent, one that is hashed."""

LIVE_BATCHES = 8
"""Batches at all: no more than this wait for the service's validation."""

# Errors of the service that every further file would meet too.
_STOPPING = (
    PixelUnauthorizedError,
    PixelPermissionError,
    PixelNotFoundError,
    PixelSignInError,
    PixelClosedError,
)


class UploadRun(Generic[R]):
    """One upload of files of one kind to one data collection."""

    def __init__(
        self,
        api: UploadApi,
        wire: Wire,
        options: UploadOptions,
        kind: Kind,
        project_id: int,
        data_collection_id: int,
        tell: Callable[[UploadEvent], None],
    ) -> None:
        self._wire = wire
        self._options = options
        self._kind = kind
        self._tell = tell
        self._creator = JobCreator(api, project_id, data_collection_id, options.policy)
        self._settler = JobSettler(api, project_id, data_collection_id, options.stall_seconds)
        self._ledger: Ledger[R] = Ledger(tell)
        self._stopped: PixelError | None = None

    async def run(
        self, inputs: Sequence[PixelUploadFile], make_plan: Callable[[Callable[[], None]], Plan]
    ) -> UploadOutcome[R]:
        """Plan and upload.

        When this is cancelled, everything it started has ended before it returns.

        Args:
            inputs: The files, in the caller's order.
            make_plan: `plan_upload` of them; called in a thread, with its argument `check`.

        Returns:
            A row an input, whatever happened to it.
        """
        try:
            async with FileReaders(self._options.max_concurrency) as readers:
                plan = await readers.run(lambda: make_plan(readers.check))
                self._ledger.open(inputs, plan)
                sender = S3Sender(self._wire, readers, self._options, self._tell)
                await self._run_batches(plan, readers, sender)
        except BaseExceptionGroup as errors:
            raise first_of(errors) from None
        return self._ledger.close()

    async def _run_batches(self, plan: Plan, readers: FileReaders, sender: S3Sender) -> None:
        live = asyncio.Semaphore(LIVE_BATCHES)
        room = asyncio.Semaphore(OPEN_BATCHES)
        turn = asyncio.Event()
        turn.set()
        async with asyncio.TaskGroup() as group:
            for batch in plan.batches:
                await live.acquire()
                await room.acquire()
                next_turn = asyncio.Event()
                task = group.create_task(self._batch(batch, readers, sender, room, turn, next_turn))
                task.add_done_callback(lambda _: live.release())
                turn = next_turn

    async def _batch(
        self,
        batch: Sequence[PlannedFile],
        readers: FileReaders,
        sender: S3Sender,
        room: asyncio.Semaphore,
        turn: asyncio.Event,
        next_turn: asyncio.Event,
    ) -> None:
        """One batch, from hashing to its resources."""
        flights = self._ledger.start(batch)
        try:
            if self._stopped is None:
                await self._hash(flights, readers)
            await turn.wait()
            await self._create(going(flights))
            await self._send(going(flights), sender, next_turn)
            job_id, group_id = await self._finish(going(flights))
        finally:
            next_turn.set()
            room.release()
        await self._settle(going(flights), job_id, group_id)

    async def _hash(self, flights: Sequence[Flight], readers: FileReaders) -> None:
        async def hash_one(flight: Flight) -> None:
            flight.started = time.monotonic()
            try:
                flight.hashes = await hash_file(flight.file, readers)
            except OSError as error:
                self._ledger.drop(flight, "not_read", error)
            else:
                self._tell(FileHashed(flight.file.body.path, flight.file.size))

        await each(flights, hash_one, HASH_THREADS)

    async def _create(self, flights: Sequence[Flight]) -> None:
        if self._stopped is not None:
            for flight in flights:
                self._ledger.drop(flight, "not_sent", self._stopped)
            return
        hashed = [(flight, flight.hashes) for flight in flights if flight.hashes is not None]
        created = await self._creator.create([(flight.file, hashes) for flight, hashes in hashed])
        if isinstance(created.refusal, _STOPPING):
            self._stopped = created.refusal
        for flight, hashes in hashed:
            row = flight.file.row
            if row in created.problems:
                self._ledger.drop(flight, "no_job", created.problems[row])
                continue
            self._ledger.job_made(flight, created.jobs[row]["id"])
            try:
                flight.sends = sends_of(flight.file, hashes, created.jobs[row])
            except ValueError as error:
                self._ledger.drop(flight, "not_sent", error)

    async def _send(
        self, flights: Sequence[Flight], sender: S3Sender, next_turn: asyncio.Event
    ) -> None:
        def bodies() -> Iterator[tuple[Flight, Send]]:
            for flight in flights:
                for send in flight.sends:
                    if not flight.failed:
                        yield flight, send
            next_turn.set()

        async def send_one(flight_and_send: tuple[Flight, Send]) -> None:
            flight, send = flight_and_send
            try:
                attempts = await sender.send(send.body, send.target, send.md5)
            except PixelTransferError as error:
                self._ledger.tried(flight, error.attempts)
                self._ledger.drop(flight, "not_sent", error)
            except OSError as error:
                self._ledger.tried(flight, 1)
                self._ledger.drop(flight, "not_sent", error)
            else:
                self._ledger.tried(flight, attempts)

        await each(bodies(), send_one, self._options.max_concurrency)

    async def _finish(self, flights: Sequence[Flight]) -> tuple[int | None, int | None]:
        by_job = _by_job(flights)
        if not by_job:
            return None, None
        job_id, group_id, errors = await self._settler.finish(list(by_job))
        for upload_job_id, error in errors.items():
            if isinstance(error, _STOPPING):
                self._stopped = error
            self._ledger.drop(by_job[upload_job_id], "not_finished", error)
        return job_id, group_id

    async def _settle(
        self, flights: Sequence[Flight], job_id: int | None, group_id: int | None
    ) -> None:
        by_job = _by_job(flights)
        if not by_job:
            return
        states = await self._settler.wait(list(by_job), job_id, group_id)
        made: dict[int, Flight] = {}
        for upload_job_id, state in states.items():
            resource_id = self._resource_id(by_job[upload_job_id], state)
            if resource_id in made:
                twice = PixelError(f"the service named {resource_id} for another file already")
                self._ledger.drop(by_job[upload_job_id], DONE, twice)
            elif resource_id is not None:
                made[resource_id] = by_job[upload_job_id]
        found, problem = await self._settler.read_back(self._kind, list(made))
        for resource_id, flight in made.items():
            # R is what the getter of this kind gives.
            self._ledger.uploaded(flight, resource_id, cast("R | None", found.get(resource_id)))
            if resource_id not in found:
                why = str(problem) if problem else "the service does not list it"
                became = f"it became {self._kind.words} {resource_id}, but was not read back: {why}"
                self._ledger.blame(flight, DONE, became, problem)

    def _resource_id(self, flight: Flight, state: JobState) -> int | None:
        """The id of the resource a job became, or None after failing its file."""
        if isinstance(state, Exception):
            self._ledger.drop(flight, "unknown", state)
            return None
        status, detail = str(state.get("status")), state.get("detail")
        if status != DONE:
            self._ledger.drop(flight, status, PixelError(str(detail)) if detail else None)
            return None
        result: Any = state.get("result") or {}
        resource_id, became = result.get("resource_id"), result.get("resource_name")
        if became not in (None, self._kind.resource):
            made = f"{str(became).replace('_', ' ')} {resource_id}"
            wrong = f"the data collection is not for {self._kind.words}s: the file became {made}"
            self._ledger.drop(flight, status, PixelError(wrong))
        elif not isinstance(resource_id, int):
            self._ledger.drop(flight, status, PixelError("the service named no resource for it"))
        else:
            return resource_id
        return None


def _by_job(flights: Sequence[Flight]) -> dict[int, Flight]:
    return {flight.job_id: flight for flight in flights if flight.job_id is not None}
