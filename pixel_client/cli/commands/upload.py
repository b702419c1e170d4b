"""`pixel upload`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..command import register
from ..errors import CommandError
from ..lookup import NoSuchPlaceError, find_collection, find_project, not_empty, polygon
from ..session import Session
from ..uploads.bandwidth_option import Bandwidth, bytes_a_second
from ..uploads.preflight import (
    PATHS,
    Checks,
    Gathered,
    Manifest,
    PrefixFolder,
    SkipInvalid,
    Strict,
    Zone,
    area_round,
    gather,
    guess_type,
)
from .collections import CollectionType

if TYPE_CHECKING:
    from ..uploads.run_history import Request

__all__ = [
    "Collection",
    "Project",
    "Report",
    "add_commands",
    "checks_of",
    "send_gathered",
]

_WHERE = "Where"

Project = Annotated[
    str | None,
    typer.Option(
        "--project",
        "-p",
        metavar="PROJECT",
        help="Name or id.",
        rich_help_panel=_WHERE,
        callback=not_empty,
    ),
]
Collection = Annotated[
    str | None,
    typer.Option(
        "--collection",
        "-c",
        metavar="COLLECTION",
        help="Name or id.",
        rich_help_panel=_WHERE,
        callback=not_empty,
    ),
]
Type = Annotated[
    CollectionType | None,
    typer.Option("--type", help="Type of a data collection to create.", rich_help_panel=_WHERE),
]
Report = Annotated[
    Path | None,
    typer.Option("--report", help="Write a row a file to this .csv, .json or .geojson."),
]
Multipart = Annotated[
    bool | None,
    typer.Option(
        "--multipart/--single",
        help="Send all files in parts, or none; by default those above 100 MiB.",
    ),
]
Journal = Annotated[
    Path | None, typer.Option("--journal", help="A journal of your own, to resume from.")
]


def upload(
    session: Session,
    paths: Annotated[list[Path] | None, PATHS] = None,
    project: Project = None,
    collection: Collection = None,
    create: Annotated[
        bool,
        typer.Option("--create", help="Create what is not there.", rich_help_panel=_WHERE),
    ] = False,
    kind: Type = None,
    area: Annotated[
        str | None,
        typer.Option(
            help="Area of a project to create: GeoJSON file or WEST,SOUTH,EAST,NORTH; by default"
            " round the files' positions.",
            rich_help_panel=_WHERE,
        ),
    ] = None,
    plan: Annotated[
        Path | None,
        typer.Option("--plan", help="Send exactly what this plan of pixel plan --write says."),
    ] = None,
    manifest: Manifest = None,
    zone: Zone = None,
    strict: Strict = False,
    skip_invalid: SkipInvalid = False,
    prefix_folder: PrefixFolder = False,
    check: Annotated[
        bool,
        typer.Option(
            "--check/--no-check",
            help="Read the files' metadata and check them before anything is sent.",
            rich_help_panel="Checks and metadata",
        ),
    ] = True,
    again: Annotated[
        bool, typer.Option("--again", help="Send files again that were uploaded before.")
    ] = False,
    again_missing: Annotated[
        bool,
        typer.Option(
            "--again-missing",
            help="Send those again that were uploaded before and are no longer there: deleted, or"
            " moved.",
        ),
    ] = False,
    multipart: Multipart = None,
    journal: Journal = None,
    bandwidth: Bandwidth = None,
    report: Report = None,
) -> int:
    """Upload files and whole folders.

    What the files say (position, direction, time, lens) is sent with them, and all that is wrong
    is told before the first byte. Stop it with Ctrl-C, or pull the plug: the same command, or
    pixel retry, goes on where it was.
    """
    from ..uploads.plan_file import send_plan
    from ..uploads.send import How, check_report

    check_report(report)
    session.for_upload(bytes_a_second(bandwidth) if bandwidth is not None else None)
    how: dict[str, Any] = {"multipart": multipart, "journal": journal, "report": report}
    how["again"] = "missing" if again_missing else again
    if (plan is None) != bool(paths):
        raise typer.BadParameter("give either PATHs or --plan FILE")
    if again and again_missing:
        raise typer.BadParameter("--again sends all of them, --again-missing some; choose one")
    if plan is not None:
        said = {
            "--create": create, "--type": kind, "--area": area, "--manifest": manifest,
            "--zone": zone, "--strict": strict, "--skip-invalid": skip_invalid,
            "--prefix-folder": prefix_folder, "--no-check": not check,
        }  # fmt: skip
        if settled := [flag for flag, value in said.items() if value]:
            raise typer.BadParameter(
                f"the plan was made and checked before: {', '.join(settled)} cannot be had with"
                " --plan; give it to pixel plan"
            )
        return send_plan(session, plan, project, collection, How(**how))
    if project is None or collection is None:
        raise typer.BadParameter("say where to: --project PROJECT --collection COLLECTION")
    checks = checks_of(manifest, zone, strict, skip_invalid, prefix_folder) if check else None
    sources = [str(path.absolute()) for path in paths or ()]
    place = polygon(area) if area is not None else None
    within, target = _look_up(session, project, collection, create)
    if target is not None and kind is not None and target.data_collection_type != kind.value:
        raise CommandError(
            f"{target.name!r} is there already, and of the type {target.data_collection_type}, not"
            f" {kind.value}: leave --type out, or name another data collection."
        )
    if checks is None and target is None:
        raise CommandError("--create needs the checks, which tell the type and the area.")
    collected: Gathered | None = None
    if checks is not None:
        wanted: Any = target
        if target is None:
            wanted = kind.value if kind is not None else guess_type(paths or ())
        collected = gather(session, sources, wanted, within, checks)
        within, target = _created(
            session, (project, collection), (within, target), wanted, collected, place
        )
    from ..uploads.run_history import Request

    request = Request(
        service=session.settings.PIXEL_API_URL,
        project=within["id"],
        collection=target["id"],
        place=f"{within['name']} / {target['name']}",
        sources=sources,
        checks=checks,
    )
    return send_gathered(session, request, collected, How(**how))


def send_gathered(session: Session, request: Request, found: Gathered | None, how: Any) -> int:
    """Send what was gathered, or (None) the sources as they are."""
    import attrs

    from ..uploads.send import send

    if found is None:
        return send(session, request.sources, request, attrs.evolve(how, side_cars=True)).code
    return send(session, found.files, request, attrs.evolve(how, left_out=found.left_out)).code


def checks_of(
    manifest: Path | None, zone: str | None, strict: bool, skip_invalid: bool, prefix_folder: bool
) -> Checks:
    """The options about checks, as one."""
    table = str(manifest.absolute()) if manifest is not None else None
    return Checks(table, zone, strict, skip_invalid, prefix_folder)


def _look_up(session: Session, project: str, collection: str, create: bool) -> tuple[Any, Any]:
    """Project and data collection; None for what is to be created."""
    try:
        within = find_project(session.client, project)
    except NoSuchPlaceError as error:
        if not create:
            raise CommandError(f"{error}\nOr create it, with --create.") from None
        return None, None
    try:
        return within, find_collection(session.client, within.id, collection)
    except NoSuchPlaceError as error:
        if not create:
            raise CommandError(f"{error}\nOr create it, with --create.") from None
        return within, None


def _created(
    session: Session,
    names: tuple[str, str],
    there: tuple[Any, Any],
    kind: Any,
    found: Gathered,
    place: dict[str, Any] | None,
) -> tuple[Any, Any]:
    """Create what is missing, once it is known that there is something to send."""
    within, target = there
    client = session.client
    if within is None:
        place = place or area_round(found.report)
        if place is None:
            raise CommandError(
                "A new project needs an area, and the files have no position: say --area"
                " WEST,SOUTH,EAST,NORTH or --area FILE.geojson"
            )
        within = client.create_project(names[0], "", place)
        session.output.say(f"Created project {within.id}, {within.name!r}.")
    if target is None:
        target = client.create_data_collection(within.id, names[1], "", kind)
        session.output.say(f"Created data collection {target.id}, {target.name!r} ({kind}).")
    return within, target


def add_commands(app: typer.Typer) -> None:
    """Add it to the app."""
    place = "--project 'E18 Vest' --collection Flight1"
    register(
        app,
        "upload",
        upload,
        f"pixel upload /media/card/DCIM {place} --zone Europe/Oslo",
        f"pixel upload 'flight*/**/*.JPG' {place} --create --skip-invalid",
        "pixel upload dtm/ -p 7 -c Terrain --create --type DTM --report dtm.csv",
        "pixel upload --plan flight1.plan",
    )
