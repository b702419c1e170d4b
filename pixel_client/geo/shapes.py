"""Geometries as answers hold them: read, held against the Earth, cut at the antimeridian."""

from __future__ import annotations

import itertools
import math
import warnings
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..core.optional_imports import need

__all__ = ["positions", "read_shape", "split", "wkt_shape"]

# How deep positions lie in the coordinates of each type.
_DEPTH = {
    "Point": 0,
    "MultiPoint": 1,
    "LineString": 1,
    "MultiLineString": 2,
    "Polygon": 2,
    "MultiPolygon": 3,
}
_MOST_NESTED = 8  # collections in collections
# Degrees that rounding puts beyond the edge; outlines of the whole world come out so.
_SLACK = 0.001


def read_shape(value: Any, depth: int = 0) -> dict[str, Any]:
    """A GeoJSON geometry in WGS 84, copied and checked.

    Args:
        value: A geometry, or a text of WKT.
        depth: How many collections it lies in.

    Raises:
        ValueError: It is none, has no positions, or some are not on Earth.
    """
    if isinstance(value, str):
        return wkt_shape(value)
    if not isinstance(value, Mapping):
        raise ValueError(f"it is a {type(value).__name__}, not a GeoJSON geometry")
    kind = value.get("type")
    if kind == "GeometryCollection" and depth < _MOST_NESTED:
        parts = value.get("geometries")
        if not isinstance(parts, list | tuple) or not parts:
            raise ValueError("it is empty")
        return {"type": kind, "geometries": [read_shape(part, depth + 1) for part in parts]}
    if kind not in _DEPTH:
        raise ValueError(f"its type is {str(kind)[:40]!r}, which is none of GeoJSON")
    return {"type": kind, "coordinates": _nested(value.get("coordinates"), _DEPTH[kind], kind)}


def wkt_shape(text: str) -> dict[str, Any]:
    """The GeoJSON geometry of a text of WKT.

    Raises:
        ValueError: It is none.
    """
    shapely = need("shapely")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)  # of numbers that are none
            shape = shapely.from_wkt(text)
    except shapely.errors.ShapelyError as error:
        raise ValueError(f"the text {text[:40]!r} is no WKT") from error
    if shape.is_empty:
        raise ValueError("it is empty")
    return read_shape(shapely.geometry.mapping(shape))


def _nested(value: Any, depth: int, kind: str) -> Any:
    if depth == 0:
        return _position(value)
    if not isinstance(value, list | tuple) or not value:
        raise ValueError("it is empty" if value in ([], (), None) else "it has no list of places")
    made = [_nested(each, depth - 1, kind) for each in value]
    if depth == 1 and kind in ("Polygon", "MultiPolygon"):
        if made[0] != made[-1]:
            made.append(made[0])
        if len(made) < 4:
            raise ValueError("a ring of it has fewer than 3 corners")
    if depth == 1 and kind in ("LineString", "MultiLineString") and len(made) < 2:
        raise ValueError("a line of it has fewer than 2 points")
    return made


def _position(value: Any) -> list[float]:
    if not isinstance(value, list | tuple) or len(value) < 2:
        raise ValueError("it is empty" if value in ([], (), None) else "a place has no 2 numbers")
    numbers = []
    for number in value[:3]:
        if isinstance(number, bool) or not isinstance(number, int | float):
            raise ValueError(f"a place has {str(number)[:40]!r}, which is no number")
        if abs(number) > 1e15 or not math.isfinite(number):
            raise ValueError(f"a place has {str(number)[:40]}, which is not on Earth")
        numbers.append(float(number))
    # Twice round: how polygons across the antimeridian are written by some.
    if abs(numbers[0]) > 360 + _SLACK:
        raise ValueError(f"longitude {numbers[0]:g} is not on Earth; it is -180 to 180")
    if abs(numbers[1]) > 90 + _SLACK:
        raise ValueError(f"latitude {numbers[1]:g} is not on Earth; it is -90 to 90")
    numbers[1] = max(-90.0, min(90.0, numbers[1]))
    return numbers


