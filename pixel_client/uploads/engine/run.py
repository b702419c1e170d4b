"""The upload pipeline: plan, hash, create, transfer, finish and validate, all at once.

No stage waits for another to be through with all files: each takes what is in its queue (see
`queues`), within bounds. `RunContext` holds what they share.
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
from ..client_protocol import CollectionRef, UploadApi
from ..events.types import RunFinished, UploadEvent
from ..inputs.scan import ScannedFile
from ..s3.connection_pool import ConnectionPool
from ..s3.transfer import S3Sender
from ..state.journal import NOTE_SECONDS, Journal
from ..state.result_recorder import LegacyResults, ResultRecorder
from ..state.results_table import ResultsTable
from ..thread_pools import FileReaders
from ..transfer_config import Reupload, TransferConfig
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

__all__ = ["RunResult", "Upload"]

_log = logging.getLogger(__name__)


@attrs.frozen
class RunResult:
    """A run that is over.

    Attributes:
        recorder: Has the rows.
        stopped: Why it stopped before its end, or None.
        seconds: How long it took.
    """

    recorder: ResultRecorder
    stopped: PixelError | None
    seconds: float


class Upload:
    """One upload of files of one kind to one data collection.

    Args:
        api: The service.
        pool: The connections to S3.
        options: How bodies are sent.
        kind: What the files are to become.
        collection: Project and data collection.
        planner: How an input becomes a planned file.
        emit: Where events go.
        journal: Takes notes of every step and knows those of earlier runs; None for no journal.
        legacy_results: Where 1.2.8's methods find errors and resources, or None.
        reupload: Send files again that the journal knows as uploaded: all of them, those uploaded
            before a moment, or those whose resource is `missing`.
        alone: There is one file only.
    """

    def __init__(
        self,
        api: UploadApi,
        pool: ConnectionPool,
        options: TransferConfig,
        kind: Kind,
        collection: CollectionRef,
        planner: InputPlanner,
        emit: Callable[[UploadEvent], None],
        *,
        journal: Journal | None = None,
        legacy_results: LegacyResults | None = None,
        reupload: Reupload = False,
        alone: bool = False,
    ) -> None:
        self._pool = pool
        self._options = options
        self._planner = planner
        self._emit = emit
        self._journal = journal
        self._reupload = reupload
        self._alone = alone
        self._recorder = ResultRecorder(ResultsTable(), emit, legacy_results)
        self._queues = Queues(options.max_concurrency)
        self._run = RunContext(
            api, collection, kind, options, self._queues, self._recorder, journal, emit
        )

    async def run(self, inputs: Callable[[Callable[[], None]], Iterable[ScannedFile]]) -> RunResult:
        """Upload.

        When this is cancelled, everything it started has ended before it returns.

        Args:
            inputs: Gives the inputs; called with a function to call now and then, whose error is to
                end it.
        """
        began = time.monotonic()
        planning = PlanStage(self._recorder, self._planner, self._queues)
        try:
            async with FileReaders(self._options.max_concurrency) as readers:
                await self._stages(planning, inputs(planning.check), readers)
            self._recorder.end(self._run.stopped)
            counts = await planning.in_thread(self._recorder.rows.count)
        except BaseExceptionGroup as errors:
            raise first_of(errors) from None
        except asyncio.CancelledError:
            self._say_how_to_go_on()
            raise
        finally:
            planning.close()
        seconds = time.monotonic() - began
        self._emit(
            RunFinished(
                counts.get("uploaded", 0),
                counts.get("failed", 0),
                seconds,
                counts.get("skipped", 0),
                counts.get("pending", 0),
            )
        )
        return RunResult(self._recorder, self._run.stopped, seconds)

    async def _stages(
        self, planning: PlanStage, inputs: Iterable[ScannedFile], readers: FileReaders
    ) -> None:
        run, queues = self._run, self._queues
        poller = JobPoller(run.api, run.collection, run.calls, self._options, alone=self._alone)
        sender = S3Sender(self._pool, readers, self._options, self._emit)
        hashing = HashStage(
            run, queues, readers, self._planner.multipart_policy, _anew_before(self._reupload)
        )
        creating = CreateStage(run, queues)
        transferring = TransferStage(run, queues, sender)
        finishing = FinishStage(run, poller, queues)
        resuming = ResumeStage(run, poller, queues, sends_missing=self._reupload == "missing")
        async with asyncio.TaskGroup() as group:
            run.work_in(group)
            stages = [
                group.create_task(work)
                for work in (
                    planning.work(inputs),
                    hashing.admit(),
                    *(hashing.work() for _ in range(HASHERS)),
                    *(creating.work() for _ in range(CREATE_CALLS)),
                    *(transferring.work() for _ in range(self._options.max_concurrency)),
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
        while self._journal is not None:
            await asyncio.sleep(NOTE_SECONDS)
            try:
                await self._journal.flush()
            except PixelJournalError as error:
                self._run.stop(error)
                return

    def _say_how_to_go_on(self) -> None:
        if self._journal is not None:
            self._recorder.write()
            counts = self._recorder.rows.count()
            _log.warning(
                "the upload was stopped: %d files are uploaded, %d are left; run the same upload"
                " again to go on (journal: %s)",
                counts.get("uploaded", 0) + counts.get("skipped", 0),
                counts.get("pending", 0),
                self._journal.path,
                extra={"pixel_event": "upload-stopped"},
            )


def _anew_before(reupload: Reupload) -> float:
    if isinstance(reupload, datetime.datetime):
        return reupload.timestamp()
    return math.inf if reupload is True else 0.0
