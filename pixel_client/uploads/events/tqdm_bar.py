"""Progress bar of tqdm for a whole upload, in bytes."""

from __future__ import annotations

import importlib.util
import os
import sys
import time
from typing import Any

from ...core.progress_bar import Bar
from .types import (
    BytesSent,
    FileFailed,
    FileFinished,
    FileSkipped,
    RunPlanned,
    RunWaiting,
    UploadEvent,
)

__all__ = ["ProgressBar", "wants_bar"]


TERMINAL_SECONDS, LOG_SECONDS = 0.1, 10.0
"""Pauses between two looks of the bar; in a file or a log each look stays."""

_USUAL_SIZE = (80, 24)  # tqdm shows nothing on a terminal of no size


def wants_bar(progress: bool | None) -> bool:
    """Whether to draw a bar: as asked, or else when stderr is a terminal, or in Jupyter."""
    if progress is not None:
        return progress
    return "ipykernel" in sys.modules or bool(sys.stderr and sys.stderr.isatty())


class ProgressBar:
    """A subscriber that draws the bar on stderr.

    Args:
        noun: What is uploaded, as in "2 images".
    """

    def __init__(self, noun: str) -> None:
        self._noun = noun
        self._bar: Bar | None = None
        self._done = self._failed = 0
        self._pause, self._drawn = TERMINAL_SECONDS, 0.0

    def __call__(self, event: UploadEvent) -> None:
        """Show an event."""
        if isinstance(event, RunPlanned) and self._bar is not None:
            self._bar.total = event.size
            self._bar.set_description(self._described(event), refresh=False)
        elif isinstance(event, RunPlanned):
            columns = _columns()
            self._pause = LOG_SECONDS if columns is None else TERMINAL_SECONDS
            self._bar = (_notebook_bar() or Bar)(
                total=event.size,
                unit="B",
                unit_scale=True,
                unit_divisor=1024,
                desc=self._described(event),
                file=sys.stderr,
                mininterval=self._pause,
                maxinterval=max(10.0, self._pause),
                dynamic_ncols=columns != 0,
                ncols=_USUAL_SIZE[0] if columns == 0 else None,
                nrows=_USUAL_SIZE[1] if columns == 0 else None,
            )
        elif isinstance(event, RunWaiting) and self._bar is not None:
            self._bar.set_postfix_str("waiting for the network")
        elif isinstance(event, BytesSent) and self._bar is not None:
            self._bar.update(event.size)
        elif isinstance(event, FileFinished | FileFailed | FileSkipped) and self._bar is not None:
            if isinstance(event, FileSkipped):
                self._bar.update(event.size)
                self._done += event.resource_id is not None
            self._done += isinstance(event, FileFinished)
            self._failed += isinstance(event, FileFailed)
            failed = f", {self._failed} failed" if self._failed else ""
            now = time.monotonic()
            is_due = now - self._drawn >= self._pause
            self._bar.set_postfix_str(f"{self._done} done{failed}", refresh=is_due)
            self._drawn = now if is_due else self._drawn

    def _described(self, event: RunPlanned) -> str:
        return f"{event.files + event.refused} {self._noun}"

    def close(self) -> None:
        """Leave the bar as it is and go to the next line."""
        if self._bar is not None:
            self._bar.close()


def _notebook_bar() -> type[Any] | None:
    """tqdm's widget, when this is a notebook that can show it."""
    if "ipykernel" not in sys.modules or importlib.util.find_spec("ipywidgets") is None:
        return None
    from tqdm.notebook import tqdm_notebook

    return tqdm_notebook


def _columns() -> int | None:
    """How wide the terminal is; 0 when it does not say, None when stderr is none."""
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns
    except (OSError, ValueError, AttributeError):
        return None
