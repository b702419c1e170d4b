"""Outcomes of a run as they occur: each is written to its row and emitted as an event."""

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
    """Exceptions and resources for the methods of 1.2.8, by row."""

    errors: dict[int, PixelUploadJobError] = attrs.field(factory=dict)
    resources: dict[int, Any] = attrs.field(factory=dict)


class ResultRecorder:
    """Writes outcomes to the rows and emits their events.

    Args:
        rows: The rows.
        emit: Receives events.
        legacy_results: Collects exceptions and resources for the methods of 1.2.8, or None.
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
        """Record a file that was uploaded earlier; `problem` is why it was not read back."""
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
        """Record a file that became a resource; `problem` is why it was not read back."""
        outcome = self._outcome(file_state, "uploaded", resource_id=resource_id)
        if problem is not None:
            outcome.detail = reason_of(problem)
            describe(outcome, problem)
            self._keep_error(file_state.file.row, file_state.file.body.path, outcome, problem)
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
        """Record a file that failed; the first reason counts."""
        if file_state.done:
            return
        outcome = self._outcome(file_state, "failed")
        outcome.job_status = job_status
        outcome.detail = reason_of(error) if error is not None else None
        outcome.hint_code = hint_code
        describe(outcome, error)
        path = file_state.file.body.path
        self._keep_error(file_state.file.row, path, outcome, error)
        self._close(file_state, outcome)
        self.emit(FileFailed(path, outcome.reason or f"the service gave it status {job_status}"))

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
        self, row: int, path: Path, outcome: FileResult, error: Exception | None
    ) -> None:
        if self._legacy_results is not None:
            failure = PixelUploadJobError(
                outcome.upload_job_id, outcome.job_status, outcome.reason, path
            )
            failure.__cause__ = error
            self._legacy_results.errors[row] = failure

    def _close(self, file_state: FileState, outcome: FileResult) -> None:
        file_state.done = True
        self._waiting.append((file_state.file.row, outcome))

    @property
    def is_full(self) -> bool:
        """Whether enough outcomes wait to be written."""
        return len(self._waiting) >= WRITTEN_TOGETHER

    def write(self) -> None:
        """Write the waiting outcomes to the rows."""
        waiting, self._waiting = self._waiting, []
        self.rows.settle(waiting)

    def leave(self, file_state: FileState, error: PixelError) -> None:
        """Leave a file pending, or (for the methods of 1.2.8) failed."""
        if self._legacy_results is not None:
            self.fail(file_state, error)
        file_state.done = True

    def refuse(self, row: int, path: Path, outcome: FileResult, error: Exception) -> None:
        """Report an input that cannot be sent, whose row has its result already."""
        self._keep_error(row, path, outcome, error)
        self.emit(FileFailed(path, outcome.reason or type(error).__name__))

    def end(self, error: PixelError | None) -> None:
        """Write the remaining outcomes; for the methods of 1.2.8, pending rows become failed."""
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
    """Fill in the fields of a result that an error has besides its text."""
    if error is None:
        return
    cause = error.__cause__ if isinstance(error, PixelUploadJobError) else error
    outcome.error_class = type(cause or error).__name__
    if isinstance(error, PixelTransferError):
        outcome.s3_code, outcome.detail = error.s3_code, error.message
    if isinstance(error, PixelTransferError | FileTooLargeError):
        outcome.hint_code = outcome.hint_code or error.hint_code
