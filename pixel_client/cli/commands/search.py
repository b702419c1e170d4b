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
from ..lookup import Every, Limit, not_nothing
from ..option_names import Spelling
from ..output.cells import Column, columns
from ..requests.exports import GeoParquet, Stac, exported
from ..session import Session

__all__ = ["add_commands"]

_OPERATORS = (
    "!contains",
    "contains",
    "!in",
    "in",
    "==",
    "!=",
    "<=",
    ">=",
    "!~",
    "~",
    "<",
    ">",
    "=",
)
_CONDITION = re.compile(
    r"\s*([\w.]+)\s*(" + "|".join(map(re.escape, _OPERATORS)) + r")\s*(.*?)\s*", re.DOTALL
)


# Lists of what the service can be asked about fields, and the options that do.
_USES = {
    "filter_fields": "where",
    "search_fields": "text",
    "sort_fields": "sort",
    "out_fields": "field",
}
_FIELDS = columns("field type " + " ".join(f"--{flag}={use}" for use, flag in _USES.items()))


class On(enum.StrEnum):
    """What can be searched."""

    IMAGES = "images"
    RASTERS = "rasters"
    POINT_CLOUDS = "point-clouds"
    PROJECTS = "projects"
    COLLECTIONS = "collections"


_FOUND_IN = "project#=project_id collection#=data_collection_id created=created_at"
_COLUMNS = {
    On.IMAGES: f"id# name taken=capture_date {_FOUND_IN}",
    On.RASTERS: f"id# name {_FOUND_IN}",
    On.POINT_CLOUDS: f"id# name {_FOUND_IN}",
}
_ON = {"point-clouds": "point_clouds", "collections": "data_collections"}


@attrs.frozen
class SearchSpelling(Spelling):
    """How a search was asked.

    Attributes:
        on: What was searched.
        where: The conditions.
        field: The fields that were to be returned.
        sort: The fields that were sorted by.
    """

    on: str
    where: Sequence[str]
    field: Sequence[str]
    sort: Sequence[str]

    def _named(self, where: Sequence[Any]) -> str:
        """The option that a part of the query came from, with its value where there are several."""
        part, *inner = where or ("",)
        if part == "filter":
            return self._condition(inner)
        if part in ("out_fields", "sort"):
            flag, given = ("--sort", self.sort) if part == "sort" else ("--field", self.field)
            return " ".join([flag, *_nth(given, inner)])
        flags = {"intersects": "--intersects", "search": "--text", "limit": "--limit"}
        return flags.get(part, super()._named(where))

    def _condition(self, inner: Sequence[Any]) -> str:
        if len(self.where) > 1:
            # Of a filter of several, the first number says which; there may be names before it.
            inner = inner[inner.index("and") + 1 :] if "and" in inner else []
            return " ".join(["--where", *_nth(self.where, inner)])
        return " ".join(["--where", *map(repr, self.where)])


def _nth(given: Sequence[str], inner: Sequence[Any]) -> list[str]:
    number = next((name for name in inner if isinstance(name, int)), len(given))
    return [repr(given[number])] if 0 <= number < len(given) else []


def search(
    session: Session,
    on: Annotated[On, typer.Argument(metavar="WHAT", help="What to search.")],
    where: Annotated[
        list[str] | None,
        typer.Option(
            help='A condition such as "name ~ DJI%", where ~ is like and % any text; operators: =='
            " != < <= > >= ~ !~ contains !contains in !in. May be repeated: all must hold."
        ),
    ] = None,
    text: Annotated[
        str | None, typer.Option(help="Full text to look for.", callback=not_nothing)
    ] = None,
    intersects: Annotated[
        str | None,
        typer.Option(
            help="Only what intersects this WKT, or WEST,SOUTH,EAST,NORTH in degrees.",
            callback=not_nothing,
        ),
    ] = None,
    sort: Annotated[
        list[str] | None,
        typer.Option(help="Sort by this field, downwards with a minus: -created_at."),
    ] = None,
    field: Annotated[
        list[str] | None, typer.Option(help="Return this field; may be repeated.")
    ] = None,
    limit: Limit = None,
    every: Every = False,
    geoparquet: GeoParquet = None,
    stac: Stac = None,
    info: Annotated[
        bool, typer.Option("--fields", help="List the fields that can be searched.")
    ] = False,
) -> int:
    """Search images, rasters, point clouds, projects or data collections."""
    name: Any = _ON.get(on.value, on.value)
    client = session.client
    if info:
        _tell_fields(session, client.search_info(name))
        return ALL
    session.spelling = SearchSpelling(on.value, where or [], field or [], sort or [])
    conditions = [condition(each) for each in where or []]
    query: dict[str, Any] = {
        "on": name,
        "search": text,
        "intersects": _wkt(intersects) if intersects else None,
        "filter": conditions[0] if len(conditions) == 1 else {"and": conditions},
        "out_fields": field,
        "sort": [
            {"field": each.lstrip("-"), "direction": "desc" if each.startswith("-") else "asc"}
            for each in sort or []
        ],
        "limit": limit,
    }
    if not conditions:
        query["filter"] = None
    asked = {key: value for key, value in query.items() if value not in (None, [])}
    shown = (
        tuple(Column(each, each) for each in field)
        if field
        else columns(_COLUMNS.get(on, "id# name created=created_at"))
    )
    found = client.search(asked).results if limit is not None else client.paginate_search(asked)
    kind = str(name).removesuffix("s")
    if (code := exported(session, found, kind, geoparquet, stac)) is not None:
        return code
    session.output.items(found, shown, every=every or limit is not None)
    return ALL


def _tell_fields(session: Session, info: Mapping[str, Any]) -> None:
    """Say what can be searched: to people a row a field, and the operators by type."""
    output = session.output
    rows: dict[str, dict[str, Any]] = {}
    operators: dict[str, dict[str, None]] = {}  # of any field of a type
    for use, listed in info.items():
        if use not in _USES or not isinstance(listed, list):
            continue
        for each in listed:
            told = each if isinstance(each, Mapping) else {"name": each}
            row = rows.setdefault(str(told.get("name")), {"field": str(told.get("name"))})
            row[use] = True
            if "type" in told:
                row["type"] = kind = str(told["type"])
                operators.setdefault(kind, {}).update(dict.fromkeys(told.get("operators") or ()))
    if not rows or not output.for_people:
        output.item(info)
        return
    output.items(rows.values(), _FIELDS)
    for kind, names in operators.items():
        output.say(f"--where with a {kind}: {' '.join(map(str, names))}")


def condition(text: str) -> dict[str, Any]:
    """A condition as the service takes it: `cam_heading >= 90` is `{">=": [{"var": …}, 90]}`.

    Raises:
        CommandError: It cannot be read.
    """
    match = _CONDITION.fullmatch(text)
    if match is None or not match[3]:
        raise CommandError(
            f"--where {text!r} cannot be read; write FIELD OPERATOR VALUE, such as"
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
        from ..lookup import polygon

        rings = polygon(text)["coordinates"]
        inner = ", ".join(
            "(" + ", ".join(f"{point[0]} {point[1]}" for point in ring) + ")" for ring in rings
        )
        return f"POLYGON ({inner})"
    return text


def add_commands(app: typer.Typer) -> None:
    """Add it to the app."""
    register(
        app,
        "search",
        search,
        "pixel search images --where 'name ~ DJI%' --where 'cam_heading >= 90'",
        "pixel search images --intersects 10.7,59.9,10.8,60.0 --geojson",
        "pixel search projects --text road --sort -created_at --limit 10",
        "pixel search rasters --fields",
    )
