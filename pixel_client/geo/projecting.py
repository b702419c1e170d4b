"""Geometries in the coordinate system of the caller's choice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import attrs

from ..core.optional_imports import need
from ..exceptions import PixelInputError

__all__ = ["CrsLike", "Projection"]

CrsLike = int | str | Any
"""An EPSG code such as 25832, or whatever else pyproj takes: `"EPSG:25832"`, WKT, a CRS."""


@attrs.frozen
class Projection:
    """Turns WGS 84 into a coordinate system; x is east and y north in every one.

    Attributes:
        crs: The system, a `pyproj.CRS`.
    """

    crs: Any = attrs.field()

    @crs.validator
    def _check(self, attribute: Any, value: Any) -> None:
        del attribute
        if not (value.is_projected or value.is_geographic):
            raise PixelInputError(
                f"{value.name} has no eastings and northings, or longitudes and latitudes"
            )

    @classmethod
    def to(cls, crs: CrsLike) -> Projection:
        """The way into a coordinate system.

        Raises:
            PixelInputError: There is no such system, or pyproj is not installed.
        """
        pyproj = need("pyproj")
        try:
            return cls(pyproj.CRS.from_user_input(crs))
        except (pyproj.exceptions.ProjError, TypeError, ValueError, OverflowError) as error:
            if isinstance(error, PixelInputError):
                raise
            raise PixelInputError(
                f"there is no coordinate system {str(crs)[:80]!r}; give an EPSG code such as 25832"
            ) from error

    @property
    def is_wgs84(self) -> bool:
        """Whether nothing is to be done."""
        return bool(self.crs.equals(need("pyproj").CRS.from_epsg(4326), ignore_axis_order=True))

    def shapes(self, geometries: Sequence[dict[str, Any] | None]) -> tuple[Any, list[int]]:
        """Geometries as an array of shapely, and which of them the system does not cover.

        Heights stay as they are.

        Args:
            geometries: GeoJSON in WGS 84, or None.
        """
        shapely = need("shapely")
        numpy = need("numpy")
        shapes = numpy.empty(len(geometries), dtype=object)
        # Not from_geojson: GEOS before 3.13 leaves heights out.
        for place, each in enumerate(geometries):
            shapes[place] = None if each is None else shapely.geometry.shape(each)
        if self.is_wgs84 or not len(shapes):
            return shapes, []
        turn = need("pyproj").Transformer.from_crs(4326, self.crs, always_xy=True).transform

        def moved(places: Any) -> Any:
            east, north = turn(places[:, 0], places[:, 1])
            return numpy.column_stack([east, north, *places[:, 2:].T])

        flat = ~shapely.has_z(shapes)
        shapes[flat] = shapely.transform(shapes[flat], moved)
        shapes[~flat] = shapely.transform(shapes[~flat], moved, include_z=True)
        beyond = ~numpy.isfinite(shapely.bounds(shapes)).all(axis=1)
        beyond &= ~shapely.is_missing(shapes)
        shapes[beyond] = None
        return shapes, [int(place) for place in numpy.flatnonzero(beyond)]
