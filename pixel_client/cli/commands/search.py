"""`pixel search`."""

from __future__ import annotations

import enum
import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import attrs
import typer

from ..command import register
from ..errors import ALL, CommandError
from ..lookup import AllRows, Limit, not_empty, polygon
from ..option_names import OptionNames
from ..output.cells import Column, columns
from ..requests.exports import GeoParquet, Stac, print_or_export
from ..session import Session

__all__ = ["add_commands"]

_CONDITION = re.compile(r"\s*([\w.]+)\s*(!?contains|!?in|[=!<>]=|!?~|[<>=])\s*(.*?)\s*", re.DOTALL)
# List of fields in the answer of the service -> the option that takes them.
_USES = {
    "filter_fields": "where",
    "search_fields": "text",
    "sort_fields": "sort",
    "out_fields": "field",
}
_FIELDS = columns("field type " + " ".join(f"--{flag}={use}" for use, flag in _USES.items()))


class Target(enum.StrEnum):
    """The kind of objects to search."""

    IMAGES = "images"
    RASTERS = "rasters"
    POINT_CLOUDS = "point-clouds"
    PROJECTS = "projects"
    COLLECTIONS = "collections"


_PARENTS = "project#=project_id collection#=data_collection_id created=created_at"
_COLUMNS = {
    Target.IMAGES: f"id# name taken=capture_date {_PARENTS}",
    Target.RASTERS: f"id# name {_PARENTS}",
    Target.POINT_CLOUDS: f"id# name {_PARENTS}",
}
_NAMES = {"point-clouds": "point_clouds", "collections": "data_collections"}


@attrs.frozen
class SearchOptionNames(OptionNames):
    """The options for the parts of a query.

    Attributes:
        where: The conditions.
        field: The fields to return.
        sort: The fields to sort by.
    """

    where: Sequence[str]
    field: Sequence[str]
    sort: Sequence[str]

    def _lookup(self, path: Sequence[Any]) -> str:
        """Return the option of a part of the query, with its value if there are several."""
        part, *inner = path or ("",)
        if part == "filter":
            return self._condition(inner)
        if part in ("out_fields", "sort"):
            flag, given = ("--sort", self.sort) if part == "sort" else ("--field", self.field)
            return " ".join([flag, *_nth(given, inner)])
        flags = {"intersects": "--intersects", "search": "--text", "limit": "--limit"}
        return flags.get(part, super()._lookup(path))

    def _condition(self, inner: Sequence[Any]) -> str:
        if len(self.where) > 1:
            # In a filter of several, the first number is the index; names may precede it.
            inner = inner[inner.index("and") + 1 :] if "and" in inner else []
            return " ".join(["--where", *_nth(self.where, inner)])
        return " ".join(["--where", *map(repr, self.where)])


def _nth(given: Sequence[str], inner: Sequence[Any]) -> list[str]:
    number = next((name for name in inner if isinstance(name, int)), len(given))
    return [repr(given[number])] if 0 <= number < len(given) else []


