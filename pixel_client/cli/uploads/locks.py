"""Locks that a process holds as long as it lives, however it ends."""

from __future__ import annotations

import os
import sys
from pathlib import Path

__all__ = ["Lock", "is_held"]


class Lock:
    """A lock on a file of its own; the system takes it back when the process ends or is killed.

    Args:
        path: The file; made when there is none.

    Raises:
        OSError: The file cannot be made, or another holds it (`BlockingIOError`).
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._number: int | None = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _take(self._number)
        except OSError:
            os.close(self._number)
            raise

    def release(self) -> None:
        """Let go of it; may be called twice."""
        number, self._number = self._number, None
        if number is not None:
            os.close(number)
            self.path.unlink(missing_ok=True)


def is_held(path: Path) -> bool:
    """Whether a process that lives holds the lock."""
    try:
        number = os.open(path, os.O_RDWR)
    except OSError:
        return False
    try:
        _take(number, shared=True)  # two that only look do not see each other
    except OSError:
        return True
    finally:
        os.close(number)
    return False


if sys.platform == "win32":
    import msvcrt

    def _take(number: int, shared: bool = False) -> None:  # noqa: ARG001 (not known there)
        try:
            msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
        except PermissionError as error:
            raise BlockingIOError(error.errno, "held by another process") from None

else:
    import fcntl

    def _take(number: int, shared: bool = False) -> None:
        fcntl.flock(number, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
