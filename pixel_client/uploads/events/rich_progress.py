"""Progress of an upload on a terminal, drawn with rich."""

from __future__ import annotations

import time
from collections import deque
from typing import TYPE_CHECKING, Any

from ...core.text import path_text, printable, size_text
from .types import (
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

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["ProgressTotals", "RichProgress"]

_SPEED_SECONDS = 10.0  # the speed that is shown is that of so long


class ProgressTotals:
    """What the events of an upload add up to.

    Attributes:
        files: Files there are.
        size: Bytes that are to be sent; those of files that are there already are taken off.
        sent: Bytes that were sent.
        done: Files that became resources.
        skipped: Files that were there before.
        failed: Files that failed.
        retries: How often something was sent again.
        waiting: What everything waits for, or empty.
    """

    def __init__(self) -> None:
        self.files = self.size = self.sent = 0
        self.done = self.skipped = self.failed = self.retries = 0
        self.waiting = ""

    def add(self, event: UploadEvent) -> None:
        """Count an event."""
        if isinstance(event, RunPlanned):
            self.files, self.size = event.files + event.refused, event.size
        elif isinstance(event, BytesSent):
            self.sent += event.size
        elif isinstance(event, FileFinished):
            self.done += 1
        elif isinstance(event, FileSkipped):
            self.skipped += 1
            self.size = max(0, self.size - event.size)
        elif isinstance(event, FileFailed):
            self.failed += 1
        elif isinstance(event, SendRetried):
            self.retries += 1
        elif isinstance(event, RunWaiting):
            self.waiting = event.reason
        elif isinstance(event, RunResumed):
            self.waiting = ""

    @property
    def left(self) -> int:
        """Files that are still to come."""
        return max(0, self.files - self.done - self.skipped - self.failed)

    @property
    def done_size(self) -> int:
        """Bytes that are there; what an earlier run had sent counts with its file."""
        share = (self.done + self.failed) / max(1, self.files - self.skipped)
        return min(max(self.sent, int(share * self.size)), self.size)

    def words(self) -> str:
        """All of it in a line: `3 of 20 files, 5.2 MB of 40.0 MB, 1 failed`."""
        parts = [f"{self.done + self.skipped} of {self.files} files"]
        parts += [f"{size_text(self.done_size)} of {size_text(self.size)}"]
        parts += [f"{self.skipped} there before"] if self.skipped else []
        parts += [f"{self.failed} failed"] if self.failed else []
        parts += [f"{self.retries} retries"] if self.retries else []
        if self.waiting:
            parts += [f"waiting: {printable(self.waiting)}"]
        elif self.size and self.sent >= self.size and self.left:
            parts += ["the service looks at them"]
        return ", ".join(parts)


class RichProgress:
    """Shows a bar in bytes, a line of figures, and above them what goes wrong, with rich.

    Needs the package `rich`.

    Args:
        console: Where to; rich's own on stderr by default.
        retries: Whether each thing that is sent again is told too.

    Attributes:
        tally: What the events so far add up to.
    """

    def __init__(self, console: Console | None = None, *, retries: bool = False) -> None:
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            Progress,
            TaskProgressColumn,
            TextColumn,
            TimeRemainingColumn,
        )

        self.tally = ProgressTotals()
        self._console = console or Console(stderr=True)
        self._retries = retries
        self._progress = Progress(
            BarColumn(bar_width=None),
            TaskProgressColumn(),
            TextColumn("[green]{task.fields[speed]}"),
            TimeRemainingColumn(compact=True, elapsed_when_finished=True),
            console=self._console,
            expand=True,
        )
        self._task = self._progress.add_task("", total=None, speed="")
        self._seen: deque[tuple[float, int]] = deque([(time.monotonic(), 0)])
        self._screen: Any = None

    def __call__(self, event: UploadEvent) -> None:
        """Show an event."""
        if self._screen is None:
            from rich.live import Live

            self._screen = Live(
                console=self._console, get_renderable=self._picture, refresh_per_second=8
            )
            self._screen.start()
        self.tally.add(event)
        if isinstance(event, FileFailed):
            self._emit(f"{path_text(event.path)}: failed: {event.reason}", "red")
        elif isinstance(event, SendRetried) and self._retries:
            self._emit(f"{path_text(event.path)}: will be sent again: {event.reason}", "yellow")
        all_there = self.tally.files > 0 and not self.tally.size and not self.tally.left
        self._progress.update(
            self._task,
            total=1 if all_there else self.tally.size or None,
            completed=1 if all_there else self.tally.done_size,
            speed=self._speed(),
        )

    def _speed(self) -> str:
        # Of what was really sent: files that an earlier run had sent come at no cost.
        now, sent, seen = time.monotonic(), self.tally.sent, self._seen
        if now - seen[-1][0] >= _SPEED_SECONDS / 20:
            seen.append((now, sent))
            while len(seen) > 2 and now - seen[0][0] > _SPEED_SECONDS:
                seen.popleft()
        (began, before) = seen[0]
        count = sent - before
        return f"{size_text(int(count / (now - began)))}/s" if count > 0 and now > began else ""

    def _emit(self, what: str, style: str) -> None:
        # Above the bar; a terminal gets whole words, a log whole lines.
        self._console.print(
            printable(what),
            style=style,
            markup=False,
            highlight=False,
            soft_wrap=not self._console.is_terminal,
        )

    def _picture(self) -> Any:
        from rich.console import Group
        from rich.text import Text

        return Group(self._progress.get_renderable(), Text(self.tally.words(), "dim"))

    def close(self) -> None:
        """Leave the display as it is; may be called twice, from any thread."""
        screen, self._screen = self._screen, None
        if screen is not None:
            screen.stop()