def search(
    session: Session,
    target: Annotated[
        Target,
        typer.Argument(
            metavar="WHAT", help="images, rasters, point-clouds, projects or collections."
        ),
    ],
    where: Annotated[
        list[str] | None,
        typer.Option(
            help='Condition such as "name ~ DJI%", where % matches any text. Operators: == != < <='
            " > >= ~ !~ contains !contains in !in. May be repeated; all must be true."
        ),
    ] = None,
    text: Annotated[str | None, typer.Option(help="Full-text search.", callback=not_empty)] = None,
    intersects: Annotated[
        str | None,
        typer.Option(
            help="Only objects that intersect this WKT geometry, GeoJSON file, or"
            " WEST,SOUTH,EAST,NORTH in degrees.",
            callback=not_empty,
        ),
    ] = None,
    sort: Annotated[
        list[str] | None,
        typer.Option(
            help="Sort by this field; descending with a minus: -created_at. May be repeated."
        ),
    ] = None,
    field: Annotated[
        list[str] | None, typer.Option(help="Return only this field; may be repeated.")
    ] = None,
    limit: Limit = None,
    all_rows: AllRows = False,
    geoparquet: GeoParquet = None,
    stac: Stac = None,
    info: Annotated[bool, typer.Option("--fields", help="List the searchable fields.")] = False,
) -> int:
    """Search images, rasters, point clouds, projects or data collections."""
    name: Any = _NAMES.get(target.value, target.value)
    client = session.client
    if info:
        _print_fields(session, client.search_info(name))
        return ALL
    session.option_names = SearchOptionNames(where or [], field or [], sort or [])
    conditions = [condition(each) for each in where or []]
    query: dict[str, Any] = {
        "on": name,
        "search": text,
        "intersects": _wkt(intersects) if intersects else None,
        "filter": {"and": conditions} if len(conditions) > 1 else [*conditions, None][0],
        "out_fields": field,
        "sort": [
            {"field": each.lstrip("-"), "direction": "desc" if each.startswith("-") else "asc"}
            for each in sort or []
        ],
        "limit": limit,
    }
    query = {key: value for key, value in query.items() if value not in (None, [])}
    shown = (
        tuple(Column(each, each) for each in field)
        if field
        else columns(_COLUMNS.get(target, "id# name created=created_at"))
    )
    return print_or_export(
        session,
        client.search(query).results if limit is not None else client.paginate_search(query),
        shown,
        str(name).removesuffix("s"),
        geoparquet=geoparquet,
        stac=stac,
        all_rows=all_rows or limit is not None,
    )


def _print_fields(session: Session, info: Mapping[str, Any]) -> None:
    """Print the searchable fields: for people a row per field, and the operators by type."""
    output = session.output
    rows: dict[str, dict[str, Any]] = {}
    operators: dict[str, dict[str, None]] = {}  # of any field of a type
    for use, listed in info.items():
        if use not in _USES or not isinstance(listed, list):
            continue
        for each in listed:
            field = each if isinstance(each, Mapping) else {"name": each}
            row = rows.setdefault(str(field.get("name")), {"field": str(field.get("name"))})
            row[use] = True
            if "type" in field:
                row["type"] = kind = str(field["type"])
                operators.setdefault(kind, {}).update(dict.fromkeys(field.get("operators") or ()))
    if not rows or not output.for_people:
        output.item(info)
        return
    output.items(rows.values(), _FIELDS)
    for kind, names in operators.items():
        output.info(f"Operators of --where for a {kind}: {' '.join(map(str, names))}")


def condition(text: str) -> dict[str, Any]:
    """Return the service's form of a condition: `cam_heading >= 90` is `{">=": [{"var": …}, 90]}`.

    Raises:
        CommandError: The text is not a valid condition.
    """
    match = _CONDITION.fullmatch(text)
    if match is None or not match[3]:
        raise CommandError(
            f"--where {text!r} is not valid; write FIELD OPERATOR VALUE, such as"
            ' "name ~ DJI%" or "cam_heading >= 90"'
        )
    name, operator, value = match.groups()
    operator = "==" if operator == "=" else operator
    values = [_value(each) for each in value.split(",")] if operator in ("in", "!in") else None
    return {operator: [{"var": name}, _value(value) if values is None else values]}


def _value(text: str) -> Any:
    text = text.strip()
    try:
        found = json.loads(text)
    except ValueError:
        return text.strip("'")
    return found if isinstance(found, str | int | float | bool | None) else text


def _wkt(text: str) -> str:
    path = Path(text)
    if re.fullmatch(r"[-+\d.eE,\s]+", text) or path.suffix.lower() in (".geojson", ".json"):
        rings = polygon(text)["coordinates"]
        inner = ", ".join(
            "(" + ", ".join(f"{point[0]} {point[1]}" for point in ring) + ")" for ring in rings
        )
        return f"POLYGON ({inner})"
    return text


def add_commands(app: typer.Typer) -> None:
    """Add the command to the app."""
    register(
        app,
        "search",
        search,
        "pixel search images --where 'name ~ DJI%' --where 'cam_heading >= 90'",
        "pixel search images --intersects 10.7,59.9,10.8,60.0 --geojson",
        "pixel search projects --text road --sort -created_at --limit 10",
        "pixel search rasters --fields",
    )
