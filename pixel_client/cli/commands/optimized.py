"""`pixel optimize` and `pixel optimized`: optimised rasters (COG) and point clouds (COPC)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Annotated, Any

import attrs
import typer

from ..command import confirm, group, register
from ..errors import CommandError, exit_code
from ..lookup import CollectionOption, Ids, ProjectOption, Yes, find_destination
from ..output.cells import Column, columns
from ..output.job_progress import wait_for_group
from ..requests.request_commands import run_for_each
from ..session import Session

__all__ = ["add_commands"]

IDS_PER_REQUEST = 50  # of a list that is read back: they are in the URL

Profile = Annotated[str | None, typer.Option(help="Compression profile of rasters.")]
Wait = Annotated[bool, typer.Option("--wait/--no-wait", help="Wait until they are done.")]
Seconds = Annotated[float, typer.Option("--timeout", min=0, help="Maximum seconds to wait.")]
OnlyIds = Annotated[list[int] | None, typer.Argument(metavar="ID…", help="Ids; by default all.")]


@attrs.frozen
class Optimizer:
    """The methods that optimise the items of a data collection.

    Attributes:
        label: One of the items.
        columns: The columns of a list of versions.
        create: Creates versions of items by id; of all with None.
        run: Runs the jobs of versions.
        read: Reads versions.
        list_all: Lists all versions.
        delete: Deletes the versions of an item.
    """

    label: str
    columns: tuple[Column, ...]
    create: Callable[..., Any]
    run: Callable[..., Any]
    read: Callable[..., Any]
    list_all: Callable[..., Any]
    delete: Callable[..., Any]


def _optimizer(
    session: Session, project: str, collection: str, profile: str | None = None
) -> Optimizer:
    client = session.client
    within, target = find_destination(client, project, collection)
    place, kind = (within.id, target.id), target.data_collection_type
    if kind == "image":
        raise CommandError(
            f"{target.name!r} holds images; only rasters and point clouds can be optimised."
        )
    if kind != "point_cloud":
        return Optimizer(
            "raster",
            columns("id# raster#=raster_id profile status created=created_at"),
            partial(client.create_optimized_rasters, *place, profile=profile),
            partial(client.run_optimize_rasters, *place),
            partial(client.get_optimized_rasters, *place),
            partial(client.paginate_optimized_rasters, *place),
            partial(client.delete_optimized_rasters, *place, profile=profile),
        )
    if profile is not None:
        raise CommandError("--profile applies to rasters only.")
    return Optimizer(
        "point cloud",
        columns("id# point_cloud#=point_cloud_id status created=created_at"),
        partial(client.create_optimized_point_clouds, *place),
        partial(client.run_optimize_point_clouds, *place),
        partial(client.get_optimized_point_clouds, *place),
        partial(client.paginate_optimized_point_clouds, *place),
        partial(client.delete_optimized_point_cloud, *place),
    )


def optimize(
    session: Session,
    project: ProjectOption,
    collection: CollectionOption,
    ids: OnlyIds = None,
    profile: Profile = None,
    wait: Wait = True,
    timeout: Seconds = 1200.0,
) -> int:
    """Create optimised versions of rasters (COG) or point clouds (COPC), and wait for them.

    The exit code is 3 when some failed, 1 when all did.
    """
    optimizer = _optimizer(session, project, collection, profile)
    numbers = [each["id"] for each in optimizer.create(ids or None)]
    _wait(session, optimizer.run(numbers, False, False), wait, timeout)
    rows: list[Mapping[str, Any]] = []
    for start in range(0, len(numbers), IDS_PER_REQUEST):
        batch = numbers[start : start + IDS_PER_REQUEST]
        rows += optimizer.read(ids=batch, limit=len(batch))
    session.output.items(rows, optimizer.columns, f"There are no {optimizer.label}s to optimise.")
    failed = sum(str(row.get("status")).lower() == "failed" for row in rows)
    return exit_code(len(rows) - failed, failed)


def _wait(session: Session, group: Any, wait: bool, timeout: float) -> Any:
    """Wait for a group of jobs, or print how to; return its last known state."""
    if "group_id" not in group:  # nothing to do
        return group
    if wait:
        return {**group, **wait_for_group(session, group["group_id"], timeout)}
    session.output.info(f"Started. Wait for it with:  pixel jobs group {group['group_id']} --wait")
    return group


def list_optimized(session: Session, project: ProjectOption, collection: CollectionOption) -> None:
    """List optimised versions, also those in progress."""
    optimizer = _optimizer(session, project, collection)
    session.output.items(optimizer.list_all(), optimizer.columns)


def retry(
    session: Session,
    project: ProjectOption,
    collection: CollectionOption,
    wait: Wait = True,
    timeout: Seconds = 1200.0,
) -> int:
    """Run pending and failed optimisations again, and wait for them.

    The exit code is 3 when some failed, 1 when all did.
    """
    optimizer = _optimizer(session, project, collection)
    found = _wait(session, optimizer.run(None, True, False), wait, timeout)
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
    optimizer = _optimizer(session, project, collection, profile)
    what = f"optimised versions of {optimizer.label}"
    confirm(session, f"Delete the {what} {', '.join(map(str, ids))}?", yes)
    return run_for_each(session, f"Deleted the {what} {{}}.", ids, optimizer.delete)


def add_commands(app: typer.Typer) -> None:
    """Add the commands to the app."""
    register(
        app,
        "optimize",
        optimize,
        "pixel optimize -p 'E18 Vest' -c Ortho",
        "pixel optimize 31 32 -p 7 -c Scans --json",
    )
    commands = group("optimized", "Optimised versions: list, retry, delete.")
    pixel, within = "pixel optimized", "-p 'E18 Vest' -c Ortho"
    register(commands, "list", list_optimized, f"{pixel} list {within}")
    register(commands, "retry", retry, f"{pixel} retry {within}")
    register(commands, "delete", delete, f"{pixel} delete 31 32 {within} --yes")
    app.add_typer(commands)
