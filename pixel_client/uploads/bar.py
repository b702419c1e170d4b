"""One progress bar for a whole upload, in bytes."""

from __future__ import annotations

import sys

from tqdm import tqdm

from .events import BytesSent, FileFailed, FileFinished, RunPlanned, UploadEvent

__all__ = ["ProgressBar", "wants_bar"]


class _Bar(tqdm):  # type: ignore[type-arg]  # generic in the stubs only
    monitor_interval = 0  # no thread of tqdm's own that outlives the upload


def wants_bar(progress: bool | None) -> bool:
    """Whether to draw a bar: as asked, or else when stderr is a terminal."""
    if progress is not None:
        return progress
    return bool(sys.stderr and sys.stderr.isatty())


class ProgressBar:
    """A subscriber that draws the bar on stderr.

    Args:
        noun: What is uploaded, as in "2 images".
    """

    def __init__(self, noun: str) -> None:
        self._noun = noun
        self._bar: _Bar | None = None
        self._done = self._failed = 0

    def __call__(self, event: UploadEvent) -> None:
        """Show an event."""
        if isinstance(event, RunPlanned):
            self._bar = _Bar(
                total=event.size,
                unit="B",
                unit_scale=True,
                unit_divisor=1024,
                desc=f"{event.files + event.refused} {self._noun}",
                file=sys.stderr,
            )
        elif isinstance(event, BytesSent) and self._bar is not None:
            self._bar.update(event.size)
        elif isinstance(event, FileFinished | FileFailed) and self._bar is not None:
            self._done += isinstance(event, FileFinished)
            self._failed += isinstance(event, FileFailed)
            failed = f", {self._failed} failed" if self._failed else ""
            self._bar.set_postfix_str(f"{self._done} done{failed}")

    def close(self) -> None:
        """Leave the bar as it is and go to the next line."""
        if self._bar is not None:
            self._bar.close()
