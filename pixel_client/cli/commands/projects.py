"""`pixel projects`."""

from __future__ import annotations

from typing import Annotated

import typer

from ..command import confirm, group, register
from ..lookup import (
    AddTags,
    AllRows,
    Limit,
    NewTags,
    ProjectArgument,
    RemoveTags,
    Tags,
    Yes,
    find_project,
    polygon,
    tag_changes,
)
from ..output.cells import columns
from ..requests.exports import GeoParquet, Stac, print_or_export
from ..session import Session

__all__ = ["add_commands"]

_COLUMNS = columns("id# name description tags parent#=parent_project_id created=created_at")

_AREA = typer.Option(
    "--area", help="GeoJSON file with a Polygon, or WEST,SOUTH,EAST,NORTH in degrees."
)


def list_projects(
    session: Session,
    name: Annotated[str | None, typer.Option(help="Only items with this name.")] = None,
    tag: Tags = None,
    deleted: Annotated[bool, typer.Option("--deleted", help="Only deleted ones.")] = False,
    limit: Limit = None,
    all_rows: AllRows = False,
    geoparquet: GeoParquet = None,
    stac: Stac = None,
) -> int:
    """List projects; --geojson, --geoparquet and --stac include their areas."""
    client = session.client
    method = client.list_deleted_projects if deleted else client.paginate_projects
    return print_or_export(
        session,
        method(name=name, tags=tag, limit=limit),
        _COLUMNS,
        "project",
        geoparquet=geoparquet,
        stac=stac,
        all_rows=all_rows or limit is not None,
    )


def show(session: Session, project: ProjectArgument) -> None:
    """Show a project."""
    found = find_project(session.client, project)
    session.output.item(session.client.get_project(found.id))


def create(
    session: Session,
    name: Annotated[str, typer.Argument(metavar="NAME", help="Name.")],
    area: Annotated[str, _AREA],
    description: Annotated[str, typer.Option(help="Description.")] = "",
    parent: Annotated[str | None, typer.Option(help="Name or id of the parent project.")] = None,
    tag: NewTags = None,
) -> None:
    """Create a project."""
    client = session.client
    parent_id = find_project(client, parent).id if parent is not None else None
    created = client.create_project(name, description, polygon(area), parent_id, tag)
    session.output.info(f"Created project {created.id}.", "green")
    session.output.item(created)


def edit(
    session: Session,
    project: ProjectArgument,
    name: Annotated[str | None, typer.Option(help="New name.")] = None,
    description: Annotated[str | None, typer.Option(help="New description.")] = None,
    area: Annotated[str | None, _AREA] = None,
) -> None:
    """Change a project's name, description or area."""
    if name is None and description is None and area is None:
        raise typer.BadParameter("give --name, --description or --area")
    place = polygon(area) if area is not None else None
    found = find_project(session.client, project)
    session.output.item(session.client.update_project(found.id, name, description, place))


def move(
    session: Session,
    project: ProjectArgument,
    to: Annotated[
        str | None, typer.Option("--to", help="Name or id of the new parent project.")
    ] = None,
    root: Annotated[bool, typer.Option("--root", help="Move it to the top level.")] = False,
) -> None:
    """Move a project into another project, or to the top level."""
    if (to is None) != root:
        raise typer.BadParameter("give either --to PROJECT or --root")
    client = session.client
    found = find_project(client, project)
    target = find_project(client, to).id if to is not None else None
    session.output.item(client.move_project(found.id, target))


def tag(
    session: Session, project: ProjectArgument, add: AddTags = None, remove: RemoveTags = None
) -> None:
    """Add tags to a project, or remove them."""
    changes = tag_changes(add, remove)
    found = find_project(session.client, project)
    session.output.item(session.client.update_project(found.id, **changes))


def delete(session: Session, project: ProjectArgument, yes: Yes = False) -> None:
    """Delete a project, with all its contents."""
    found = find_project(session.client, project)
    confirm(session, f"Delete project {found.id}, {found.name!r}, with all its contents?", yes)
    session.client.delete_project(found.id)
    session.output.info(
        f"Deleted project {found.id}. To restore it:  pixel projects restore {found.id}"
    )


def restore(
    session: Session,
    project: Annotated[int, typer.Argument(metavar="ID", help="Id of the deleted project.")],
) -> None:
    """Restore a deleted project."""
    session.output.item(session.client.restore_project(project))


def add_commands(app: typer.Typer) -> None:
    """Add the commands to the app."""
    commands = group("projects", "Projects: list, show, create, edit, move, tag, delete, restore.")
    pixel = "pixel projects"
    register(
        commands,
        "list",
        list_projects,
        f"{pixel} list",
        f"{pixel} list --tag roads --geoparquet areas.parquet",
    )
    register(commands, "show", show, f"{pixel} show 'E18 Vest'")
    register(
        commands,
        "create",
        create,
        f"{pixel} create 'E18 Vest' --area 10.5,59.7,11.0,60.1 --tag roads",
        f"{pixel} create 'E18 Vest' --area area.geojson",
    )
    register(commands, "edit", edit, f"{pixel} edit 'E18 Vest' --name 'E18 West'")
    register(commands, "move", move, f"{pixel} move 7 --to 'E18'", f"{pixel} move 7 --root")
    register(commands, "tag", tag, f"{pixel} tag 'E18 Vest' --add 2024 --remove draft")
    register(commands, "delete", delete, f"{pixel} delete 7 --yes")
    register(commands, "restore", restore, f"{pixel} restore 7")
    app.add_typer(commands)
