"""Dispatch events to subscribers on a background thread.

They run there one event at a time, so that a slow one never holds up a transfer and a raising one
never breaks it. Byte counts that were not fetched yet are added up, and what nobody fetches is
dropped in the end: an upload never waits, and never fills the memory.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import threading
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol, runtime_checkable

from .types import BytesSent, RunFinished, RunPlanned, UploadEvent

__all__ = ["EventDispatcher"]

_log = logging.getLogger(__name__)

LAST_EVENTS_SECONDS = 5.0
"""How long the end of an upload waits for subscribers to take the last events."""

BUSY_SECONDS = 0.5
"""How long a cancelled upload waits for the event a subscriber is busy with."""

MOST_WAITING = 100_000
"""Events that may wait for a subscriber, some 20 MB."""

_NEVER_DROPPED = (RunPlanned, RunFinished)


@runtime_checkable
class Closable(Protocol):
    """A subscriber that wants to know that no event comes any more, also after a cancellation."""

    def close(self) -> None:
        """Put away what the subscriber shows."""
        ...


class EventDispatcher:
    """Hands events to subscribers, in order; no thread is started when there are none."""

    def __init__(self, subscribers: Sequence[Callable[[UploadEvent], None]]) -> None:
        self._subscribers = list(subscribers)
        self._waiting: deque[UploadEvent | Path] = deque()
        self._bytes: dict[Path, int] = {}
        self._some = threading.Condition()
        self._ended = False
        self._complained: set[int] = set()
        self._dropped = 0
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._done: asyncio.Event | None = None

    def emit(self, event: UploadEvent) -> None:
        """Queue an event; returns at once."""
        if not self._subscribers:
            return
        with self._some:
            if len(self._waiting) >= MOST_WAITING and not isinstance(event, _NEVER_DROPPED):
                self._dropped += 1
            elif isinstance(event, BytesSent):
                if event.path not in self._bytes:
                    self._waiting.append(event.path)
                self._bytes[event.path] = self._bytes.get(event.path, 0) + event.size
            else:
                self._waiting.append(event)
            self._some.notify()

    def start(self) -> None:
        """Start the thread; call it in the event loop that will call `finish`."""
        if self._subscribers:
            self._loop, self._done = asyncio.get_running_loop(), asyncio.Event()
            self._thread = threading.Thread(target=self._run, name="pixel-events", daemon=True)
            self._thread.start()

    async def finish(self) -> None:
        """Wait until the last event is taken, but not for ever, and end the thread."""
        if self._thread is None or self._done is None:
            return
        self._end(drop=False)
        try:
            async with asyncio.timeout(LAST_EVENTS_SECONDS):
                await self._done.wait()
        except TimeoutError:
            _log.warning("a subscriber of upload events is too slow: the last events are dropped")
        finally:
            if self._dropped:
                _log.warning(
                    "a subscriber of upload events is too slow: it has missed %d", self._dropped
                )
            self.stop()

    def stop(self) -> None:
        """End the thread after the event it is busy with; what is queued is dropped."""
        self._end(drop=True)
        if self._thread is not None:
            self._thread.join(BUSY_SECONDS)

    def _end(self, *, drop: bool) -> None:
        with self._some:
            self._ended = True
            if drop:
                self._waiting.clear()
            self._some.notify()

    def _run(self) -> None:
        while (event := self._next()) is not None:
            for number, subscriber in enumerate(self._subscribers):
                try:
                    subscriber(event)
                except BaseException:  # sys.exit() in this thread would end nothing but it
                    if number not in self._complained:
                        self._complained.add(number)
                        _log.exception("a subscriber of upload events failed; it is asked again")
        for subscriber in self._subscribers:
            if isinstance(subscriber, Closable):
                subscriber.close()
        if self._loop is not None and self._done is not None:
            with contextlib.suppress(RuntimeError):  # the loop is gone: nobody waits
                self._loop.call_soon_threadsafe(self._done.set)

    def _next(self) -> UploadEvent | None:
        with self._some:
            self._some.wait_for(lambda: self._waiting or self._ended)
            if not self._waiting:
                return None
            event = self._waiting.popleft()
            if isinstance(event, Path):
                return BytesSent(event, self._bytes.pop(event))
            return event
