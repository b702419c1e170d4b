"""Where an answer lies: the footprint of a camera, what the service says, bounds of a raster."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, Literal

import attrs

from ..core.geometry_fields import PLACE_FIELDS
from ..core.optional_imports import need
from ..exceptions import PixelInputError, ProblemCode
from .cameras import FARTHEST, camera_of, number_of
from .shapes import positions, read_shape, split

__all__ = ["Place", "Places"]

_DIGITS = 9  # of degrees: a tenth of a millimetre
_EDGE_POINTS = 16  # a side of large bounds, which projections bend
_LARGE = 0.5  # degrees

PitchZero = Literal["down", "horizon"]


@attrs.frozen
class Place:
    """Where an answer lies.

    Attributes:
        geometry: A GeoJSON geometry in WGS 84, or None.
        source: What it was taken from: `camera`, `bounds`, or the name of a field.
        problem: Why there is none, or no footprint though its fields are there; or None.
        point: Longitude, latitude and, where told, height of the `location`, or None.
        read: Fields that the geometry and the point say in full.
    """

    geometry: dict[str, Any] | None = None
    source: str | None = None
    problem: str | None = None
    point: tuple[float, ...] | None = None
    read: frozenset[str] = frozenset()


@attrs.frozen
class Places:
    """Finds where answers lie.

    Attributes:
        footprints: Whether images get the ground their camera saw, rather than their position.
        pitch_zero: Where `cam_pitch` is 0: straight `down`, or at the `horizon`.
        far_distance: Metres along the ground at which a view is cut off; None for the image's own
            `far_dist`, or none.
    """

    footprints: bool = True
    pitch_zero: PitchZero = "down"
    far_distance: float | None = None

    def __attrs_post_init__(self) -> None:
        if self.pitch_zero not in ("down", "horizon"):
            raise PixelInputError(
                f"is 'down' or 'horizon', not {self.pitch_zero!r}",
                path="pitch_zero",
                code=ProblemCode.ENUM,
                allowed={"enum": ["down", "horizon"]},
            )
        far = self.far_distance
        if far is not None and not (
            isinstance(far, int | float) and not isinstance(far, bool) and 0 < far <= FARTHEST
        ):
            raise PixelInputError(
                f"is metres, above 0 and up to {FARTHEST:g}, not {far!r}",
                path="far_distance",
                code=ProblemCode.RANGE,
                allowed={"exclusiveMinimum": 0, "maximum": FARTHEST},
            )

    def of(self, item: Mapping[str, Any]) -> Place:
        """Where an answer lies."""
        told = self._told(item)
        if not self.footprints or told.point is None:
            return told
        try:
            camera = camera_of(item, self.pitch_zero)
            if camera is None:
                return told
            corners = camera.outline(self._far(item))
        except ValueError as error:
            return attrs.evolve(told, problem=f"no footprint: {error}")
        outline = _on_earth(told.point, corners)
        return attrs.evolve(told, geometry=_rounded(split(outline)), source="camera")

    def _far(self, item: Mapping[str, Any]) -> float | None:
        own = number_of(item, "far_dist")
        known = [each for each in (own, self.far_distance) if each is not None and each > 0]
        return min(*known, FARTHEST) if known else None

    def _told(self, item: Mapping[str, Any]) -> Place:
        problems = []
        for name in PLACE_FIELDS:
            if (value := item.get(name)) is None or _is_envelope(value):
                continue
            try:
                shape = read_shape(value)
                if _is_nowhere(shape):
                    raise ValueError("it is 0° N 0° E, which stands for no position")
                if shape["type"] == "Point" and abs(shape["coordinates"][0]) > 180:
                    raise ValueError(
                        f"longitude {shape['coordinates'][0]:g} is not on Earth; it is -180 to 180"
                    )
                shape = shape if _is_wide(item) else split(shape)
            except ValueError as error:
                problems.append(f"{name}: {error}")
                continue
            point = tuple(shape["coordinates"]) if shape["type"] == "Point" else None
            said = "; ".join(problems) or None
            return Place(_rounded(shape), name, said, point, frozenset({name}))
        try:
            bounds = _from_bounds(item)
        except ValueError as error:
            problems.append(f"bounds: {error}")
        else:
            if bounds is not None:
                said = "; ".join(problems) or None
                return Place(_rounded(split(bounds)), "bounds", said)
        return Place(problem="; ".join(problems) or "there is no position")


def _is_envelope(value: Any) -> bool:
    """West, south, east and north as numbers: `extent` of services."""
    return isinstance(value, list | tuple)


def _is_nowhere(shape: Mapping[str, Any]) -> bool:
    return all(place[0] == 0 and place[1] == 0 for place in positions(shape))


def _is_wide(item: Mapping[str, Any]) -> bool:
    """Whether bounds in degrees tell that a shape goes the long way round."""
    bounds = item.get("bounds")
    return (
        item.get("srid") == 4326
        and isinstance(bounds, Sequence)
        and len(bounds) == 4
        and all(isinstance(each, int | float) for each in bounds)
        and bounds[2] - bounds[0] > 180
    )


def _on_earth(point: Sequence[float], corners: Sequence[tuple[float, float]]) -> dict[str, Any]:
    geod = need("pyproj").Geod(ellps="WGS84")
    turns = [math.degrees(math.atan2(east, north)) for east, north in corners]
    ranges = [math.hypot(east, north) for east, north in corners]
    count = len(corners)
    xs, ys, _ = geod.fwd([point[0]] * count, [point[1]] * count, turns, ranges)
    ring = [[float(x), float(y)] for x, y in zip(xs, ys, strict=True)]
    return {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}


def _from_bounds(item: Mapping[str, Any]) -> dict[str, Any] | None:
    bounds, srid = item.get("bounds"), item.get("srid")
    if bounds is None:
        return None
    if not isinstance(bounds, list | tuple) or len(bounds) not in (4, 6):
        raise ValueError("4 numbers are needed, or 6 with heights")
    numbers = [number_of({"bounds": each}, "bounds") for each in bounds]
    if None in numbers:
        raise ValueError("one of them is missing")
    if srid is None:
        raise ValueError("there is no srid to tell their coordinate system")
    half = len(numbers) // 2
    west, south, east, north = (float(numbers[at] or 0) for at in (0, 1, half, half + 1))
    if west > east or south > north:
        raise ValueError("they are upside down: west, south, east and north are expected")
    shape = _box(srid, west, south, east, north)
    return read_shape(shape)


def _box(srid: Any, west: float, south: float, east: float, north: float) -> dict[str, Any]:
    pyproj = need("pyproj")
    try:
        crs = pyproj.CRS.from_epsg(srid)
        transformer = pyproj.Transformer.from_crs(crs, 4326, always_xy=True)
    except (pyproj.exceptions.ProjError, TypeError, ValueError, OverflowError) as error:
        raise ValueError(f"there is no coordinate system EPSG:{str(srid)[:40]}") from error
    corners = [(west, south), (east, south), (east, north), (west, north)]
    ring = _through(transformer, corners)
    if max(abs(x - ring[0][0]) + abs(y - ring[0][1]) for x, y in ring) > _LARGE:
        ring = _through(transformer, _densified(corners))
    return {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}


def _through(transformer: Any, corners: Sequence[tuple[float, float]]) -> list[list[float]]:
    xs, ys = transformer.transform([x for x, _ in corners], [y for _, y in corners])
    if not all(map(math.isfinite, (*xs, *ys))):
        raise ValueError("they lie outside what their coordinate system covers")
    return [[float(x), float(y)] for x, y in zip(xs, ys, strict=True)]


def _densified(corners: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    return [
        (one[0] + (other[0] - one[0]) * step, one[1] + (other[1] - one[1]) * step)
        for one, other in zip(corners, [*corners[1:], corners[0]], strict=True)
        for step in (each / _EDGE_POINTS for each in range(_EDGE_POINTS))
    ]


def _rounded(shape: dict[str, Any]) -> dict[str, Any]:
    if "geometries" in shape:
        return {"type": shape["type"], "geometries": [_rounded(p) for p in shape["geometries"]]}
    return {"type": shape["type"], "coordinates": _rounded_numbers(shape["coordinates"])}


def _rounded_numbers(value: Any) -> Any:
    if isinstance(value, int | float):
        return round(value, _DIGITS)
    return [_rounded_numbers(each) for each in value]
