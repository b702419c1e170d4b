"""What an upload tells while it runs: typed events, and the thread that hands them over.

Subscribers run in a thread of their own, one event at a time, so that a slow one never holds up a
transfer and a raising one never breaks it. Byte counts that were not fetched yet are added up:
however slow a subscriber is, no more than a few events a file wait for it.
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

import attrs

__all__ = [
    "BytesSent",
    "EventThread",
    "FileFailed",
    "FileFinished",
    "FileHashed",
    "FileSkipped",
    "FileValidated",
    "RunFinished",
    "RunPlanned",
    "RunResumed",
    "RunWaiting",
    "SendRetried",
    "UploadEvent",
]

_log = logging.getLogger(__name__)

LAST_EVENTS_SECONDS = 5.0
"""How long the end of an upload waits for subscribers to take the last events."""

BUSY_SECONDS = 0.5
"""How long a cancelled upload waits for the event a subscriber is busy with."""


@attrs.frozen
class RunPlanned:
    """Inputs were looked at; told again, with greater numbers, while there are more.

    Attributes:
        files: How many will be sent.
        refused: How many will not.
        size: Bytes to send, support files included.
        complete: Whether these are all.
    """

    files: int
    refused: int
    size: int
    complete: bool = True


@attrs.frozen
class FileHashed:
    """A file and its support files were hashed.

    Attributes:
        path: The file.
        size: Bytes, support files included.
    """

    path: Path
    size: int


@attrs.frozen
class BytesSent:
    """Bytes of a file or support file went out.

    Attributes:
        path: The file or support file.
        size: Bytes; below zero when a try failed and its bytes will be sent again, or not at all.
    """

    path: Path
    size: int


@attrs.frozen
class SendRetried:
    """A body will be sent again.

    Attributes:
        path: The file or support file.
        attempt: The try that failed, from 1.
        pause: Seconds until the next.
        reason: What went wrong.
    """

    path: Path
    attempt: int
    pause: float
    reason: str


@attrs.frozen
class FileSkipped:
    """A file needs no upload: it is there already, or it is none of what was asked for.

    Attributes:
        path: The file.
        reason: Why.
        resource_id: Id of the resource it became earlier, or None.
        size: Bytes that were planned for it and will not be sent.
    """

    path: Path
    reason: str
    resource_id: int | None = None
    size: int = 0


@attrs.frozen
class FileValidated:
    """The service has validated a file and made a resource of it.

    Attributes:
        path: The file.
        resource_id: Id of the image, raster or point cloud.
    """

    path: Path
    resource_id: int


@attrs.frozen
class FileFailed:
    """A file did not become a resource.

    Attributes:
        path: The file.
        reason: Why.
    """

    path: Path
    reason: str


@attrs.frozen
class FileFinished:
    """A file became a resource, and that was read back if it could be.

    Attributes:
        path: The file.
        resource_id: Id of the image, raster or point cloud.
    """

    path: Path
    resource_id: int


@attrs.frozen
class RunWaiting:
    """Nothing gets through, so everything waits.

    Attributes:
        reason: What happens when it is tried.
        pause: Seconds until the next try.
    """

    reason: str
    pause: float


@attrs.frozen
class RunResumed:
    """Something got through again, and everything goes on.

    Attributes:
        seconds: How long it waited.
    """

    seconds: float


@attrs.frozen
class RunFinished:
    """Every file has its outcome, or the run stopped.

    Attributes:
        uploaded: How many became resources.
        failed: How many did not.
        seconds: How long it took.
        skipped: How many needed no upload.
        pending: How many are left, after a run that stopped.
    """

    uploaded: int
    failed: int
    seconds: float
    skipped: int = 0
    pending: int = 0


UploadEvent = (
    RunPlanned
    | FileHashed
    | FileSkipped
    | BytesSent
    | SendRetried
    | FileFailed
    | FileValidated
    | FileFinished
    | RunWaiting
    | RunResumed
    | RunFinished
)


@runtime_checkable
class Closable(Protocol):
    """A subscriber that wants to know that no event comes any more, also after a cancellation."""

    def close(self) -> None:
        """Put away what the subscriber shows."""
        ...


class EventThread:
    """Hands events to subscribers, in order; no thread is started when there are none."""

    def __init__(self, subscribers: Sequence[Callable[[UploadEvent], None]]) -> None:
        self._subscribers = list(subscribers)
        self._waiting: deque[UploadEvent | Path] = deque()
        self._bytes: dict[Path, int] = {}
        self._some = threading.Condition()
        self._ended = False
        self._complained: set[int] = set()
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._done: asyncio.Event | None = None

    def tell(self, event: UploadEvent) -> None:
        """Queue an event; returns at once."""
        if not self._subscribers:
            return
        with self._some:
            if isinstance(event, BytesSent):
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
            await asyncio.wait_for(self._done.wait(), LAST_EVENTS_SECONDS)
        except TimeoutError:
            _log.warning("a subscriber of upload events is too slow: the last events are dropped")
        finally:
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
