"""The entry points of uploads: check the arguments, read the data collection, start a run."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import attrs

from ..core.resource_kinds import KINDS, Kind
from ..core.text import path_text
from ..exceptions import (
    PixelClosedError,
    PixelConnectionError,
    PixelError,
    PixelInputError,
    PixelJournalError,
    PixelSignInError,
    PixelStatusError,
    PixelUploadJobError,
)
from ..http.retry import attempts
from .arguments import (
    LEGACY_PATIENCE_SECONDS,
    UploadArguments,
    check_arguments,
    checked_metadata,
)
from .client_protocol import UploadTarget
from .engine.error_policy import asked_once
from .engine.plan_stage import InputPlanner
from .engine.run import RunResult, RunSpec, Upload
from .events.dispatcher import EventDispatcher
from .events.tqdm_bar import ProgressBar, wants_bar
from .inputs.input_file import PixelUploadFile
from .inputs.names import upload_name
from .inputs.planned_file import MultipartPolicy
from .inputs.scan import Scan, ScannedFile, Source
from .report import UploadOutcome, UploadReport, UploadRow, row_of
from .state.journal import Journal
from .state.journal_location import default_journal, place_of
from .state.missing_files import missing_files
from .state.result_recorder import LegacyResults

__all__ = ["upload_many", "upload_one", "upload_sources"]

_log = logging.getLogger(__name__)

# A single upload raises these as they are: they concern the call, not the file.
_CALL_ERRORS = (
    PixelInputError,
    PixelStatusError,
    PixelConnectionError,
    PixelSignInError,
    PixelClosedError,
)


async def upload_one(
    target: UploadTarget, kind: Kind, file: PixelUploadFile, arguments: UploadArguments
) -> Any:
    """Upload a file.

    Returns:
        The resource.

    Raises:
        PixelError: The upload failed.
    """
    try:
        outcome = await upload_many(target, kind, [file], attrs.evolve(arguments, alone=True))
        failure = outcome.rows[0].error
        if failure is not None:
            cause = failure.__cause__
            raise cause if isinstance(cause, _CALL_ERRORS) else failure
    except _CALL_ERRORS as error:
        error.add_note(f"while uploading {path_text(file.file)}")
        raise
    return outcome.rows[0].resource


async def upload_many(
    target: UploadTarget, kind: Kind, files: Sequence[PixelUploadFile], arguments: UploadArguments
) -> UploadOutcome[Any]:
    """Upload files as the methods of 1.2.8 do, which return resources and exceptions.

    Args:
        target: The data collection.
        kind: The kind of resource to make of them.
        files: The files.
        arguments: The caller's arguments.

    Raises:
        PixelInputError: An argument is invalid, or the data collection is of another kind.
    """
    check_arguments(arguments)
    if not files:
        return UploadOutcome(())
    try:
        await _kind_of(target, kind)
    except PixelInputError:
        raise
    except PixelError as error:
        return UploadOutcome(_failed_row(file.file, arguments, error) for file in files)
    legacy_results = LegacyResults()
    ran = await _run(
        target,
        arguments,
        kind.words if len(files) == 1 else f"{kind.words}s",
        RunSpec(
            kind=kind,
            planner=_planner(kind, arguments, repeats_fail=True),
            inputs=lambda _: map(ScannedFile, files),
            legacy_results=legacy_results,
            alone=arguments.alone,
        ),
    )
    rows = []
    for stored in ran.recorder.rows.read():
        row = row_of(stored, dict)
        row.error = legacy_results.errors.get(stored.number)
        row.resource = legacy_results.resources.get(stored.number)
        rows.append(row)
    return UploadOutcome(rows)


async def upload_sources(
    target: UploadTarget, sources: Sequence[Source], arguments: UploadArguments
) -> UploadReport[Any]:
    """Upload files and folders, and resume where an earlier run stopped.

    Args:
        target: The data collection.
        sources: Files, folders, patterns.
        arguments: The caller's arguments.

    Raises:
        PixelInputError: An argument is invalid.
        PixelJournalError: The journal is in use or cannot be read.
        PixelError: The data collection cannot be read.
    """
    check_arguments(arguments)
    kind = await _kind_of(target, None)
    journal = await _open_journal(target, arguments)
    resumes_missing = journal is not None and arguments.reupload is not True
    missing = missing_files(journal, sources) if journal is not None and resumes_missing else ()
    planner = _planner(kind, arguments)
    if journal is not None and resumes_missing:
        planner = attrs.evolve(planner, missing=journal.as_sent)
    try:
        ran = await _run(
            target,
            arguments,
            f"{kind.words}s",
            RunSpec(
                kind=kind,
                planner=planner,
                inputs=lambda check: chain(
                    Scan(sources, kind, side_cars=arguments.side_cars, check=check), missing
                ),
                journal=journal,
                reupload=arguments.reupload,
            ),
        )
    finally:
        if journal is not None:
            await journal.aclose()
    return UploadReport(
        ran.recorder.rows,
        ran.recorder.model,
        stopped=ran.stopped,
        journal=journal.path if journal is not None else None,
        seconds=ran.seconds,
    )


async def _run(
    target: UploadTarget, arguments: UploadArguments, noun: str, spec: RunSpec
) -> RunResult:
    subscribers = [arguments.on_event] if arguments.on_event else []
    if wants_bar(arguments.progress):
        subscribers.append(ProgressBar(noun))
    patience = LEGACY_PATIENCE_SECONDS if arguments.patience is None else arguments.patience
    target = attrs.evolve(target, config=attrs.evolve(target.config, patience=patience))
    events = EventDispatcher(subscribers)
    run = Upload(target, spec, events.emit)
    events.start()
    try:
        ran = await run.run()
        await events.finish()
    finally:
        events.stop()
    return ran


def _planner(kind: Kind, arguments: UploadArguments, *, repeats_fail: bool = False) -> InputPlanner:
    return InputPlanner(
        multipart_policy=MultipartPolicy(arguments.multipart, arguments.part_size),
        prefix_folder=arguments.prefix_folder,
        metadata=lambda file: checked_metadata(kind, file),
        repeats_fail=repeats_fail,
    )


async def _kind_of(target: UploadTarget, wanted: Kind | None) -> Kind:
    """Determine the kind of a data collection, before anything is hashed or sent.

    Raises:
        PixelInputError: It is not the wanted kind, or not a known one.
        PixelError: The data collection cannot be read.
    """
    number = target.collection.data_collection_id
    async for attempt in attempts(target.config.policy):
        try:
            collection = await target.api.get_data_collection(*target.collection.ids)
        except PixelError as error:
            if not asked_once(error) or attempt.failed() is None:
                raise
    collection_type = collection.get("data_collection_type")
    kind = KINDS.get(str(collection_type))
    if wanted is not None and (kind is None or kind is wanted):
        return wanted  # a type that is not known yet may well take it
    if kind is None:
        raise PixelInputError(
            f"data collection {number} is of the unknown type {collection_type!r};"
            " use upload_multiple_images, _rasters or _point_clouds"
        )
    if wanted is not None:
        raise PixelInputError(
            f"data collection {number} is not for {wanted.words}s: it takes {kind.words}s"
            f" (its type is {collection_type})"
        )
    return kind


async def _open_journal(target: UploadTarget, arguments: UploadArguments) -> Journal | None:
    if arguments.journal is False:
        return None
    place = (target.service_url, *target.collection.ids)
    path = default_journal(*place) if arguments.journal is True else Path(arguments.journal)
    try:
        return await Journal.opened(path, place_of(*place))
    except PixelJournalError as error:
        # A new journal has nothing to lose; one with entries must not be ignored.
        if not error.is_new or arguments.journal is not True:
            raise
        _log.warning("%s; the upload continues without a journal and cannot be resumed", error)
        return None


def _failed_row(path: Path, arguments: UploadArguments, error: PixelError) -> UploadRow[Any]:
    failure = PixelUploadJobError(None, None, str(error), path)
    failure.__cause__ = error
    return UploadRow(
        path,
        upload_name(path, arguments.prefix_folder),
        detail=str(error),
        error_class=type(error).__name__,
        error=failure,
    )
