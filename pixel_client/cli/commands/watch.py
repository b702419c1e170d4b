"""`pixel watch`: uploads the files of a folder once they stop changing."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Annotated, Any

import typer

from ..command import register
from ..errors import INTERRUPTED, NOTHING, CommandError, describe_error, exit_code
from ..lookup import CollectionOption, ProjectOption, find_destination
from ..session import Session
from ..uploads.bandwidth_option import Bandwidth
from ..uploads.preflight import (
    Checks,
    Manifest,
    PrefixFolder,
    Strict,
    Timezone,
    check_files,
    parse_path,
)

__all__ = ["StableFiles", "add_commands"]

Stamp = tuple[int, int]  # size and modification time of a file, with its side-car files


class StableFiles:
    """Finds the files that have stopped changing.

    Args:
        seconds: How long a file must be unchanged.
        now: The clock.
    """

    def __init__(self, seconds: float, now: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._now = now
        self._seen: dict[Path, tuple[Stamp, float]] = {}
        self._taken: dict[Path, Stamp] = {}

    def update(self, stamps: Iterable[tuple[Path, Stamp]]) -> list[Path]:
        """Return the files that have become stable, each once until it changes again."""
        now = self._now()
        found = dict(stamps)
        # A file that was missing counts as new when it is back.
        self._seen = {path: seen for path, seen in self._seen.items() if path in found}
        self._taken = {path: stamp for path, stamp in self._taken.items() if path in found}
        stable = []
        for path, stamp in found.items():
            if self._taken.get(path) == stamp:
                continue
            before = self._seen.get(path)
            if before is None or before[0] != stamp:
                self._seen[path] = (stamp, now)
            if now - self._seen[path][1] >= self._seconds:
                self._taken[path] = stamp
                stable.append(path)
        return stable

    def requeue(self, paths: Iterable[Path]) -> None:
        """Return files that could not be uploaded; they must be unchanged once more."""
        now = self._now()
        for path in paths:
            self._seen[path] = (self._taken.pop(path), now)

    @property
    def pending(self) -> int:
        """Number of files that are not stable yet."""
        return sum(self._taken.get(path) != seen[0] for path, seen in self._seen.items())


def watch(
    session: Session,
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="FOLDER", parser=parse_path, help="The folder, watched with its subfolders."
        ),
    ],
    project: ProjectOption,
    collection: CollectionOption,
    settle: Annotated[
        float, typer.Option(min=0, help="Seconds a file must be unchanged before it is uploaded.")
    ] = 10.0,
    interval: Annotated[float, typer.Option(min=0.1, help="Seconds between two scans.")] = 5.0,
    idle: Annotated[
        float | None, typer.Option(min=0, help="Stop after this many seconds without new files.")
    ] = None,
    manifest: Manifest = None,
    timezone: Timezone = None,
    strict: Strict = False,
    prefix_folder: PrefixFolder = False,
    bandwidth: Bandwidth = None,
) -> int:
    """Upload the files of a folder once they stop changing, until Ctrl-C.

    Files with errors are reported and skipped, and checked again when they change. When started
    again, the command uploads only files that are not uploaded yet.
    """
    from ..uploads.send import sigterm_as_ctrl_c

    if not folder.is_dir():
        raise CommandError(f"There is no folder {folder}.")
    session.for_upload(bandwidth)
    within, target = find_destination(session.client, project, collection)
    checks = Checks(manifest, timezone, strict, True, prefix_folder)
    files = StableFiles(settle)
    codes: list[int] = []
    active = time.monotonic()
    exists = True
    try:
        with sigterm_as_ctrl_c():
            session.output.info(
                f"Watching {folder} for {within.name} / {target.name}; Ctrl-C stops it.", "bold"
            )
            while True:
                if folder.is_dir() is not exists:
                    exists = not exists
                    session.output.info(
                        f"{folder} is back." if exists else f"{folder} is missing; waiting for it."
                    )
                stable = files.update(_stamps(folder, target) if exists else ())
                if stable:
                    code = _send(session, stable, within, target, checks)
                    if code == INTERRUPTED:
                        return INTERRUPTED
                    if code is None:
                        files.requeue(stable)
                    else:
                        codes.append(code)
                if stable or files.pending:
                    active = time.monotonic()
                elif idle is not None and time.monotonic() - active >= idle:
                    break
                if session.interrupts:  # it came while an object was finalized, which swallows it
                    raise KeyboardInterrupt
                time.sleep(interval)
    except KeyboardInterrupt:
        session.output.info("Stopped watching. The same command resumes.")
        return INTERRUPTED
    return exit_code(sum(code in (0, 3) for code in codes), sum(code != 0 for code in codes))


def _send(
    session: Session, paths: list[Path], within: Any, target: Any, checks: Checks
) -> int | None:
    """Upload files; return the exit code, or None when the same may succeed later."""
    from ...exceptions import PixelConnectionError, PixelServerError
    from ..uploads.run_history import Request
    from ..uploads.send import send

    names = [str(path.absolute()) for path in paths]
    try:
        found = check_files(session, names, target, within, checks)
        if not found.files:
            return NOTHING
        request = Request(
            service=session.settings.PIXEL_API_URL,
            project=within["id"],
            collection=target["id"],
            place=f"{within['name']} / {target['name']}",
            sources=names,
            checks=checks,
        )
        sent = send(session, found.files, request, invalid=found.invalid, print_rows=False)
    except CommandError as error:  # such as files that are deleted again
        session.output.error(str(error))
        return NOTHING
    except (PixelConnectionError, PixelServerError) as error:
        session.output.error(describe_error(error)[0])
        return None
    if isinstance(sent.stopped, (PixelConnectionError, PixelServerError)):
        return None
    if sent.stopped is not None:  # a sign-in that is refused must not be repeated forever
        raise sent.stopped
    return sent.code


def _stamps(folder: Path, target: Any) -> Iterable[tuple[Path, Stamp]]:
    from ...core.resource_kinds import KINDS
    from ...uploads.inputs import Scan

    for found in Scan([folder], KINDS[str(target.data_collection_type)]):
        if found.passed_over is not None:
            continue
        try:
            # A side-car file that arrives later, or changes, makes its file new again.
            each = [found.given.file, *(found.given.support_files or ())]
            stats = [path.stat() for path in each]
        except OSError:  # deleted again
            continue
        size, changed = sum(s.st_size for s in stats), max(s.st_mtime_ns for s in stats)
        yield found.given.file, (size, changed)


def add_commands(app: typer.Typer) -> None:
    """Add the command to the app."""
    register(
        app,
        "watch",
        watch,
        "pixel watch /mnt/nas/incoming -p 'E18 Vest' -c Flight1 --timezone Europe/Oslo",
        "pixel watch /media/card/DCIM -p 7 -c 12 --idle 600",
    )
