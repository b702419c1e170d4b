"""The upload pipeline: plan, hash, create, transfer, finish and validate, concurrently.

No stage waits for another to complete all files: each takes what is in its queue (see `queues`),
within bounds. `RunContext` holds what they share.
"""

from __future__ import annotations

import asyncio
import datetime
import logging
import math
import time
from collections.abc import Callable, Iterable

import attrs

from ...core.resource_kinds import Kind
from ...exceptions import PixelError, PixelJournalError
from ..client_protocol import UploadTarget
from ..events.types import RunFinished, UploadEvent
from ..inputs.scan import ScannedFile
from ..s3.transfer import S3Sender
from ..state.journal import NOTE_SECONDS, Journal
from ..state.result_recorder import LegacyResults, ResultRecorder
from ..state.results_table import ResultsTable
from ..thread_pools import FileReaders
from ..transfer_config import Reupload
from .context import RunContext
from .create_stage import CREATE_CALLS, CreateStage
from .finish_stage import FinishStage
from .hash_stage import HASHERS, HashStage
from .job_poller import JobPoller
from .plan_stage import InputPlanner, PlanStage
from .queues import Queues
from .resume_stage import ResumeStage
from .tasks import first_of
from .transfer_stage import TransferStage

__all__ = ["RunResult", "RunSpec", "Upload"]

_log = logging.getLogger(__name__)


@attrs.frozen
class RunResult:
    """The result of a run.

    Attributes:
        recorder: Has the rows.
        stopped: Why it stopped before its end, or None.
        seconds: How long it took.
    """

    recorder: ResultRecorder
    stopped: PixelError | None
    seconds: float


@attrs.frozen(kw_only=True)
class RunSpec:
    """The files of a run, and what to do with them.

    Attributes:
        kind: The kind of resource to make of them.
        planner: Makes a planned file of an input.
        inputs: Returns the inputs; called with a function to call now and then, which raises an
            error when the run has ended.
        journal: Records every step and knows those of earlier runs; None for no journal.
        legacy_results: Collects exceptions and resources for the methods of 1.2.8, or None.
        reupload: Send files again that the journal knows as uploaded: all of them, those uploaded
            before a moment, or those whose resource is `missing`.
        alone: There is one file only.
    """

    kind: Kind
    planner: InputPlanner
    inputs: Callable[[Callable[[], None]], Iterable[ScannedFile]]
    journal: Journal | None = None
    legacy_results: LegacyResults | None = None
    reupload: Reupload = False
    alone: bool = False


class Upload:
    """One upload of files of one kind to one data collection.

    Args:
        target: The data collection.
        spec: The files.
        emit: Receives events.
    """

    def __init__(
        self, target: UploadTarget, spec: RunSpec, emit: Callable[[UploadEvent], None]
    ) -> None:
        self._pool = target.pool
        self._spec = spec
        recorder = ResultRecorder(ResultsTable(), emit, spec.legacy_results)
        queues = Queues(target.config.max_concurrency)
        self._run = RunContext(target, spec.kind, queues, recorder, spec.journal, emit)

    async def run(self) -> RunResult:
        """Upload all files; when cancelled, end everything that it started before returning."""
        began = time.monotonic()
        run, recorder = self._run, self._run.recorder
        planning = PlanStage(run, self._spec.planner)
        try:
            async with FileReaders(run.options.max_concurrency) as readers:
                await self._stages(planning, readers)
            recorder.end(run.stopped)
            counts = await planning.in_thread(recorder.rows.count)
        except BaseExceptionGroup as errors:
            raise first_of(errors) from None
        except asyncio.CancelledError:
            self._log_how_to_resume()
            raise
        finally:
            planning.close()
        seconds = time.monotonic() - began
        run.emit(
            RunFinished(
                counts.get("uploaded", 0),
                counts.get("failed", 0),
                seconds,
                counts.get("skipped", 0),
                counts.get("pending", 0),
            )
        )
        return RunResult(recorder, run.stopped, seconds)

    async def _stages(self, planning: PlanStage, readers: FileReaders) -> None:
        run, spec, queues = self._run, self._spec, self._run.queues
        poller = JobPoller(run.api, run.collection, run.calls, run.options, alone=spec.alone)
        sender = S3Sender(self._pool, readers, run.options, run.emit)
        hashing = HashStage(
            run, queues, readers, spec.planner.multipart_policy, _anew_before(spec.reupload)
        )
        creating = CreateStage(run, queues)
        transferring = TransferStage(run, queues, sender)
        finishing = FinishStage(run, poller, queues)
        resuming = ResumeStage(run, poller, queues, sends_missing=spec.reupload == "missing")
        async with asyncio.TaskGroup() as group:
            run.work_in(group)
            stages = [
                group.create_task(work)
                for work in (
                    planning.work(spec.inputs(planning.check)),
                    hashing.admit(),
                    *(hashing.work() for _ in range(HASHERS)),
                    *(creating.work() for _ in range(CREATE_CALLS)),
                    *(transferring.work() for _ in range(run.options.max_concurrency)),
                    finishing.finish(),
                    finishing.validate(),
                    resuming.work(),
                    self._keep_journal(),
                )
            ]
            await queues.changed.wait_for(lambda: queues.is_done)
            for stage in stages:
                stage.cancel()

    async def _keep_journal(self) -> None:
        while self._spec.journal is not None:
            await asyncio.sleep(NOTE_SECONDS)
            try:
                await self._spec.journal.flush()
            except PixelJournalError as error:
                self._run.stop(error)
                return

    def _log_how_to_resume(self) -> None:
        if self._spec.journal is not None:
            recorder = self._run.recorder
            recorder.write()
            counts = recorder.rows.count()
            _log.warning(
                "the upload was stopped: %d files are uploaded, %d are left; run the same upload"
                " again to resume it (journal: %s)",
                counts.get("uploaded", 0) + counts.get("skipped", 0),
                counts.get("pending", 0),
                self._spec.journal.path,
                extra={"pixel_event": "upload-stopped"},
            )


def _anew_before(reupload: Reupload) -> float:
    if isinstance(reupload, datetime.datetime):
        return reupload.timestamp()
    return math.inf if reupload is True else 0.0
