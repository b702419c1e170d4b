"""The first stage: walk through the inputs in a thread and store the plan."""

from __future__ import annotations

import asyncio
import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from pathlib import Path
from typing import Any, TypeVar

import attrs

from ...exceptions import PixelJournalError
from ..events.types import FileSkipped, RunPlanned
from ..inputs.input_file import PixelUploadFile
from ..inputs.names import upload_name
from ..inputs.planned_file import MultipartPolicy, PlannedFile, plan_file
from ..inputs.scan import ScannedFile
from ..state.result_recorder import failure_of
from ..state.results_table import FileResult, PlannedRow
from ..thread_pools import StoppedError
from .context import RunContext

__all__ = ["InputPlanner", "PlanStage"]

T = TypeVar("T")

STEP_ROWS, STEP_SECONDS = 200, 0.05
"""Rows are handed on after so many, or after so long, so that sending can begin."""

CLOSE_SECONDS = 0.9
"""Longest wait of a stopped run for a directory that is being read."""


@attrs.frozen(kw_only=True)
class InputPlanner:
    """Makes planned files of inputs.

    Attributes:
        multipart_policy: When files are sent in parts.
        prefix_folder: Put the folder's name in front of names.
        metadata: Encodes the metadata of a file; a ValueError refuses the file.
        missing: Returns a missing file as it was when an earlier run sent it, or None.
        repeats_fail: An input that repeats an earlier one fails; by default it is skipped.
    """

    multipart_policy: MultipartPolicy
    prefix_folder: bool
    metadata: Callable[[PixelUploadFile], Mapping[str, Any] | None]
    repeats_fail: bool = False
    missing: Callable[[int, Path, str], PlannedFile | None] = lambda *_: None

    def plan(self, number: int, found: ScannedFile) -> tuple[PlannedRow, Exception | None]:
        """Return the row of an input, and the error that prevents it from being sent."""
        given = found.given
        name = upload_name(given.file, self.prefix_folder)
        if found.passed_over is not None:
            outcome = FileResult(status="skipped", detail=found.passed_over)
            return PlannedRow(path=given.file, name=name, outcome=outcome), None
        try:
            if found.problem is not None:
                raise found.problem
            file = plan_file(
                number,
                given,
                name,
                multipart_policy=self.multipart_policy,
                prefix_folder=self.prefix_folder,
                metadata=self.metadata(given),
            )
        except (OSError, ValueError) as error:
            missing = None
            if isinstance(error, FileNotFoundError) and not os.path.lexists(given.file):
                missing = self.missing(number, given.file, name)
            if missing is None:
                return PlannedRow(path=given.file, name=name, outcome=failure_of(error)), error
            file = missing
        return PlannedRow(path=given.file, name=name, file=file), None


@attrs.define
class _Step:
    rows: list[PlannedRow] = attrs.field(factory=list)
    problems: dict[int, Exception] = attrs.field(factory=dict)
    again: dict[int, int] = attrs.field(factory=dict)
    files: int = 0
    size: int = 0
    is_last: bool = False
    journal_error: PixelJournalError | None = None


class PlanStage:
    """Plans ahead of the other stages, as fast as directories can be read.

    Args:
        run: The run.
        planner: Makes planned files of inputs.
    """

    def __init__(self, run: RunContext, planner: InputPlanner) -> None:
        self._run = run
        self._planner = planner
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="pixel-scan")
        self._under_way: Future[Any] | None = None
        self._ended = threading.Event()

    def close(self) -> None:
        """End the thread after its present input."""
        self._ended.set()
        if self._under_way is not None:
            # Do not wait for a drive that does not respond: nothing depends on it.
            wait([self._under_way], timeout=CLOSE_SECONDS)
        self._thread.shutdown(
            wait=self._under_way is None or self._under_way.done(), cancel_futures=True
        )

    async def in_thread(self, work: Callable[[], T]) -> T:
        """Run a slow function in the thread."""
        under_way = self._thread.submit(work)
        self._under_way = under_way
        return await asyncio.wrap_future(under_way)

    def check(self) -> None:
        """End the work of the thread if the run has ended; called there now and then."""
        if self._ended.is_set():
            raise StoppedError

    async def work(self, inputs: Iterable[ScannedFile]) -> None:
        """Plan all inputs."""
        feed = iter(inputs)
        recorder = self._run.recorder
        files = refused = size = 0
        is_last = False
        while not is_last:
            step = await self.in_thread(lambda: self._step(feed))
            files += step.files
            size += step.size
            self._settle_repeats(step)
            refused += len(step.problems)
            is_last = step.is_last
            self._run.emit(RunPlanned(files, refused, size, is_last))
            if step.journal_error is not None:
                self._run.stop(step.journal_error)
            first = len(recorder.rows) - len(step.rows)
            for number, row in enumerate(step.rows, first):
                if number in step.problems:
                    outcome = row.outcome or failure_of(step.problems[number])
                    recorder.refuse(number, row.path, outcome, step.problems[number])
                elif row.outcome is not None:
                    self._run.emit(FileSkipped(row.path, row.outcome.detail or ""))
            self._run.queues.note_planned(is_last=is_last)

    def _step(self, feed: Iterator[ScannedFile]) -> _Step:
        step, until = _Step(), time.monotonic() + STEP_SECONDS
        rows = self._run.recorder.rows
        first = len(rows)
        try:
            step.is_last = self._plan_some(step, feed, first, until)
        except PixelJournalError as error:  # the run stops, with the rows that it has
            step.journal_error, step.is_last = error, True
        step.again = rows.add(step.rows)
        sendable: list[PlannedFile] = [
            row.file
            for number, row in enumerate(step.rows, first)
            if row.file is not None and number not in step.again
        ]
        step.files, step.size = len(sendable), sum(file.size for file in sendable)
        return step

    def _plan_some(
        self, step: _Step, feed: Iterator[ScannedFile], first: int, until: float
    ) -> bool:
        """Plan inputs until it is time to hand them on; True when there are no more."""
        for number, found in enumerate(feed, first):
            self.check()
            row, problem = self._planner.plan(number, found)
            step.rows.append(row)
            if problem is not None:
                step.problems[number] = problem
            if len(step.rows) >= STEP_ROWS or time.monotonic() >= until:
                return False
        return True

    def _settle_repeats(self, step: _Step) -> None:
        first = len(self._run.recorder.rows) - len(step.rows)
        outcomes = []
        for number, earlier in step.again.items():
            reason = f"the same file is listed twice: it is also file {earlier + 1}"
            if self._planner.repeats_fail:
                step.problems[number] = ValueError(reason)
                outcome = failure_of(step.problems[number])
            else:
                outcome = FileResult(status="skipped", detail=reason)
            step.rows[number - first] = attrs.evolve(step.rows[number - first], outcome=outcome)
            outcomes.append((number, outcome))
        if outcomes:
            self._run.recorder.rows.settle(outcomes)
