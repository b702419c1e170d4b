"""The folder a sandbox keeps its state in: usable, and used by one sandbox at a time."""

import os
import shutil
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import IO


class FolderError(Exception):
    """The folder cannot be used; the message says why in one line."""


def open_folder(chosen: str | Path | None, cleanup: ExitStack) -> Path:
    """Make a folder ready and keep others out of it.

    Args:
        chosen: The folder; None for a temporary one, removed in the end.
        cleanup: Takes what has to be undone in the end.

    Returns:
        The folder.

    Raises:
        FolderError: It cannot be made or written, or another sandbox uses it.
    """
    if chosen is None:
        temporary = Path(tempfile.mkdtemp(prefix="pixel-sandbox-"))
        cleanup.callback(shutil.rmtree, temporary, ignore_errors=True)
        return temporary
    folder = Path(chosen)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = cleanup.enter_context((folder / "lock").open("w"))
    except OSError as error:
        raise FolderError(f"cannot use the data folder {folder}: {error.strerror}") from error
    try:
        _lock(lock)
    except OSError:
        raise FolderError(f"the data folder {folder} is in use by another sandbox") from None
    return folder.resolve()


def _lock(file: IO[str]) -> None:
    """Lock a file until it is closed or the process ends, however it ends."""
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    file.write(str(os.getpid()))
    file.flush()
