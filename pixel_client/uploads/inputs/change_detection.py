"""Open files that are checked to be unchanged since they were planned."""

from __future__ import annotations

import errno
import os
from io import FileIO

from .planned_file import FileStamp, PlannedBody

__all__ = ["FileChangedError", "no_handles"]


class FileChangedError(OSError):
    """The file is not what it was when the upload was planned."""


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
