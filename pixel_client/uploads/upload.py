"""From a method call to a run: check what was asked, plan, listen, and hand over to the engine."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, cast

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
from .client_protocol import UploadApi, UploadClient
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
from .transfer_config import TransferConfig

__all__ = ["upload_many", "upload_one", "upload_sources"]

_log = logging.getLogger(__name__)

DOOR_PATIENCE_SECONDS = 120.0
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
    client: UploadClient,
    kind: Kind,
    where: tuple[int, int],
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
            client, kind, where, [file], attrs.evolve(arguments, alone=True)
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
    client: UploadClient,
    kind: Kind,
    where: tuple[int, int],
    files: Sequence[PixelUploadFile],
    arguments: UploadArguments,
) -> UploadOutcome[Any]:
    """Upload files, as 1.2.8's methods do: every file has its row, objects and errors are kept.

    Args:
        client: The client.
        kind: What they are to become.
        where: Project and data collection.
        files: The files.
        arguments: How.

    Raises:
        PixelInputError: An argument is wrong, or the data collection is of another kind.
    """
    check_arguments(client, where, arguments)
    if not files:
        return UploadOutcome(())
    try:
        await _kind_of(client, where, kind)
    except PixelInputError:
        raise
    except PixelError as error:
        return _all_failed(files, arguments, error)
    legacy_results = LegacyResults()
    noun = kind.words if len(files) == 1 else f"{kind.words}s"
    ran = await _run(
        client,
        kind,
        where,
        arguments,
        noun,
        lambda _: (ScannedFile(f) for f in files),
        None,
        legacy_results,
    )
    rows = []
    for stored in ran.recorder.rows.read():
        row = row_of(stored, dict)
        row.error = legacy_results.errors.get(stored.number)
        row.resource = legacy_results.resources.get(stored.number)
        rows.append(row)
    return UploadOutcome(rows)


async def upload_sources(
    client: UploadClient,
    where: tuple[int, int],
    sources: Sequence[Source],
    arguments: UploadArguments,
) -> UploadReport[Any]:
    """Upload whatever is named, and go on where an earlier run stopped.

    Args:
        client: The client.
        where: Project and data collection.
        sources: Files, folders, patterns.
        arguments: How.

    Raises:
        PixelInputError: An argument is wrong.
        PixelJournalError: The journal is in use, or holds what cannot be read.
        PixelError: The data collection cannot be read.
    """
    check_arguments(client, where, arguments)
    kind = await _kind_of(client, where, None)
    journal = await _journal(client, where, arguments)
    missing = (
        MissingFiles(journal, sources)
        if journal is not None and arguments.reupload is not True
        else None
    )
    try:
        ran = await _run(
            client,
            kind,
            where,
            arguments,
            f"{kind.words}s",
            lambda check: chain(
                Scan(sources, kind, side_cars=arguments.side_cars, check=check), missing or ()
            ),
            journal,
            None,
            missing,
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
    client: UploadClient,
    kind: Kind,
    where: tuple[int, int],
    arguments: UploadArguments,
    noun: str,
    inputs: Callable[[Callable[[], None]], Iterable[ScannedFile]],
    journal: Journal | None,
    legacy_results: LegacyResults | None,
    missing: MissingFiles | None = None,
) -> RunResult:
    events = EventDispatcher(_subscribers(noun, arguments))
    patience = DOOR_PATIENCE_SECONDS if arguments.patience is None else arguments.patience
    options = attrs.evolve(client._upload_config(), patience=patience)
    planner = InputPlanner(
        MultipartPolicy(arguments.multipart, arguments.part_size),
        arguments.prefix_folder,
        lambda file: checked_metadata(kind, file),
        twice_is_wrong=legacy_results is not None,
        **({"missing": missing.planned} if missing is not None else {}),
    )
    run = Upload(
        cast("UploadApi", client),
        client._s3_pool(),
        options,
        kind,
        where,
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


async def _kind_of(client: UploadClient, where: tuple[int, int], wanted: Kind | None) -> Kind:
    """What a data collection takes; asked for before anything is hashed or sent.

    Raises:
        PixelInputError: Not what is wanted, or nothing that is known here.
        PixelError: It cannot be read.
    """
    api = cast("UploadApi", client)
    async for attempt in attempts(TransferConfig.of(client._upload_options).policy):
        try:
            collection = await api.get_data_collection(*where)
        except PixelError as error:
            if not asked_once(error) or attempt.failed() is None:
                raise
    said = collection.get("data_collection_type")
    kind = KINDS.get(str(said))
    if wanted is not None and (kind is None or kind is wanted):
        return wanted  # a type nobody knows yet may well take it
    if kind is None:
        raise PixelInputError(
            f"data collection {where[1]} is of the type {said!r}, of which it is not known what it"
            " takes; use upload_multiple_images, _rasters or _point_clouds"
        )
    if wanted is not None:
        raise PixelInputError(
            f"data collection {where[1]} is not for {wanted.words}s: it takes {kind.words}s"
            f" (its type is {said})"
        )
    return kind


async def _journal(
    client: UploadClient, where: tuple[int, int], arguments: UploadArguments
) -> Journal | None:
    if arguments.journal is False:
        return None
    service = str(client.settings.PIXEL_API_URL)
    path = (
        default_journal(service, *where) if arguments.journal is True else Path(arguments.journal)
    )
    try:
        return await Journal.opened(path, place_of(service, *where))
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
