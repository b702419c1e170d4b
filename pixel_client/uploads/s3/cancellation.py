"""Cancel a transfer from another thread."""

from __future__ import annotations

import contextlib
import socket
import threading

__all__ = ["CancelToken", "TransferCancelledError"]


class TransferCancelledError(Exception):
    """The exchange was cancelled; nobody waits for its result."""


class CancelToken:
    """Cancels an exchange from another thread, whatever it is waiting for."""

    def __init__(self) -> None:
        self.cancelled = threading.Event()
        self._lock = threading.Lock()
        self._sock: socket.socket | None = None

    def hold(self, sock: socket.socket | None) -> None:
        """Set the socket that the exchange uses from now on.

        Raises:
            TransferCancelledError: The exchange was cancelled.
        """
        with self._lock:
            self._sock = sock
        if sock is not None:
            self.check()

    def check(self) -> None:
        """Raise an error if the exchange was cancelled.

        Raises:
            TransferCancelledError: The exchange was cancelled.
        """
        if self.cancelled.is_set():
            raise TransferCancelledError

    def cancel(self) -> None:
        """Cancel the exchange: a blocked read or write fails at once."""
        self.cancelled.set()
        with self._lock, contextlib.suppress(OSError):
            if self._sock is not None:
                # The base class's: SSLSocket's own would take TLS from under the other thread.
                socket.socket.shutdown(self._sock, socket.SHUT_RDWR)
