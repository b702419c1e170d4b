"""Footprints of rasters and point clouds, in degrees."""

import math
from typing import Any

from rasterio.crs import CRS
from rasterio.warp import transform_geom


def footprint(crs: CRS | None, bounds: list[float]) -> dict[str, Any] | None:
    """The footprint of a file, if its coordinate system is known.

    Args:
        crs: Its coordinate system.
        bounds: West, south, east and north in that system.

    Returns:
        A GeoJSON Polygon in WGS 84; None when it is unknown.
    """
    if crs is None:
        return None
    left, bottom, right, top = bounds
    ring = [[left, bottom], [right, bottom], [right, top], [left, top], [left, bottom]]
    try:
        geometry = transform_geom(crs, "EPSG:4326", {"type": "Polygon", "coordinates": [ring]})
    # PROJ's errors come from a private module.
    except Exception:
        return None
    corners = [[float(x), float(y)] for x, y, *_ in geometry["coordinates"][0]]
    if not all(math.isfinite(number) for corner in corners for number in corner):
        return None
    return {"type": "Polygon", "coordinates": [corners]}
