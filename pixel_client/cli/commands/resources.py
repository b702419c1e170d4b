"""`pixel images`, `pixel rasters` and `pixel point-clouds`: one table, the same commands."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

import attrs
import typer

from ..command import register
from ..lookup import CollectionOption, Ids, ProjectOption, find_collection, find_project
from ..output.cells import Column, columns
from ..requests.parameters import ALL, GEOPARQUET, ID, IDS, LIMIT, NAME, PLACE, STAC, TAGS, YES
from ..requests.request_body import Body, field_option
from ..requests.request_commands import CommandGroup, RequestCommand, add_group, each
from ..session import Session
from .projects import Add, Remove

if TYPE_CHECKING:
    from ... import PixelClient

__all__ = ["add_commands"]


@attrs.frozen
class Resource:
    """A sort of resource.

    Attributes:
        command: The name of its commands.
        one: Its name in the client's methods.
        columns: What a list of them shows.
    """

    command: str
    one: str
    columns: tuple[Column, ...]

    @property
    def words(self) -> str:
        """The name as people write it."""
        return self.one.replace("_", " ")

    def method(self, client: PixelClient, verb: str) -> Callable[..., Any]:
        """A method of the client."""
        found: Callable[..., Any] = getattr(client, f"{verb}_{self.one}")
        return found


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


def _moment(text: str) -> str:
    from ...core.dates import parse_date

    return parse_date(text).isoformat()


_FIELDS = (
    field_option("name", str, "--name", "fields.name", "Its name."),
    field_option(
        "taken",
        str,
        "--taken",
        "fields.capture_date",
        "When it was taken: 2024-05-17T12:30+02:00, or 17.05.2024 12:30 (UTC).",
        _moment,
    ),
)


def _where(session: Session, project: str, collection: str) -> tuple[int, int]:
    within = find_project(session.client, project)
    return within.id, find_collection(session.client, within.id, collection).id


def _noun(kind: Resource) -> CommandGroup:
    """The commands of one sort of resource that are one request."""
    words, one = kind.words, kind.one
    key, keys = ID.named(f"{one}_id"), IDS.named(f"{one}_id")
    verbs: tuple[RequestCommand, ...] = (
        RequestCommand(
            name="list",
            method=f"paginate_{one}s",
            text=f"List {words}s.",
            takes=(NAME, TAGS, LIMIT, ALL, GEOPARQUET, STAC),
            columns=kind.columns,
            kind=one,
        ),
        RequestCommand(
            name="show",
            method=f"get_{one}",
            text=f"Show {_article(words)}.",
            example="31",
            key=key,
        ),
        RequestCommand(
            name="edit",
            method=f"update_{one}",
            text=f"Change what is said of {words}s.\n\n--set fields.FIELD=VALUE sets other fields,"
            " --set json_metadata.KEY=VALUE metadata of your own.",
            example="31 --set json_metadata.reviewed=yes",
            key=keys,
            body=Body("update_input", _FIELDS, {"fields": {"fields_type": one}}),
            done=f"Changed {words} {{}}.",
        ),
        RequestCommand(
            name="delete",
            method=f"delete_{one}",
            text=f"Delete {words}s.",
            example="31 --yes",
            key=keys,
            takes=(YES,),
            ask="Delete {}? They cannot be brought back.",
            done=f"Deleted {words} {{}}.",
        ),
    )
    if one == "image":
        verbs += (
            RequestCommand(
                name="metadata",
                method="get_image_metadata",
                text="Show what the service read in an image's file.",
                example="31",
                key=key,
            ),
        )
    return CommandGroup(
        command=kind.command,
        words=words,
        text=f"{words.capitalize()}s: {', '.join(verb.name for verb in verbs)}, move, tag.",
        where=PLACE,
        example="-p 'E18 Vest' -c Flight1",
        verbs=verbs,
    )


def _add(app: typer.Typer, kind: Resource) -> None:
    def move(
        session: Session,
        ids: Ids,
        project: ProjectOption,
        collection: CollectionOption,
        to: Annotated[str, typer.Option("--to", help="Name or id of the other data collection.")],
        to_project: Annotated[
            str | None,
            typer.Option("--to-project", help="Its project, if that is another one."),
        ] = None,
    ) -> int:
        if to_project is not None and kind.one == "point_cloud":
            raise typer.BadParameter("point clouds can be moved within their project only")
        where = _where(session, project, collection)
        target = _where(session, to_project or str(where[0]), to)
        # Point clouds stay in their project, so their request does not name it.
        new = target[1:] if kind.one == "point_cloud" else target
        act = kind.method(session.client, "move")
        return each(session, f"Moved {kind.words} {{}}.", ids, lambda one: act(*where, one, *new))

    def tag(
        session: Session,
        ids: Ids,
        project: ProjectOption,
        collection: CollectionOption,
        add: Add = None,
        remove: Remove = None,
    ) -> int:
        change = {"add_tags": add or [], "remove_tags": remove or []}
        change = {name: tags for name, tags in change.items() if tags}
        if not change:
            raise typer.BadParameter("give --add TAG, --remove TAG, or both")
        where = _where(session, project, collection)
        act = kind.method(session.client, "update")
        return each(
            session, f"Tagged {kind.words} {{}}.", ids, lambda one: act(*where, one, change)
        )

    noun = _noun(kind)
    own = add_group(app, noun)
    pixel, within = f"pixel {kind.command}", noun.example
    register(
        own,
        "move",
        move,
        f"{pixel} move 31 32 {within} --to Flight2",
        text=f"Move {kind.words}s to another data collection.",
    )
    register(
        own,
        "tag",
        tag,
        f"{pixel} tag 31 32 {within} --add reviewed",
        text=f"Add tags to {kind.words}s, or take some away.",
    )


def _article(words: str) -> str:
    return f"an {words}" if words[0] in "aeiou" else f"a {words}"


def add_commands(app: typer.Typer) -> None:
    """Add them to the app."""
    for kind in RESOURCES:
        _add(app, kind)
