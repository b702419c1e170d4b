"""SQL functions for searches: times with zones, case folding, geometries."""

import json
import sqlite3
import threading
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any


def register(connection: sqlite3.Connection) -> None:
    """Register `instant`, `casefold` and `touches` on a connection."""
    for function, arguments in ((instant, 1), (casefold, 1), (touches, 2)):
        connection.create_function(function.__name__, arguments, function, deterministic=True)


def instant(text: str | None) -> str | None:
    """Convert a date and time to UTC, in a form that sorts by time; no time zone means UTC.

    Args:
        text: ISO 8601, possibly a date only.

    Returns:
        The time; None when the text is invalid.
    """
    try:
        moment = datetime.fromisoformat(str(text))
        zoned = moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
        return zoned.astimezone(UTC).isoformat()
    # The first and last representable day cannot be converted to every zone.
    except (ValueError, OverflowError):
        return None


def casefold(text: Any) -> str | None:
    """Fold the case of a text, in all scripts."""
    return None if text is None else str(text).casefold()


def touches(geojson: str | None, wkt: str) -> bool:
    """Whether a stored geometry intersects a search geometry.

    Args:
        geojson: A GeoJSON geometry, or None.
        wkt: The search geometry, already validated.
    """
    import shapely

    shape = None if geojson is None else json.loads(geojson)
    if shape is None:
        return False
    place = _place(wkt, threading.get_ident())
    if shape.get("type") == "Point":
        x, y = shape["coordinates"][:2]
        return bool(shapely.intersects_xy(place, x, y))
    try:
        return bool(shapely.intersects(place, shapely.from_geojson(geojson)))
    # A stored geometry may be invalid, such as a ring of two positions.
    except shapely.errors.GEOSException:
        return False


@lru_cache(maxsize=32)
def _place(wkt: str, _thread: int) -> Any:
    """The prepared search geometry. One per thread, since GEOS prepares lazily."""
    import shapely

    place = shapely.from_wkt(wkt)
    shapely.prepare(place)
    return place
