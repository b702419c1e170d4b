"""Answers as the service gives them, made by hand."""

from __future__ import annotations

from typing import Any


def point(longitude: Any, latitude: Any, *height: Any) -> dict[str, Any]:
    return {"type": "Point", "coordinates": [longitude, latitude, *height]}


def polygon(*corners: tuple[float, float]) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": [[*map(list, corners), list(corners[0])]]}


def image(location: Any = None, **fields: Any) -> dict[str, Any]:
    answer = {"id": 7, "name": "a.jpg", "image_type": None, "location": location}
    return answer | {"created_at": "2024-06-02T00:00:00Z"} | fields


def camera(**fields: Any) -> dict[str, Any]:
    """The fields of a camera 100 m above the ground that looks straight down."""
    usual = {"cam_heading": 0, "cam_pitch": 0, "cam_roll": 0}
    return usual | {"hfov": 90, "vfov": 60, "cam_height": 100} | fields
