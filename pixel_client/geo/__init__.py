"""Exports responses of Pixel as GeoDataFrame, GeoJSON, GeoParquet, STAC and maps (extra `geo`).

Each format has a module; `places` finds the geometry of a response, `columns` its columns.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .export_result import Written
    from .geodataframes import to_geodataframe
    from .geojson import to_geojson
    from .geoparquet import to_geoparquet
    from .maps import Map, show_map
    from .stac import to_stac_items
    from .stac_folder import to_stac

__all__ = [
    "Map",
    "Written",
    "show_map",
    "to_geodataframe",
    "to_geojson",
    "to_geoparquet",
    "to_stac",
    "to_stac_items",
]

# Loaded when they are asked for: commands that write JSON need none of them.
_HOMES = {
    "Map": "maps",
    "Written": "export_result",
    "show_map": "maps",
    "to_geodataframe": "geodataframes",
    "to_geojson": "geojson",
    "to_geoparquet": "geoparquet",
    "to_stac": "stac_folder",
    "to_stac_items": "stac",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(f".{_HOMES[name]}", __name__), name)
    return globals().setdefault(name, found)
