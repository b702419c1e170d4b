"""`pixel plan`."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..command import register
from ..errors import ALL, NOTHING, PARTLY, CommandError
from ..lookup import OptionalCollection, OptionalProject, find_destination
from ..output.cells import columns
from ..session import Session
from ..uploads.bandwidth_option import parse_bandwidth
from ..uploads.preflight import (
    Checks,
    InvalidFilesError,
    Manifest,
    Paths,
    PrefixFolder,
    SkipInvalid,
    Strict,
    Timezone,
    check_files,
)
from .collections import CollectionType

if TYPE_CHECKING:
    from ...imagery import PreflightReport

__all__ = ["add_commands"]

_FILES = columns("name size# taken=capture_date longitude# latitude# heading#=cam_heading problems")
_MAX_FILES = 20  # that are listed
_DECIMALS = 5  # of a degree: about a metre


def plan_command(
    session: Session,
    paths: Paths,
    project: OptionalProject = None,
    collection: OptionalCollection = None,
    kind: Annotated[
        CollectionType | None,
        typer.Option(
            "--type",
            help="Instead of a destination: check the files for this type.",
            rich_help_panel="Destination",
        ),
    ] = None,
    manifest: Manifest = None,
    timezone: Timezone = None,
    strict: Strict = False,
    skip_invalid: SkipInvalid = False,
    prefix_folder: PrefixFolder = False,
    write: Annotated[
        Path | None,
        typer.Option("--write", "-w", help="Write a plan file for pixel upload --plan."),
    ] = None,
    speed: Annotated[
        float | None,
        typer.Option(
            "--speed",
            metavar="BANDWIDTH",
            parser=parse_bandwidth,
            help="Upload bandwidth per second for the estimated time, such as 20Mbit or 2.5MB; by"
            " default that of the last upload.",
        ),
    ] = None,
    map_file: Annotated[
        Path | None,
        typer.Option("--map", help="Write an HTML map, which can be viewed offline."),
    ] = None,
) -> int:
    """Check files and show what an upload would send, without sending anything.

    With --project and --collection the files are checked against these. With --type no service is
    contacted.

    The exit code is 1 when files have errors, so that an upload would send nothing; no plan file
    is written then. It is 3 when --skip-invalid skips such files.
    """
    if (project is None) != (collection is None) or (project is None and kind is None):
        raise typer.BadParameter("give --project and --collection, or --type")
    checks = Checks(manifest, timezone, strict, skip_invalid, prefix_folder)
    sources = [str(path.absolute()) for path in paths]
    within: Any = None
    target: Any = None
    if project is not None and collection is not None:
        within, target = find_destination(session.client, project, collection)
    place = f"{within['name']} / {target['name']}" if target is not None else ""

    def show(report: PreflightReport) -> None:
        """Show the files, also when errors stop the plan."""
        _print_files(session, report)
        if map_file is not None:
            from ..output.maps import write_map

            area = within.get("area_of_interest") if within is not None else None
            write_map(map_file, report.to_geojson(), area, place or "Plan")
            session.output.info(f"Wrote {map_file}; open it in a browser.")

    try:
        wanted = target if target is not None else str(kind)
        found = check_files(session, sources, wanted, within, checks, show)
    except InvalidFilesError as error:
        unwritten = f" {write} was not written." if write is not None else ""
        raise CommandError(
            f"{error.count} cannot be uploaded, so an upload would send nothing.{unwritten} Fix"
            " them, or skip them with --skip-invalid.",
            NOTHING,
        ) from None
    service = session.settings.PIXEL_API_URL if target is not None else None
    show(found.report)
    if session.output.for_people:
        from ...core.text import size_text

        size = found.report.size
        skipped = f"; {found.invalid} with errors would be skipped" if found.invalid else ""
        session.output.info(
            f"{len(found.files)} files, {size_text(size)} would be uploaded{skipped}. Estimated"
            f" time: {_estimate(size, speed, service)}."
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
        options = "" if target is not None else " --project PROJECT --collection COLLECTION"
        command = f"pixel upload --plan {shlex.quote(str(write))}{options}"
        session.output.info(f"Wrote {write}. Upload it with:  {command}")
    if found.invalid:
        return PARTLY if found.files else NOTHING
    return ALL


def _print_files(session: Session, report: PreflightReport) -> None:
    output = session.output
    if output.format == "geojson":
        from ..output.formats import write_object

        write_object(report.to_geojson())
        return
    rows = report.to_rows()
    if not output.for_people:
        output.items(rows, _FILES)
        return
    shown = rows if output.verbose else rows[:_MAX_FILES]
    output.items(map(_rounded, shown), _FILES, "")
    if len(rows) > len(shown):
        output.info(f"… and {len(rows) - len(shown)} more; -v lists them.", "dim")


def _rounded(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row for people: names need the width more than millimetres do."""
    from ...core.text import size_text

    position = {
        name: round(row[name], _DECIMALS)
        for name in ("longitude", "latitude")
        if row[name] is not None
    }
    return row | position | {"size": size_text(row["size"])}


def _estimate(size: int, speed: float | None, service: str | None) -> str:
    """Return the time of an upload, and the bandwidth it assumes."""
    from ..output.upload_progress import duration
    from ..uploads.run_history import last_speed

    if speed is not None:
        return f"{duration(size / speed)} at {_mbit(speed)}"
    if (last := last_speed(service)) is not None:
        speed, run = last
        return f"{duration(size / speed)} at {_mbit(speed)}, the speed of upload {run}"
    guesses = (f"{duration(size * 8 / (mbit * 1e6))} at {mbit} Mbit/s" for mbit in (10, 100))
    return f"{', '.join(guesses)}; give your bandwidth with --speed"


def _mbit(speed: float) -> str:
    return f"{speed * 8 / 1e6:.3g} Mbit/s"


def add_commands(app: typer.Typer) -> None:
    """Add the command to the app."""
    register(
        app,
        "plan",
        plan_command,
        "pixel plan /media/card/DCIM -p 'E18 Vest' -c Flight1 -w flight1.plan --map flight1.html",
        "pixel plan /media/card/DCIM --type image --timezone Europe/Oslo --geojson > a.geojson",
    )
