"""State that the stages of an upload share: the service, the upload jobs, and outcomes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from typing import Any

from ...core.resource_kinds import Kind
from ...exceptions import HintCode, PixelError
from ..client_protocol import UploadTarget
from ..events.types import FileValidated, UploadEvent
from ..s3.error_codes import Action
from ..state.file_state import FileState
from ..state.journal import Journal
from ..state.result_recorder import ResultRecorder
from .circuit_breaker import CircuitBreaker, ResilientCalls
from .error_policy import action_for
from .queues import Queues

__all__ = ["RunContext"]


class RunContext:
    """The context of one upload, shared by its stages.

    Args:
        target: The data collection.
        kind: The kind of resource to make of the files.
        queues: The queues between the stages.
        recorder: Records outcomes.
        journal: Records every step, or None.
        emit: Receives events.

    Attributes:
        stopped: Why no further file can be uploaded, or None.
    """

    def __init__(
        self,
        target: UploadTarget,
        kind: Kind,
        queues: Queues,
        recorder: ResultRecorder,
        journal: Journal | None,
        emit: Callable[[UploadEvent], None],
    ) -> None:
        self.api = target.api
        self.collection = target.collection
        self.options = options = target.config
        self.kind = kind
        self.queues = queues
        self.recorder = recorder
        self.journal = journal
        self.emit = emit
        self.calls = ResilientCalls(CircuitBreaker("the service", options, emit), options.policy)
        self.s3_link = CircuitBreaker("S3", options, emit)
        self.stopped: PixelError | None = None
        self._group: asyncio.TaskGroup | None = None
        self._jobs: dict[int, FileState] = {}

    def spawn(self, work: Any) -> None:
        """Run a coroutine concurrently with the stages; the run ends after it."""
        assert self._group is not None  # set before the stages start
        self._group.create_task(work)

    def work_in(self, group: asyncio.TaskGroup) -> None:
        """Set the task group that `spawn` uses."""
        self._group = group

    # --- upload jobs

    def claim(self, file_state: FileState, job_id: int) -> bool:
        """Assign an upload job to a file; False when it is assigned to another file."""
        self.give_up_job(file_state)
        if self._jobs.setdefault(job_id, file_state) is not file_state:
            return False
        file_state.job_id = job_id
        return True

    def give_up_job(self, file_state: FileState) -> None:
        """Release the upload job of a file."""
        self._forget_job(file_state)
        file_state.job_id = None

    def _forget_job(self, file_state: FileState) -> None:
        if file_state.job_id is not None and self._jobs.get(file_state.job_id) is file_state:
            del self._jobs[file_state.job_id]

    # --- outcomes

    def transferred(self, file_state: FileState) -> None:
        """Record that S3 has all bodies of a file, which is finished next."""
        if self.journal is not None and file_state.entry is not None:
            self.journal.sent(file_state.entry)
        self.queues.to_finish.put(file_state)

    def uploaded(
        self,
        file_state: FileState,
        resource_id: int,
        resource: Mapping[str, Any] | None,
        problem: Exception | None,
    ) -> None:
        """Record a file that became a resource; `problem` is why it was not read back."""
        if self.journal is not None and file_state.entry is not None and resource is not None:
            self.journal.resource(file_state.entry)
        self.recorder.uploaded(file_state, resource_id, resource, problem)
        self._ended(file_state)

    def validated(self, file_state: FileState, resource_id: int) -> None:
        """Record that the service made a resource of a file."""
        if self.journal is not None and file_state.entry is not None:
            self.journal.validated(file_state.entry, resource_id)
        self.emit(FileValidated(file_state.file.body.path, resource_id))

    def skip(
        self,
        file_state: FileState,
        resource_id: int,
        resource: Mapping[str, Any] | None,
        hint_code: HintCode | None,
        problem: Exception | None = None,
    ) -> None:
        """Skip a file uploaded in an earlier run; `problem` is why it was not read back."""
        self.recorder.skip(file_state, resource_id, resource, hint_code, problem)
        self._ended(file_state)

    def fail(
        self,
        file_state: FileState,
        error: Exception | None,
        job_status: str | None = None,
        *,
        job_is_over: bool = True,
        hint_code: HintCode | None = None,
    ) -> None:
        """Fail a file, or stop the run if every further file would fail too.

        Args:
            file_state: The file.
            error: Why.
            job_status: The last status of its upload job, if that is why.
            job_is_over: Its upload job cannot succeed any more, so another may be created.
            hint_code: The remedy.
        """
        if file_state.done:
            return
        if isinstance(error, PixelError) and self._ends_all(error):
            self.stop(error)
            self.leave(file_state, error)
            return
        if self.journal is not None and file_state.entry is not None and job_is_over:
            self.journal.job_given_up(file_state.entry)
        self.recorder.fail(file_state, error, job_status, hint_code)
        self._ended(file_state)

    def _ends_all(self, error: PixelError) -> bool:
        """Whether every further file would meet the same error."""
        is_down = self.calls.link.is_down or self.s3_link.is_down  # the patience is used up
        action = action_for(error, self.options.retries)
        return action is Action.ABORT or (action is Action.PAUSE and is_down)

    def leave(self, file_state: FileState, error: PixelError) -> None:
        """Leave a file to the next run, since this one stopped."""
        if file_state.done:
            return
        self.recorder.leave(file_state, error)
        self._ended(file_state)

    def stop(self, error: PixelError) -> None:
        """Start nothing new; files that S3 has are still finished if possible."""
        if self.stopped is None:
            self.stopped = error
            self.calls.link.release()
            self.s3_link.release()
            self.queues.close()

    def _ended(self, file_state: FileState) -> None:
        self._forget_job(file_state)
        if self.recorder.is_full:
            self.recorder.write()
        self.queues.leave()
