"""Bandwidth limit for all transfers together: a token bucket."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from .cancellation import CancelToken

__all__ = ["BandwidthLimiter"]

_BURST_SECONDS = 0.1
"""The burst allowed after a pause, in seconds of the rate."""

_SLICES = 8
"""A write is no more than this part of a second's bytes, so that all bodies get their share."""

_LEAST_BYTES = 4096
_LONGEST_WAIT_SECONDS = 0.5


class BandwidthLimiter:
    """Limits the rate of writers; safe to use from any thread.

    A writer waits while the bucket is empty, writes, and then spends what was really sent; the
    level may become negative, and the next writers wait for it to recover.

    Args:
        rate: Bytes a second, or None for no limit.
        clock: Monotonic time in seconds.
    """

    def __init__(self, rate: float | None, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate, self._clock = rate, clock
        self._lock = threading.Lock()
        self._level = 0.0
        self._at = clock()

    def wait(self, length: int, cancel_token: CancelToken) -> int:
        """Wait for a turn.

        Args:
            length: Bytes to write.
            cancel_token: Ends the wait.

        Returns:
            The number of bytes that may be written now.

        Raises:
            TransferCancelledError: The exchange was cancelled.
        """
        if self._rate is None:
            return length
        while (seconds := self._empty_for()) > 0:
            cancel_token.cancelled.wait(min(seconds, _LONGEST_WAIT_SECONDS))
            cancel_token.check()
        return min(length, max(_LEAST_BYTES, int(self._rate / _SLICES)))

    def spend(self, count: int) -> None:
        """Take bytes that were written out of the bucket."""
        if self._rate is not None:
            with self._lock:
                self._level -= count

    def _empty_for(self) -> float:
        """Return the seconds until the bucket is no longer empty."""
        assert self._rate is not None
        with self._lock:
            now = self._clock()
            full = self._rate * _BURST_SECONDS
            self._level = min(full, self._level + (now - self._at) * self._rate)
            self._at = now
            return -self._level / self._rate
