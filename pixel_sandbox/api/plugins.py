"""Plugins: what the tenant has switched on."""

from typing import Any

from fastapi import APIRouter

from .dependencies import Reader

router = APIRouter(tags=["plugins"])

PLUGINS = (
    {"id": 1, "name": "optimized_raster", "description": "Web-ready copies of rasters"},
    {"id": 2, "name": "image_service", "description": "Image services in ArcGIS"},
)


@router.get("/plugins/")
def list_plugins(user: Reader) -> list[dict[str, Any]]:
    """The plugins there are."""
    del user
    return [dict(plugin) for plugin in PLUGINS]
