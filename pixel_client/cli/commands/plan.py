"""`pixel plan`."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..command import register
from ..errors import NOTHING, PARTLY, CommandError
from ..lookup import find_collection, find_project
from ..output.cells import columns
from ..session import Session
from ..uploads.bandwidth_option import bytes_a_second
from ..uploads.preflight import (
    InvalidFilesError,
    Manifest,
    Paths,
    PrefixFolder,
    SkipInvalid,
    Strict,
    Zone,
    gather,
)
from .collections import CollectionType
from .upload import Collection, Project, checks_of

if TYPE_CHECKING:
    from ...imagery import PreflightReport

__all__ = ["add_commands"]

_FILES = columns("name size# taken=capture_date longitude# latitude# heading#=cam_heading problems")
_FILES_SHOWN = 20
_DECIMALS = 5  # of a degree: a metre


def plan_command(
    session: Session,
    paths: Paths,
    project: Project = None,
    collection: Collection = None,
    kind: Annotated[
        CollectionType | None,
        typer.Option(
            "--type", help="Instead of a place: check as for this type.", rich_help_panel="Where"
        ),
    ] = None,
    manifest: Manifest = None,
    zone: Zone = None,
    strict: Strict = False,
    skip_invalid: SkipInvalid = False,
    prefix_folder: PrefixFolder = False,
    write: Annotated[
        Path | None,
        typer.Option("--write", "-w", help="Write a plan that pixel upload --plan sends."),
    ] = None,
    speed: Annotated[
        str | None,
        typer.Option(
            help="Speed of your line, such as 20Mbit or 2.5MB a second, to tell how long it takes;"
            " by default that of your last upload."
        ),
    ] = None,
    page: Annotated[
        Path | None,
        typer.Option("--map", help="Write a map as HTML; no network is needed to look at it."),
    ] = None,
) -> int:
    """Tell what an upload would send, and what is wrong; nothing is sent.

    With --project and --collection the files are checked against these; with --type no service is
    asked at all.

    The exit code is 1 where an upload would send nothing because files have errors, and no plan is
    written then; 3 where --skip-invalid leaves these files out.
    """
    if (project is None) != (collection is None) or (project is None and kind is None):
        raise typer.BadParameter("give --project and --collection, or --type")
    stated = bytes_a_second(speed) if speed is not None else None
    checks = checks_of(manifest, zone, strict, skip_invalid, prefix_folder)
    sources = [str(path.absolute()) for path in paths]
    within: Any = None
    target: Any = None
    if project is not None and collection is not None:
        within = find_project(session.client, project)
        target = find_collection(session.client, within.id, collection)
    wanted = target if target is not None else (kind.value if kind is not None else "")
    place = f"{within['name']} / {target['name']}" if target is not None else ""

    def look(report: PreflightReport) -> None:
        """Show the files, also where errors stop the plan."""
        _show(session, report)
        if page is not None:
            from ..output.maps import write_map

            area = within.get("area_of_interest") if within is not None else None
            write_map(page, report.to_geojson(), area, place or "Plan")
            session.output.say(f"Wrote {page}; open it in a browser.")

    try:
        found = gather(session, sources, wanted, within, checks, look)
    except InvalidFilesError as error:
        unwritten = f" {write} was not written." if write is not None else ""
        raise CommandError(
            f"{error.count} cannot be sent as they are, so an upload would send nothing.{unwritten}"
            " Mend them, or leave them out with --skip-invalid.",
            NOTHING,
        ) from None
    service = session.settings.PIXEL_API_URL if target is not None else None
    look(found.report)
    if session.output.for_people:
        from ...core.text import size_text

        size = found.report.size
        told = _expected(size, stated, service)
        left = f"; {found.left_out} with errors would be left out" if found.left_out else ""
        session.output.say(
            f"{len(found.files)} files, {size_text(size)} would be sent{left}: {told}."
        )
    if write is not None:
        from ..uploads.plan_file import Plan, write_plan

        plan = Plan(
            service=service,
            project=within["id"] if within is not None else None,
            collection=target["id"] if target is not None else None,
            type=found.report.collection_type,
            place=place,
            prefix_folder=prefix_folder,
            files=found.files,
        )
        write_plan(write, plan)
        quoted = shlex.quote(str(write))
        to = "" if target is not None else " --project PROJECT --collection COLLECTION"
        session.output.say(f"Wrote {write}. Send it with:  pixel upload --plan {quoted}{to}")
    if found.left_out:
        return PARTLY if found.files else NOTHING
    return 0


def _show(session: Session, report: PreflightReport) -> None:
    output = session.output
    if output.form == "geojson":
        from ..output.formats import write_object

        write_object(report.to_geojson())
        return
    rows = report.to_rows()
    if not output.for_people:
        output.items(rows, _FILES)
        return
    shown: Sequence[dict[str, Any]] = rows if output.verbose else rows[:_FILES_SHOWN]
    output.items(map(_in_short, shown), _FILES, "")
    if len(rows) > len(shown):
        output.say(f"… and {len(rows) - len(shown)} more; -v lists them.", "dim")


def _in_short(row: dict[str, Any]) -> dict[str, Any]:
    """A row for people: names need the room more than millimetres do."""
    from ...core.text import size_text

    places = {
        name: round(row[name], _DECIMALS)
        for name in ("longitude", "latitude")
        if row[name] is not None
    }
    return row | places | {"size": size_text(row["size"])}


def _expected(size: int, stated: float | None, service: str | None) -> str:
    """How long it takes, and what that is reckoned by."""
    from ..output.upload_progress import duration
    from ..uploads.run_history import last_speed

    if stated is not None:
        return f"{duration(size / stated)} at {_mbit(stated)}, as you say"
    if (last := last_speed(service)) is not None:
        speed, run = last
        return f"{duration(size / speed)} at {_mbit(speed)}, the speed of your upload {run}"
    guesses = (f"{duration(size * 8 / (mbit * 1e6))} at {mbit} Mbit/s" for mbit in (10, 100))
    return f"{', '.join(guesses)}; --speed says what your line gives"


def _mbit(speed: float) -> str:
    return f"{speed * 8 / 1e6:.3g} Mbit/s"


def add_commands(app: typer.Typer) -> None:
    """Add it to the app."""
    register(
        app,
        "plan",
        plan_command,
        "pixel plan /media/card/DCIM -p 'E18 Vest' -c Flight1 -w flight1.plan --map flight1.html",
        "pixel plan /media/card/DCIM --type image --zone Europe/Oslo --geojson > positions.geojson",
    )
