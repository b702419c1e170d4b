"""`pixel images`, `pixel rasters` and `pixel point-clouds`: the same commands for each."""

from __future__ import annotations

from typing import Annotated

import attrs
import typer

from ..command import register
from ..lookup import (
    AddTags,
    CollectionOption,
    Ids,
    ProjectOption,
    RemoveTags,
    find_destination,
    tag_changes,
)
from ..output.cells import Column, columns
from ..requests.parameters import ALL, DESTINATION, GEOPARQUET, ID, IDS, LIMIT, NAME, STAC, TAGS
from ..requests.request_body import Body, field_option
from ..requests.request_commands import (
    NO_UNDO,
    CommandGroup,
    RequestCommand,
    add_group,
    delete_command,
    id_command,
    run_for_each,
)
from ..session import Session

__all__ = ["add_commands"]


@attrs.frozen
class Resource:
    """A kind of resource.

    Attributes:
        group: The name of its commands.
        name: Its name in the client's methods.
        columns: The columns of a list.
    """

    group: str
    name: str
    columns: tuple[Column, ...]

    @property
    def label(self) -> str:
        """The name for people."""
        return self.name.replace("_", " ")


RESOURCES = (
    Resource(
        "images", "image", columns("id# name taken=capture_date location type=image_type tags")
    ),
    Resource("rasters", "raster", columns("id# name format taken=capture_date tags")),
    Resource(
        "point-clouds",
        "point_cloud",
        columns("id# name format point_format#=point_record_format taken=capture_date tags"),
    ),
)


def _iso_date(text: str) -> str:
    from ...core.dates import parse_date

    return parse_date(text).isoformat()


_FIELDS = (
    field_option("name", str, "--name", "fields.name", "Name."),
    field_option(
        "taken",
        str,
        "--taken",
        "fields.capture_date",
        "Capture date: 2024-05-17T12:30+02:00, or 17.05.2024 12:30 (UTC).",
        _iso_date,
    ),
)


def _find_ids(session: Session, project: str, collection: str) -> tuple[int, int]:
    within, target = find_destination(session.client, project, collection)
    return within.id, target.id


def _command_group(kind: Resource) -> CommandGroup:
    """Return the commands of a kind of resource that are one request."""
    label, name = kind.label, kind.name
    key, keys = ID.for_argument(f"{name}_id"), IDS.for_argument(f"{name}_id")
    commands: tuple[RequestCommand, ...] = (
        RequestCommand(
            name="list",
            method=f"paginate_{name}s",
            help_text=f"List {label}s.",
            parameters=(NAME, TAGS, LIMIT, ALL, GEOPARQUET, STAC),
            columns=kind.columns,
            kind=name,
        ),
        id_command(
            "show", f"get_{name}", f"Show {'an' if name == 'image' else 'a'} {label}.", "31", key
        ),
        RequestCommand(
            name="edit",
            method=f"update_{name}",
            help_text=f"Change the fields of {label}s.\n\n--set fields.FIELD=VALUE sets other"
            " fields, --set json_metadata.KEY=VALUE your own metadata.",
            example="31 --set json_metadata.reviewed=yes",
            key=keys,
            body=Body("update_input", _FIELDS, {"fields": {"fields_type": name}}),
        ),
        delete_command(f"delete_{name}", label, "31", keys, NO_UNDO),
    )
    if name == "image":
        commands += (
            id_command(
                "metadata",
                "get_image_metadata",
                "Show the metadata that the service has read from an image's file.",
                "31",
                key,
            ),
        )
    return CommandGroup(
        name=kind.group,
        label=label,
        help_text=f"{label.capitalize()}s: {', '.join(c.name for c in commands)}, move, tag.",
        parameters=DESTINATION,
        example="-p 'E18 Vest' -c Flight1",
        commands=commands,
    )


def _add(app: typer.Typer, kind: Resource) -> None:
    is_cloud = kind.name == "point_cloud"

    def move(
        session: Session,
        ids: Ids,
        project: ProjectOption,
        collection: CollectionOption,
        to: Annotated[str, typer.Option("--to", help="Name or id of the new data collection.")],
        to_project: Annotated[
            str | None,
            typer.Option("--to-project", help="Its project, if it is another one."),
        ] = None,
    ) -> int:
        if to_project is not None and is_cloud:
            raise typer.BadParameter("point clouds can only be moved within their project")
        source = _find_ids(session, project, collection)
        target = _find_ids(session, to_project or str(source[0]), to)
        # Point clouds stay in their project, so their request does not name it.
        new = target[1:] if is_cloud else target
        method = getattr(session.client, f"move_{kind.name}")
        return run_for_each(
            session, f"Moved {kind.label} {{}}.", ids, lambda one: method(*source, one, *new)
        )

    def tag(
        session: Session,
        ids: Ids,
        project: ProjectOption,
        collection: CollectionOption,
        add: AddTags = None,
        remove: RemoveTags = None,
    ) -> int:
        changes = tag_changes(add, remove)
        place = _find_ids(session, project, collection)
        method = getattr(session.client, f"update_{kind.name}")
        return run_for_each(
            session, f"Tagged {kind.label} {{}}.", ids, lambda one: method(*place, one, changes)
        )

    rows = _command_group(kind)
    commands = add_group(app, rows)
    register(
        commands,
        "move",
        move,
        f"pixel {kind.group} move 31 32 {rows.example} --to Flight2",
        text=f"Move {kind.label}s to another data collection.",
    )
    register(
        commands,
        "tag",
        tag,
        f"pixel {kind.group} tag 31 32 {rows.example} --add reviewed",
        text=f"Add tags to {kind.label}s, or remove them.",
    )


def add_commands(app: typer.Typer) -> None:
    """Add the commands to the app."""
    for kind in RESOURCES:
        _add(app, kind)
