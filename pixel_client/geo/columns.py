"""Rows of tables: what each column holds, told from the answers themselves."""

from __future__ import annotations

import datetime
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

import attrs

from ..core.dates import parse_date
from ..core.geometry_fields import PLACE_FIELDS
from ..core.masking import without_secrets
from ..exceptions import PixelInputError, ProblemCode
from .places import Place, Places

__all__ = [
    "TIMES",
    "Kind",
    "ResourceType",
    "Rows",
    "Schema",
    "cells",
    "plain",
    "resource_type_of",
    "time_of",
]

Kind = Literal["bool", "int", "float", "text", "time", "texts", "numbers", "json"]
"""What a column holds; `json` is any object or list."""
ResourceType = Literal["image", "raster", "point_cloud", "project", "data_collection"]

TIMES = frozenset({"capture_date", "created_at", "updated_at", "deleted_at"})
_LARGEST = 2**63 - 1
# What a table has besides the fields of the answers, in this order, around them.
_FIRST: dict[str, Kind] = {"resource_type": "text"}
_LAST: dict[str, Kind] = {
    "longitude": "float",
    "latitude": "float",
    "altitude": "float",
    "geometry_from": "text",
    "problem": "text",
}
OURS = frozenset({*_FIRST, *_LAST, "geometry"})
_BASE: dict[str, Kind] = {
    "id": "int",
    "name": "text",
    "capture_date": "time",
    "tags": "texts",
    "json_metadata": "json",
    "created_at": "time",
    "updated_at": "time",
}
_CAMERA = (
    *("cam_heading", "cam_pitch", "cam_roll", "hfov", "vfov", "cam_height", "far_dist"),
    *("near_dist", "focal_length", "img_rotation"),
)
_KNOWN: dict[ResourceType, dict[str, Kind]] = {
    "image": {
        "image_type": "text",
        "img_rotation": "float",
        **dict.fromkeys(_CAMERA, "float"),
    },
    "raster": {"format": "text", "srid": "int", "bounds": "numbers", "cell_size": "numbers"},
    "point_cloud": {
        "format": "text",
        "point_record_format": "int",
        "version_major": "int",
        "version_minor": "int",
        "srid": "int",
        "bounds": "numbers",
    },
    "project": {"description": "text", "parent_project_id": "int"},
    "data_collection": {"description": "text", "data_collection_type": "text"},
}
_FITTING: dict[str, Kind] = {name: kind for each in _KNOWN.values() for name, kind in each.items()}
# A field that only one sort of resource has, for answers of a search, which do not say.
_TELLING: dict[str, ResourceType] = {
    "point_record_format": "point_cloud",
    "point_count": "point_cloud",
    "num_bands": "raster",
    "cell_size": "raster",
    "area_of_interest": "project",
    "parent_project_id": "project",
    "data_collection_type": "data_collection",
    "cam_heading": "image",
    "image_type": "image",
    "location": "image",
}
_MODELS: dict[str, ResourceType] = {
    "Image": "image",
    "Raster": "raster",
    "PointCloud": "point_cloud",
    "Project": "project",
    "DataCollection": "data_collection",
}


def resource_type_of(item: Mapping[str, Any]) -> ResourceType | None:
    """What an answer is: by its model, else by fields that only one sort has; None if unknown."""
    if (known := _MODELS.get(type(item).__name__)) is not None:
        return known
    return next((sort for name, sort in _TELLING.items() if name in item), None)


def time_of(value: Any) -> datetime.datetime:
    """A date of an answer in UTC; one without a zone is taken to be in UTC.

    Raises:
        ValueError: It is none.
    """
    if isinstance(value, str):
        try:
            value = datetime.datetime.fromisoformat(value)
        except ValueError:
            value = parse_date(value)
    if not isinstance(value, datetime.datetime):
        raise ValueError(f"{str(value)[:40]!r} is no date")
    if value.tzinfo is None:
        return value.replace(tzinfo=datetime.UTC)
    try:
        return value.astimezone(datetime.UTC)
    except OverflowError as error:
        raise ValueError(f"{value} is beyond the years 1 to 9999") from error


def plain(value: Any) -> Any:
    """A value as JSON can carry it: numbers that are none become null."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, str):
        return value if value.isascii() else _encodable(value)
    if value is None or isinstance(value, int):
        return value
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


def _encodable(text: str) -> str:
    """A text without halves of letters, which JSON can hold and files cannot."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


