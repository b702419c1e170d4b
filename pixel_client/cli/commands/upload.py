"""`pixel upload`."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated, Any

import typer

from ..command import register
from ..errors import CommandError
from ..lookup import (
    NotFoundError,
    OptionalCollection,
    OptionalProject,
    find_collection,
    find_project,
    polygon,
)
from ..session import Session
from ..uploads.bandwidth_option import Bandwidth
from ..uploads.preflight import (
    PATHS,
    CheckedFiles,
    Checks,
    Manifest,
    NoCheck,
    PrefixFolder,
    SkipInvalid,
    Strict,
    Timezone,
    area_around,
    check_files,
    guess_type,
)
from .collections import CollectionType

__all__ = ["Report", "add_commands"]


def _destination(flag: str, help_text: str) -> Any:
    return typer.Option(flag, help=help_text, rich_help_panel="Destination")


Report = Annotated[
    Path | None,
    typer.Option("--report", help="Write a row per file to this .csv, .json or .geojson file."),
]


def upload(
    session: Session,
    paths: Annotated[list[Path] | None, PATHS] = None,
    project: OptionalProject = None,
    collection: OptionalCollection = None,
    create: Annotated[bool, _destination("--create", "Create what does not exist.")] = False,
    kind: Annotated[
        CollectionType | None, _destination("--type", "Type of a new data collection.")
    ] = None,
    area: Annotated[
        str | None,
        _destination(
            "--area",
            "Area of a new project: GeoJSON file or WEST,SOUTH,EAST,NORTH; by default a rectangle"
            " around the files' positions.",
        ),
    ] = None,
    plan: Annotated[
        Path | None,
        typer.Option("--plan", help="Upload exactly the files of a plan from pixel plan --write."),
    ] = None,
    manifest: Manifest = None,
    timezone: Timezone = None,
    strict: Strict = False,
    skip_invalid: SkipInvalid = False,
    prefix_folder: PrefixFolder = False,
    check: NoCheck = True,
    again: Annotated[
        bool, typer.Option("--again", help="Also upload files that are already uploaded.")
    ] = False,
    again_missing: Annotated[
        bool,
        typer.Option(
            "--again-missing",
            help="Also upload files that are already uploaded, but were deleted or moved since.",
        ),
    ] = False,
    multipart: Annotated[
        bool | None,
        typer.Option(
            "--multipart/--single",
            help="Upload all files in parts, or none; by default those above 100 MiB.",
        ),
    ] = None,
    journal: Annotated[
        Path | None, typer.Option("--journal", help="Journal file, instead of the default one.")
    ] = None,
    bandwidth: Bandwidth = None,
    report: Report = None,
) -> int:
    """Upload files and folders.

    Metadata in the files (position, direction, time, lens) is uploaded with them. All files are
    checked first, and nothing is uploaded while one has errors. After Ctrl-C, a crash or a power
    cut, the same command or pixel retry resumes the upload.
    """
    from ..uploads.plan_file import send_plan
    from ..uploads.run_history import Request, SendOptions
    from ..uploads.send import check_report, send

    check_report(report)
    session.for_upload(bandwidth)
    if (plan is None) != bool(paths):
        raise typer.BadParameter("give either PATHs or --plan FILE")
    if again and again_missing:
        raise typer.BadParameter("--again and --again-missing are mutually exclusive")
    options = SendOptions(
        multipart=multipart,
        journal=str(journal.absolute()) if journal is not None else None,
        again="missing" if again_missing else again,
        since=time.time(),
    )
    if plan is not None:
        given = {
            "--create": create, "--type": kind, "--area": area, "--manifest": manifest,
            "--timezone": timezone, "--strict": strict, "--skip-invalid": skip_invalid,
            "--prefix-folder": prefix_folder, "--no-check": not check,
        }  # fmt: skip
        if flags := [flag for flag, value in given.items() if value]:
            raise typer.BadParameter(
                f"--plan cannot be combined with {', '.join(flags)}; give them to pixel plan"
            )
        return send_plan(session, plan, project, collection, options, report)
    if project is None or collection is None:
        raise typer.BadParameter("give a destination: --project PROJECT --collection COLLECTION")
    checks = Checks(manifest, timezone, strict, skip_invalid, prefix_folder) if check else None
    sources = [str(path.absolute()) for path in paths or ()]
    place = polygon(area) if area is not None else None
    within, target = _find(session, project, collection, create)
    if target is not None and kind is not None and target.data_collection_type != kind.value:
        raise CommandError(
            f"{target.name!r} exists, with type {target.data_collection_type} instead of"
            f" {kind.value}: omit --type, or give another data collection."
        )
    if checks is None and target is None:
        raise CommandError("--create cannot be combined with --no-check, which knows no type.")
    found: CheckedFiles | None = None
    if checks is not None:
        wanted: Any = target
        if target is None:
            wanted = kind.value if kind is not None else guess_type(paths or ())
        found = check_files(session, sources, wanted, within, checks)
        names = project, collection
        within, target = _create(session, names, (within, target), wanted, found, place)
    request = Request(
        service=session.settings.PIXEL_API_URL,
        project=within["id"],
        collection=target["id"],
        place=f"{within['name']} / {target['name']}",
        sources=sources,
        checks=checks,
        options=options,
    )
    if found is None:
        return send(session, sources, request, report=report, find_side_cars=True).code
    return send(session, found.files, request, invalid=found.invalid, report=report).code


def _find(session: Session, project: str, collection: str, create: bool) -> tuple[Any, Any]:
    """Find the project and the data collection; None for one that is to be created."""
    within = None
    try:
        within = find_project(session.client, project)
        return within, find_collection(session.client, within.id, collection)
    except NotFoundError as error:
        if not create:
            raise CommandError(f"{error}\nOr create it with --create.") from None
        return within, None


def _create(
    session: Session,
    names: tuple[str, str],
    existing: tuple[Any, Any],
    type_: Any,
    found: CheckedFiles,
    area: dict[str, Any] | None,
) -> tuple[Any, Any]:
    """Create what is missing, now that there are files to upload."""
    within, target = existing
    client = session.client
    if within is None:
        area = area or area_around(found.report)
        if area is None:
            raise CommandError(
                "A new project needs an area, and the files have no position: give --area"
                " WEST,SOUTH,EAST,NORTH or --area FILE.geojson"
            )
        within = client.create_project(names[0], "", area)
        session.output.info(f"Created project {within.id}, {within.name!r}.")
    if target is None:
        target = client.create_data_collection(within.id, names[1], "", type_)
        session.output.info(f"Created data collection {target.id}, {target.name!r} ({type_}).")
    return within, target


def add_commands(app: typer.Typer) -> None:
    """Add the command to the app."""
    place = "--project 'E18 Vest' --collection Flight1"
    register(
        app,
        "upload",
        upload,
        f"pixel upload /media/card/DCIM {place} --timezone Europe/Oslo",
        f"pixel upload 'flight*/**/*.JPG' {place} --create --skip-invalid",
        "pixel upload dtm/ -p 7 -c Terrain --create --type DTM --report dtm.csv",
        "pixel upload --plan flight1.plan",
    )
