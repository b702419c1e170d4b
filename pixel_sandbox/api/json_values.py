"""Validation of free-form JSON and GeoJSON in request bodies."""

import math
from typing import Annotated, Any

from pydantic import AfterValidator

# Responses may be nested about 200 deep, and objects are merged into others.
MAX_DEPTH = 50
# Nesting depth of a geometry's positions.
GEOMETRIES = {
    "Point": 0,
    "MultiPoint": 1,
    "LineString": 1,
    "MultiLineString": 2,
    "Polygon": 2,
    "MultiPolygon": 3,
}


def check_record(value: dict[str, Any]) -> dict[str, Any]:
    """Refuse values that Python's JSON parser accepts but that are not valid JSON, or too deep.

    Args:
        value: The received object.

    Returns:
        The same object.

    Raises:
        ValueError: It is nested too deeply, or contains lone surrogates or non-finite numbers.
    """
    level: list[Any] = [value]
    for _ in range(MAX_DEPTH):
        inside: list[Any] = []
        for each in level:
            if isinstance(each, dict):
                inside += [*each, *each.values()]
            elif isinstance(each, list):
                inside += each
            elif isinstance(each, str):
                check_text(each)
            elif each is not None:
                _check_number(each)
        if not inside:
            return value
        level = inside
    raise ValueError(f"must not be nested more than {MAX_DEPTH} deep")


def check_text(value: str) -> None:
    """Refuse a string with a lone surrogate, or with NUL, where SQLite truncates it.

    Raises:
        ValueError: It contains one.
    """
    try:
        value.encode()
    except UnicodeEncodeError:
        raise ValueError("must not contain lone surrogates") from None
    if "\0" in value:
        raise ValueError("must not contain the NUL character")


def _check_number(value: int | float) -> None:
    try:
        fits = math.isfinite(value)
    except OverflowError:
        fits = False
    if not fits:
        raise ValueError("must contain only finite numbers, of at most 308 digits")


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _position(value: Any) -> None:
    if not isinstance(value, list) or len(value) not in (2, 3):
        raise ValueError("a position is [longitude, latitude] or [longitude, latitude, height]")
    if not all(map(_is_number, value)):
        raise ValueError("coordinates must be numbers")
    if abs(value[0]) > 180 or abs(value[1]) > 90:
        raise ValueError("coordinates must be longitude and latitude in degrees (WGS 84)")


def _positions(value: Any, depth: int) -> None:
    if depth == 0:
        _position(value)
        return
    if not isinstance(value, list) or not value:
        raise ValueError("coordinates are empty or not nested deeply enough")
    for item in value:
        _positions(item, depth - 1)


def _geometry(value: dict[str, Any]) -> dict[str, Any]:
    kind = value.get("type")
    if not isinstance(kind, str) or kind not in GEOMETRIES:
        raise ValueError(f"type must be a GeoJSON geometry, one of {', '.join(GEOMETRIES)}")
    _positions(value.get("coordinates"), GEOMETRIES[kind])
    box = value.get("bbox")
    if box is not None and not (isinstance(box, list) and all(map(_is_number, box))):
        raise ValueError("bbox must be a list of numbers")
    return value


def _polygon(value: dict[str, Any]) -> dict[str, Any]:
    if value.get("type") != "Polygon":
        raise ValueError("type must be Polygon")
    _geometry(value)
    for ring in value["coordinates"]:
        if len(ring) < 4 or ring[0] != ring[-1]:
            raise ValueError("a ring needs at least four positions, the last equal to the first")
    return value


Record = Annotated[dict[str, Any], AfterValidator(check_record)]
Geometry = Annotated[Record, AfterValidator(_geometry)]
Polygon = Annotated[Record, AfterValidator(_polygon)]
