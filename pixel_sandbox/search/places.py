"""Validates the geometry of a search: WKT in EPSG:4326."""

import math

ALLOWED = (
    "intersects takes WKT in EPSG:4326 (longitude latitude, in degrees),"
    " such as POLYGON ((10 59, 11 59, 11 60, 10 59))"
)


def check_place(wkt: str) -> str:
    """Validate the geometry of a search.

    Args:
        wkt: The received text.

    Returns:
        The same text.

    Raises:
        ValueError: It is not WKT, is empty or invalid, or is not in degrees.
    """
    import shapely

    try:
        place = shapely.from_wkt(wkt)
        valid = shapely.is_valid_reason(place)
    # shapely does not implement curves.
    except (shapely.errors.ShapelyError, ValueError, NotImplementedError) as error:
        reason = str(error).splitlines()[0]
        raise ValueError(f"cannot be read ({reason}); {ALLOWED}") from None
    if place.is_empty:
        raise ValueError(f"is empty; {ALLOWED}")
    west, south, east, north = place.bounds
    if not all(map(math.isfinite, place.bounds)):
        raise ValueError(f"has coordinates that are not finite; {ALLOWED}")
    if west < -180 or east > 180 or south < -90 or north > 90:
        raise ValueError(f"is not in degrees; {ALLOWED}")
    if valid != "Valid Geometry":
        raise ValueError(f"is not a valid geometry ({valid}); {ALLOWED}")
    return wkt
