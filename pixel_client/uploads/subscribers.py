"""Ready-made subscribers for `on_event`: the log, JSON lines, and rich's progress display.

The bar of `progress=True` is tqdm's, in Jupyter its widget; see `bar`.
"""

from __future__ import annotations

import json
import logging
import os
import time
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import attrs

from .events import (
    BytesSent,
    FileFailed,
    FileFinished,
    FileHashed,
    FileSkipped,
    FileValidated,
    RunFinished,
    RunPlanned,
    RunResumed,
    RunWaiting,
    SendRetried,
    UploadEvent,
)
from .files import path_text

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress, TaskID

__all__ = ["JsonLines", "LogEvents", "RichProgress", "event_as_dict"]

_LEVELS: dict[type[Any], int] = {
    FileFailed: logging.ERROR,
    SendRetried: logging.WARNING,
    RunWaiting: logging.WARNING,
    RunResumed: logging.WARNING,
    RunPlanned: logging.INFO,
    RunFinished: logging.INFO,
}


def event_as_dict(event: UploadEvent) -> dict[str, Any]:
    """An event as plain values: `event` is its name, the rest are its attributes."""
    told = attrs.asdict(event, value_serializer=_plain)
    return {"event": type(event).__name__} | told


def _plain(_: object, __: object, value: object) -> object:
    return path_text(value) if isinstance(value, Path) else value


class JsonLines:
    """Writes one JSON object a line for each event, with `time` in seconds since 1970.

    Args:
        target: A path to append to, or something to write text to.
        with_bytes: Also write `BytesSent`, of which there are many.
    """

    def __init__(
        self, target: os.PathLike[str] | str | IO[str], *, with_bytes: bool = False
    ) -> None:
        self._is_ours = isinstance(target, str | os.PathLike)
        self._file: IO[str] = (
            Path(target).open("a", encoding="utf-8")  # noqa: SIM115 (closed in close)
            if isinstance(target, str | os.PathLike)
            else target
        )
        self._with_bytes = with_bytes

    def __call__(self, event: UploadEvent) -> None:
        """Write an event."""
        if isinstance(event, BytesSent) and not self._with_bytes:
            return
        told = {"time": round(time.time(), 3)} | event_as_dict(event)
        self._file.write(json.dumps(told, ensure_ascii=False) + "\n")
        self._file.flush()

    def close(self) -> None:
        """Close the file, if it was opened here."""
        if self._is_ours:
            self._file.close()


class LogEvents:
    """Sends events to `logging`: failures as errors, retries and waits as warnings.

    What happens to each file that fares well is told at the level DEBUG; bytes are not.

    Args:
        logger: Where to; `pixel_client.uploads` by default.
    """

    def __init__(self, logger: logging.Logger | None = None) -> None:
        self._logger = logger or logging.getLogger("pixel_client.uploads")

    def __call__(self, event: UploadEvent) -> None:
        """Log an event."""
        if isinstance(event, BytesSent):
            return
        level = _LEVELS.get(type(event), logging.DEBUG)
        if self._logger.isEnabledFor(level):
            told = event_as_dict(event)
            name = told.pop("event")
            said = " ".join(f"{key}={value}" for key, value in told.items())
            self._logger.log(level, "%s %s", name, said)


class RichProgress:
    """Shows a bar in bytes, files done and failed, and what goes wrong, with rich.

    Needs the package `rich`.

    Args:
        console: Where to; rich's own on stderr by default.
    """

    def __init__(self, console: Console | None = None) -> None:
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            DownloadColumn,
            Progress,
            TextColumn,
            TimeRemainingColumn,
            TransferSpeedColumn,
        )

        self._progress: Progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            DownloadColumn(binary_units=True),
            TransferSpeedColumn(),
            TimeRemainingColumn(),
            console=console or Console(stderr=True),
        )
        self._task: TaskID | None = None
        self._files = self._done = self._failed = 0

    def __call__(self, event: UploadEvent) -> None:
        """Show an event."""
        show = self._progress
        if self._task is None:
            show.start()
            self._task = show.add_task("looking at files", total=None)
        if isinstance(event, RunPlanned):
            self._files = event.files
            show.update(self._task, total=event.size if event.complete else None)
        elif isinstance(event, BytesSent):
            show.update(self._task, advance=event.size)
            return
        elif isinstance(event, FileFinished):
            self._done += 1
        elif isinstance(event, FileSkipped) and event.size:
            self._done += 1
            show.update(self._task, advance=event.size)
        elif isinstance(event, FileFailed):
            self._failed += 1
            show.console.print(
                f"{path_text(event.path)}: {event.reason}",
                markup=False,
                highlight=False,
                soft_wrap=True,
            )
        elif isinstance(event, RunWaiting):
            show.console.print(event.reason, markup=False, highlight=False, soft_wrap=True)
        elif isinstance(event, FileHashed | FileValidated | SendRetried):
            return
        failed = f", {self._failed} failed" if self._failed else ""
        show.update(self._task, description=f"{self._done} of {self._files} files{failed}")

    def close(self) -> None:
        """Leave the display as it is."""
        self._progress.stop()
