"""Rasters: orthophotos, terrain and surface models."""

from typing import Any, Literal

from fastapi import APIRouter

from ..database import Resource
from . import answers
from .bodies import ResourceUpdate
from .dependencies import ListDep, ReadDep, WriteDep
from .resources import (
    delete_resource,
    get_resource,
    list_resources,
    move_resource,
    update_resource,
)
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


@router.get("/{raster_id}", response_model=answers.Raster)
def get_raster(
    service: ReadDep, project_id: int, data_collection_id: int, raster_id: int
) -> Answer:
    """Get a raster."""
    return get_resource(service, project_id, data_collection_id, KIND, raster_id)


@router.put("/{raster_id}", response_model=answers.Raster)
def update_raster(
    service: WriteDep,
    project_id: int,
    data_collection_id: int,
    raster_id: int,
    body: ResourceUpdate,
) -> Answer:
    """Change a raster."""
    return update_resource(service, project_id, data_collection_id, KIND, raster_id, body)


@router.put("/{raster_id}/move", response_model=answers.Raster)
def move_raster(
    service: WriteDep,
    project_id: int,
    data_collection_id: int,
    raster_id: int,
    new_project_id: int,
    new_data_collection_id: int,
) -> Answer:
    """Move a raster to another data collection."""
    source, target = (project_id, data_collection_id), (new_project_id, new_data_collection_id)
    return move_resource(service, source, KIND, raster_id, target)


@router.delete("/{raster_id}", response_model=answers.Confirmation)
def delete_raster(
    service: WriteDep, project_id: int, data_collection_id: int, raster_id: int
) -> dict[str, Any]:
    """Delete a raster."""
    return delete_resource(service, project_id, data_collection_id, KIND, raster_id)
