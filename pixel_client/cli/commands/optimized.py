"""`pixel optimize` and `pixel optimized`: versions of rasters (COG) and point clouds (COPC)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import typer

from ..command import confirmed, group, register
from ..errors import ALL, CommandError, exit_code
from ..lookup import CollectionOption, Ids, ProjectOption, Yes, find_collection, find_project
from ..output.cells import columns
from ..output.job_progress import wait_for_group
from ..requests.request_commands import each
from ..session import Session

__all__ = ["add_commands"]

_CLOUDS = columns("id# point_cloud#=point_cloud_id status created=created_at")
_RASTERS = columns("id# raster#=raster_id profile status created=created_at")

IDS_A_CALL = 50  # of a list that is read back: they are in the address

Profile = Annotated[str | None, typer.Option(help="Profile by which rasters are compressed.")]
Wait = Annotated[bool, typer.Option("--wait/--no-wait", help="Wait until they are made.")]
Seconds = Annotated[float, typer.Option("--timeout", min=0, help="Seconds to wait at most.")]
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
    wait: Wait = True,
    timeout: Seconds = 1200.0,
) -> int:
    """Make optimised versions of rasters (COG) or point clouds (COPC), and wait for them.

    The exit code is 3 when some failed, 1 when all did.
    """
    place, clouds = _place(session, project, collection, profile)
    client = session.client
    made: Sequence[Mapping[str, Any]] = (
        client.create_optimized_point_clouds(*place, ids or None)
        if clouds
        else client.create_optimized_rasters(*place, ids or None, profile)
    )
    numbers = [each["id"] for each in made]
    run = client.run_optimize_point_clouds if clouds else client.run_optimize_rasters
    _started(session, run(*place, numbers, False, False), wait, timeout)
    read = client.get_optimized_point_clouds if clouds else client.get_optimized_rasters
    rows: list[Mapping[str, Any]] = []
    for start in range(0, len(numbers), IDS_A_CALL):
        some = numbers[start : start + IDS_A_CALL]
        rows += read(*place, ids=some, limit=len(some))
    nothing = f"There are no {'point clouds' if clouds else 'rasters'} to optimise."
    session.output.items(rows, _CLOUDS if clouds else _RASTERS, nothing)
    failed = sum(str(row.get("status")).lower() == "failed" for row in rows)
    return exit_code(len(rows) - failed, failed)


def _started(session: Session, group: Any, wait: bool, timeout: float) -> Any:
    """Wait for a group of jobs, or say how to; answers what is known of it then."""
    if "group_id" not in group:  # there was nothing to do
        return group
    if wait:
        return {**group, **wait_for_group(session, group["group_id"], timeout)}
    session.output.say(f"Started. Wait for it with:  pixel jobs group {group['group_id']} --wait")
    return group


def listed(session: Session, project: ProjectOption, collection: CollectionOption) -> None:
    """List the optimised versions that there are, or are being made."""
    place, clouds = _place(session, project, collection, None)
    client = session.client
    pages = client.paginate_optimized_point_clouds if clouds else client.paginate_optimized_rasters
    session.output.items(pages(*place), _CLOUDS if clouds else _RASTERS)


def again(
    session: Session,
    project: ProjectOption,
    collection: CollectionOption,
    wait: Wait = True,
    timeout: Seconds = 1200.0,
) -> int:
    """Make those that wait to be made, and those that failed, once more; wait for them.

    The exit code is 3 when some failed, 1 when all did.
    """
    place, clouds = _place(session, project, collection, None)
    client = session.client
    run = client.run_optimize_point_clouds if clouds else client.run_optimize_rasters
    found = _started(session, run(*place, None, True, False), wait, timeout)
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
