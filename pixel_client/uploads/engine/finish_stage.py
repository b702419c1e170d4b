"""The finish stage: report which files are in S3, wait for validation, and read the resources."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence

from ...core.masking import without_secrets
from ...exceptions import HintCode, PixelError
from ..client_protocol import id_in
from ..state.file_state import FileState
from ..state.journal import Step
from .batching import Batcher
from .context import RunContext
from .job_poller import DONE, JobPoller, JobState, JobUnlistedError
from .queues import FinishedFiles, Queues

__all__ = ["FinishStage"]

FINISH_CALLS = 4
"""Finish calls at once: the service may take its time to join the parts of large files."""

NAMES_REMEMBERED = 10_000
"""Resources that no other file may have become too, by the service's mistake."""


class FinishStage:
    """The stage after the transfers, the last one.

    Args:
        run: The run.
        poller: Polls upload jobs.
        queues: Where its files come from.
    """

    def __init__(self, run: RunContext, poller: JobPoller, queues: Queues) -> None:
        self._run = run
        self._poller = poller
        self._queues = queues
        self._batcher = Batcher(
            queues.to_finish,
            queues.changed,
            run.options.finish_pauses,
            is_last=lambda: queues.all_transferred,
        )
        self._calls = asyncio.Semaphore(FINISH_CALLS)
        self._named: dict[int, None] = {}  # resources, in the order in which they were named

    async def finish(self) -> None:
        """Finish files: at once when no others come, else several together."""
        while True:
            await self._queues.to_finish.wait()
            await self._batcher.fill()
            await self._calls.acquire()
            batch = self._batcher.take()
            self._run.spawn(self._finish(sorted(batch, key=lambda each: each.file.row)))

    async def _finish(self, batch: Sequence[FileState]) -> None:
        journal = self._run.journal
        by_job = {
            file_state.job_id: file_state for file_state in batch if file_state.job_id is not None
        }
        entries = [file_state.entry for file_state in batch if file_state.entry is not None]
        try:
            if journal is not None:
                # From here on the service may make resources of them: nothing may be forgotten.
                journal.finishing(entries)
                try:
                    await journal.barrier()
                except PixelError as error:
                    self._run.stop(error)
                    for file_state in batch:
                        self._run.leave(file_state, error)
                    return
            job_id, group_id, errors = await self._poller.finish(list(by_job))
        finally:
            self._calls.release()
            self._queues.to_finish.done(len(batch))
        for upload_job_id, refusal in errors.items():
            self._run.fail(by_job.pop(upload_job_id), refusal)
        if journal is not None:
            journal.finished(
                file_state.entry for file_state in by_job.values() if file_state.entry is not None
            )
        self._queues.to_validate.put(FinishedFiles(list(by_job.values()), job_id, group_id))

    async def validate(self) -> None:
        """Wait for the validation of files whose upload jobs were finished, however many."""
        queue = self._queues.to_validate
        while True:
            await queue.wait()
            for files in queue.take(len(queue)):
                self._run.spawn(self._validate(files))

    async def _validate(self, files: FinishedFiles) -> None:
        """Wait for the verdict on files and record what became of each."""
        by_job = {each.job_id: each for each in files.file_states if each.job_id is not None}
        async for states in self._poller.wait(list(by_job), files.job_id, files.group_id):
            made: dict[int, FileState] = {}
            for upload_job_id, state in states.items():
                file_state = by_job[upload_job_id]
                resource_id = self._resource_id(file_state, state)
                if resource_id is None:
                    continue
                if resource_id in self._named:
                    twice = PixelError(f"the service named {resource_id} for another file already")
                    self._run.fail(file_state, twice, DONE, job_is_over=False)
                    continue
                self._named[resource_id] = None
                if len(self._named) > NAMES_REMEMBERED:
                    del self._named[next(iter(self._named))]
                made[resource_id] = file_state
                self._run.validated(file_state, resource_id)
            await self._read_back(made)
        self._queues.to_validate.done(1)

    async def _read_back(self, made: dict[int, FileState]) -> None:
        if not made:
            return
        kind = self._run.kind
        found, problem = await self._poller.read_back(kind, list(made))
        for resource_id, file_state in made.items():
            missing: PixelError | None = None
            if resource_id not in found:
                why = str(problem) if problem else "the service does not list it"
                missing = PixelError(
                    f"it became {kind.words} {resource_id}, but was not read back: {why}"
                )
                missing.__cause__ = problem
            self._run.uploaded(file_state, resource_id, found.get(resource_id), missing)

    def _resource_id(self, file_state: FileState, state: JobState) -> int | None:
        """The id of the resource a job became, or None after failing its file."""
        kind = self._run.kind
        if isinstance(state, Exception):
            was_finished = (
                not file_state.jobs
                and file_state.entry is not None
                and file_state.entry.step >= Step.FINISHING
            )
            unlisted = was_finished and isinstance(state, JobUnlistedError)
            hint = HintCode.MAYBE_UPLOADED if unlisted else None
            self._run.fail(file_state, state, job_is_over=False, hint_code=hint)
            return None
        status, detail = str(state.get("status")), state.get("detail")
        if status != DONE:
            error = PixelError(str(without_secrets(detail))) if detail else None
            self._run.fail(file_state, error, status)
            return None
        said = state.get("result")
        result = said if isinstance(said, Mapping) else {}
        resource_id, became = id_in(result, "resource_id"), result.get("resource_name")
        if became not in (None, kind.resource):
            made = f"{str(became).replace('_', ' ')} {resource_id}"
            wrong = f"the data collection is not for {kind.words}s: the file became {made}"
            self._run.fail(file_state, PixelError(wrong), DONE, job_is_over=False)
        elif resource_id is None:
            nameless = PixelError("the service named no resource for it")
            self._run.fail(file_state, nameless, DONE, job_is_over=False)
        else:
            return resource_id
        return None
