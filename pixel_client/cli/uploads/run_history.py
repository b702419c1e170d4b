"""The uploads of this machine: the request, state and result of each run.

A run is a JSON file in the user's state folder, with paths and ids but no secrets. The client's
journal is what resumes an upload; a run only holds how to make the same request again.
"""

from __future__ import annotations

import contextlib
import datetime
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import attrs
import platformdirs

from ...core.atomic_file import AtomicFile
from ..errors import CommandError
from .locks import Lock, is_locked
from .preflight import Checks

__all__ = ["Request", "Run", "SendOptions", "find_run", "last_runs", "last_speed", "start_run"]

MAX_RUNS = 200  # older runs are deleted
MAX_FAILED = 1000  # failed files that a run lists
SPEED_BYTES, SPEED_SECONDS = 1_000_000, 1.0  # least size and time of an upload to give a speed


@attrs.frozen(kw_only=True)
class SendOptions:
    """The options of an upload, as its retries use them too.

    Attributes:
        multipart: Whether to send files in parts; None for only those that need it.
        journal: A journal file of the user's, or None.
        again: Whether to send uploaded files again; "missing" for only those whose resource is no
            longer listed.
        since: Time of the first request, in seconds since 1970.
        bandwidth: Maximum bytes per second, or None.
    """

    multipart: bool | None = None
    journal: str | None = None
    again: bool | Literal["missing"] = False
    since: float = 0.0
    bandwidth: float | None = None


@attrs.frozen(kw_only=True)
class Request:
    """The request of an upload.

    Attributes:
        service: The service's address.
        project: Id of the project.
        collection: Id of the data collection.
        place: Their names, for people.
        sources: Files, folders and patterns, absolute.
        plan: The plan that is sent, or None.
        checks: How files are checked; None for no checks.
        options: How files are sent.
    """

    service: str
    project: int
    collection: int
    place: str
    sources: list[str]
    plan: str | None = None
    checks: Checks | None = None
    options: SendOptions = SendOptions()


@attrs.define
class Run:
    """An upload.

    Attributes:
        path: Its file.
        request: The request.
        state: `running`, `finished`, `stopped` or `interrupted`.
        started: The start, in ISO 8601.
        sent: Bytes sent.
        counts: Status -> number of files, at its end.
        seconds: Duration.
        stopped: The error that stopped it, or None.
        failed: The files that failed: path, detail, hint.
    """

    path: Path
    request: Request
    state: str = "running"
    started: str = ""
    sent: int = 0
    counts: dict[str, int] = attrs.field(factory=dict)
    seconds: float = 0.0
    stopped: str | None = None
    failed: list[dict[str, Any]] = attrs.field(factory=list)
    _lock: Lock | None = attrs.field(default=None, alias="lock")

    @property
    def number(self) -> int:
        """Its number at the command line."""
        return int(self.path.stem)

    @property
    def current_state(self) -> str:
        """Its state; `cut short` when its process ended without saving another."""
        is_dead = self.state == "running" and not is_locked(_lock_path(self.path))
        return "cut short" if is_dead else self.state

    @property
    def speed(self) -> float | None:
        """Bytes per second; None for a short upload, and for one with a bandwidth limit."""
        is_long = self.sent >= SPEED_BYTES and self.seconds >= SPEED_SECONDS
        is_free = self.request.options.bandwidth is None
        return self.sent / self.seconds if is_long and is_free else None

    def save(self) -> None:
        """Write its file."""
        plain = attrs.asdict(self, filter=attrs.filters.exclude("path", "_lock"))
        with AtomicFile(self.path) as file:
            file.write(json.dumps(plain))

    def close(self) -> None:
        """Write its file for the last time, and release its lock."""
        try:
            self.save()
        finally:
            if self._lock is not None:
                self._lock.release()

    def as_row(self) -> dict[str, Any]:
        """Return a summary for a list; the counts of a run that was killed are unknown."""
        default = 0 if self.counts else None
        counts = {
            field: self.counts.get(status, default)
            for field, status in (
                ("uploaded", "uploaded"),
                ("skipped", "skipped"),
                ("failed", "failed"),
                ("left", "pending"),
                ("left_out", "left out"),
            )
        }
        return {
            "run": self.number,
            "started": self.started,
            "state": self.current_state,
            "place": self.request.place,
            **counts,
            "seconds": round(self.seconds, 1),
            "stopped": self.stopped,
        }


def _folder() -> Path:
    return platformdirs.user_state_path("pixel-client") / "runs"


def start_run(request: Request) -> Run:
    """Record that an upload starts.

    Raises:
        CommandError: The state folder cannot be written.
    """
    folder, created = _folder(), None
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        numbers = sorted(_numbers(folder))
        number = numbers[-1] + 1 if numbers else 1
        while created is None:
            path = folder / f"{number}.json"
            try:
                os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
                created = path
            except FileExistsError:  # another upload started at the same moment
                number += 1
        for old in numbers[: -MAX_RUNS + 1]:
            _delete(folder / f"{old}.json")
        now = datetime.datetime.now().astimezone().isoformat(timespec="seconds")
        # Locked before its file says that it runs, for as long as this process lives.
        run = Run(created, request, started=now, lock=Lock(_lock_path(created)))
        run.save()
    except OSError as error:
        if created is not None:
            with contextlib.suppress(OSError):
                _delete(created)
        raise CommandError(
            f"{folder} cannot be written: {error.strerror}. Uploads are recorded there for pixel"
            " retry; free some space, or set XDG_STATE_HOME to another folder."
        ) from None
    return run


def _delete(path: Path) -> None:
    for each in (path, _lock_path(path)):
        each.unlink(missing_ok=True)


def last_runs() -> list[Run]:
    """Return the uploads of this machine, the latest first."""
    found = (_read(_folder() / f"{n}.json") for n in sorted(_numbers(_folder()), reverse=True))
    return [run for run in found if run is not None]


def last_speed(service: str | None) -> tuple[float, int] | None:
    """Return the speed of the last upload that has one, in bytes per second, and its number.

    Args:
        service: The service it was to; None for any.
    """
    for run in last_runs():
        if run.speed is not None and service in (None, run.request.service):
            return run.speed, run.number
    return None


def find_run(number: int | None) -> Run:
    """Find an upload by its number; None for the latest.

    Raises:
        CommandError: There is no such upload.
    """
    if number is None:
        runs = last_runs()
        if not runs:
            raise CommandError("No uploads from this machine yet: see pixel upload --help")
        return runs[0]
    run = _read(_folder() / f"{number}.json")
    if run is None:
        raise CommandError(f"There is no upload {number}; pixel status lists them.")
    return run


def _numbers(folder: Path) -> Iterator[int]:
    return (int(path.stem) for path in folder.glob("*.json") if path.stem.isdecimal())


def _read(path: Path) -> Run | None:
    try:
        plain = json.loads(path.read_text(encoding="utf-8"))
        request = plain.pop("request")
        checks, options = request.pop("checks"), SendOptions(**request.pop("options"))
        checks = Checks(**checks) if checks is not None else None
        return Run(path, Request(**request, checks=checks, options=options), **plain)
    except (OSError, ValueError, TypeError, KeyError):  # deleted, or of another version
        return None


def _lock_path(path: Path) -> Path:
    return path.with_suffix(".lock")