@attrs.frozen
class Rows:
    """Makes rows of answers.

    Attributes:
        places: Finds where they lie.
        resource_type: What they are, when it is known; None to tell it from each.
        flatten: Whether `json_metadata` becomes columns of its own, `json_metadata.KEY`.
    """

    places: Places
    resource_type: ResourceType | None = None
    flatten: bool = False

    def __attrs_post_init__(self) -> None:
        if self.resource_type is not None and self.resource_type not in _KNOWN:
            raise PixelInputError(
                f"is one of {', '.join(_KNOWN)}, not {self.resource_type!r}",
                path="resource_type",
                code=ProblemCode.ENUM,
                allowed={"enum": sorted(_KNOWN)},
            )

    def row(self, item: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any] | None]:
        """The row of an answer, JSON values in it, and its geometry in WGS 84."""
        place = self.places.of(item)
        row: dict[str, Any] = {"resource_type": self.resource_type or resource_type_of(item)}
        problems = [place.problem] if place.problem else []
        for name, value in without_secrets(item).items():
            if name in place.read or (value is None and name in PLACE_FIELDS):
                continue
            if self.flatten and name == "json_metadata" and isinstance(value, Mapping):
                row |= {f"{name}.{key}": plain(each) for key, each in value.items()}
                continue
            if name in TIMES and value is not None:
                try:
                    value = time_of(value).isoformat()
                except ValueError as error:
                    problems.append(f"{name}: {error}")
                    value = None
            row[f"{name}_" if name in OURS else name] = plain(value)
        return row | _ending(place, problems), place.geometry

    def schema(self) -> Schema:
        """The columns there are in any case."""
        known = _KNOWN[self.resource_type] if self.resource_type else {}
        return Schema(dict.fromkeys([*_FIRST, *_BASE, *known], None))


def _ending(place: Place, problems: Sequence[str]) -> dict[str, Any]:
    told = dict(zip(("longitude", "latitude", "altitude"), place.point or (), strict=False))
    return {
        **told,
        "geometry_from": place.source,
        "problem": "; ".join(problems) or None,
    }


@attrs.define
class Schema:
    """The columns of a table, as its rows come.

    Attributes:
        seen: Column -> what its values were so far; None when there were none.
    """

    seen: dict[str, Kind | None]

    def meet(self, row: Mapping[str, Any]) -> None:
        """Take a row into account."""
        for name, value in row.items():
            before = self.seen.setdefault(name, None)
            if value is not None:
                self.seen[name] = _both(before, _kind(name, value))

    @property
    def kinds(self) -> dict[str, Kind]:
        """Each column and what it holds; columns of ours last, where they belong."""
        known = _FIRST | _BASE | _FITTING | _LAST
        kinds = {name: kind or known.get(name, "text") for name, kind in self.seen.items()}
        fields = {name: kind for name, kind in kinds.items() if name not in _LAST}
        return fields | {name: kinds.get(name, kind) for name, kind in _LAST.items()}


def _kind(name: str, value: Any) -> Kind:
    if isinstance(value, bool):
        return "bool"
    if isinstance(value, int):
        if abs(value) > _LARGEST:
            return "text"
        return "float" if (_LAST | _FITTING).get(name) == "float" else "int"
    if isinstance(value, float):
        return "float"
    if isinstance(value, str):
        return "time" if name in TIMES else "text"
    if isinstance(value, list) and not value:
        return (_BASE | _FITTING).get(name, "json")
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return "texts"
    if isinstance(value, list) and all(type(each) in (int, float) for each in value):
        return "numbers"
    return "json"


def _both(one: Kind | None, other: Kind) -> Kind:
    if one in (None, other):
        return other
    pair = {one, other}
    if pair == {"int", "float"}:
        return "float"
    return "json" if pair <= {"texts", "numbers", "json"} else "text"


def cell(value: Any, kind: Kind) -> Any:
    """A value as its column holds it; what has no place in it as it is becomes text."""
    if value is None:
        return None
    if kind == "time":
        return datetime.datetime.fromisoformat(value)
    if kind == "float":
        return float(value)
    if kind == "numbers":
        return [float(each) for each in value]
    if kind == "text" and not isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    return value


def cells(rows: Iterable[Mapping[str, Any]], name: str, kind: Kind) -> list[Any]:
    """A column of rows."""
    return [cell(row.get(name), kind) for row in rows]
