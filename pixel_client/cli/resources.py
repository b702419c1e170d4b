"""`pixel images`, `pixel rasters` and `pixel point-clouds`: one table, the same commands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import attrs
import typer

from .command import confirmed, group, register
from .failures import exit_code
from .output import Column, columns
from .places import CollectionOption, Ids, ProjectOption, Tags, Yes, find_collection, find_project
from .projects import Add, Remove
from .session import Session

if TYPE_CHECKING:
    from .. import PixelClient

__all__ = ["add_commands", "each"]


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

    def method(self, client: PixelClient, verb: str, *, many: bool = False) -> Callable[..., Any]:
        """A method of the client."""
        found: Callable[..., Any] = getattr(client, f"{verb}_{self.one}{'s' if many else ''}")
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


def each(session: Session, done: str, ids: Sequence[int], act: Callable[[int], Any]) -> int:
    """Do the same with each of several; one that fails does not keep the others from it.

    Args:
        session: The session.
        done: What is said of those that went well, such as "Deleted image".
        ids: Their ids.
        act: Does it.

    Returns:
        The exit code.
    """
    from ..exceptions import PixelStatusError
    from .failures import told

    good = 0
    for number in ids:
        try:
            act(number)
        except PixelStatusError as error:
            session.output.error(f"{number}: {told(error)[0]}")
        else:
            good += 1
            session.output.say(f"{done} {number}.")
    return exit_code(good, len(ids) - good)


def _where(session: Session, project: str, collection: str) -> tuple[int, int]:
    within = find_project(session.client, project)
    return within.id, find_collection(session.client, within, collection).id


def _add(app: typer.Typer, kind: Resource) -> None:
    """The commands of one sort of resource."""

    def listed(
        session: Session,
        project: ProjectOption,
        collection: CollectionOption,
        name: Annotated[str | None, typer.Option(help="Only those of this name.")] = None,
        tag: Tags = None,
        limit: Annotated[int | None, typer.Option(min=1, help="At most so many.")] = None,
    ) -> None:
        where = _where(session, project, collection)
        pages = kind.method(session.client, "paginate", many=True)
        session.output.items(pages(*where, name=name, tags=tag, limit=limit), kind.columns)

    def show(
        session: Session,
        number: Annotated[int, typer.Argument(metavar="ID")],
        project: ProjectOption,
        collection: CollectionOption,
    ) -> None:
        where = _where(session, project, collection)
        session.output.item(kind.method(session.client, "get")(*where, number))

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
        return each(session, f"Moved {kind.words}", ids, lambda number: act(*where, number, *new))

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
            session, f"Tagged {kind.words}", ids, lambda number: act(*where, number, change)
        )

    def delete(
        session: Session,
        ids: Ids,
        project: ProjectOption,
        collection: CollectionOption,
        yes: Yes = False,
    ) -> int:
        where = _where(session, project, collection)
        what = f"{kind.words} {ids[0]}" if len(ids) == 1 else f"{len(ids)} {kind.words}s"
        confirmed(session, f"Delete {what}? They cannot be brought back.", yes)
        act = kind.method(session.client, "delete")
        return each(session, f"Deleted {kind.words}", ids, lambda number: act(*where, number))

    listed.__doc__ = f"List {kind.words}s."
    show.__doc__ = f"Show {_article(kind.words)}."
    move.__doc__ = f"Move {kind.words}s to another data collection."
    tag.__doc__ = f"Add tags to {kind.words}s, or take some away."
    delete.__doc__ = f"Delete {kind.words}s."
    own = group(kind.command, f"{kind.words.capitalize()}s: list, show, move, tag, delete.")
    pixel, within = f"pixel {kind.command}", "-p 'E18 Vest' -c Flight1"
    register(own, "list", listed, f"{pixel} list {within}", f"{pixel} list -p 7 -c 12 --geojson")
    register(own, "show", show, f"{pixel} show 31 {within}")
    register(own, "move", move, f"{pixel} move 31 32 {within} --to Flight2")
    register(own, "tag", tag, f"{pixel} tag 31 32 {within} --add reviewed")
    register(own, "delete", delete, f"{pixel} delete 31 {within} --yes")
    app.add_typer(own)


def _article(words: str) -> str:
    return f"an {words}" if words[0] in "aeiou" else f"a {words}"


def add_commands(app: typer.Typer) -> None:
    """Add them to the app."""
    for kind in RESOURCES:
        _add(app, kind)
