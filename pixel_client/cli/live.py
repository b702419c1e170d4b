"""An upload as it runs: a bar in a terminal, a line now and then in a log."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from typing import Any

from ..uploads.events import (
    BytesSent,
    FileFailed,
    FileFinished,
    FileSkipped,
    RunPlanned,
    RunResumed,
    RunWaiting,
    SendRetried,
    UploadEvent,
)
from ..uploads.parts import human_size
from .output import Output, plain

__all__ = ["Live", "duration"]

LOG_SECONDS = 10.0
"""Pause between two lines in a log."""


class Live:
    """A subscriber of an upload's events.

    Args:
        output: Where it is shown.
    """

    def __init__(self, output: Output) -> None:
        self._output = output
        self._console = output.console(stderr=True)
        self._lock = threading.Lock()
        self._screen: Any = None
        self._progress: Any = None
        self._task: Any = None
        self._closed = False
        self._logged = time.monotonic()
        self.files = self.total = self.sent = 0
        self.done = self.skipped = self.failed = self.retries = 0
        self._waiting = ""

    def __call__(self, event: UploadEvent) -> None:
        """Show an event."""
        with self._lock:
            if self._closed:
                return
            self._count(event)
            if self._output.quiet:
                return
            if self._console.is_terminal:
                self._draw()
            elif time.monotonic() - self._logged >= LOG_SECONDS:
                self._logged = time.monotonic()
                self._console.print(self._words())

    def _count(self, event: UploadEvent) -> None:
        if isinstance(event, RunPlanned):
            self.files, self.total = event.files + event.refused, event.size
        elif isinstance(event, BytesSent):
            self.sent += event.size
        elif isinstance(event, FileFinished):
            self.done += 1
        elif isinstance(event, FileSkipped):
            self.skipped += 1
            self.total = max(0, self.total - event.size)
        elif isinstance(event, FileFailed):
            self.failed += 1
            self._tell(event.path, f"failed: {event.reason}", "red")
        elif isinstance(event, SendRetried):
            self.retries += 1
            if self._output.verbose:
                self._tell(event.path, f"will be sent again: {event.reason}", "yellow")
        elif isinstance(event, RunWaiting):
            self._waiting = f"waiting: {event.reason}"
            if not self._console.is_terminal:
                self._output.warn(f"Everything waits: {event.reason}")
        elif isinstance(event, RunResumed):
            self._waiting = ""
            if not self._console.is_terminal:
                self._output.say(f"It goes on again, after {duration(event.seconds)}.")

    def _tell(self, path: Path, what: str, style: str) -> None:
        # In a terminal rich puts it above the bar.
        self._console.print(plain(f"{path}: {what}"), style=style, soft_wrap=True)

    def _words(self) -> str:
        parts = [f"{self.done + self.skipped} of {self.files} files"]
        parts += [f"{human_size(max(0, self.sent))} of {human_size(self.total)} sent"]
        parts += [f"{self.skipped} there before"] if self.skipped else []
        parts += [f"{self.failed} failed"] if self.failed else []
        parts += [f"{self.retries} retries"] if self.retries else []
        if self._waiting:
            parts += [plain(self._waiting)]
        elif self.total and self.sent >= self.total and self.done + self.failed < self.files:
            parts += ["the service looks at them"]
        return ", ".join(parts)

    def _draw(self) -> None:
        if self._screen is None:
            from rich.live import Live as Screen
            from rich.progress import (
                BarColumn,
                Progress,
                TaskProgressColumn,
                TimeRemainingColumn,
                TransferSpeedColumn,
            )

            self._progress = Progress(
                BarColumn(bar_width=None),
                TaskProgressColumn(),
                TransferSpeedColumn(),
                TimeRemainingColumn(compact=True, elapsed_when_finished=True),
                console=self._console,
                expand=True,
            )
            self._task = self._progress.add_task("", total=None)
            self._screen = Screen(
                console=self._console, get_renderable=self._picture, refresh_per_second=8
            )
            self._screen.start()
        # What an earlier run had sent is not sent again, so files count where bytes do not.
        share = (self.done + self.failed) / max(1, self.files - self.skipped)
        there = min(max(self.sent, int(share * self.total)), self.total)
        self._progress.update(self._task, total=self.total or None, completed=there)

    def _picture(self) -> Any:
        from rich.console import Group
        from rich.text import Text

        return Group(self._progress.get_renderable(), Text(self._words(), "dim"))

    def close(self) -> None:
        """Leave the screen as it is; may be called twice, from any thread."""
        with self._lock:
            self._closed = True
            screen, self._screen = self._screen, None
        if screen is not None:  # without the lock: it draws once more
            screen.stop()


def duration(seconds: float) -> str:
    """Seconds as people say them: `4.2 s`, `3 min 12 s`, `2 h 5 min`."""
    if seconds < 60:
        return f"{seconds:.1f} s" if seconds < 10 else f"{seconds:.0f} s"
    minutes, rest = divmod(round(seconds), 60)
    if minutes < 60:
        return f"{minutes} min {rest} s"
    return f"{minutes // 60} h {minutes % 60} min"
