"""Outlines in WGS 84, and whether a place lies in a project's area."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ..core.optional_imports import need
from ..exceptions import PixelInputError

__all__ = ["Area", "on_some_map", "outline"]

_METRES_PER_DEGREE = 111_320.0
_FARTHEST = 1e9  # of an origin in any unit of length; the Earth is 4e7 m around


def on_some_map(numbers: Iterable[float]) -> bool:
    """Whether coordinates can be of any map: GDAL takes turns off a longitude one by one."""
    return all(math.isfinite(number) and abs(number) < _FARTHEST for number in numbers)


def outline(longitudes: Sequence[float], latitudes: Sequence[float]) -> Mapping[str, Any] | None:
    """A GeoJSON Polygon through corners, or None when one of them is not on Earth."""
    ring = [[float(x), float(y)] for x, y in zip(longitudes, latitudes, strict=True)]
    # A little more than a turn: outlines of the whole world come out so.
    on_earth = all(
        math.isfinite(x) and math.isfinite(y) and abs(x) <= 180.001 and abs(y) <= 90.001
        for x, y in ring
    )
    return {"type": "Polygon", "coordinates": [[*ring, ring[0]]]} if on_earth else None


class Area:
    """A project's area, to hold places against.

    Args:
        geometry: GeoJSON, or anything with `__geo_interface__`: a Polygon or MultiPolygon in
            WGS 84.

    Raises:
        PixelInputError: It is no such geometry, or shapely is not installed.
    """

    def __init__(self, geometry: Any) -> None:
        shapely = need("shapely")
        shape = getattr(geometry, "__geo_interface__", geometry)
        try:
            if isinstance(shape, Mapping) and shape.get("type") == "Feature":
                shape = shape["geometry"]
            self._shape = shapely.geometry.shape(shape)
            if not self._shape.is_valid:
                self._shape = shapely.make_valid(self._shape)
        except Exception as error:
            raise PixelInputError(
                f"the project's area is no GeoJSON geometry that can be read: {error}"
            ) from error
        if self._shape.is_empty or self._shape.area == 0:
            raise PixelInputError("the project's area is a Polygon or MultiPolygon with an area")
        shapely.prepare(self._shape)
        self._shapely = shapely

    def distance(self, place: Mapping[str, Any]) -> float:
        """How far a place is outside, in metres (roughly); 0 inside.

        Args:
            place: A GeoJSON geometry in WGS 84.

        Raises:
            ValueError: It is no geometry that can be read.
        """
        shapely = self._shapely
        try:
            if place.get("type") == "Point":
                shape = shapely.Point(place["coordinates"][:2])
            else:
                shape = shapely.geometry.shape(place)
            if self._shape.intersects(shape):
                return 0.0
            (x, y), (far_x, far_y) = shapely.shortest_line(self._shape, shape).coords
        except (TypeError, LookupError, AttributeError, shapely.errors.ShapelyError) as error:
            raise ValueError(str(error)) from error
        across = (x - far_x) * math.cos(math.radians((y + far_y) / 2))
        return math.hypot(across, y - far_y) * _METRES_PER_DEGREE
