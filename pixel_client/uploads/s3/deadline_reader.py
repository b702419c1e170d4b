"""Deadline for reading a response, however slowly its bytes arrive."""

from __future__ import annotations

import io
import socket
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

__all__ = ["DeadlineReader"]

TIMES = 2
"""The deadline for a response, as a multiple of the read timeout."""


class DeadlineReader(io.RawIOBase):
    """Replaces the socket from which http.client reads a response.

    A socket's timeout applies to each read: a byte a second would be read for ever.

    Args:
        sock: The socket. Until `within` is called, it is left as it is.
    """

    def __init__(self, sock: socket.socket) -> None:
        self._sock = sock
        self._raw = sock.makefile("rb", buffering=0)
        self._until: float | None = None
        self._seconds = 0.0

    def within(self, seconds: float | None) -> None:
        """Set the timeout of each read, and the deadline of all of them to twice that."""
        self._sock.settimeout(seconds)
        if seconds is not None:
            self._seconds, self._until = seconds, time.monotonic() + TIMES * seconds

    def makefile(self, _: str) -> io.BufferedReader:
        """Return the buffered reader that http.client asks a socket for."""
        return io.BufferedReader(self)

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int | None:
        """Read the bytes that are available.

        Raises:
            TimeoutError: The deadline has passed.
        """
        if self._until is not None:
            left = self._until - time.monotonic()
            if left <= 0:
                raise TimeoutError("S3's answer comes too slowly")
            self._sock.settimeout(min(left, self._seconds))
        return self._raw.readinto(buffer)

    def close(self) -> None:
        """Release the socket."""
        if not self.closed:
            self._raw.close()
        super().close()
