"""Projects and data collections by name or id, and the options that name them."""

from __future__ import annotations

import difflib
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from .errors import CommandError

if TYPE_CHECKING:
    from pixel_api.models import DataCollection, Project

    from .. import PixelClient

__all__ = [
    "CollectionOption",
    "Every",
    "Ids",
    "Limit",
    "NoSuchPlaceError",
    "ProjectArgument",
    "ProjectOption",
    "Tags",
    "Yes",
    "box",
    "find_collection",
    "find_project",
    "not_empty",
    "not_nothing",
    "polygon",
]

_WHERE = "Where"


def not_empty(text: str | None) -> str | None:
    """Refuse an empty name."""
    # As where a variable of the shell is not set: nothing is looked at or asked for then.
    if text is not None and not text.strip():
        raise typer.BadParameter("it is empty; give a name or an id.")
    return text


def not_nothing(text: str | None) -> str | None:
    """Refuse an empty text, as a variable of the shell is that was never set."""
    if text is not None and not text.strip():
        raise typer.BadParameter("it is empty; give a value, or leave the option out.")
    return text


ProjectArgument = Annotated[str, typer.Argument(metavar="PROJECT", help="Name or id.")]
ProjectOption = Annotated[
    str,
    typer.Option(
        "--project",
        "-p",
        metavar="PROJECT",
        help="Name or id of the project.",
        callback=not_empty,
        rich_help_panel=_WHERE,
    ),
]
CollectionOption = Annotated[
    str,
    typer.Option(
        "--collection",
        "-c",
        metavar="COLLECTION",
        help="Name or id of the data collection.",
        callback=not_empty,
        rich_help_panel=_WHERE,
    ),
]
Ids = Annotated[list[int], typer.Argument(metavar="ID…", help="One or several ids.")]
Tags = Annotated[list[str] | None, typer.Option("--tag", help="With this tag; may be repeated.")]
Limit = Annotated[int | None, typer.Option(min=1, help="At most so many.")]
Every = Annotated[
    bool, typer.Option("--all", help="All rows at a terminal too, not the first 100.")
]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")]


def find_project(client: PixelClient, text: str) -> Project:
    """A project by its id or name.

    Raises:
        CommandError: There is none, or several have this name.
    """
    found: Project = _find(
        "project",
        text,
        client.get_project,
        lambda name: client.paginate_projects(name=name),
        "pixel projects list",
    )
    return found


def find_collection(client: PixelClient, project_id: int, text: str) -> DataCollection:
    """A data collection of a project by its id or name.

    Args:
        client: The client.
        project_id: The project.
        text: Id or name.

    Raises:
        CommandError: There is none, or several have this name.
    """
    found: DataCollection = _find(
        "data collection",
        text,
        lambda number: client.get_data_collection(project_id, number),
        lambda name: client.paginate_data_collections(project_id, name=name),
        f"pixel collections list --project {project_id}",
    )
    return found


class NoSuchPlaceError(CommandError):
    """There is no project or data collection of this name."""


def _find(
    what: str,
    text: str,
    by_id: Callable[[int], Any],
    by_name: Callable[[str | None], Iterable[Any]],
    listing: str,
) -> Any:
    from ..exceptions import PixelNotFoundError

    if text.isdecimal():
        try:
            return by_id(int(text))
        except PixelNotFoundError:
            pass  # a name may be a number too
    # Whether the service finds parts of names is not known, so both are coped with.
    found = [each for each in by_name(text) if each["name"] == text]
    names: list[str] = []
    if not found:
        every = list(by_name(None))
        found = [each for each in every if each["name"].casefold() == text.casefold()]
        names = [each["name"] for each in every]
    if len(found) == 1:
        return found[0]
    if found:
        ids = ", ".join(str(each["id"]) for each in found)
        raise CommandError(f"Several are called {text!r}: use one of the ids {ids}.")
    close = difflib.get_close_matches(text, names, n=3)
    hint = f" Did you mean {' or '.join(map(repr, close))}?" if close else ""
    raise NoSuchPlaceError(f"There is no {what} {text!r}.{hint} What there is shows:\n  {listing}")


def polygon(text: str) -> dict[str, Any]:
    """An area as GeoJSON: from a file of GeoJSON, or from `WEST,SOUTH,EAST,NORTH` in degrees.

    Raises:
        CommandError: It is neither.
    """
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        return _from_file(Path(text))
    if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):
        raise CommandError(
            f"{text} is no area: WEST,SOUTH,EAST,NORTH in degrees, WEST < EAST and SOUTH < NORTH."
        )
    return box(west, south, east, north)


def box(west: float, south: float, east: float, north: float) -> dict[str, Any]:
    """A rectangle as GeoJSON."""
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def _from_file(path: Path) -> dict[str, Any]:
    wanted = "a file of GeoJSON with one Polygon, or WEST,SOUTH,EAST,NORTH in degrees"
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise CommandError(
            f"{path} cannot be read: {error.strerror}. An area is {wanted}."
        ) from None
    except ValueError:
        raise CommandError(f"{path} holds no JSON. An area is {wanted}.") from None
    features = found.get("features") if isinstance(found, dict) else None
    if isinstance(features, list) and len(features) == 1:
        found = features[0]
    if isinstance(found, dict) and isinstance(found.get("geometry"), dict):
        found = found["geometry"]
    if not isinstance(found, dict) or found.get("type") != "Polygon":
        raise CommandError(f"{path} holds no single Polygon. An area is {wanted}.")
    return found
