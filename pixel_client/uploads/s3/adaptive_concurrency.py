"""Adaptive concurrency: raise the number of parallel transfers while throughput grows.

An increase that does not raise throughput (bytes sent per second) is undone, and the number is
halved when S3 reports that it is overloaded.
"""

from __future__ import annotations

import asyncio
import math
import threading
import time
from collections import deque
from collections.abc import Callable

__all__ = ["ConcurrencyController", "ConcurrencyLimiter"]

START = 3
"""Parallel transfers at the start. A connection with a high latency gets more within a second; on a
fast one, many threads only compete for the interpreter."""

WINDOW_SECONDS = 0.25
LONGEST_WINDOW_SECONDS = 10.0
WINDOW_BYTES = 256 * 1024
WINDOW_BODIES = 2
"""The least sent per parallel transfer for the throughput of a window to be meaningful."""

GAIN = 1.05
"""The growth of throughput that justifies an increase."""

FAIR = 0.8
"""At first the number is doubled, as long as throughput grows by this share of it."""

FALL = 0.5
"""The factor for the number after S3's `SlowDown`."""

HOLD_WINDOWS = 8
"""Windows without a change before the next increase is attempted: networks change."""


class ConcurrencyController:
    """Decides the number of parallel transfers, window by window. Pure: no clock, no network.

    Args:
        most: The upper limit.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self.limit = min(START, most)
        self._before: tuple[int, float] | None = None  # number and throughput before an increase
        self._hold = 0
        self._doubling = True

    def congested(self) -> None:
        """Reduce the number for some time, since S3 reported that it is overloaded."""
        self._settle(max(1, math.floor(self.limit * FALL)))

    def window(self, throughput: float, was_full: bool) -> None:
        """Adjust the number at the end of a window.

        Args:
            throughput: Bytes sent per second during the window.
            was_full: Whether the limit was reached all the time, with more transfers waiting.
        """
        if not was_full:
            # Throughput was limited by the supply of files, not by the network; undo an increase
            # that is being evaluated, as it is not needed.
            if self._before is not None:
                self.limit, self._before = self._before[0], None
            return
        if self._hold:
            self._hold -= 1
            return
        if self._before is not None:
            number, earlier = self._before
            factor = throughput / earlier if earlier else math.inf
            if factor < GAIN:
                self._settle(number)
                return
            if factor < FAIR * self.limit / number:  # increase in proportion to throughput
                self._settle(math.ceil(number * factor))
                return
        self._before = None
        if self.limit < self._most:
            self._before = (self.limit, throughput)
            self.limit = min(self._most, self.limit * 2 if self._doubling else self.limit + 1)

    def _settle(self, limit: int) -> None:
        self.limit, self._before = limit, None
        self._hold, self._doubling = HOLD_WINDOWS, False


class ConcurrencyLimiter:
    """Limits parallel transfers; used in one event loop, except for `went`.

    Args:
        most: Parallel transfers at most.
        clock: Monotonic time in seconds.
    """

    def __init__(self, most: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._controller = ConcurrencyController(most)
        self._clock = clock
        self._under_way = 0
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._lock = threading.Lock()
        self._bytes = self._bodies = 0
        self._since = clock()
        self._was_full = True
        self._ignore_congestion_until = 0.0

    @property
    def limit(self) -> int:
        """Parallel transfers allowed now."""
        return self._controller.limit

    async def take(self) -> None:
        """Wait for a free slot."""
        if not self._under_way and not self._bodies:
            self._since = self._clock()  # a window begins with its first body
        if self._under_way < self.limit and not self._waiting:
            self._under_way += 1
            return
        slot = asyncio.get_running_loop().create_future()
        self._waiting.append(slot)
        try:
            await slot
        except asyncio.CancelledError:
            if slot.done() and not slot.cancelled():
                self._under_way -= 1
                self._release()
            elif slot in self._waiting:  # else a slot given back meanwhile took it out
                self._waiting.remove(slot)
            raise

    def give_back(self, bodies: int = 1, *, congested: bool = False) -> None:
        """Free a slot.

        Args:
            bodies: Number of transfers it was used for, one after the other.
            congested: S3 reported that it is overloaded.
        """
        self._under_way -= 1
        self._bodies += bodies
        now = self._clock()
        if congested and now >= self._ignore_congestion_until:
            # Transfers already in progress will report the same; react once for all of them.
            self._controller.congested()
            self._ignore_congestion_until = now + 1.0
        self._was_full &= bool(self._waiting)
        self._end_window(now)
        self._release()

    def went(self, count: int) -> None:
        """Count bytes that were sent; may be called in any thread."""
        with self._lock:
            self._bytes += count

    def _end_window(self, now: float) -> None:
        seconds = now - self._since
        enough = (
            self._bytes >= WINDOW_BYTES * self.limit or self._bodies >= WINDOW_BODIES * self.limit
        )
        if seconds < WINDOW_SECONDS or not (enough or seconds >= LONGEST_WINDOW_SECONDS):
            return
        with self._lock:
            count, self._bytes = self._bytes, 0
        self._controller.window(max(0, count) / seconds, self._was_full)
        self._since, self._bodies, self._was_full = now, 0, True

    def _release(self) -> None:
        while self._waiting and self._under_way < self.limit:
            slot = self._waiting.popleft()
            if not slot.done():
                self._under_way += 1
                slot.set_result(None)
