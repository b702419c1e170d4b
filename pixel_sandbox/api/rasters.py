"""Rasters: orthophotos, terrain and surface models."""

from typing import Literal

from fastapi import APIRouter

from ..database import Resource
from . import answers
from .dependencies import ListDep, ReadDep
from .resources import add_move_route, add_resource_routes, list_resources
from .shapes import Answer

router = APIRouter(
    prefix="/projects/{project_id}/data_collections/{data_collection_id}/rasters",
    tags=["rasters"],
)

KIND = "raster"

Format = Literal["GTiff", "JPEG", "PNG", "WEBP", "MRF", "PDF"]


@router.get("/", response_model=list[answers.Raster])
def list_rasters(
    service: ReadDep,
    project_id: int,
    data_collection_id: int,
    params: ListDep,
    format: Format | None = None,
) -> list[Answer]:
    """List the rasters of a data collection."""
    filters = [] if format is None else [Resource.fields["format"].as_string() == format]
    return list_resources(service, project_id, data_collection_id, KIND, params, *filters)


add_resource_routes(router, KIND, "a raster", answers.Raster)


add_move_route(router, KIND, "a raster", answers.Raster)
