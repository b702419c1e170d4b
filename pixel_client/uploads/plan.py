"""Turn inputs into planned files: names, batches, and which of them cannot be sent.

Nothing here reads a file's content; `plan_upload` looks at each file once (stat and access).
"""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs

from .files import PixelUploadFile, path_text
from .parts import MAX_SINGLE_BYTES, human_size, part_size_for

__all__ = ["BATCH_BYTES", "BATCH_FILES", "FileStamp", "Plan", "PlannedBody", "PlannedFile"]

BATCH_FILES = 200
"""Files a create call takes at most: the service's limit."""

BATCH_BYTES = 2 * 1024**3
"""A batch is closed at this many bytes, so that its presigned requests are used soon."""


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
    """

    row: int
    body: PlannedBody
    support: tuple[PlannedBody, ...] = ()
    metadata: Mapping[str, Any] | None = None
    part_size: int | None = None

    @property
    def bodies(self) -> tuple[PlannedBody, ...]:
        """The file and its support files."""
        return (self.body, *self.support)

    @property
    def size(self) -> int:
        """Bytes, support files included."""
        return sum(body.size for body in self.bodies)


@attrs.frozen
class Plan:
    """What will be sent, and why the rest will not.

    Attributes:
        names: The name at the service of every input, in order.
        batches: Files of one create call each; no two names of a batch can be taken for each other.
        refused: The reason for each input (by its place) that cannot be sent.
    """

    names: tuple[str, ...]
    batches: tuple[tuple[PlannedFile, ...], ...]
    refused: Mapping[int, Exception]

    @property
    def size(self) -> int:
        """Bytes that will be sent."""
        return sum(file.size for batch in self.batches for file in batch)


def same_name(name: str) -> str:
    """What two names have in common that a service may take for the same.

    The service may normalise names (NFC) or ignore case, so names that differ only so never share
    a create call: its answer could not be told apart.
    """
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", name).casefold())


def upload_name(path: Path, prefix_folder: bool, folder_of: Path | None = None) -> str:
    """The name a file gets at the service.

    Args:
        path: The file.
        prefix_folder: Put the name of its folder in front: `flight1_DJI_0001.JPG`.
        folder_of: Take the folder of this file instead: a support file follows its main file, or
            their names would no longer match.
    """
    if not prefix_folder:
        return path.name
    folder = Path(os.path.abspath(folder_of or path)).parent.name  # noqa: PTH100 (resolve() follows links)
    return f"{folder}_{path.name}" if folder else path.name


def plan_upload(
    inputs: Sequence[PixelUploadFile],
    *,
    multipart: bool = False,
    part_size: int | None = None,
    prefix_folder: bool = False,
    metadata: Callable[[PixelUploadFile], Mapping[str, Any] | None] = lambda _: None,
    check: Callable[[], None] = lambda: None,
) -> Plan:
    """Look at every input and put what can be sent into batches.

    Args:
        inputs: The files, in the caller's order.
        multipart: Whether main files are sent in parts (support files never are).
        part_size: Wanted bytes of a part, or None for the default.
        prefix_folder: See `upload_name`.
        metadata: Makes a file's metadata ready to travel; a ValueError refuses the file.
        check: Called before each file is looked at; what it raises ends the planning.
    """
    names = tuple(upload_name(given.file, prefix_folder) for given in inputs)
    refused: dict[int, Exception] = {}
    first_row: dict[str, int] = {}
    files: list[PlannedFile] = []
    for row, (given, name) in enumerate(zip(inputs, names, strict=True)):
        check()
        where = os.path.abspath(given.file)  # noqa: PTH100 (a link is another file)
        earlier = first_row.setdefault(where, row)
        try:
            if earlier != row:
                raise ValueError(f"the same file is listed twice: it is also file {earlier + 1}")
            body = _body(given.file, name, None if multipart else MAX_SINGLE_BYTES)
            support = tuple(_support(given, name, prefix_folder))
            cut = part_size_for(body.size, part_size) if multipart else None
            files.append(PlannedFile(row, body, support, metadata(given), cut))
        except (OSError, ValueError) as error:
            refused[row] = error
    return Plan(names, tuple(map(tuple, batches_of(files))), refused)


def batches_of(
    files: Sequence[PlannedFile],
    most_files: int = BATCH_FILES,
    most_bytes: int = BATCH_BYTES,
) -> list[list[PlannedFile]]:
    """Share files out over create calls, first fit, keeping names apart that look the same.

    A batch holds one file of any size, and otherwise files up to `most_bytes`.
    """
    batches: list[list[PlannedFile]] = []
    sizes: list[int] = []
    onward: list[int] = []  # for a batch that is closed: one after it that may be open
    after_name: dict[str, int] = {}  # the batch after the last that holds this name

    def open_from(index: int) -> int:
        passed = []
        while index < len(batches) and onward[index] != index:
            passed.append(index)
            index = onward[index]
        for seen in passed:
            onward[seen] = index
        return index

    for file in files:
        key = same_name(file.body.name)
        index = open_from(after_name.get(key, 0))
        while index < len(batches) and sizes[index] + file.size > most_bytes:
            onward[index] = index + 1
            index = open_from(index)
        if index == len(batches):
            batches.append([])
            sizes.append(0)
            onward.append(index)
        batches[index].append(file)
        sizes[index] += file.size
        if len(batches[index]) >= most_files:
            onward[index] = index + 1
        after_name[key] = index + 1
    return batches


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
            yield _body(path, name, MAX_SINGLE_BYTES)
        except (OSError, ValueError) as error:
            raise type(error)(f"support file {path_text(path)}: {reason_of(error)}") from error


def _body(path: Path, name: str, most_bytes: int | None) -> PlannedBody:
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
    if most_bytes is not None and status.st_size > most_bytes:
        raise ValueError(
            f"it is {human_size(status.st_size)}, and one body may be {human_size(most_bytes)} at "
            "most; upload it with multipart=True"
        )
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


def reason_of(error: Exception) -> str:
    """An error as a reason a person reads."""
    if isinstance(error, FileNotFoundError):
        return "there is no such file" if error.errno else str(error)
    if isinstance(error, OSError):
        return error.strerror or str(error) or type(error).__name__
    return str(error) or type(error).__name__
