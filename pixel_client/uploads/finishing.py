"""Tell the service which files are in S3, wait for its verdict, and read the resources back."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping, Sequence

from ..exceptions import HintCode, PixelError
from .journal import Step
from .ledger import Flight
from .protocol import id_in
from .run import Run
from .settle import DONE, JobPoller, JobState, JobUnlistedError

__all__ = ["Finishing"]

MOST_TOGETHER = 200
"""Upload jobs in one finish call."""

PAUSE_SECONDS = 0.25
"""Finish calls are not made more often while more files are on their way."""

FIRST_PAUSE_SECONDS = 0.2
"""So long a file waits for others that are on their way."""

LOOK_SECONDS = 0.01

FINISH_CALLS = 4
"""Finish calls at once: the service may take its time to join the parts of large files."""

NAMES_REMEMBERED = 10_000
"""Resources that no other file may have become too, by the service's mistake."""


class Finishing:
    """The stage after sending.

    Args:
        run: The run.
        settler: Asks the service.
    """

    def __init__(self, run: Run, settler: JobPoller) -> None:
        self._run = run
        self._settler = settler
        self._ready: list[Flight] = []
        self._more = asyncio.Event()
        self._calls = asyncio.Semaphore(FINISH_CALLS)
        self._last_call = 0.0
        self._named: dict[int, None] = {}  # resources, in the order in which they were named
        self.is_last: Callable[[], bool] = lambda: True

    def put(self, flight: Flight) -> None:
        """Take a file that S3 has."""
        self._ready.append(flight)
        self._more.set()

    async def work(self) -> None:
        """Finish files: at once when no others come, else several together."""
        while True:
            while not self._ready:
                self._more.clear()
                await self._more.wait()
            await self._gather()
            await self._calls.acquire()
            batch = self._ready[:MOST_TOGETHER]
            del self._ready[:MOST_TOGETHER]
            batch.sort(key=lambda flight: flight.file.row)
            self._last_call = time.monotonic()
            self._run.spawn(self._finish(batch))

    async def _gather(self) -> None:
        """Wait a little for company, as long as there is some to come."""
        until = max(self._last_call + PAUSE_SECONDS, time.monotonic() + FIRST_PAUSE_SECONDS)
        while (  # noqa: ASYNC110 (an event for each file would cost more)
            len(self._ready) < MOST_TOGETHER
            and not self.is_last()
            and (left := until - time.monotonic()) > 0
        ):
            await asyncio.sleep(min(left, LOOK_SECONDS))

    async def _finish(self, batch: Sequence[Flight]) -> None:
        journal = self._run.journal
        by_job = {flight.job_id: flight for flight in batch if flight.job_id is not None}
        entries = [flight.entry for flight in batch if flight.entry is not None]
        try:
            if journal is not None:
                # From here on the service may make resources of them: nothing may be forgotten.
                journal.finishing(entries)
                try:
                    await journal.barrier()
                except PixelError as error:
                    self._run.stop(error)
                    for flight in batch:
                        self._run.leave(flight, error)
                    return
            job_id, group_id, errors = await self._settler.finish(list(by_job))
        finally:
            self._calls.release()
        for upload_job_id, refusal in errors.items():
            self._run.fail(by_job.pop(upload_job_id), refusal)
        if journal is not None:
            journal.finished(flight.entry for flight in by_job.values() if flight.entry is not None)
        await self.settle(list(by_job.values()), job_id, group_id)

    async def settle(
        self, flights: Sequence[Flight], job_id: int | None, group_id: int | None
    ) -> None:
        """Wait for the verdict on files and write down what became of each.

        Args:
            flights: Files whose upload jobs were finished.
            job_id: The job that validates the only one, if known.
            group_id: The group job that validates them all, if known.
        """
        by_job = {flight.job_id: flight for flight in flights if flight.job_id is not None}
        async for states in self._settler.wait(list(by_job), job_id, group_id):
            made: dict[int, Flight] = {}
            for upload_job_id, state in states.items():
                flight = by_job[upload_job_id]
                resource_id = self._resource_id(flight, state)
                if resource_id is None:
                    continue
                if resource_id in self._named:
                    twice = PixelError(f"the service named {resource_id} for another file already")
                    self._run.fail(flight, twice, DONE, job_is_over=False)
                    continue
                self._named[resource_id] = None
                if len(self._named) > NAMES_REMEMBERED:
                    del self._named[next(iter(self._named))]
                made[resource_id] = flight
                self._run.validated(flight, resource_id)
            await self._read_back(made)

    async def _read_back(self, made: dict[int, Flight]) -> None:
        if not made:
            return
        kind = self._run.kind
        found, problem = await self._settler.read_back(kind, list(made))
        for resource_id, flight in made.items():
            missing: PixelError | None = None
            if resource_id not in found:
                why = str(problem) if problem else "the service does not list it"
                missing = PixelError(
                    f"it became {kind.words} {resource_id}, but was not read back: {why}"
                )
                missing.__cause__ = problem
            self._run.uploaded(flight, resource_id, found.get(resource_id), missing)

    def _resource_id(self, flight: Flight, state: JobState) -> int | None:
        """The id of the resource a job became, or None after failing its file."""
        kind = self._run.kind
        if isinstance(state, Exception):
            was_finished = (
                not flight.jobs and flight.entry is not None and flight.entry.step >= Step.FINISHING
            )
            unlisted = was_finished and isinstance(state, JobUnlistedError)
            hint = HintCode.MAYBE_UPLOADED if unlisted else None
            self._run.fail(flight, state, job_is_over=False, hint_code=hint)
            return None
        status, detail = str(state.get("status")), state.get("detail")
        if status != DONE:
            error = PixelError(str(detail)) if detail else None
            self._run.fail(flight, error, status)
            return None
        said = state.get("result")
        result = said if isinstance(said, Mapping) else {}
        resource_id, became = id_in(result, "resource_id"), result.get("resource_name")
        if became not in (None, kind.resource):
            made = f"{str(became).replace('_', ' ')} {resource_id}"
            wrong = f"the data collection is not for {kind.words}s: the file became {made}"
            self._run.fail(flight, PixelError(wrong), DONE, job_is_over=False)
        elif resource_id is None:
            nameless = PixelError("the service named no resource for it")
            self._run.fail(flight, nameless, DONE, job_is_over=False)
        else:
            return resource_id
        return None
