"""What the search asks of each row and SQLite cannot tell: moments with zones, letters, places."""

import json
import sqlite3
import threading
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any


def register(connection: sqlite3.Connection) -> None:
    """Make the functions known to a connection, as `instant`, `casefold` and `touches`."""
    for function, arguments in ((instant, 1), (casefold, 1), (touches, 2)):
        connection.create_function(function.__name__, arguments, function, deterministic=True)


def instant(text: str | None) -> str | None:
    """A moment in UTC, in the one spelling that sorts by time; without a zone it is UTC already.

    Args:
        text: ISO 8601, a date alone included.

    Returns:
        The moment; None when the text is none.
    """
    try:
        moment = datetime.fromisoformat(str(text))
        zoned = moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
        return zoned.astimezone(UTC).isoformat()
    # The first and last day there are cannot be moved to every zone.
    except (ValueError, OverflowError):
        return None


def casefold(text: Any) -> str | None:
    """A text without the difference of upper and lower case, in all scripts."""
    return None if text is None else str(text).casefold()


def touches(geojson: str | None, wkt: str) -> bool:
    """Whether a stored geometry and a place have a point in common.

    Args:
        geojson: A GeoJSON geometry, or None.
        wkt: The place, which has been read without an error before.
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
    # A stored geometry may have a shape that is none, such as a ring of two positions.
    except shapely.errors.GEOSException:
        return False


@lru_cache(maxsize=32)
def _place(wkt: str, _thread: int) -> Any:
    """The place, prepared for many questions. One a thread: GEOS prepares it lazily."""
    import shapely

    place = shapely.from_wkt(wkt)
    shapely.prepare(place)
    return place
