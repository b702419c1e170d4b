"""A limit on bytes a second, over all bodies that are on their way: a token bucket."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from .cancellation import CancelToken

__all__ = ["BandwidthLimiter"]

_BURST_SECONDS = 0.1
"""How much may go at once after a pause: what a tenth of a second lets through."""

_SLICES = 8
"""A write is no more than this part of a second's bytes, so that all bodies get their share."""

_LEAST_BYTES = 4096
_LONGEST_WAIT_SECONDS = 0.5


class BandwidthLimiter:
    """Holds writers back; any thread may use it.

    A writer waits while the bucket is empty, writes, and then pays for what really went, which may
    leave a debt that the next ones wait for.

    Args:
        rate: Bytes a second, or None for no limit.
        clock: Seconds that never go back.
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
            How many of them may be written now.

        Raises:
            TransferCancelledError: Somebody ended the exchange.
        """
        if self._rate is None:
            return length
        while (seconds := self._empty_for()) > 0:
            cancel_token.cancelled.wait(min(seconds, _LONGEST_WAIT_SECONDS))
            cancel_token.check()
        return min(length, max(_LEAST_BYTES, int(self._rate / _SLICES)))

    def spend(self, count: int) -> None:
        """Pay for bytes that were written."""
        if self._rate is not None:
            with self._lock:
                self._level -= count

    def _empty_for(self) -> float:
        """Seconds until there is anything in the bucket."""
        assert self._rate is not None
        with self._lock:
            now = self._clock()
            full = self._rate * _BURST_SECONDS
            self._level = min(full, self._level + (now - self._at) * self._rate)
            self._at = now
            return -self._level / self._rate
