"""The fields of a response that hold its geometry."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

__all__ = ["PLACE_FIELDS", "geometry_of"]

PLACE_FIELDS = ("geometry", "location", "footprint", "extent", "area_of_interest")


def geometry_of(item: Mapping[str, Any]) -> tuple[str | None, Any]:
    """The field that holds an object's place, and the place; (None, None) without one."""
    for name in PLACE_FIELDS:
        place = item.get(name)
        if isinstance(place, Mapping) and ("coordinates" in place or "geometries" in place):
            return name, dict(place)
    return None, None
