"""How many bodies are on their way at once: as many as the link gives more for, and no more.

More at once is tried while the goodput (bytes a second that went) grows with it; where it does not,
one less goes; and when S3 says it has too much, half of them.
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
"""Bodies at once at first. A link whose ways are long gets more within a second; beside a fast one
many threads only keep each other from the interpreter."""

WINDOW_SECONDS = 0.25
LONGEST_WINDOW_SECONDS = 10.0
WINDOW_BYTES = 256 * 1024
WINDOW_BODIES = 2
"""What must have gone, for each body at once, for a window's goodput to mean anything."""

GAIN = 1.05
"""Goodput must grow by a twentieth for one more at once to have been worth it."""

FAIR = 0.8
"""At first the number is doubled, as long as goodput grows by this part of that."""

FALL = 0.5
"""What S3's `SlowDown` leaves of the number."""

HOLD_WINDOWS = 8
"""Windows without a change, after which one more is tried again: links change."""


class ConcurrencyController:
    """Decides the number, window by window. Pure: knows no clock and no network.

    Args:
        most: It never goes above this.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self.limit = min(START, most)
        self._before: tuple[int, float] | None = None  # the number and goodput that a try began at
        self._hold = 0
        self._doubling = True

    def congested(self) -> None:
        """S3 said it has too much: fewer go at once, for some time."""
        self._settle(max(1, math.floor(self.limit * FALL)))

    def window(self, goodput: float, was_full: bool) -> None:
        """A window has ended.

        Args:
            goodput: Bytes a second that went during it.
            was_full: As many were on their way as may be, with more of them waiting.
        """
        if not was_full:
            # Its goodput says what there was to send, not what the link gives; and more at once
            # than before the try are not needed for it.
            if self._before is not None:
                self.limit, self._before = self._before[0], None
            return
        if self._hold:
            self._hold -= 1
            return
        if self._before is not None:
            number, earlier = self._before
            factor = goodput / earlier if earlier else math.inf
            if factor < GAIN:
                self._settle(number)
                return
            if factor < FAIR * self.limit / number:  # as many as there was more goodput for
                self._settle(math.ceil(number * factor))
                return
        self._before = None
        if self.limit < self._most:
            self._before = (self.limit, goodput)
            self.limit = min(self._most, self.limit * 2 if self._doubling else self.limit + 1)

    def _settle(self, limit: int) -> None:
        self.limit, self._before = limit, None
        self._hold, self._doubling = HOLD_WINDOWS, False


class ConcurrencyLimiter:
    """Lets bodies go; used in one event loop, but for `went`.

    Args:
        most: Bodies at once at most.
        clock: Seconds that never go back.
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
        self._deaf_until = 0.0

    @property
    def limit(self) -> int:
        """Bodies that may be on their way at once now."""
        return self._controller.limit

    async def take(self) -> None:
        """Wait for a place."""
        if not self._under_way and not self._bodies:
            self._since = self._clock()  # a window begins with its first body
        if self._under_way < self.limit and not self._waiting:
            self._under_way += 1
            return
        place = asyncio.get_running_loop().create_future()
        self._waiting.append(place)
        try:
            await place
        except asyncio.CancelledError:
            if place.done() and not place.cancelled():
                self._under_way -= 1
                self._let_go()
            elif place in self._waiting:  # else a place given back meanwhile took it out
                self._waiting.remove(place)
            raise

    def give_back(self, bodies: int = 1, *, congested: bool = False) -> None:
        """Leave a place.

        Args:
            bodies: How many went, one after the other.
            congested: S3 said that it has too much.
        """
        self._under_way -= 1
        self._bodies += bodies
        now = self._clock()
        if congested and now >= self._deaf_until:
            # Those already on their way will be told the same: once is enough for all of them.
            self._controller.congested()
            self._deaf_until = now + 1.0
        self._was_full &= bool(self._waiting)
        self._look(now)
        self._let_go()

    def went(self, count: int) -> None:
        """Count bytes that went; called in any thread."""
        with self._lock:
            self._bytes += count

    def _look(self, now: float) -> None:
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

    def _let_go(self) -> None:
        while self._waiting and self._under_way < self.limit:
            place = self._waiting.popleft()
            if not place.done():
                self._under_way += 1
                place.set_result(None)
