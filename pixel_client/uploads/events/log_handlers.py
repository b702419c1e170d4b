"""Subscribers for `on_event` that write the log, or JSON lines.

That for rich is in `display`; the bar of `progress=True`, tqdm's, in `bar`.
"""

from __future__ import annotations

import json
import logging
import os
import time
from pathlib import Path
from typing import IO, Any

import attrs

from ...core.text import path_text
from .types import (
    BytesSent,
    FileFailed,
    RunFinished,
    RunPlanned,
    RunResumed,
    RunWaiting,
    SendRetried,
    UploadEvent,
)

__all__ = ["JsonLines", "LogEvents", "event_as_dict"]

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

    May be used for one upload after the other.

    Args:
        target: A path to append to, or something to write text to.
        with_bytes: Also write `BytesSent`, of which there are many.
    """

    def __init__(
        self, target: os.PathLike[str] | str | IO[str], *, with_bytes: bool = False
    ) -> None:
        self._path: Path | None = None
        if isinstance(target, str | os.PathLike):
            self._path = Path(target)
            target = self._path.open("a", encoding="utf-8")
        self._file: IO[str] = target
        self._with_bytes = with_bytes

    def __call__(self, event: UploadEvent) -> None:
        """Write an event."""
        if isinstance(event, BytesSent) and not self._with_bytes:
            return
        if self._file.closed and self._path is not None:  # the upload before has closed it
            self._file = self._path.open("a", encoding="utf-8")
        told = {"time": round(time.time(), 3)} | event_as_dict(event)
        self._file.write(json.dumps(told, ensure_ascii=False) + "\n")
        self._file.flush()

    def close(self) -> None:
        """Close the file, if it was opened here."""
        if self._path is not None:
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
