"""A map of an upload plan: one HTML file that loads nothing from elsewhere."""

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

_FOOTPRINT = "seen"
_SORTS = {
    "ok": Sort("to be uploaded", "#2b6cb0"),
    "warning": Sort("with warnings", "#c77700"),
    "error": Sort("with errors", "#c0392b"),
    _FOOTPRINT: Sort("footprints of photos", "#6b7f99"),
}


def write_map(path: Path, found: Mapping[str, Any], area: Any, title: str) -> None:
    """Write the map.

    Args:
        path: The file.
        found: Positions and footprints: a FeatureCollection in WGS 84, as a pre-flight returns.
        area: The project's area, a GeoJSON Polygon, or None.
        title: The heading.

    Raises:
        CommandError: The file cannot be written.
    """
    page = plan_page(found, area, title)
    with write_errors(path), AtomicFile(path) as file:
        file.write(page)


def plan_page(found: Mapping[str, Any], area: Any, title: str) -> str:
    """Return the map as HTML; see `write_map`."""
    features = found["features"]
    footprints = list(_footprints(features))
    sorts = {key: sort for key, sort in _SORTS.items() if footprints or key != _FOOTPRINT}
    return map_page([*footprints, *map(_shape, features)], sorts, title, area)


def _footprints(features: Iterable[Mapping[str, Any]]) -> Iterator[MapShape]:
    """Yield the footprints of photos, where known; without pyproj there are none."""
    places = Places()
    for feature in features:
        properties = feature["properties"]
        try:
            place = places.of({**properties, "location": feature["geometry"]})
        except PixelInputError:
            return
        if place.source == "camera" and place.geometry is not None:
            yield MapShape(place.geometry, [f"{properties.get('name')}: footprint"], _FOOTPRINT)


def _shape(feature: Mapping[str, Any]) -> MapShape:
    properties = feature["properties"]
    problems = properties.get("problems")
    sort = "error" if not properties.get("ok") else "warning" if problems else "ok"
    heading = properties.get("cam_heading")
    heading = heading if isinstance(heading, int | float) else None
    lines = [str(properties.get("name")), properties.get("capture_date")]
    lines += [f"heading {heading:.0f}°" if heading is not None else None, problems]
    return MapShape(feature["geometry"], [str(each) for each in lines if each], sort, heading)
