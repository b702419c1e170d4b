"""`pixel collections`: data collections."""

from __future__ import annotations

import enum
from typing import Annotated, Any

import typer

from ..command import confirmed, group, register
from ..errors import CommandError
from ..lookup import Every, Limit, ProjectOption, Tags, Yes, find_collection, find_project
from ..output.cells import columns
from ..session import Session
from .projects import Add, Remove

__all__ = ["CollectionType", "add_commands"]

_COLUMNS = columns("id# name type=data_collection_type description tags created=created_at")

Collection = Annotated[str, typer.Argument(metavar="COLLECTION", help="Name or id.")]


class CollectionType(enum.StrEnum):
    """What a data collection holds."""

    IMAGE = "image"
    RASTER = "raster"
    RGB = "RGB"
    DTM = "DTM"
    DSM = "DSM"
    POINT_CLOUD = "point_cloud"


def listed(
    session: Session,
    project: ProjectOption,
    name: Annotated[str | None, typer.Option(help="Only those of this name.")] = None,
    kind: Annotated[
        CollectionType | None, typer.Option("--type", help="Only those of this type.")
    ] = None,
    tag: Tags = None,
    deleted: Annotated[bool, typer.Option("--deleted", help="Those that were deleted.")] = False,
    limit: Limit = None,
    every: Every = False,
) -> None:
    """List the data collections of a project."""
    client = session.client
    within = find_project(client, project).id
    asked: dict[str, Any] = {
        "name": name,
        "tags": tag,
        "limit": limit,
        "data_collection_type": kind.value if kind else None,
    }
    reader = client.list_deleted_data_collections if deleted else client.paginate_data_collections
    session.output.items(reader(within, **asked), _COLUMNS, every=every or limit is not None)


def show(session: Session, collection: Collection, project: ProjectOption) -> None:
    """Show a data collection."""
    within = find_project(session.client, project)
    session.output.item(find_collection(session.client, within.id, collection))


def create(
    session: Session,
    name: Annotated[str, typer.Argument(metavar="NAME", help="Its name.")],
    project: ProjectOption,
    kind: Annotated[CollectionType, typer.Option("--type", help="What it is to hold.")],
    description: Annotated[str, typer.Option(help="What it is about.")] = "",
    tag: Annotated[list[str] | None, typer.Option("--tag", help="A tag; may be repeated.")] = None,
    srid: Annotated[int | None, typer.Option(help="EPSG code all its rasters have.")] = None,
    bands: Annotated[int | None, typer.Option(help="How many bands all its rasters have.")] = None,
    data_type: Annotated[str | None, typer.Option(help="Such as uint8 or float32.")] = None,
    cell_size: Annotated[float | None, typer.Option(help="Size of its rasters' cells.")] = None,
) -> None:
    """Create a data collection."""
    about = {
        "srid": srid,
        "num_bands": bands,
        "data_type": data_type,
        "cell_size": [cell_size, cell_size] if cell_size is not None else None,
    }
    info = {field: value for field, value in about.items() if value is not None}
    if info and kind in (CollectionType.IMAGE, CollectionType.POINT_CLOUD):
        raise CommandError(
            "--srid, --bands, --data-type and --cell-size are for collections of rasters only."
        )
    client = session.client
    within = find_project(client, project).id
    made = client.create_data_collection(within, name, description, kind.value, tag, info or None)
    session.output.say(f"Created data collection {made.id}.", "green")
    session.output.item(made)


def edit(
    session: Session,
    collection: Collection,
    project: ProjectOption,
    name: Annotated[str | None, typer.Option(help="Its new name.")] = None,
    description: Annotated[str | None, typer.Option(help="What it is about.")] = None,
) -> None:
    """Change a data collection's name or description."""
    if name is None and description is None:
        raise typer.BadParameter("give --name or --description")
    client = session.client
    within = find_project(client, project)
    found = find_collection(client, within.id, collection)
    session.output.item(client.update_data_collection(within.id, found.id, name, description))


def move(
    session: Session,
    collection: Collection,
    project: ProjectOption,
    to: Annotated[str, typer.Option("--to", help="Name or id of the project to move it to.")],
) -> None:
    """Move a data collection, with all in it, to another project."""
    client = session.client
    within = find_project(client, project)
    found = find_collection(client, within.id, collection)
    target = find_project(client, to)
    session.output.item(client.move_data_collection(within.id, found.id, target.id))


def tag(
    session: Session,
    collection: Collection,
    project: ProjectOption,
    add: Add = None,
    remove: Remove = None,
) -> None:
    """Add tags to a data collection, or take some away."""
    if not add and not remove:
        raise typer.BadParameter("give --add TAG, --remove TAG, or both")
    client = session.client
    within = find_project(client, project)
    found = find_collection(client, within.id, collection)
    session.output.item(
        client.update_data_collection(within.id, found.id, add_tags=add, remove_tags=remove)
    )


def delete(
    session: Session, collection: Collection, project: ProjectOption, yes: Yes = False
) -> None:
    """Delete a data collection, with all that is in it."""
    client = session.client
    within = find_project(client, project)
    found = find_collection(client, within.id, collection)
    if confirmed(
        session, f"Delete data collection {found.id}, {found.name!r}, and all in it?", yes
    ):
        client.delete_data_collection(within.id, found.id)
        session.output.say(
            f"Deleted data collection {found.id};"
            f" pixel collections restore {found.id} --project {within.id} brings it back."
        )


def restore(
    session: Session,
    collection: Annotated[
        int, typer.Argument(metavar="ID", help="Id of the deleted data collection.")
    ],
    project: ProjectOption,
) -> None:
    """Bring a deleted data collection back."""
    client = session.client
    session.output.item(
        client.restore_data_collection(find_project(client, project).id, collection)
    )


def add_commands(app: typer.Typer) -> None:
    """Add them to the app."""
    own = group(
        "collections", "Data collections: list, show, create, edit, move, tag, delete, restore."
    )
    pixel, within = "pixel collections", "--project 'E18 Vest'"
    register(own, "list", listed, f"{pixel} list {within}", f"{pixel} list -p 7 --type DTM --csv")
    register(own, "show", show, f"{pixel} show Photos {within}")
    register(
        own,
        "create",
        create,
        f"{pixel} create Photos {within} --type image",
        f"{pixel} create Terrain {within} --type DTM --srid 25832 --cell-size 0.5",
    )
    register(own, "edit", edit, f"{pixel} edit Photos {within} --description 'Of May'")
    register(own, "move", move, f"{pixel} move Photos {within} --to 'E18 Øst'")
    register(own, "tag", tag, f"{pixel} tag Photos {within} --add 2024")
    register(own, "delete", delete, f"{pixel} delete Photos {within}")
    register(own, "restore", restore, f"{pixel} restore 12 {within}")
    app.add_typer(own)
