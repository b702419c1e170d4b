"""`pixel optimize` and `pixel optimized`: versions of rasters (COG) and point clouds (COPC)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, Any

import typer

from .command import confirmed, group, register
from .failures import ALL, CommandError, exit_code
from .output import columns
from .places import CollectionOption, Ids, ProjectOption, Yes, find_collection, find_project
from .session import Session
from .verbs import each

__all__ = ["add_commands"]

_COLUMNS = columns("id# raster#=raster_id point_cloud#=point_cloud_id profile status")
_CLOUDS = columns("id# point_cloud#=point_cloud_id status created=created_at")
_RASTERS = columns("id# raster#=raster_id profile status created=created_at")

Profile = Annotated[str | None, typer.Option(help="Compression of rasters, a profile.")]
Some = Annotated[list[int] | None, typer.Argument(metavar="ID…", help="Only these; else all.")]


def _place(
    session: Session, project: str, collection: str, profile: str | None
) -> tuple[tuple[int, int], bool]:
    """Project, collection, and whether it holds point clouds."""
    within = find_project(session.client, project)
    target = find_collection(session.client, within.id, collection)
    kind = target.data_collection_type
    if kind == "image":
        raise CommandError(f"{target.name!r} holds images; rasters and point clouds are optimised.")
    if kind == "point_cloud" and profile is not None:
        raise CommandError("--profile is for rasters only.")
    return (within.id, target.id), kind == "point_cloud"


def optimize(
    session: Session,
    project: ProjectOption,
    collection: CollectionOption,
    ids: Some = None,
    profile: Profile = None,
) -> int:
    """Make optimised versions of rasters (COG) or point clouds (COPC), and wait for them.

    The exit code is 3 when some failed, 1 when all did.
    """
    place, clouds = _place(session, project, collection, profile)
    client = session.client
    made: Iterable[Mapping[str, Any]] = (
        client.optimize_point_clouds(*place, ids or None)
        if clouds
        else client.optimize_rasters(*place, ids or None, profile)
    )
    rows = list(made)
    session.output.items(rows, _CLOUDS if clouds else _RASTERS, every=True)
    failed = sum(str(row.get("status")).lower() == "failed" for row in rows)
    return exit_code(len(rows) - failed, failed)


def listed(session: Session, project: ProjectOption, collection: CollectionOption) -> None:
    """List the optimised versions that there are, or are being made."""
    place, clouds = _place(session, project, collection, None)
    client = session.client
    pages = client.paginate_optimized_point_clouds if clouds else client.paginate_optimized_rasters
    session.output.items(pages(*place), _CLOUDS if clouds else _RASTERS)


def again(session: Session, project: ProjectOption, collection: CollectionOption) -> int:
    """Make those that wait to be made, and those that failed, once more; wait for them.

    The exit code is 3 when some failed, 1 when all did.
    """
    place, clouds = _place(session, project, collection, None)
    client = session.client
    run = client.run_optimize_point_clouds if clouds else client.run_optimize_rasters
    found = run(*place, None, True)
    session.output.item(found)
    return exit_code(found.get("success_count") or 0, found.get("failed_count") or 0)


def delete(
    session: Session,
    ids: Ids,
    project: ProjectOption,
    collection: CollectionOption,
    profile: Profile = None,
    yes: Yes = False,
) -> int:
    """Delete the optimised versions of rasters or point clouds, by the ids of these."""
    place, clouds = _place(session, project, collection, profile)
    client = session.client
    what = "point cloud" if clouds else "raster"
    listed = ", ".join(map(str, ids))
    if not confirmed(session, f"Delete the optimised versions of {what} {listed}?", yes):
        return ALL
    if clouds:
        return each(
            session,
            "Deleted the optimised version of point cloud {}.",
            ids,
            lambda one: client.delete_optimized_point_cloud(*place, one),
        )
    return each(
        session,
        "Deleted the optimised versions of raster {}.",
        ids,
        lambda one: client.delete_optimized_rasters(*place, one, profile),
    )


def add_commands(app: typer.Typer) -> None:
    """Add them to the app."""
    register(
        app,
        "optimize",
        optimize,
        "pixel optimize -p 'E18 Vest' -c Ortho",
        "pixel optimize 31 32 -p 7 -c Scans --json",
    )
    own = group("optimized", "Optimised versions: list, retry, delete.")
    pixel, within = "pixel optimized", "-p 'E18 Vest' -c Ortho"
    register(own, "list", listed, f"{pixel} list {within}")
    register(own, "retry", again, f"{pixel} retry {within}")
    register(own, "delete", delete, f"{pixel} delete 31 32 {within} --yes")
    app.add_typer(own)
