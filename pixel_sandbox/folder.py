"""The data folder of a sandbox: checked, and locked against other sandboxes."""

import contextlib
import os
import shutil
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import IO

PREFIX = "pixel-sandbox-"
LOCK = "lock"


class FolderError(Exception):
    """The folder cannot be used, for the reason in the message (one line)."""


def open_folder(chosen: str | Path | None, cleanup: ExitStack) -> Path:
    """Create and lock the data folder.

    Args:
        chosen: The folder; None for a temporary one, which is removed at the end.
        cleanup: Collects the callbacks for the end.

    Returns:
        The folder.

    Raises:
        FolderError: It cannot be created or written, or another sandbox uses it.
    """
    if chosen is None:
        _sweep()
        return _temporary(cleanup)
    folder = Path(chosen)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = cleanup.enter_context((folder / LOCK).open("w"))
    except OSError as error:
        raise FolderError(f"cannot use the data folder {folder}: {error.strerror}") from error
    try:
        _lock(lock)
    except OSError:
        raise FolderError(f"the data folder {folder} is in use by another sandbox") from None
    return folder.resolve()


def _temporary(cleanup: ExitStack) -> Path:
    """Create a folder for one run, locked before it gets the name that `_sweep` matches."""
    hidden = sys.platform != "win32"
    folder = Path(tempfile.mkdtemp(prefix=f".{PREFIX}" if hidden else PREFIX))
    final = folder.with_name(folder.name.removeprefix("."))
    cleanup.callback(shutil.rmtree, final, ignore_errors=True)
    lock = cleanup.enter_context((folder / LOCK).open("w"))
    _lock(lock)
    if hidden:
        folder.rename(final)
    return final


def _sweep() -> None:
    """Remove the folders of this user's killed sandboxes; those in use are locked."""
    if sys.platform == "win32":
        return
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with contextlib.suppress(OSError):
            if folder.is_symlink() or folder.stat().st_uid != os.getuid():
                continue
            with (folder / LOCK).open("r+") as lock:
                _lock(lock)
                for each in folder.iterdir():
                    if each.is_dir() and not each.is_symlink():
                        shutil.rmtree(each)
                    elif each.name != LOCK:
                        each.unlink()
                # Last, so that an incomplete removal is retried.
                (folder / LOCK).unlink()
                folder.rmdir()


def _lock(file: IO[str]) -> None:
    """Lock a file until it is closed or the process ends."""
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    file.write(str(os.getpid()))
    file.flush()
