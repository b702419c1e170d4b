"""`pixel watch`: a folder whose files are uploaded as they settle."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Annotated, Any

import typer

from ..command import register
from ..errors import INTERRUPTED, NOTHING, CommandError, exit_code
from ..lookup import CollectionOption, ProjectOption, find_collection, find_project
from ..session import Session
from ..uploads.bandwidth_option import Bandwidth, bytes_a_second
from ..uploads.preflight import Checks, Manifest, PrefixFolder, Strict, Zone, gather
from ..uploads.preflight import path as given_path

__all__ = ["Settling", "add_commands"]

Stamp = tuple[int, int]


class Settling:
    """Tells which files have stopped changing.

    Args:
        seconds: How long a file must stay the same.
        now: The clock.
    """

    def __init__(self, seconds: float, now: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._now = now
        self._since: dict[Path, tuple[Stamp, float]] = {}
        self._taken: dict[Path, Stamp] = {}

    def look(self, stamps: Iterable[tuple[Path, Stamp]]) -> list[Path]:
        """The files that have settled since the last look, each once until it changes again."""
        now = self._now()
        there = dict(stamps)
        # What was gone is looked at anew when it is back.
        self._since = {path: seen for path, seen in self._since.items() if path in there}
        self._taken = {path: stamp for path, stamp in self._taken.items() if path in there}
        ready = []
        for path, stamp in there.items():
            if self._taken.get(path) == stamp:
                continue
            before = self._since.get(path)
            if before is None or before[0] != stamp:
                self._since[path] = (stamp, now)
            if now - self._since[path][1] >= self._seconds:
                self._taken[path] = stamp
                ready.append(path)
        return ready

    def give_back(self, paths: Iterable[Path]) -> None:
        """Let files settle again that could not be sent."""
        now = self._now()
        for path in paths:
            self._since[path] = (self._taken.pop(path), now)

    @property
    def waiting(self) -> int:
        """How many files are still changing, or were not looked at for long enough."""
        return sum(self._taken.get(path) != seen[0] for path, seen in self._since.items())


def watch(
    session: Session,
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="FOLDER", parser=given_path, help="The folder; all below it is watched too."
        ),
    ],
    project: ProjectOption,
    collection: CollectionOption,
    settle: Annotated[
        float, typer.Option(min=0, help="Seconds a file must stay the same before it is sent.")
    ] = 10.0,
    interval: Annotated[float, typer.Option(min=0.1, help="Seconds between two looks.")] = 5.0,
    idle: Annotated[
        float | None,
        typer.Option(min=0, help="End after so many seconds without anything new."),
    ] = None,
    manifest: Manifest = None,
    zone: Zone = None,
    strict: Strict = False,
    prefix_folder: PrefixFolder = False,
    bandwidth: Bandwidth = None,
) -> int:
    """Upload the files of a folder as they settle, until stopped with Ctrl-C.

    Files with errors are told and left out; they are looked at again when they change. Started
    again, it sends only what is not there yet.
    """
    if not folder.is_dir():
        raise CommandError(f"There is no folder {folder}.")
    session.for_upload(bytes_a_second(bandwidth) if bandwidth is not None else None)
    client = session.client
    within = find_project(client, project)
    target = find_collection(client, within.id, collection)
    table = str(manifest.absolute()) if manifest is not None else None
    checks = Checks(table, zone, strict, True, prefix_folder)
    settling = Settling(settle)
    from ..uploads.send import ended_as_by_ctrl_c

    codes: list[int] = []
    quiet_since = time.monotonic()
    there = True
    try:
        with ended_as_by_ctrl_c():
            session.output.say(
                f"Watching {folder} for {within.name} / {target.name}; Ctrl-C stops it.", "bold"
            )
            while True:
                if folder.is_dir() is not there:
                    there = not there
                    session.output.say(
                        f"{folder} is back." if there else f"{folder} is gone; waiting for it."
                    )
                ready = settling.look(_stamps(folder, target.data_collection_type) if there else ())
                if ready:
                    code = _send(session, ready, within, target, checks)
                    if code is None:
                        settling.give_back(ready)
                    else:
                        codes.append(code)
                    quiet_since = time.monotonic()
                elif settling.waiting:
                    quiet_since = time.monotonic()
                elif idle is not None and time.monotonic() - quiet_since >= idle:
                    break
                if codes and codes[-1] == INTERRUPTED:
                    return INTERRUPTED
                time.sleep(interval)
    except KeyboardInterrupt:
        session.output.say("Stopped watching. The same command goes on.")
        return INTERRUPTED
    good = sum(code in (0, 3) for code in codes)
    return exit_code(good, sum(code != 0 for code in codes))


def _send(
    session: Session, ready: list[Path], project: Any, target: Any, checks: Checks
) -> int | None:
    """Send files; answers the exit code, or None when the same may fare better a little later."""
    from ...exceptions import PixelConnectionError, PixelServerError
    from ..errors import describe_error
    from ..uploads.run_history import Request
    from ..uploads.send import How, send

    names = [str(path.absolute()) for path in ready]
    try:
        found = gather(session, names, target, project, checks)
        if not found.files:
            return NOTHING
        request = Request(
            service=session.settings.PIXEL_API_URL,
            project=project["id"],
            collection=target["id"],
            place=f"{project['name']} / {target['name']}",
            sources=names,
            checks=checks,
        )
        sent = send(session, found.files, request, How(left_out=found.left_out, prints=False))
    except CommandError as error:  # such as files that are gone again
        session.output.error(str(error))
        return NOTHING
    except (PixelConnectionError, PixelServerError) as error:
        session.output.error(describe_error(error)[0])
        return None
    if isinstance(sent.stopped, (PixelConnectionError, PixelServerError)):
        return None
    if sent.stopped is not None:  # a sign-in that is refused once is not asked for again and again
        raise sent.stopped
    return sent.code


def _stamps(folder: Path, kind: str) -> Iterable[tuple[Path, Stamp]]:
    from ...core.resource_kinds import KINDS
    from ...uploads.inputs import Scan

    for found in Scan([folder], KINDS[str(kind)]):
        if found.passed_over is not None:
            continue
        try:
            # A side-car that comes later, or changes, makes its file anew.
            each = [found.given.file, *(found.given.support_files or ())]
            stats = [path.stat() for path in each]
        except OSError:  # gone again
            continue
        size, changed = sum(s.st_size for s in stats), max(s.st_mtime_ns for s in stats)
        yield found.given.file, (size, changed)


def add_commands(app: typer.Typer) -> None:
    """Add it to the app."""
    register(
        app,
        "watch",
        watch,
        "pixel watch /mnt/nas/incoming -p 'E18 Vest' -c Flight1 --zone Europe/Oslo",
        "pixel watch /media/card/DCIM -p 7 -c 12 --idle 600",
    )
