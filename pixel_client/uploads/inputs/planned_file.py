"""Turn an input into a planned file: its name, its parts, or why it cannot be sent.

Nothing here reads a file's content; `plan_file` looks at each file once (stat and access).
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs

from ...core.text import human_size, path_text, reason_of
from ...exceptions import HintCode
from .input_file import PixelUploadFile
from .names import same_name, upload_name
from .parts import MAX_SINGLE_BYTES, part_size_for

__all__ = [
    "SINGLE_BYTES",
    "FileStamp",
    "FileTooLargeError",
    "MultipartPolicy",
    "PlannedBody",
    "PlannedFile",
    "plan_file",
    "renewed",
]

SINGLE_BYTES = 100 * 1024**2
"""Files up to this size go in one body when the choice is ours: fewer round trips; above it in
parts, of which only the broken one is sent again."""


class FileTooLargeError(ValueError):
    """A file is larger than one body may be, and was not to be sent in parts."""

    hint_code = HintCode.FILE_TOO_LARGE


@attrs.frozen
class FileStamp:
    """What tells that a file was changed: compared before hashing, and before and after sending."""

    size: int
    mtime_ns: int
    inode: int

    @classmethod
    def of(cls, status: os.stat_result) -> FileStamp:
        """The stamp of a file's present state."""
        return cls(status.st_size, status.st_mtime_ns, status.st_ino)


@attrs.frozen
class PlannedBody:
    """A local file as it will be sent.

    Attributes:
        path: Where it is.
        name: Its name at the service.
        stamp: Its state when it was planned.
    """

    path: Path
    name: str
    stamp: FileStamp

    @property
    def size(self) -> int:
        """Bytes."""
        return self.stamp.size


@attrs.frozen
class PlannedFile:
    """A file that can be sent, with its support files.

    Attributes:
        row: Its place among the inputs, from 0.
        body: The file itself.
        support: Its support files, in the given order.
        metadata: What travels with it, or None.
        part_size: Bytes of a part, or None when it goes in one body. Support files always do.
        is_missing: It was sent in an earlier run and is no longer there; its name may be another.
    """

    row: int
    body: PlannedBody
    support: tuple[PlannedBody, ...] = ()
    metadata: Mapping[str, Any] | None = None
    part_size: int | None = None
    is_missing: bool = False

    @property
    def bodies(self) -> tuple[PlannedBody, ...]:
        """The file and its support files."""
        return (self.body, *self.support)

    @property
    def size(self) -> int:
        """Bytes, support files included."""
        return sum(body.size for body in self.bodies)


@attrs.frozen
class MultipartPolicy:
    """When files are sent in parts.

    Attributes:
        multipart: Always, never, or (None) those above 100 MiB.
        part_size: Wanted bytes of a part, or None for the default.
    """

    multipart: bool | None = None
    part_size: int | None = None

    def part_size_of(self, size: int) -> int | None:
        """Bytes of a part of a file of this size, or None when it goes in one body.

        Raises:
            ValueError: S3 would not take it.
        """
        if self.multipart or (self.multipart is None and size > SINGLE_BYTES):
            return part_size_for(size, self.part_size)
        if size > MAX_SINGLE_BYTES:
            limit = human_size(MAX_SINGLE_BYTES)
            raise FileTooLargeError(
                f"it is {human_size(size)}, and one body may be {limit} at most"
            )
        return None


def plan_file(
    row: int,
    given: PixelUploadFile,
    name: str,
    *,
    multipart_policy: MultipartPolicy,
    prefix_folder: bool = False,
    metadata: Mapping[str, Any] | None = None,
) -> PlannedFile:
    """Look at an input and its support files.

    Args:
        row: Its place among the inputs, from 0.
        given: The input.
        name: Its name at the service.
        multipart_policy: When files are sent in parts; support files never are.
        prefix_folder: See `upload_name`.
        metadata: Its metadata, ready to travel.

    Raises:
        OSError: It, or a support file, cannot be looked at.
        ValueError: It, or a support file, cannot be sent.
    """
    body = _body(given.file, name)
    part_size = multipart_policy.part_size_of(body.size)
    support = tuple(_support(given, name, prefix_folder)) if given.support_files else ()
    return PlannedFile(row, body, support, metadata, part_size)


def renewed(file: PlannedFile, multipart_policy: MultipartPolicy) -> PlannedFile:
    """The same file as it is now, after it was changed.

    Raises:
        OSError: It, or a support file, cannot be looked at.
        ValueError: It, or a support file, cannot be sent any more.
    """
    body = _body(file.body.path, file.body.name)
    part_size = multipart_policy.part_size_of(body.size)
    support = tuple(_body(each.path, each.name) for each in file.support)
    return attrs.evolve(file, body=body, support=support, part_size=part_size)


def _support(given: PixelUploadFile, main: str, prefix_folder: bool) -> Iterator[PlannedBody]:
    taken = {same_name(main): given.file}
    for path in given.support_files or ():
        name = upload_name(path, prefix_folder, given.file)
        key = same_name(name)
        if key in taken:
            raise ValueError(
                f"support file {path_text(path)} has the same name as {path_text(taken[key])}"
            )
        taken[key] = path
        try:
            body = _body(path, name)
            MultipartPolicy(multipart=False).part_size_of(body.size)
            yield body
        except (OSError, ValueError) as error:
            raise type(error)(f"support file {path_text(path)}: {reason_of(error)}") from error


def _body(path: Path, name: str) -> PlannedBody:
    try:
        name.encode()
    except UnicodeEncodeError as error:
        raise ValueError(
            "its name is not valid text and cannot be sent; rename the file"
        ) from error
    try:
        status = path.stat()
    except FileNotFoundError:
        if path.is_symlink():
            raise FileNotFoundError("it is a link to a file that does not exist") from None
        raise
    if not stat.S_ISREG(status.st_mode):
        raise ValueError(f"it is {_file_type(status.st_mode)}, not a file")
    if not os.access(path, os.R_OK):
        raise PermissionError("it may not be read")
    if status.st_size == 0:
        raise ValueError("the file is empty (0 bytes)")
    return PlannedBody(path, name, FileStamp.of(status))


def _file_type(mode: int) -> str:
    names = {
        stat.S_IFDIR: "a directory",
        stat.S_IFIFO: "a pipe",
        stat.S_IFSOCK: "a socket",
        stat.S_IFCHR: "a device",
        stat.S_IFBLK: "a device",
    }
    return names.get(stat.S_IFMT(mode), "something else")
