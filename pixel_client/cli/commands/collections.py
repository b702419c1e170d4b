"""`pixel collections`: data collections."""

from __future__ import annotations

import enum
from typing import Annotated

import typer

from ..command import confirm, group, register
from ..errors import CommandError
from ..lookup import (
    AddTags,
    AllRows,
    Limit,
    NewTags,
    ProjectOption,
    RemoveTags,
    Tags,
    Yes,
    find_destination,
    find_project,
    tag_changes,
)
from ..output.cells import columns
from ..session import Session

__all__ = ["CollectionType", "add_commands"]

_COLUMNS = columns("id# name type=data_collection_type description tags created=created_at")

Collection = Annotated[str, typer.Argument(metavar="COLLECTION", help="Name or id.")]


class CollectionType(enum.StrEnum):
    """The type of a data collection."""

    IMAGE = "image"
    RASTER = "raster"
    RGB = "RGB"
    DTM = "DTM"
    DSM = "DSM"
    POINT_CLOUD = "point_cloud"


def list_collections(
    session: Session,
    project: ProjectOption,
    name: Annotated[str | None, typer.Option(help="Only items with this name.")] = None,
    kind: Annotated[
        CollectionType | None, typer.Option("--type", help="Only items of this type.")
    ] = None,
    tag: Tags = None,
    deleted: Annotated[bool, typer.Option("--deleted", help="Only deleted ones.")] = False,
    limit: Limit = None,
    all_rows: AllRows = False,
) -> None:
    """List the data collections of a project."""
    client = session.client
    method = client.list_deleted_data_collections if deleted else client.paginate_data_collections
    found = method(
        find_project(client, project).id,
        name=name,
        tags=tag,
        limit=limit,
        data_collection_type=kind.value if kind else None,
    )
    session.output.items(found, _COLUMNS, all_rows=all_rows or limit is not None)


def show(session: Session, collection: Collection, project: ProjectOption) -> None:
    """Show a data collection."""
    session.output.item(find_destination(session.client, project, collection)[1])


def create(
    session: Session,
    name: Annotated[str, typer.Argument(metavar="NAME", help="Name.")],
    project: ProjectOption,
    kind: Annotated[CollectionType, typer.Option("--type", help="Type of its items.")],
    description: Annotated[str, typer.Option(help="Description.")] = "",
    tag: NewTags = None,
    srid: Annotated[int | None, typer.Option(help="EPSG code of all rasters.")] = None,
    bands: Annotated[int | None, typer.Option(help="Number of bands of all rasters.")] = None,
    data_type: Annotated[
        str | None, typer.Option(help="Pixel type of all rasters, such as uint8 or float32.")
    ] = None,
    cell_size: Annotated[float | None, typer.Option(help="Cell size of all rasters.")] = None,
) -> None:
    """Create a data collection."""
    fields = {
        "srid": srid,
        "num_bands": bands,
        "data_type": data_type,
        "cell_size": [cell_size, cell_size] if cell_size is not None else None,
    }
    info = {field: value for field, value in fields.items() if value is not None}
    if info and kind in (CollectionType.IMAGE, CollectionType.POINT_CLOUD):
        raise CommandError(
            "--srid, --bands, --data-type and --cell-size apply to collections of rasters only."
        )
    client = session.client
    project_id = find_project(client, project).id
    created = client.create_data_collection(
        project_id, name, description, kind.value, tag, info or None
    )
    session.output.info(f"Created data collection {created.id}.", "green")
    session.output.item(created)


def edit(
    session: Session,
    collection: Collection,
    project: ProjectOption,
    name: Annotated[str | None, typer.Option(help="New name.")] = None,
    description: Annotated[str | None, typer.Option(help="New description.")] = None,
) -> None:
    """Change a data collection's name or description."""
    if name is None and description is None:
        raise typer.BadParameter("give --name or --description")
    client = session.client
    within, found = find_destination(client, project, collection)
    session.output.item(client.update_data_collection(within.id, found.id, name, description))


def move(
    session: Session,
    collection: Collection,
    project: ProjectOption,
    to: Annotated[str, typer.Option("--to", help="Name or id of the new project.")],
) -> None:
    """Move a data collection, with all its items, to another project."""
    client = session.client
    within, found = find_destination(client, project, collection)
    target = find_project(client, to)
    session.output.item(client.move_data_collection(within.id, found.id, target.id))


def tag(
    session: Session,
    collection: Collection,
    project: ProjectOption,
    add: AddTags = None,
    remove: RemoveTags = None,
) -> None:
    """Add tags to a data collection, or remove them."""
    changes = tag_changes(add, remove)
    within, found = find_destination(session.client, project, collection)
    session.output.item(session.client.update_data_collection(within.id, found.id, **changes))


def delete(
    session: Session, collection: Collection, project: ProjectOption, yes: Yes = False
) -> None:
    """Delete a data collection, with all its items."""
    within, found = find_destination(session.client, project, collection)
    question = f"Delete data collection {found.id}, {found.name!r}, with all its items?"
    confirm(session, question, yes)
    session.client.delete_data_collection(within.id, found.id)
    session.output.info(
        f"Deleted data collection {found.id}. To restore it:"
        f"  pixel collections restore {found.id} --project {within.id}"
    )


def restore(
    session: Session,
    collection: Annotated[
        int, typer.Argument(metavar="ID", help="Id of the deleted data collection.")
    ],
    project: ProjectOption,
) -> None:
    """Restore a deleted data collection."""
    client = session.client
    project_id = find_project(client, project).id
    session.output.item(client.restore_data_collection(project_id, collection))


def add_commands(app: typer.Typer) -> None:
    """Add the commands to the app."""
    commands = group(
        "collections", "Data collections: list, show, create, edit, move, tag, delete, restore."
    )
    pixel, within = "pixel collections", "--project 'E18 Vest'"
    register(
        commands,
        "list",
        list_collections,
        f"{pixel} list {within}",
        f"{pixel} list -p 7 --type DTM",
    )
    register(commands, "show", show, f"{pixel} show Photos {within}")
    register(
        commands,
        "create",
        create,
        f"{pixel} create Photos {within} --type image",
        f"{pixel} create Terrain {within} --type DTM --srid 25832 --cell-size 0.5",
    )
    register(commands, "edit", edit, f"{pixel} edit Photos {within} --description 'Of May'")
    register(commands, "move", move, f"{pixel} move Photos {within} --to 'E18 Øst'")
    register(commands, "tag", tag, f"{pixel} tag Photos {within} --add 2024")
    register(commands, "delete", delete, f"{pixel} delete Photos {within}")
    register(commands, "restore", restore, f"{pixel} restore 12 {within}")
    app.add_typer(commands)
