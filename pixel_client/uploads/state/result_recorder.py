"""The outcomes of a run while they come in: each is written to its row and told as an event."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import attrs

from ...core.text import reason_of
from ...exceptions import HintCode, PixelError, PixelTransferError, PixelUploadJobError
from ..events.types import FileFailed, FileFinished, FileSkipped, UploadEvent
from ..inputs.planned_file import FileTooLargeError
from .file_state import FileState
from .results_table import FileResult, ResultsTable

__all__ = ["LegacyResults", "ResultRecorder"]

WRITTEN_TOGETHER = 200


@attrs.define
class LegacyResults:
    """What the callers of 1.2.8's methods get besides rows: objects, by row."""

    errors: dict[int, PixelUploadJobError] = attrs.field(factory=dict)
    resources: dict[int, Any] = attrs.field(factory=dict)


class ResultRecorder:
    """Writes outcomes to the rows and tells them.

    Args:
        rows: Where they are written.
        emit: Where events go.
        legacy_results: Where errors with their causes and resources as they came are kept, or None.
    """

    def __init__(
        self,
        rows: ResultsTable,
        emit: Callable[[UploadEvent], None],
        legacy_results: LegacyResults | None,
    ) -> None:
        self.rows = rows
        self.emit = emit
        self._legacy_results = legacy_results
        self._waiting: list[tuple[int, FileResult]] = []
        self.model: Callable[[Mapping[str, Any]], Any] = dict

    def skip(
        self,
        file_state: FileState,
        resource_id: int,
        resource: Mapping[str, Any] | None,
        hint_code: HintCode | None,
        problem: Exception | None,
    ) -> None:
        """A file was uploaded earlier; `problem` is why it was not read back."""
        why = "it was uploaded before"
        if problem is not None:
            why += f", but was not read back: {problem}"
        outcome = self._outcome(
            file_state, "skipped", resource_id=resource_id, detail=why, hint_code=hint_code
        )
        self._with_resource(file_state, outcome, resource)
        self._close(file_state, outcome)
        self.emit(FileSkipped(file_state.file.body.path, why, resource_id, file_state.file.size))

    def uploaded(
        self,
        file_state: FileState,
        resource_id: int,
        resource: Mapping[str, Any] | None,
        problem: Exception | None,
    ) -> None:
        """A file became a resource, whether or not that could be read back."""
        outcome = self._outcome(file_state, "uploaded", resource_id=resource_id)
        if problem is not None:
            outcome.detail = reason_of(problem)
            self._keep_error(file_state, outcome, problem)
        self._with_resource(file_state, outcome, resource)
        self._close(file_state, outcome)
        self.emit(FileFinished(file_state.file.body.path, resource_id))

    def fail(
        self,
        file_state: FileState,
        error: Exception | None,
        job_status: str | None = None,
        hint_code: HintCode | None = None,
    ) -> None:
        """A file failed; the first reason counts."""
        if file_state.done:
            return
        outcome = self._outcome(file_state, "failed")
        outcome.job_status = job_status
        outcome.detail = reason_of(error) if error is not None else None
        outcome.hint_code = hint_code
        self._keep_error(file_state, outcome, error)
        self._close(file_state, outcome)
        said = outcome.reason or f"the service gave it status {job_status}"
        self.emit(FileFailed(file_state.file.body.path, said))

    def _outcome(self, file_state: FileState, status: str, **more: Any) -> FileResult:
        return FileResult(
            status=status,
            upload_job_id=file_state.job_id,
            bytes=file_state.file.size,
            attempts=file_state.attempts,
            seconds=time.monotonic() - file_state.started,
            **more,
        )

    def _with_resource(
        self, file_state: FileState, outcome: FileResult, resource: Mapping[str, Any] | None
    ) -> None:
        if resource is None:
            return
        if self._legacy_results is not None:
            self._legacy_results.resources[file_state.file.row] = resource
            return
        self.model = getattr(type(resource), "from_dict", dict)
        outcome.resource = json.dumps(dict(resource), ensure_ascii=False, default=str)

    def _keep_error(
        self, file_state: FileState, outcome: FileResult, error: Exception | None
    ) -> None:
        describe(outcome, error)
        if self._legacy_results is not None:
            made = PixelUploadJobError(
                file_state.job_id, outcome.job_status, outcome.reason, file_state.file.body.path
            )
            made.__cause__ = error
            self._legacy_results.errors[file_state.file.row] = made

    def _close(self, file_state: FileState, outcome: FileResult) -> None:
        file_state.done = True
        self._waiting.append((file_state.file.row, outcome))

    @property
    def is_full(self) -> bool:
        """Whether it is time to write."""
        return len(self._waiting) >= WRITTEN_TOGETHER

    def write(self) -> None:
        """Write what waits to the rows."""
        waiting, self._waiting = self._waiting, []
        self.rows.settle(waiting)

    def leave(self, file_state: FileState, error: PixelError) -> None:
        """A file's turn does not come: it is pending, or (for 1.2.8's methods) failed."""
        if self._legacy_results is not None:
            self.fail(file_state, error)
        file_state.done = True

    def refuse(self, number: int, path: Path, outcome: FileResult, error: Exception) -> None:
        """An input cannot be sent; its row says so already."""
        if self._legacy_results is not None:
            made = PixelUploadJobError(None, None, outcome.reason, path)
            made.__cause__ = error
            self._legacy_results.errors[number] = made
        self.emit(FileFailed(path, outcome.reason or type(error).__name__))

    def end(self, error: PixelError | None) -> None:
        """Write what is left; of a run that stopped, 1.2.8's methods have failed rows."""
        self.write()
        if error is None or self._legacy_results is None:
            return
        outcome = failure_of(error)
        left = list(self.rows.read(status="pending"))
        for row in left:
            self.refuse(row.number, row.path, outcome, error)
        self.rows.settle([(row.number, outcome) for row in left])


def failure_of(error: Exception) -> FileResult:
    """The result of a file that failed before it was sent."""
    outcome = FileResult(status="failed", detail=reason_of(error))
    describe(outcome, error)
    return outcome


def describe(outcome: FileResult, error: Exception | None) -> None:
    """Fill in what is known of an error besides its text."""
    if error is None:
        return
    cause = error.__cause__ if isinstance(error, PixelUploadJobError) else error
    outcome.error_class = type(cause or error).__name__
    if isinstance(error, PixelTransferError):
        outcome.s3_code, outcome.detail = error.s3_code, error.message
    if isinstance(error, PixelTransferError | FileTooLargeError):
        outcome.hint_code = outcome.hint_code or error.hint_code
