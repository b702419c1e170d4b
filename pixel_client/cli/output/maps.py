"""A map of what a plan would send: one HTML file that needs nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from ...core.atomic_file import AtomicFile
from ...exceptions import PixelInputError
from ...geo.map_page import MapShape, Sort, map_page
from ...geo.places import Places
from ..errors import write_errors

__all__ = ["plan_page", "write_map"]

_SEEN = "seen"
_SORTS = {
    "ok": Sort("to be sent", "#2b6cb0"),
    "warning": Sort("with warnings", "#c77700"),
    "error": Sort("with errors", "#c0392b"),
    _SEEN: Sort("footprints of photos", "#6b7f99"),
}


def write_map(path: Path, found: Mapping[str, Any], area: Any, title: str) -> None:
    """Write the map.

    Args:
        path: The file.
        found: Positions and footprints: a FeatureCollection in WGS 84, as a pre-flight gives it.
        area: The project's area, a GeoJSON Polygon, or None.
        title: What stands above it.

    Raises:
        CommandError: It cannot be written.
    """
    page = plan_page(found, area, title)
    with write_errors(path), AtomicFile(path) as file:
        file.write(page)


def plan_page(found: Mapping[str, Any], area: Any, title: str) -> str:
    """The map as HTML; see `write_map`."""
    features = found["features"]
    seen = list(_seen(features))
    sorts = {key: sort for key, sort in _SORTS.items() if seen or key != _SEEN}
    return map_page([*seen, *map(_shape, features)], sorts, title, area)


def _seen(features: Iterable[Mapping[str, Any]]) -> Iterator[MapShape]:
    """The ground that photos show, where they tell enough; without pyproj there is none."""
    places = Places()
    for feature in features:
        told = feature["properties"]
        try:
            place = places.of({**told, "location": feature["geometry"]})
        except PixelInputError:
            return
        if place.source == "camera" and place.geometry is not None:
            yield MapShape(place.geometry, [f"{told.get('name')}: the ground it shows"], _SEEN)


def _shape(feature: Mapping[str, Any]) -> MapShape:
    told = feature["properties"]
    sort = "error" if not told.get("ok") else "warning" if told.get("problems") else "ok"
    heading = told.get("cam_heading")
    heading = heading if isinstance(heading, int | float) else None
    lines = [str(told.get("name"))]
    lines += [str(told["capture_date"])] if told.get("capture_date") else []
    lines += [f"heading {heading:.0f}°"] if heading is not None else []
    lines += [str(told["problems"])] if told.get("problems") else []
    return MapShape(feature["geometry"], lines, sort, heading)
