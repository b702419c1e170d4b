"""Progress of an upload: a bar in a terminal, lines in a log."""

from __future__ import annotations

import threading
import time

from ...uploads import FileFailed, RichProgress, RunResumed, RunWaiting, SendRetried, UploadEvent
from ...uploads.events import ProgressTotals
from .writer import Output

__all__ = ["UploadProgress", "duration"]

LOG_SECONDS = 10.0
"""Interval between two progress lines in a log."""


class UploadProgress:
    """A subscriber of an upload's events.

    Args:
        output: The output.

    Attributes:
        totals: The totals of the events so far.
    """

    def __init__(self, output: Output) -> None:
        self._output = output
        self._lock = threading.Lock()
        self._display: RichProgress | None = None
        self._closed = False
        self._started = self._logged = time.monotonic()
        console = output.console(stderr=True)
        if console.is_terminal and not output.quiet:
            self._display = RichProgress(console, retries=output.verbose)
        self.totals = self._display.tally if self._display is not None else ProgressTotals()

    def __call__(self, event: UploadEvent) -> None:
        """Show an event."""
        with self._lock:
            if self._closed:
                return
            if self._display is not None:
                self._display(event)
                return
            self.totals.add(event)
            self._log(event)

    def _log(self, event: UploadEvent) -> None:
        output = self._output
        if isinstance(event, FileFailed):
            output.warn(f"{event.path}: failed: {event.reason}", "red")
        elif isinstance(event, SendRetried):
            output.debug(f"{event.path}: retrying: {event.reason}")
        elif isinstance(event, RunWaiting):
            output.warn(f"The upload is paused: {event.reason}")
        elif isinstance(event, RunResumed):
            output.info(f"The upload resumed after {duration(event.seconds)}.")
        if time.monotonic() - self._logged >= LOG_SECONDS:
            self._logged = time.monotonic()
            output.info(self.totals.words())

    @property
    def seconds(self) -> float:
        """Seconds since the start."""
        return time.monotonic() - self._started

    def close(self) -> None:
        """Stop drawing; may be called twice, from any thread."""
        with self._lock:
            self._closed = True
            display, self._display = self._display, None
        if display is not None:  # without the lock: it draws once more
            display.close()


def duration(seconds: float) -> str:
    """Return a duration for people: `4.2 s`, `3 min 12 s`, `2 h 5 min`."""
    if seconds < 60:
        return f"{seconds:.1f} s" if seconds < 10 else f"{seconds:.0f} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"
