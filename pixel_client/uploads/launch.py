"""From a method call to a run: check what was asked, plan, listen, and hand over to the engine."""

from __future__ import annotations

import abc
import inspect
import json
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

import attrs

from ..exceptions import (
    PixelClosedError,
    PixelConnectionError,
    PixelInputError,
    PixelSignInError,
    PixelStatusError,
)
from .bar import ProgressBar, wants_bar
from .dates import parse_date
from .events import EventThread, UploadEvent
from .files import Kind, PixelUploadFile, metadata_for_wire, path_text
from .parts import check_part_size
from .plan import Plan, plan_upload
from .protocol import TransferSettings, UploadApi, UploadOptions
from .report import UploadOutcome

if TYPE_CHECKING:
    from .wire import Wire

__all__ = ["Choices", "UploadClient", "upload_many", "upload_one"]

_ANY_MD5 = "1B2M2Y8AsgTpgAmY7PhCfg=="  # stands in while metadata is checked, before hashing

# What a single upload raises as it is: it is about the call, not about the file.
_OF_THE_CALL = (
    PixelInputError,
    PixelStatusError,
    PixelConnectionError,
    PixelSignInError,
    PixelClosedError,
)


class UploadClient(abc.ABC):
    """What the upload methods need of the class they are part of, besides `UploadApi`."""

    @abc.abstractmethod
    def _uploads_wire(self) -> Wire:
        """The connections to S3."""

    @property
    @abc.abstractmethod
    def _upload_options(self) -> TransferSettings:
        """The client's options."""

    @abc.abstractmethod
    def _check(
        self, operation: str, params: Mapping[str, Any] | None, values: Mapping[str, object]
    ) -> None:
        """Check arguments of an operation against the contract."""


@attrs.frozen
class Choices:
    """How an upload is to be done; see the methods of the client."""

    multipart: bool
    part_size: int | None
    prefix_folder: bool
    progress: bool | None
    on_event: Callable[[UploadEvent], None] | None


async def upload_one(
    client: UploadClient,
    kind: Kind,
    where: tuple[int, int],
    file: PixelUploadFile,
    choices: Choices,
) -> Any:
    """Upload a file.

    Returns:
        The resource.

    Raises:
        PixelError: What kept the file from becoming one.
    """
    outcome = await upload_many(client, kind, where, [file], choices)
    error = outcome.rows[0].error
    if error is None:
        return outcome.rows[0].resource
    cause = error.__cause__
    if isinstance(cause, _OF_THE_CALL):
        cause.add_note(f"while uploading {path_text(file.file)}")
        raise cause
    raise error


async def upload_many(
    client: UploadClient,
    kind: Kind,
    where: tuple[int, int],
    files: Sequence[PixelUploadFile],
    choices: Choices,
) -> UploadOutcome[Any]:
    """Upload files.

    Args:
        client: The client.
        kind: What they are to become.
        where: Project and data collection.
        files: The files.
        choices: How.

    Raises:
        PixelInputError: The part size is out of range, or `on_event` cannot be called.
    """
    # Here, since importing the engine is not free and many programs never upload.
    from .pipeline import UploadRun

    check_part_size(choices.part_size)
    _check_callback(choices.on_event)
    if not files:
        return UploadOutcome(())
    events = EventThread(_subscribers(kind, len(files), choices))
    options = UploadOptions.of(client._upload_options)
    api = cast("UploadApi", client)
    run: UploadRun[Any] = UploadRun(api, client._uploads_wire(), options, kind, *where, events.tell)

    def make_plan(check: Callable[[], None]) -> Plan:
        return plan_upload(
            files,
            multipart=choices.multipart,
            part_size=choices.part_size,
            prefix_folder=choices.prefix_folder,
            metadata=lambda file: _metadata(client, kind, where, file),
            check=check,
        )

    events.start()
    try:
        outcome = await run.run(files, make_plan)
        await events.finish()
    finally:
        events.stop()
    return outcome


def _check_callback(on_event: object) -> None:
    if on_event is None or (callable(on_event) and not inspect.iscoroutinefunction(on_event)):
        return
    raise PixelInputError(f"on_event is a plain function that takes an event, not {on_event!r}")


def _subscribers(kind: Kind, count: int, choices: Choices) -> list[Callable[[UploadEvent], None]]:
    subscribers = [choices.on_event] if choices.on_event else []
    if wants_bar(choices.progress):
        subscribers.append(ProgressBar(kind.words if count == 1 else f"{kind.words}s"))
    return subscribers


def _metadata(
    client: UploadClient, kind: Kind, where: tuple[int, int], file: PixelUploadFile
) -> Mapping[str, Any] | None:
    """A file's metadata as it travels, checked before anything is sent."""
    plain = metadata_for_wire(file.metadata, kind, parse_date)
    if plain:
        asked = {"name": file.file.name, "md5": _ANY_MD5, "metadata": plain}
        named = {"project_id": where[0], "data_collection_id": where[1], "files": [asked]}
        try:
            client._check("create_upload_jobs", None, named)
        except PixelInputError as error:
            problems = [problem.removeprefix("files[0].") for problem in error.problems]
            raise PixelInputError(problems) from None
        _check_text(plain)
    return plain


def _check_text(metadata: Mapping[str, Any]) -> None:
    """Refuse text that no JSON can carry: it would spoil the call for the other files too.

    Raises:
        ValueError: It is not valid Unicode, as names of files that are not UTF-8 are not.
    """
    try:
        json.dumps(metadata, ensure_ascii=False, default=lambda _: None).encode()
    except UnicodeEncodeError:
        raise ValueError("metadata holds text that is not valid and cannot be sent") from None
