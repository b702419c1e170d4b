"""A file to upload as callers give it: path, support files, metadata."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from ...core.resource_kinds import Kind
from ...exceptions import PixelInputError, ProblemCode

if TYPE_CHECKING:
    from pixel_api.models import MetadataObject

__all__ = ["PixelUploadFile", "as_upload_files", "file_path", "metadata_for_wire", "upload_file"]


ReadDate = Callable[[str | datetime.date | datetime.datetime], datetime.datetime]


def file_path(value: object) -> Path:
    """A path, however it was given.

    Raises:
        PixelInputError: It is neither a path nor a text.
    """
    if isinstance(value, str | os.PathLike):
        text = os.fspath(value)
        if isinstance(text, str) and text:
            return Path(text)
    raise PixelInputError(
        f"is a path or a text with one, not {value!r}", path="file", code=ProblemCode.TYPE
    )


def _paths(values: object) -> list[Path] | None:
    if values is None:
        return None
    if isinstance(values, str | os.PathLike | Mapping) or not isinstance(values, Iterable):
        raise PixelInputError(
            f"is a list of paths, not {values!r}", path="support_files", code=ProblemCode.TYPE
        )
    return [file_path(value) for value in values]


def _metadata(value: object) -> Any:
    if value is None or isinstance(value, Mapping) or hasattr(value, "to_dict"):
        return value
    raise PixelInputError(
        f"is a MetadataObject or a dict with fields and json_metadata, not {value!r}",
        path="metadata",
        code=ProblemCode.TYPE,
    )


@attrs.define
class PixelUploadFile:
    """A file to upload, with what belongs to it.

    Attributes:
        file: Path of the file.
        support_files: Side-cars that the service reads with it (`.tfw`, `.prj`, `.aux.xml`, …).
        metadata: A `MetadataObject`, or a dict of the same shape: `fields` (image, raster or point
            cloud fields) and `json_metadata` (text to text, number or None). Dates may be datetimes
            or text.

    Raises:
        PixelInputError: A value of a wrong type. A file that does not exist is no error here: it
            becomes a failed row of the upload.
    """

    file: Path = attrs.field(converter=file_path)
    support_files: list[Path] | None = attrs.field(default=None, converter=_paths)
    metadata: MetadataObject | Mapping[str, Any] | None = attrs.field(
        default=None, converter=_metadata
    )


def as_upload_files(files: Sequence[PixelUploadFile | Path | str]) -> list[PixelUploadFile]:
    """Give every input the one shape the rest works with.

    Raises:
        PixelInputError: Not a list, or something in it is neither a file nor a path.
    """
    if isinstance(files, str | os.PathLike | PixelUploadFile) or not isinstance(files, Iterable):
        raise PixelInputError(
            f"is a list of PixelUploadFile or paths, not {files!r}",
            path="files",
            code=ProblemCode.TYPE,
        )
    return [f if isinstance(f, PixelUploadFile) else PixelUploadFile(f) for f in files]


def pick(metadata: Any, support_files: Any) -> tuple[Any, Any]:
    """Put the two in order: 1.2.8's sync and async clients took them in opposite orders.

    Returns:
        The metadata and the support files, whichever argument each came in.
    """
    is_list = isinstance(metadata, Iterable) and not isinstance(metadata, Mapping | str)
    is_metadata = isinstance(support_files, Mapping) or hasattr(support_files, "to_dict")
    if (is_list and not hasattr(metadata, "to_dict")) or is_metadata:
        return support_files, metadata
    return metadata, support_files


def upload_file(file: Path | str, metadata: Any, support_files: Any) -> PixelUploadFile:
    """The input of a single upload, whichever way round its last two were given."""
    metadata, support_files = pick(metadata, support_files)
    return PixelUploadFile(file, support_files=support_files, metadata=metadata)


def metadata_for_wire(metadata: Any, kind: Kind, read_date: ReadDate) -> dict[str, Any] | None:
    """Metadata as the service wants it: plain, its kind named, dates in ISO 8601.

    Args:
        metadata: A `MetadataObject`, a dict of the same shape, or None.
        kind: What the file is to become.
        read_date: Reads a date as people write it; without a zone, it travels without one.

    Returns:
        A new dict, or None when there is nothing to say.

    Raises:
        ValueError: Fields of another kind, or a date that cannot be read.
    """
    if metadata is None:
        return None
    plain = dict(metadata.to_dict() if hasattr(metadata, "to_dict") else metadata)
    given = plain.get("fields")
    if isinstance(given, Mapping) or hasattr(given, "to_dict"):
        plain["fields"] = _fields(given, kind, read_date)
    plain = {name: value for name, value in plain.items() if value is not None}
    return (plain if hasattr(metadata, "to_dict") else _numbers_read(plain)) or None


def _numbers_read(plain: dict[str, Any]) -> dict[str, Any]:
    """A dict as a MetadataObject has it: numbers that were given as text, as in a CSV file."""
    from pixel_api.models import MetadataObject  # here: importing it is not free

    try:
        return MetadataObject.from_input(plain).to_dict()
    except TypeError:  # it has a name too many; the check says which
        return plain


def _fields(given: Any, kind: Kind, read_date: ReadDate) -> dict[str, Any]:
    raw = given.to_dict() if hasattr(given, "to_dict") else given
    fields = {name: value for name, value in raw.items() if value is not None}
    if fields.setdefault("fields_type", kind.resource) != kind.resource:
        raise ValueError(
            f"metadata.fields is for fields_type {fields['fields_type']!r}, "
            f"but the file is uploaded as {kind.resource!r}"
        )
    moment = fields.get("capture_date")
    if isinstance(moment, str | datetime.date):
        try:
            fields["capture_date"] = read_date(moment).isoformat()
        except ValueError as error:
            raise ValueError(f"metadata.fields.capture_date: {error}") from error
    return fields