def positions(shape: Mapping[str, Any]) -> Iterator[Sequence[float]]:
    """All positions of a GeoJSON geometry."""
    if "geometries" in shape:
        for part in shape["geometries"]:
            yield from positions(part)
        return
    stack = [shape["coordinates"]]
    while stack:
        each = stack.pop()
        if each and isinstance(each[0], int | float):
            yield each
        else:
            stack.extend(reversed(each))


def split(shape: dict[str, Any]) -> dict[str, Any]:
    """The geometry in longitudes of -180 to 180; polygons over the antimeridian are cut there.

    RFC 7946 (3.1.9) asks for that. A ring whose neighbouring corners lie more than 180° of
    longitude apart goes the short way, over the antimeridian, unless it reaches from -180 to 180.
    """
    kind = shape["type"]
    if kind == "GeometryCollection":
        return {"type": kind, "geometries": [split(part) for part in shape["geometries"]]}
    if kind in ("Polygon", "MultiPolygon"):
        polygons = [shape["coordinates"]] if kind == "Polygon" else shape["coordinates"]
        if any(_crosses(polygon[0]) for polygon in polygons):
            return _cut(polygons)
    return {"type": kind, "coordinates": _turned(shape["coordinates"])}


def _crosses(ring: Sequence[Sequence[float]]) -> bool:
    longitudes = [place[0] for place in ring]
    west, east = min(longitudes), max(longitudes)
    if west < -180 - _SLACK or east > 180 + _SLACK:
        return east - west < 360 - _SLACK
    whole = west < -180 + _SLACK and east > 180 - _SLACK
    steps = itertools.pairwise(longitudes)
    return not whole and any(abs(one - other) > 180 for one, other in steps)


def _cut(polygons: Sequence[Any]) -> dict[str, Any]:
    antimeridian, shapely = need("antimeridian"), need("shapely")
    made = []
    for polygon in polygons:
        rings = [_in_one_piece(ring, polygon[0][0][0]) for ring in polygon]
        round_a_pole = abs(rings[0][-1][0] - rings[0][0][0]) > 180
        north = sum(place[1] for place in rings[0]) > 0
        if round_a_pole:
            # Counter-clockwise, as seen from above the pole.
            eastward = rings[0][-1][0] > rings[0][0][0]
            outer = _turned(polygon[0])
            whole = shapely.Polygon(outer if eastward == north else outer[::-1])
        else:
            whole = shapely.geometry.polygon.orient(shapely.Polygon(rings[0], rings[1:]))
        made.append(
            antimeridian.fix_polygon(
                whole,
                force_north_pole=round_a_pole and north,
                force_south_pole=round_a_pole and not north,
                fix_winding=not round_a_pole,
                great_circle=False,
            )
        )
    parts = [part for each in made for part in getattr(each, "geoms", [each])]
    shape = shapely.MultiPolygon(parts) if len(parts) > 1 else parts[0]
    plain = shapely.geometry.mapping(shape)
    return {"type": plain["type"], "coordinates": _turned(plain["coordinates"])}


def _in_one_piece(ring: Sequence[Sequence[float]], start: float) -> list[list[float]]:
    """A ring whose neighbouring corners are near each other, beyond 180 if need be."""
    made: list[list[float]] = []
    for longitude, *rest in ring:
        start = _near(longitude, start)
        made.append([start, *rest])
    return made


def _near(longitude: float, other: float) -> float:
    return longitude - 360 * round((longitude - other) / 360)


def _turned(value: Any) -> Any:
    if isinstance(value[0], int | float):
        longitude = value[0]
        if abs(longitude) > 180:
            turned = longitude - 360 * round(longitude / 360)
            # What rounding put over the edge stays at its edge.
            longitude = turned if abs(longitude) > 180 + _SLACK else math.copysign(180, longitude)
        return [longitude, *value[1:]]
    return [_turned(each) for each in value]
