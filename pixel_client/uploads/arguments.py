"""The arguments of an upload, checked before anything is sent."""

from __future__ import annotations

import datetime
import inspect
import json
import os
from collections.abc import Callable, Mapping
from typing import Any

import attrs

from ..core.dates import read_date
from ..core.resource_kinds import Kind
from ..exceptions import PixelInputError, ProblemCode
from .events.types import UploadEvent
from .inputs.input_file import PixelUploadFile, metadata_for_wire
from .inputs.parts import check_part_size
from .transfer_config import Reupload

__all__ = ["UploadArguments", "check_arguments", "checked_metadata"]

PATIENCE_SECONDS = 12 * 3600.0
"""Longest wait of `upload` for the end of an outage: a night."""

LEGACY_PATIENCE_SECONDS = 120.0
"""The same for the methods of 1.2.8, whose callers expect a prompt answer."""


@attrs.frozen(kw_only=True)
class UploadArguments:
    """The arguments of an upload; see the methods of the client."""

    multipart: bool | None = None
    part_size: int | None = None
    prefix_folder: bool = False
    progress: bool | None = None
    on_event: Callable[[UploadEvent], None] | None = None
    side_cars: bool = True
    journal: os.PathLike[str] | str | bool = False
    reupload: Reupload = False
    patience: float | None = None  # None for that of the methods of 1.2.8
    alone: bool = False


def check_arguments(arguments: UploadArguments) -> None:
    """Check the arguments that concern every file.

    Raises:
        PixelInputError: An argument is invalid.
    """
    for name in ("multipart", "prefix_folder", "progress", "side_cars"):
        value = getattr(arguments, name)
        if value not in (True, False, None) or not isinstance(value, bool | None):
            raise PixelInputError(
                f"must be True or False, not {value!r}", path=name, code=ProblemCode.TYPE
            )
    if arguments.reupload != "missing" and not isinstance(
        arguments.reupload, bool | datetime.datetime
    ):
        raise PixelInputError(
            f'is True, False, a datetime or "missing", not {arguments.reupload!r}',
            path="reupload",
            code=ProblemCode.ENUM,
        )
    patience = 0 if arguments.patience is None else arguments.patience
    if not isinstance(patience, int | float) or isinstance(patience, bool) or not patience >= 0:
        raise PixelInputError(
            f"is seconds from 0, not {patience!r}",
            path="patience",
            code=ProblemCode.RANGE,
            allowed={"minimum": 0},
        )
    if not isinstance(arguments.journal, bool | str | os.PathLike) or arguments.journal == "":
        raise PixelInputError(
            f"is a path, True or False, not {arguments.journal!r}",
            path="journal",
            code=ProblemCode.TYPE,
        )
    if not isinstance(arguments.reupload, bool) and arguments.journal is False:
        raise PixelInputError(
            f"needs a journal, which knows what was uploaded, to be {arguments.reupload!r}",
            path="reupload",
            code=ProblemCode.CONFLICT,
        )
    check_part_size(arguments.part_size)
    on_event = arguments.on_event
    if on_event is not None and (not callable(on_event) or inspect.iscoroutinefunction(on_event)):
        raise PixelInputError(
            f"is a plain function that takes an event, not {on_event!r}",
            path="on_event",
            code=ProblemCode.TYPE,
        )


def checked_metadata(kind: Kind, file: PixelUploadFile) -> Mapping[str, Any] | None:
    """Encode and check the metadata of a file.

    Raises:
        ValueError: The metadata is invalid.
    """
    plain = metadata_for_wire(file.metadata, kind, read_date)
    if plain:
        from pixel_api.checks import problems_in  # here: most uploads have no metadata

        if found := problems_in("MetadataObject", plain, "metadata"):
            raise PixelInputError(found)
        try:  # text that no JSON can carry would make the call fail for the other files too
            json.dumps(plain, ensure_ascii=False, default=lambda _: None).encode()
        except UnicodeEncodeError:
            raise PixelInputError(
                "contains text that is not valid Unicode",
                path="metadata",
                code=ProblemCode.NOT_UTF8,
            ) from None
    return plain
