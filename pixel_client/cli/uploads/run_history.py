"""The uploads of this machine: what each was asked, and what became of it.

A run is a file of JSON in the user's state folder; it holds paths and ids, and no secret. What
resumes an upload is the client's journal: a run only says how to ask for the same again.
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

from ..errors import CommandError
from .locks import Lock, is_held
from .preflight import Checks

__all__ = ["Request", "Run", "find_run", "last_runs", "last_speed", "start_run"]

KEPT = 200  # runs; older ones are dropped
FAILED_KEPT = 1000  # failed files that a run names
TOLD_BYTES, TOLD_SECONDS = 1_000_000, 1.0  # what an upload must be to tell the speed of the line


@attrs.frozen(kw_only=True)
class Request:
    """What an upload was asked.

    Attributes:
        service: The service's address.
        project: Id of the project.
        collection: Id of the data collection.
        place: Their names, for people.
        sources: Files, folders and patterns, absolute.
        plan: The plan that was sent, or None.
        checks: How files are checked; None for not at all.
        again: Whether files are sent that are there already; "missing" for those only whose
            resource is not.
        since: When it was first asked, in seconds since 1970.
        bandwidth: Bytes a second that it was held to, or None.
        multipart: Whether files are sent in parts; None where that is needed.
        journal: A journal of one's own, or None.
    """

    service: str
    project: int
    collection: int
    place: str
    sources: list[str]
    plan: str | None = None
    checks: Checks | None = None
    again: bool | Literal["missing"] = False
    since: float = 0.0
    bandwidth: float | None = None
    multipart: bool | None = None
    journal: str | None = None


@attrs.define
class Run:
    """An upload.

    Attributes:
        path: Its file.
        request: What it was asked.
        state: `running`, `finished`, `stopped` or `interrupted`.
        started: When, in ISO 8601.
        sent: Bytes that were sent.
        counts: Status -> how many files, at its end.
        seconds: How long it took.
        stopped: Why it stopped before its end, or None.
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
        """What it is called at the command line."""
        return int(self.path.stem)

    @property
    def seen_state(self) -> str:
        """Its state; `cut short` when its process is gone without a word."""
        gone = self.state == "running" and not is_held(_lock_path(self.path))
        return "cut short" if gone else self.state

    @property
    def speed(self) -> float | None:
        """Bytes a second that it sent; None when it was too short, or held back, to tell."""
        enough = self.sent >= TOLD_BYTES and self.seconds >= TOLD_SECONDS
        enough = enough and self.request.bandwidth is None
        return self.sent / self.seconds if enough else None

    def save(self) -> None:
        """Write it down, whole or not at all."""
        kept = attrs.filters.exclude("path", "_lock")
        plain = attrs.asdict(self, filter=kept)
        part = self.path.with_suffix(".part")
        part.write_text(json.dumps(plain, ensure_ascii=True), encoding="utf-8")
        part.replace(self.path)

    def close(self) -> None:
        """Write it down for the last time, and say that its process is done with it."""
        try:
            self.save()
        finally:
            if self._lock is not None:
                self._lock.release()

    def as_row(self) -> dict[str, Any]:
        """It in a few words, for a list; numbers of a run that was killed are not known."""
        none = 0 if self.counts else None
        return {
            "run": self.number,
            "started": self.started,
            "state": self.seen_state,
            "place": self.request.place,
            "uploaded": self.counts.get("uploaded", none),
            "skipped": self.counts.get("skipped", none),
            "failed": self.counts.get("failed", none),
            "left": self.counts.get("pending", none),
            "left_out": self.counts.get("left out", none),
            "seconds": round(self.seconds, 1),
            "stopped": self.stopped,
        }


def _folder() -> Path:
    return platformdirs.user_state_path("pixel-client") / "runs"


def start_run(request: Request) -> Run:
    """Write down that an upload begins.

    Raises:
        CommandError: The state folder cannot be written.
    """
    folder, made = _folder(), None
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        numbers = sorted(_numbers(folder))
        number = numbers[-1] + 1 if numbers else 1
        while True:
            path = folder / f"{number}.json"
            try:
                os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
                made = path
                break
            except FileExistsError:  # another upload began at the same moment
                number += 1
        for old in numbers[: -KEPT + 1]:
            for suffix in ("json", "lock"):
                (folder / f"{old}.{suffix}").unlink(missing_ok=True)
        now = datetime.datetime.now().astimezone().isoformat(timespec="seconds")
        # Held before it says that it runs, and as long as this process lives.
        run = Run(path, request, started=now, lock=Lock(_lock_path(path)))
        run.save()
    except OSError as error:
        if made is not None:  # a run that cannot be noted is none
            for suffix in (".json", ".part", ".lock"):
                with contextlib.suppress(OSError):
                    made.with_suffix(suffix).unlink(missing_ok=True)
        raise CommandError(
            f"{folder} cannot be written: {error.strerror}. Uploads are noted there, so that pixel"
            " retry can go on with them; make room, or set XDG_STATE_HOME to another folder."
        ) from None
    return run


def last_runs() -> list[Run]:
    """The uploads of this machine, the latest first."""
    folder = _folder()
    found = (_read(folder / f"{number}.json") for number in sorted(_numbers(folder), reverse=True))
    return [run for run in found if run is not None]


def last_speed(service: str | None) -> tuple[float, int] | None:
    """Bytes a second of the last upload that tells, and its number.

    Args:
        service: The service it was to; None for any.
    """
    for run in last_runs():
        if run.speed is not None and service in (None, run.request.service):
            return run.speed, run.number
    return None


def find_run(number: int | None) -> Run:
    """An upload by its number; None for the latest.

    Raises:
        CommandError: There is none.
    """
    if number is None:
        runs = last_runs()
        if not runs:
            raise CommandError("Nothing was uploaded from this machine yet: pixel upload --help")
        return runs[0]
    run = _read(_folder() / f"{number}.json")
    if run is None:
        raise CommandError(f"There is no run {number}; pixel status lists them.")
    return run


def _numbers(folder: Path) -> Iterator[int]:
    return (int(path.stem) for path in folder.glob("*.json") if path.stem.isdecimal())


def _read(path: Path) -> Run | None:
    try:
        plain = json.loads(path.read_text(encoding="utf-8"))
        asked = plain.pop("request")
        checks = asked.pop("checks")
        request = Request(**asked, checks=Checks(**checks) if checks is not None else None)
        return Run(path, request, **plain)
    except (OSError, ValueError, TypeError, KeyError):  # gone meanwhile, or of another version
        return None


def _lock_path(path: Path) -> Path:
    return path.with_suffix(".lock")
