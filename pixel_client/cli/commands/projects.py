"""`pixel projects`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from ..command import confirmed, group, register
from ..errors import ALL
from ..lookup import Every, Limit, ProjectArgument, Tags, Yes, find_project, polygon
from ..output.cells import columns
from ..requests.exports import GeoParquet, Stac, exported
from ..session import Session

if TYPE_CHECKING:
    from pixel_api.models import Project

__all__ = ["add_commands"]

_COLUMNS = columns("id# name description tags parent#=parent_project_id created=created_at")

Add = Annotated[list[str] | None, typer.Option("--add", help="Add this tag; may be repeated.")]
Remove = Annotated[
    list[str] | None, typer.Option("--remove", help="Take this tag away; may be repeated.")
]


def listed(
    session: Session,
    name: Annotated[str | None, typer.Option(help="Only those of this name.")] = None,
    tag: Tags = None,
    deleted: Annotated[bool, typer.Option("--deleted", help="Those that were deleted.")] = False,
    limit: Limit = None,
    every: Every = False,
    geoparquet: GeoParquet = None,
    stac: Stac = None,
) -> int:
    """List projects; with --geojson and --geoparquet their areas too."""
    client = session.client
    reader = client.list_deleted_projects if deleted else client.paginate_projects
    found: Iterable[Project] = reader(name=name, tags=tag, limit=limit)
    if (code := exported(session, found, "project", geoparquet, stac)) is not None:
        return code
    session.output.items(found, _COLUMNS, every=every or limit is not None)
    return ALL


def show(session: Session, project: ProjectArgument) -> None:
    """Show a project."""
    found = find_project(session.client, project)
    session.output.item(session.client.get_project(found.id))


def create(
    session: Session,
    name: Annotated[str, typer.Argument(metavar="NAME", help="Its name.")],
    area: Annotated[
        str,
        typer.Option(help="A GeoJSON file with a Polygon, or WEST,SOUTH,EAST,NORTH in degrees."),
    ],
    description: Annotated[str, typer.Option(help="What it is about.")] = "",
    parent: Annotated[str | None, typer.Option(help="Name or id of the project it is in.")] = None,
    tag: Annotated[list[str] | None, typer.Option("--tag", help="A tag; may be repeated.")] = None,
) -> None:
    """Create a project."""
    client = session.client
    within = find_project(client, parent).id if parent is not None else None
    made = client.create_project(name, description, polygon(area), within, tag)
    session.output.say(f"Created project {made.id}.", "green")
    session.output.item(made)


def edit(
    session: Session,
    project: ProjectArgument,
    name: Annotated[str | None, typer.Option(help="Its new name.")] = None,
    description: Annotated[str | None, typer.Option(help="What it is about.")] = None,
    area: Annotated[
        str | None,
        typer.Option(help="A GeoJSON file with a Polygon, or WEST,SOUTH,EAST,NORTH in degrees."),
    ] = None,
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
        str | None, typer.Option("--to", help="Name or id of the project to move it into.")
    ] = None,
    root: Annotated[bool, typer.Option("--root", help="Move it out of all projects.")] = False,
) -> None:
    """Move a project into another, or to the root."""
    if (to is None) != root:
        raise typer.BadParameter("give either --to PROJECT or --root")
    client = session.client
    found = find_project(client, project)
    target = find_project(client, to).id if to is not None else None
    session.output.item(client.move_project(found.id, target))


def tag(session: Session, project: ProjectArgument, add: Add = None, remove: Remove = None) -> None:
    """Add tags to a project, or take some away."""
    if not add and not remove:
        raise typer.BadParameter("give --add TAG, --remove TAG, or both")
    found = find_project(session.client, project)
    session.output.item(session.client.update_project(found.id, add_tags=add, remove_tags=remove))


def delete(session: Session, project: ProjectArgument, yes: Yes = False) -> None:
    """Delete a project, with all that is in it."""
    found = find_project(session.client, project)
    if confirmed(session, f"Delete project {found.id}, {found.name!r}, and all in it?", yes):
        session.client.delete_project(found.id)
        session.output.say(
            f"Deleted project {found.id}; pixel projects restore {found.id} brings it back."
        )


def restore(
    session: Session,
    project: Annotated[int, typer.Argument(metavar="ID", help="Id of the deleted project.")],
) -> None:
    """Bring a deleted project back."""
    session.output.item(session.client.restore_project(project))


def add_commands(app: typer.Typer) -> None:
    """Add them to the app."""
    own = group("projects", "Projects: list, show, create, edit, move, tag, delete, restore.")
    pixel = "pixel projects"
    register(
        own, "list", listed, f"{pixel} list", f"{pixel} list --tag roads --geoparquet areas.parquet"
    )
    register(own, "show", show, f"{pixel} show 'E18 Vest'")
    register(
        own,
        "create",
        create,
        f"{pixel} create 'E18 Vest' --area 10.5,59.7,11.0,60.1 --tag roads",
        f"{pixel} create 'E18 Vest' --area area.geojson",
    )
    register(own, "edit", edit, f"{pixel} edit 'E18 Vest' --name 'E18 West'")
    register(own, "move", move, f"{pixel} move 7 --to 'E18'", f"{pixel} move 7 --root")
    register(own, "tag", tag, f"{pixel} tag 'E18 Vest' --add 2024 --remove draft")
    register(own, "delete", delete, f"{pixel} delete 7 --yes")
    register(own, "restore", restore, f"{pixel} restore 7")
    app.add_typer(own)
