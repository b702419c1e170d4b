"""From a method call to a run: check what was asked, plan, listen, and hand over to the engine."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
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
from .arguments import UploadArguments, check_arguments, checked_metadata
from .client_protocol import CollectionRef, UploadApi
from .engine.error_policy import asked_once
from .engine.plan_stage import InputPlanner
from .engine.run import RunResult, Upload
from .events.dispatcher import EventDispatcher
from .events.tqdm_bar import ProgressBar, wants_bar
from .events.types import UploadEvent
from .inputs.names import upload_name
from .inputs.planned_file import MultipartPolicy
from .inputs.scan import Scan, ScannedFile, Source
from .inputs.upload_file import PixelUploadFile
from .report import UploadOutcome, UploadReport, UploadRow, row_of
from .state.journal import Journal
from .state.journal_file import default_journal, place_of
from .state.missing_files import MissingFiles
from .state.result_recorder import LegacyResults

__all__ = ["upload_many", "upload_one", "upload_sources"]

_log = logging.getLogger(__name__)

LEGACY_PATIENCE_SECONDS = 120.0
"""How long the methods of 1.2.8 wait for a dead link: their callers expect an answer."""

# What a single upload raises as it is: it is about the call, not about the file.
_OF_THE_CALL = (
    PixelInputError,
    PixelStatusError,
    PixelConnectionError,
    PixelSignInError,
    PixelClosedError,
)


async def upload_one(
    client: UploadApi,
    kind: Kind,
    collection: CollectionRef,
    file: PixelUploadFile,
    arguments: UploadArguments,
) -> Any:
    """Upload a file.

    Returns:
        The resource.

    Raises:
        PixelError: What kept the file from becoming one.
    """
    try:
        outcome = await upload_many(
            client, kind, collection, [file], attrs.evolve(arguments, alone=True)
        )
    except _OF_THE_CALL as error:
        error.add_note(f"while uploading {path_text(file.file)}")
        raise
    failure = outcome.rows[0].error
    if failure is None:
        return outcome.rows[0].resource
    cause = failure.__cause__
    if isinstance(cause, _OF_THE_CALL):
        cause.add_note(f"while uploading {path_text(file.file)}")
        raise cause
    raise failure


async def upload_many(
    client: UploadApi,
    kind: Kind,
    collection: CollectionRef,
    files: Sequence[PixelUploadFile],
    arguments: UploadArguments,
) -> UploadOutcome[Any]:
    """Upload files, as 1.2.8's methods do: every file has its row, objects and errors are kept.

    Args:
        client: The client.
        kind: What they are to become.
        collection: The data collection.
        files: The files.
        arguments: How.

    Raises:
        PixelInputError: An argument is wrong, or the data collection is of another kind.
    """
    check_arguments(arguments)
    if not files:
        return UploadOutcome(())
    try:
        await _kind_of(client, collection, kind)
    except PixelInputError:
        raise
    except PixelError as error:
        return _all_failed(files, arguments, error)
    legacy_results = LegacyResults()
    noun = kind.words if len(files) == 1 else f"{kind.words}s"
    ran = await _run(
        client,
        kind,
        collection,
        arguments,
        lambda _: map(ScannedFile, files),
        noun=noun,
        legacy_results=legacy_results,
    )
    rows = []
    for values in ran.recorder.rows.read():
        row = row_of(values, dict)
        row.error, row.resource = (
            legacy_results.errors.get(values[0]),
            legacy_results.resources.get(values[0]),
        )
        rows.append(row)
    return UploadOutcome(rows)


async def upload_sources(
    client: UploadApi,
    collection: CollectionRef,
    sources: Sequence[Source],
    arguments: UploadArguments,
) -> UploadReport[Any]:
    """Upload whatever is named, and go on collection an earlier run stopped.

    Args:
        client: The client.
        collection: The data collection.
        sources: Files, folders, patterns.
        arguments: How.

    Raises:
        PixelInputError: An argument is wrong.
        PixelJournalError: The journal is in use, or holds what cannot be read.
        PixelError: The data collection cannot be read.
    """
    check_arguments(arguments)
    kind = await _kind_of(client, collection, None)
    journal = await _journal(client, collection, arguments)
    missing = (
        MissingFiles(journal, sources)
        if journal is not None and arguments.reupload is not True
        else None
    )
    try:
        ran = await _run(
            client,
            kind,
            collection,
            arguments,
            lambda check: chain(
                Scan(sources, kind, side_cars=arguments.side_cars, check=check), missing or ()
            ),
            noun=f"{kind.words}s",
            journal=journal,
            missing=missing,
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
    client: UploadApi,
    kind: Kind,
    collection: CollectionRef,
    arguments: UploadArguments,
    inputs: Callable[[Callable[[], None]], Iterable[ScannedFile]],
    *,
    noun: str,
    journal: Journal | None = None,
    legacy_results: LegacyResults | None = None,
    missing: MissingFiles | None = None,
) -> RunResult:
    events = EventDispatcher(_subscribers(noun, arguments))
    patience = LEGACY_PATIENCE_SECONDS if arguments.patience is None else arguments.patience
    options = attrs.evolve(client._transfer_config(), patience=patience)
    planner = InputPlanner(
        MultipartPolicy(arguments.multipart, arguments.part_size),
        arguments.prefix_folder,
        lambda file: checked_metadata(kind, file),
        twice_is_wrong=legacy_results is not None,
        missing=None if missing is None else missing.planned,
    )
    run = Upload(
        client,
        client._s3_pool(),
        options,
        kind,
        collection,
        planner,
        events.emit,
        journal=journal,
        legacy_results=legacy_results,
        reupload=arguments.reupload,
        alone=arguments.alone,
    )
    events.start()
    try:
        ran = await run.run(inputs)
        await events.finish()
    finally:
        events.stop()
    return ran


async def _kind_of(client: UploadApi, collection: CollectionRef, wanted: Kind | None) -> Kind:
    """What a data collection takes; asked for before anything is hashed or sent.

    Raises:
        PixelInputError: Not what is wanted, or nothing that is known here.
        PixelError: It cannot be read.
    """
    async for attempt in attempts(client._transfer_config().policy):
        try:
            found = await client.get_data_collection(*collection)
        except PixelError as error:
            if not asked_once(error) or attempt.failed() is None:
                raise
    said = found.get("data_collection_type")
    kind, number = KINDS.get(str(said)), collection.data_collection_id
    if wanted is not None and (kind is None or kind is wanted):
        return wanted  # a type nobody knows yet may well take it
    if kind is None:
        raise PixelInputError(
            f"data collection {number} is of an unknown type, {said!r}; use"
            " upload_multiple_images, upload_multiple_rasters or upload_multiple_point_clouds"
        )
    if wanted is not None:
        raise PixelInputError(
            f"data collection {number} is not for {wanted.words}s: it takes {kind.words}s"
            f" (its type is {said})"
        )
    return kind


async def _journal(
    client: UploadApi, collection: CollectionRef, arguments: UploadArguments
) -> Journal | None:
    if arguments.journal is False:
        return None
    service = client._service_url()
    path = (
        default_journal(service, *collection)
        if arguments.journal is True
        else Path(arguments.journal)
    )
    try:
        return await Journal.opened(path, place_of(service, *collection))
    except PixelJournalError as error:
        # Of what is new nothing is lost; what holds something must not be passed over.
        if not error.is_new or arguments.journal is not True:
            raise
        _log.warning("%s; the upload goes on without: it could not be resumed", error)
        return None


def _all_failed(
    files: Sequence[PixelUploadFile], arguments: UploadArguments, error: PixelError
) -> UploadOutcome[Any]:
    rows: list[UploadRow[Any]] = []
    for file in files:
        row: UploadRow[Any] = UploadRow(file.file, upload_name(file.file, arguments.prefix_folder))
        row.detail, row.error_class = str(error), type(error).__name__
        row.error = PixelUploadJobError(None, None, str(error), file.file)
        row.error.__cause__ = error
        rows.append(row)
    return UploadOutcome(rows)


def _subscribers(noun: str, arguments: UploadArguments) -> list[Callable[[UploadEvent], None]]:
    subscribers = [arguments.on_event] if arguments.on_event else []
    if wants_bar(arguments.progress):
        subscribers.append(ProgressBar(noun))
    return subscribers
