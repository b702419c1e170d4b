"""Plugins of the tenant."""

from typing import Any

from fastapi import APIRouter, HTTPException

from ..options import PluginName
from ..service import Service
from . import service_answers
from .dependencies import ReadDep

router = APIRouter(tags=["plugins"])

PLUGINS = (
    {"id": 1, "name": "optimized_raster", "description": "Web-ready copies of rasters"},
    {"id": 2, "name": "image_service", "description": "Image services in ArcGIS"},
)


@router.get("/plugins/", response_model=list[service_answers.Plugin])
def list_plugins(service: ReadDep) -> list[dict[str, Any]]:
    """List the tenant's plugins."""
    return [dict(plugin) for plugin in PLUGINS if plugin["name"] in service.options.plugins]


def require_plugin(service: Service, name: PluginName) -> None:
    """Respond with 403 when the tenant does not have a plugin."""
    if name not in service.options.plugins:
        raise HTTPException(403, f"The tenant does not have the plugin {name}")
