"""What S3's answer is read from: within a time, however little of it comes at once."""

from __future__ import annotations

import io
import socket
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

__all__ = ["DeadlineReader"]

TIMES = 2
"""An answer has as long as its first byte may take, and as long again."""


class DeadlineReader(io.RawIOBase):
    """Takes the place of a socket where http.client reads an answer.

    Time-outs of sockets are about each read: a byte a second would be read for ever.

    Args:
        sock: The socket. Until `within` is called, it is left as it is.
    """

    def __init__(self, sock: socket.socket) -> None:
        self._sock = sock
        self._raw = sock.makefile("rb", buffering=0)
        self._until: float | None = None
        self._seconds = 0.0

    def within(self, seconds: float | None) -> None:
        """Wait so long for each read from now on, and twice so long for all of them."""
        self._sock.settimeout(seconds)
        if seconds is not None:
            self._seconds, self._until = seconds, time.monotonic() + TIMES * seconds

    def makefile(self, _: str) -> io.BufferedReader:
        """What http.client asks a socket for."""
        return io.BufferedReader(self)

    def readable(self) -> bool:
        """It is there to be read."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int | None:
        """Read what there is.

        Raises:
            TimeoutError: It took too long.
        """
        if self._until is not None:
            left = self._until - time.monotonic()
            if left <= 0:
                raise TimeoutError("S3's answer comes too slowly")
            self._sock.settimeout(min(left, self._seconds))
        return self._raw.readinto(buffer)

    def close(self) -> None:
        """Let go of the socket."""
        if not self.closed:
            self._raw.close()
        super().close()
