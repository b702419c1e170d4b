"""The first stage: walk through the inputs, in a thread, and write down what is planned."""

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

from ...core.text import reason_of
from ..events.types import FileSkipped, RunPlanned
from ..inputs.names import upload_name
from ..inputs.planned_file import MultipartPolicy, PlannedFile, plan_file
from ..inputs.scan import ScannedFile
from ..inputs.upload_file import PixelUploadFile
from ..state.result_recorder import ResultRecorder, describe
from ..state.results_table import FileResult, PlannedRow
from ..thread_pools import StoppedError
from .queues import Queues

__all__ = ["InputPlanner", "PlanStage"]

T = TypeVar("T")

STEP_ROWS, STEP_SECONDS = 200, 0.05
"""Rows are handed on after so many, or so long, so that sending can begin."""

PATIENCE_SECONDS = 0.9
"""How long a stopped run waits for a directory that is being read."""


@attrs.frozen
class InputPlanner:
    """How an input becomes a planned file.

    Attributes:
        multipart_policy: When files are sent in parts.
        prefix_folder: Put the folder's name in front of names.
        metadata: Makes a file's metadata ready to travel; a ValueError refuses the file.
        missing: A file that is gone, as it was when an earlier run sent it; None when none did.
        twice_is_wrong: An input that was named before fails; by default it is skipped.
    """

    multipart_policy: MultipartPolicy
    prefix_folder: bool
    metadata: Callable[[PixelUploadFile], Mapping[str, Any] | None]
    twice_is_wrong: bool = False
    missing: Callable[[int, Path, str], PlannedFile | None] = lambda *_: None

    def plan(self, number: int, found: ScannedFile) -> tuple[PlannedRow, Exception | None]:
        """The row of an input, and why it cannot be sent."""
        given = found.given
        name = upload_name(given.file, self.prefix_folder)
        if found.passed_over is not None:
            outcome = FileResult("skipped", detail=found.passed_over)
            return PlannedRow(given.file, name, outcome=outcome), None
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
                return PlannedRow(given.file, name, outcome=refusal(error)), error
            file = missing
        return PlannedRow(given.file, name, file), None


def refusal(error: Exception) -> FileResult:
    """The outcome of an input that cannot be sent."""
    outcome = FileResult("failed", detail=reason_of(error))
    describe(outcome, error)
    return outcome


@attrs.define
class _Step:
    rows: list[PlannedRow] = attrs.field(factory=list)
    problems: dict[int, Exception] = attrs.field(factory=dict)
    again: dict[int, int] = attrs.field(factory=dict)
    files: int = 0
    size: int = 0
    is_last: bool = False


class PlanStage:
    """Plans ahead of everything else, as fast as directories can be read.

    Args:
        recorder: Has the rows, and tells what cannot be sent.
        planner: How an input becomes a planned file.
        queues: Learn of new rows.
    """

    def __init__(self, recorder: ResultRecorder, planner: InputPlanner, queues: Queues) -> None:
        self._recorder = recorder
        self._planner = planner
        self._queues = queues
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="pixel-scan")
        self._under_way: Future[Any] | None = None
        self._ended = threading.Event()

    def close(self) -> None:
        """End the thread after what it is looking at."""
        self._ended.set()
        if self._under_way is not None:
            # A drive that does not answer is not waited for: nothing else hangs on it.
            wait([self._under_way], timeout=PATIENCE_SECONDS)
        self._thread.shutdown(
            wait=self._under_way is None or self._under_way.done(), cancel_futures=True
        )

    async def in_thread(self, work: Callable[[], T]) -> T:
        """Run something that takes its time in the thread."""
        under_way = self._thread.submit(work)
        self._under_way = under_way
        return await asyncio.wrap_future(under_way)

    def check(self) -> None:
        """Called in the thread, now and then: ends work that nobody waits for any more."""
        if self._ended.is_set():
            raise StoppedError

    async def work(self, inputs: Iterable[ScannedFile]) -> None:
        """Plan all inputs."""
        feed = iter(inputs)
        files = refused = size = 0
        is_last = False
        while not is_last:
            step = await self.in_thread(lambda: self._step(feed))
            files += step.files
            size += step.size
            self._settle_repeats(step)
            refused += len(step.problems)
            is_last = step.is_last
            self._recorder.emit(RunPlanned(files, refused, size, is_last))
            first = len(self._recorder.rows) - len(step.rows)
            for number, row in enumerate(step.rows, first):
                if number in step.problems:
                    outcome = row.outcome or refusal(step.problems[number])
                    self._recorder.refuse(number, row.path, outcome, step.problems[number])
                elif row.outcome is not None:
                    self._recorder.emit(FileSkipped(row.path, row.outcome.detail or ""))
            self._queues.note_planned(is_last=is_last)

    def _step(self, feed: Iterator[ScannedFile]) -> _Step:
        step, until = _Step(), time.monotonic() + STEP_SECONDS
        first = len(self._recorder.rows)
        for found in feed:
            self.check()
            number = first + len(step.rows)
            row, problem = self._planner.plan(number, found)
            step.rows.append(row)
            if problem is not None:
                step.problems[number] = problem
            if len(step.rows) >= STEP_ROWS or time.monotonic() >= until:
                break
        else:
            step.is_last = True
        step.again = self._recorder.rows.add(step.rows)
        sendable: list[PlannedFile] = [
            row.file
            for number, row in enumerate(step.rows, first)
            if row.file is not None and number not in step.again
        ]
        step.files, step.size = len(sendable), sum(file.size for file in sendable)
        return step

    def _settle_repeats(self, step: _Step) -> None:
        first = len(self._recorder.rows) - len(step.rows)
        outcomes = []
        for number, earlier in step.again.items():
            said = f"the same file is listed twice: it is also file {earlier + 1}"
            if self._planner.twice_is_wrong:
                step.problems[number] = ValueError(said)
                outcome = refusal(step.problems[number])
            else:
                outcome = FileResult("skipped", detail=said)
            step.rows[number - first] = attrs.evolve(step.rows[number - first], outcome=outcome)
            outcomes.append((number, outcome))
        if outcomes:
            self._recorder.rows.settle(outcomes)
