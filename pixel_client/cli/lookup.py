"""Projects and data collections by name or id, and the options that name them."""

from __future__ import annotations

import difflib
import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from .errors import CommandError

if TYPE_CHECKING:
    from pixel_api.models import DataCollection, Project

    from .. import PixelClient

__all__ = [
    "AddTags",
    "AllRows",
    "CollectionOption",
    "Ids",
    "Limit",
    "NewTags",
    "NotFoundError",
    "OptionalCollection",
    "OptionalProject",
    "ProjectArgument",
    "ProjectOption",
    "RemoveTags",
    "Tags",
    "Yes",
    "box",
    "find_collection",
    "find_destination",
    "find_project",
    "not_empty",
    "polygon",
    "tag_changes",
]


def not_empty(text: str | None) -> str | None:
    """Refuse an empty text, which an unset shell variable gives."""
    if text is not None and not text.strip():
        raise typer.BadParameter("it is empty; give a value, or omit the option.")
    return text


_PROJECT = typer.Option(
    "--project",
    "-p",
    metavar="PROJECT",
    help="Name or id of the project.",
    callback=not_empty,
    rich_help_panel="Destination",
)
_COLLECTION = typer.Option(
    "--collection",
    "-c",
    metavar="COLLECTION",
    help="Name or id of the data collection.",
    callback=not_empty,
    rich_help_panel="Destination",
)
_REPEATABLE = "may be repeated."
ProjectArgument = Annotated[str, typer.Argument(metavar="PROJECT", help="Name or id.")]
ProjectOption = Annotated[str, _PROJECT]
CollectionOption = Annotated[str, _COLLECTION]
OptionalProject = Annotated[str | None, _PROJECT]
OptionalCollection = Annotated[str | None, _COLLECTION]
Ids = Annotated[list[int], typer.Argument(metavar="ID…", help="One or more ids.")]
Tags = Annotated[
    list[str] | None, typer.Option("--tag", help=f"Only items with this tag; {_REPEATABLE}")
]
NewTags = Annotated[list[str] | None, typer.Option("--tag", help=f"A tag; {_REPEATABLE}")]
AddTags = Annotated[list[str] | None, typer.Option("--add", help=f"Add this tag; {_REPEATABLE}")]
RemoveTags = Annotated[
    list[str] | None, typer.Option("--remove", help=f"Remove this tag; {_REPEATABLE}")
]
Limit = Annotated[int | None, typer.Option(min=1, help="Maximum number of items.")]
AllRows = Annotated[
    bool, typer.Option("--all", help="Show all rows in a terminal, not only the first 100.")
]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask for confirmation.")]


def find_project(client: PixelClient, text: str) -> Project:
    """Find a project by its id or name.

    Raises:
        CommandError: No project, or more than one, has this name.
    """
    return _find(
        "project",
        text,
        client.get_project,
        lambda name: client.paginate_projects(name=name),
        "pixel projects list",
    )


def find_collection(client: PixelClient, project_id: int, text: str) -> DataCollection:
    """Find a data collection of a project by its id or name.

    Args:
        client: The client.
        project_id: The project.
        text: Id or name.

    Raises:
        CommandError: No data collection, or more than one, has this name.
    """
    return _find(
        "data collection",
        text,
        lambda number: client.get_data_collection(project_id, number),
        lambda name: client.paginate_data_collections(project_id, name=name),
        f"pixel collections list --project {project_id}",
    )


def find_destination(
    client: PixelClient, project: str, collection: str
) -> tuple[Project, DataCollection]:
    """Find a project, and a data collection in it, by their ids or names.

    Raises:
        CommandError: There is none, or more than one, of either.
    """
    found = find_project(client, project)
    return found, find_collection(client, found.id, collection)


def tag_changes(add: list[str] | None, remove: list[str] | None) -> dict[str, Any]:
    """Return the arguments that change tags.

    Raises:
        typer.BadParameter: There is nothing to change.
    """
    changes = {"add_tags": add or [], "remove_tags": remove or []}
    if not add and not remove:
        raise typer.BadParameter("give --add TAG, --remove TAG, or both")
    return {name: tags for name, tags in changes.items() if tags}


T = TypeVar("T", bound=Mapping[str, Any])


class NotFoundError(CommandError):
    """No project or data collection has this name."""


def _find(
    kind: str,
    text: str,
    by_id: Callable[[int], T],
    by_name: Callable[[str | None], Iterable[T]],
    listing: str,
) -> T:
    from ..exceptions import PixelNotFoundError

    if text.isdecimal():
        try:
            return by_id(int(text))
        except PixelNotFoundError:
            pass  # a name may be a number too
    # The service may or may not match parts of names; both are handled.
    found = [each for each in by_name(text) if each["name"] == text]
    names: list[str] = []
    if not found:
        candidates = list(by_name(None))
        found = [each for each in candidates if each["name"].casefold() == text.casefold()]
        names = [each["name"] for each in candidates]
    if len(found) == 1:
        return found[0]
    if found:
        ids = ", ".join(str(each["id"]) for each in found)
        raise CommandError(f"More than one {kind} is called {text!r}: use one of the ids {ids}.")
    close = difflib.get_close_matches(text, names, n=3)
    hint = f" Did you mean {' or '.join(map(repr, close))}?" if close else ""
    raise NotFoundError(f"There is no {kind} {text!r}.{hint} To list them:\n  {listing}")


def polygon(text: str) -> dict[str, Any]:
    """Read an area from a GeoJSON file, or from `WEST,SOUTH,EAST,NORTH` in degrees.

    Raises:
        CommandError: The text is neither.
    """
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        return _read_polygon(Path(text))
    if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):
        raise CommandError(
            f"{text} is not a valid area. Give WEST,SOUTH,EAST,NORTH in degrees, with WEST < EAST"
            " and SOUTH < NORTH."
        )
    return box(west, south, east, north)


def box(west: float, south: float, east: float, north: float) -> dict[str, Any]:
    """Return a rectangle as GeoJSON."""
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def _read_polygon(path: Path) -> dict[str, Any]:
    expected = "Give a GeoJSON file with one Polygon, or WEST,SOUTH,EAST,NORTH in degrees."
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}. {expected}") from None
    except ValueError:
        raise CommandError(f"{path} is not valid JSON. {expected}") from None
    features = found.get("features") if isinstance(found, dict) else None
    if isinstance(features, list) and len(features) == 1:
        found = features[0]
    if isinstance(found, dict) and isinstance(found.get("geometry"), dict):
        found = found["geometry"]
    if not isinstance(found, dict) or found.get("type") != "Polygon":
        raise CommandError(f"{path} does not contain a single Polygon. {expected}")
    return found
