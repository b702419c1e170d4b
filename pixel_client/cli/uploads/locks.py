"""File locks that a process holds until it ends, however it ends."""

from __future__ import annotations

import os
import sys
from pathlib import Path

__all__ = ["Lock", "is_locked"]


class Lock:
    """A lock on a file of its own; the system releases it when the process ends or is killed.

    Args:
        path: The file; created if missing.

    Raises:
        OSError: The file cannot be created, or another process holds it (`BlockingIOError`).
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._descriptor: int | None = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(self._descriptor)
        except OSError:
            os.close(self._descriptor)
            raise

    def release(self) -> None:
        """Release it; may be called twice."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None:
            os.close(descriptor)
            self.path.unlink(missing_ok=True)


def is_locked(path: Path) -> bool:
    """Whether a running process holds the lock."""
    try:
        descriptor = os.open(path, os.O_RDWR)
    except OSError:
        return False
    try:
        _lock(descriptor, shared=True)  # so that two checks do not see each other
    except OSError:
        return True
    finally:
        os.close(descriptor)
    return False


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int, shared: bool = False) -> None:  # noqa: ARG001 (not known there)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except PermissionError as error:
            raise BlockingIOError(error.errno, "held by another process") from None

else:
    import fcntl

    def _lock(descriptor: int, shared: bool = False) -> None:
        fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
