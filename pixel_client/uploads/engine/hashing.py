"""Threads that read files: for MD5 sums before sending, and to send.

No more than a block a thread is in memory, the event loop never reads a file, and a file that is
not what it was when it was planned is noticed.
"""

from __future__ import annotations

import base64
import errno
import os
from collections.abc import Sequence
from io import FileIO

import attrs

from ..inputs.parts import Part, parts_of
from ..inputs.planned_file import FileStamp, PlannedBody, PlannedFile
from ..thread_pools import HASH_THREADS, FileReaders
from .tasks import each

__all__ = ["FileChangedError", "FileHashes", "hash_file", "hash_files", "md5_hex", "no_handles"]


class FileChangedError(OSError):
    """The file is not what it was when the upload was planned."""


@attrs.frozen
class FileHashes:
    """Base64 MD5 sums.

    Attributes:
        main: Of the file, or of each of its parts in order.
        support: Of each support file in order.
    """

    main: tuple[str, ...]
    support: tuple[str, ...]


async def hash_file(file: PlannedFile, readers: FileReaders) -> FileHashes:
    """Hash a file, or each of its parts, several at once, and its support files.

    Raises:
        FileChangedError: One of them changed since it was planned.
        OSError: One of them cannot be read.
    """
    if file.part_size is None:
        sums = [await readers.md5(file.body)]
    else:
        parts = list(parts_of(file.body.size, file.part_size))
        sums = [""] * len(parts)

        async def hash_part(part: Part) -> None:
            sums[part.number - 1] = await readers.md5(file.body, part)

        await each(parts, hash_part, HASH_THREADS)
    support = [await readers.md5(body) for body in file.support]
    return FileHashes(tuple(sums), tuple(support))


async def hash_files(
    files: Sequence[PlannedFile], readers: FileReaders
) -> list[FileHashes | OSError]:
    """Hash files, one after the other.

    Several at once are small ones that go in one body and have no support files: for these the way
    into a thread and back costs more than the hashing.

    Returns:
        The hashes of each, or why it has none.
    """
    if len(files) > 1:
        return [
            said if isinstance(said, OSError) else FileHashes((said,), ())
            for said in await readers.md5s([file.body for file in files])
        ]
    try:
        return [await hash_file(file, readers) for file in files]
    except OSError as error:
        return [error]


def check_unchanged(status: os.stat_result, body: PlannedBody) -> None:
    """Compare a file with its state when it was planned.

    Raises:
        FileChangedError: Size or modification time differ. The inode alone does not count: some
            network drives give another one each time, and S3 compares the MD5 anyway.
    """
    now = FileStamp.of(status)
    if (now.size, now.mtime_ns) == (body.stamp.size, body.stamp.mtime_ns):
        return
    if now.size != body.stamp.size:
        what = f"it was {body.stamp.size} bytes and is now {now.size}"
    else:
        what = "it was written to" if now.inode == body.stamp.inode else "it was replaced"
    raise FileChangedError(f"the file changed while uploading: {what}")


def no_handles(error: Exception) -> bool:
    """Whether no more files and connections may be open, which passes as some are closed."""
    return isinstance(error, OSError) and error.errno in (errno.EMFILE, errno.ENFILE)


def md5_hex(md5: str) -> str:
    """A base64 MD5 as S3 spells it in an ETag."""
    return base64.b64decode(md5).hex()


def _at_once(path: str, flags: int) -> int:
    # A pipe that took the file's place would keep us until somebody writes to it.
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def open_planned(body: PlannedBody, offset: int) -> FileIO:
    """Open a file at a byte of it, when it still is what was planned.

    Raises:
        FileChangedError: It is not.
        OSError: It cannot be opened.
    """
    file = open(body.path, "rb", buffering=0, opener=_at_once)  # noqa: SIM115 (its caller closes it)
    try:
        check_unchanged(os.fstat(file.fileno()), body)
        if offset:
            file.seek(offset)
    except BaseException:
        file.close()
        raise
    return file
