"""The resume stage: files that had an upload job before, and what the service says of it.

=====================  ==========================================  ==============================
the journal says       the service says                            the file
=====================  ==========================================  ==============================
validated, resource    lists the resource                          is skipped
validated, resource    does not list it                            is skipped, or gets a new job
sent, finishing        ``lobby``                                   is finished, nothing is sent
job, parts             ``lobby``, and gives its requests again     gets the bodies S3 has not
job, parts             ``lobby``                                   gets a new job, hashes are kept
any                    under way, done or refused                  is waited for
up to sent             does not know it                            gets a new job
finishing, finished    does not know it                            fails: it may be there already
sent, but gone here    does not know it                            fails: nobody has it any more
=====================  ==========================================  ==============================
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from ...exceptions import HintCode
from ..client_protocol import Answer
from ..s3.transfer import PartTarget
from ..state.file_state import FileState
from ..state.journal import Step, hashes_of
from .context import RunContext
from .job_matching import asked_digest, sends_of
from .job_poller import NOT_FINISHED, JobPoller
from .queues import FinishedFiles, Queues

__all__ = ["ResumeStage"]

GROUP_FILES = 100
"""Files that are looked up together."""

READ_CALLS = 8
"""Groups of uploaded files that are read back at once: a rerun has nothing else to do."""


class ResumeStage:
    """Resumes files where an earlier run, or an upload job that expired, left them.

    Args:
        run: The run.
        settler: Looks up upload jobs.
        queues: Where its files come from and go to.
        sends_missing: Whether files are sent again whose resource no longer exists.
    """

    def __init__(
        self, run: RunContext, settler: JobPoller, queues: Queues, *, sends_missing: bool
    ) -> None:
        self._run = run
        self._settler = settler
        self._queues = queues
        self._turns = asyncio.Semaphore(READ_CALLS)
        self._sends_missing = sends_missing

    async def work(self) -> None:
        """Resume files, those that come together as a group."""
        queue = self._queues.to_resume
        while True:
            await queue.wait()
            self._run.spawn(self._resume(queue.take(GROUP_FILES)))

    async def _resume(self, flights: Sequence[FileState]) -> None:
        there = [f for f in flights if self._step(f) >= Step.VALIDATED]
        if there:
            async with self._turns:
                await self._skip(there)
        await self._resume_jobs([f for f in flights if self._step(f) < Step.VALIDATED])
        self._queues.to_resume.done(len(flights))

    async def _resume_jobs(self, flights: Sequence[FileState]) -> None:
        by_job: dict[int, FileState] = {}
        for flight in flights:
            entry = flight.entry
            if flight.job_id is None and entry is not None and entry.job_id is not None:
                self._run.claim(flight, entry.job_id)
                flight.stored |= entry.parts
            if flight.job_id is None:
                self._new_job(flight)
            else:
                by_job[flight.job_id] = flight
        if by_job:
            await self._ask(by_job)

    def _step(self, flight: FileState) -> Step:
        # A job made in this run tells more than the journal did at the start.
        if flight.jobs or flight.entry is None:
            return Step.PARTS
        return flight.entry.step

    async def _skip(self, flights: Sequence[FileState]) -> None:
        ids = {f.entry.resource_id: f for f in flights if f.entry is not None}
        found, problem = await self._settler.read_back(
            self._run.kind, [number for number in ids if number is not None]
        )
        for flight in flights:
            number = flight.entry.resource_id if flight.entry is not None else None
            if flight.entry is None or number is None:
                self._new_job(flight)
                continue
            flight.job_id = flight.entry.job_id
            hint = None
            if number not in found and problem is not None:
                hint = HintCode.NOT_READ_BACK
            elif number not in found:
                if self._sends_missing and not flight.file.is_gone:
                    self._new_job(flight)
                    continue
                hint = HintCode.NOT_LISTED
            elif self._asks_otherwise(flight):
                hint = HintCode.METADATA_DIFFERS
            why = problem if hint is HintCode.NOT_READ_BACK else None
            self._run.skip(flight, number, found.get(number), hint, why)

    def _asks_otherwise(self, flight: FileState) -> bool:
        entry, file = flight.entry, flight.file
        if (
            entry is None
            or entry.asked is None
            or entry.part_size != file.part_size
            or file.is_gone
        ):
            return False
        return entry.asked != asked_digest(file)

    async def _ask(self, by_job: dict[int, FileState]) -> None:
        states, problem = await self._settler.look(list(by_job))
        to_settle: list[FileState] = []
        for job_id, flight in by_job.items():
            state = states.get(job_id)
            if state is None and problem is not None:
                self._run.fail(flight, problem, job_is_over=False)
            elif state is None and self._step(flight) < Step.FINISHING:
                self._new_job(flight)
            elif state is not None and state.get("status") == NOT_FINISHED:
                self._in_lobby(flight, state)
            else:
                to_settle.append(flight)
        if to_settle:
            self._queues.to_validate.put(FinishedFiles(to_settle))

    def _in_lobby(self, flight: FileState, state: Answer) -> None:
        entry = flight.entry
        is_new = entry is not None and not flight.jobs and not flight.file.is_gone
        if is_new and entry is not None and entry.asked != asked_digest(flight.file):
            self._new_job(flight)  # its name or its metadata is another now
        elif self._step(flight) >= Step.SENT:
            self._queues.to_finish.put(flight)
        elif not self._resend(flight, state):
            self._new_job(flight)

    def _resend(self, flight: FileState, state: Answer) -> bool:
        """Send what S3 has not, if the service has given the requests again.

        Requests that let nothing through since they were given are the same ones, and no better.
        """
        if len(flight.stored) == flight.resent:
            return False
        hashes = flight.hashes
        entry = flight.entry
        if hashes is None and entry is not None and entry.hashes is not None:
            hashes = hashes_of(entry.hashes)
        if hashes is None:
            return False
        try:
            sends = sends_of(flight.file, hashes, state)
        except ValueError:
            return False
        flight.hashes = hashes
        flight.jobs += 1
        flight.resent, flight.fruitless = len(flight.stored), 0
        left = [
            send
            for send in sends
            if not (
                isinstance(send.target, PartTarget) and send.target.part.number in flight.stored
            )
        ]
        self._queues.transfer(flight, left)
        if not left:
            self._run.transferred(flight)
        return True

    def _new_job(self, flight: FileState) -> None:
        entry = flight.entry
        self._run.give_up_job(flight)
        if flight.file.is_gone:
            why = "the file is gone, and so is the upload job it was sent for"
            self._run.fail(flight, FileNotFoundError(why))
            return
        flight.stored.clear()
        if (
            flight.hashes is None
            and entry is not None
            and entry.hashes is not None
            and entry.part_size == flight.file.part_size
        ):
            flight.hashes = hashes_of(entry.hashes)
        if flight.hashes is None:
            self._queues.to_hash.put(flight)
        else:
            self._queues.to_create.put(flight)
