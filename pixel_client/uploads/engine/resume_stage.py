"""The resume stage: continue files with an earlier upload job at the step the service reports.

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
        poller: Looks up upload jobs.
        queues: Where its files come from and go to.
        sends_missing: Whether files are sent again whose resource no longer exists.
    """

    def __init__(
        self, run: RunContext, poller: JobPoller, queues: Queues, *, sends_missing: bool
    ) -> None:
        self._run = run
        self._poller = poller
        self._queues = queues
        self._turns = asyncio.Semaphore(READ_CALLS)
        self._sends_missing = sends_missing

    async def work(self) -> None:
        """Resume files, those that come together as a group."""
        queue = self._queues.to_resume
        while True:
            await queue.wait()
            self._run.spawn(self._resume(queue.take(GROUP_FILES)))

    async def _resume(self, file_states: Sequence[FileState]) -> None:
        there = [f for f in file_states if self._step(f) >= Step.VALIDATED]
        if there:
            async with self._turns:
                await self._skip(there)
        await self._resume_jobs([f for f in file_states if self._step(f) < Step.VALIDATED])
        self._queues.to_resume.done(len(file_states))

    async def _resume_jobs(self, file_states: Sequence[FileState]) -> None:
        by_job: dict[int, FileState] = {}
        for file_state in file_states:
            entry = file_state.entry
            if file_state.job_id is None and entry is not None and entry.job_id is not None:
                self._run.claim(file_state, entry.job_id)
                file_state.stored |= entry.parts
            if file_state.job_id is None:
                self._new_job(file_state)
            else:
                by_job[file_state.job_id] = file_state
        if by_job:
            await self._ask(by_job)

    def _step(self, file_state: FileState) -> Step:
        # A job made in this run tells more than the journal did at the start.
        if file_state.jobs or file_state.entry is None:
            return Step.PARTS
        return file_state.entry.step

    async def _skip(self, file_states: Sequence[FileState]) -> None:
        ids = {f.entry.resource_id: f for f in file_states if f.entry is not None}
        found, problem = await self._poller.read_back(
            self._run.kind, [number for number in ids if number is not None]
        )
        for file_state in file_states:
            number = file_state.entry.resource_id if file_state.entry is not None else None
            if file_state.entry is None or number is None:
                self._new_job(file_state)
                continue
            file_state.job_id = file_state.entry.job_id
            hint = None
            if number not in found and problem is not None:
                hint = HintCode.NOT_READ_BACK
            elif number not in found:
                if self._sends_missing and not file_state.file.is_missing:
                    self._new_job(file_state)
                    continue
                hint = HintCode.NOT_LISTED
            elif self._asks_otherwise(file_state):
                hint = HintCode.METADATA_DIFFERS
            why = problem if hint is HintCode.NOT_READ_BACK else None
            self._run.skip(file_state, number, found.get(number), hint, why)

    def _asks_otherwise(self, file_state: FileState) -> bool:
        entry, file = file_state.entry, file_state.file
        if (
            entry is None
            or entry.asked is None
            or entry.part_size != file.part_size
            or file.is_missing
        ):
            return False
        return entry.asked != asked_digest(file)

    async def _ask(self, by_job: dict[int, FileState]) -> None:
        states, problem = await self._poller.look(list(by_job))
        to_settle: list[FileState] = []
        for job_id, file_state in by_job.items():
            state = states.get(job_id)
            if state is None and problem is not None:
                self._run.fail(file_state, problem, job_is_over=False)
            elif state is None and self._step(file_state) < Step.FINISHING:
                self._new_job(file_state)
            elif state is not None and state.get("status") == NOT_FINISHED:
                self._in_lobby(file_state, state)
            else:
                to_settle.append(file_state)
        if to_settle:
            self._queues.to_validate.put(FinishedFiles(to_settle))

    def _in_lobby(self, file_state: FileState, state: Answer) -> None:
        entry = file_state.entry
        is_new = entry is not None and not file_state.jobs and not file_state.file.is_missing
        if is_new and entry is not None and entry.asked != asked_digest(file_state.file):
            self._new_job(file_state)  # its name or its metadata is another now
        elif self._step(file_state) >= Step.SENT:
            self._queues.to_finish.put(file_state)
        elif not self._resend(file_state, state):
            self._new_job(file_state)

    def _resend(self, file_state: FileState, state: Answer) -> bool:
        """Send what S3 has not, if the service has given the requests again.

        Requests that let nothing through since they were given are the same ones, and no better.
        """
        if len(file_state.stored) == file_state.resent:
            return False
        hashes = file_state.hashes
        entry = file_state.entry
        if hashes is None and entry is not None and entry.hashes is not None:
            hashes = hashes_of(entry.hashes)
        if hashes is None:
            return False
        try:
            sends = sends_of(file_state.file, hashes, state)
        except ValueError:
            return False
        file_state.hashes = hashes
        file_state.jobs += 1
        file_state.resent, file_state.fruitless = len(file_state.stored), 0
        left = [
            send
            for send in sends
            if not (
                isinstance(send.target, PartTarget) and send.target.part.number in file_state.stored
            )
        ]
        self._queues.transfer(file_state, left)
        if not left:
            self._run.transferred(file_state)
        return True

    def _new_job(self, file_state: FileState) -> None:
        entry = file_state.entry
        self._run.give_up_job(file_state)
        if file_state.file.is_missing:
            why = "the file is gone, and so is the upload job it was sent for"
            self._run.fail(file_state, FileNotFoundError(why))
            return
        file_state.stored.clear()
        if (
            file_state.hashes is None
            and entry is not None
            and entry.hashes is not None
            and entry.part_size == file_state.file.part_size
        ):
            file_state.hashes = hashes_of(entry.hashes)
        if file_state.hashes is None:
            self._queues.to_hash.put(file_state)
        else:
            self._queues.to_create.put(file_state)
