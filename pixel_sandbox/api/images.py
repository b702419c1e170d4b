"""Images: survey photos."""

from typing import Any

from fastapi import APIRouter

from . import answers
from .bodies import ResourceUpdate
from .dependencies import ListDep, ReadDep, WriteDep
from .resources import (
    delete_resource,
    get_metadata,
    get_resource,
    list_resources,
    move_resource,
    update_resource,
)
from .shapes import Answer

router = APIRouter(
    prefix="/projects/{project_id}/data_collections/{data_collection_id}/images",
    tags=["images"],
)

KIND = "image"


@router.get("/", response_model=list[answers.Image])
def list_images(
    service: ReadDep, project_id: int, data_collection_id: int, params: ListDep
) -> list[Answer]:
    """List the images of a data collection."""
    return list_resources(service, project_id, data_collection_id, KIND, params)


@router.get("/{image_id}", response_model=answers.Image)
def get_image(service: ReadDep, project_id: int, data_collection_id: int, image_id: int) -> Answer:
    """Get an image."""
    return get_resource(service, project_id, data_collection_id, KIND, image_id)


@router.get("/{image_id}/metadata", response_model=answers.ImageMetadata)
def get_image_metadata(
    service: ReadDep, project_id: int, data_collection_id: int, image_id: int
) -> Answer:
    """Get the metadata of an image: from its file, and custom metadata."""
    return get_metadata(service, project_id, data_collection_id, KIND, image_id)


@router.put("/{image_id}", response_model=answers.Image)
def update_image(
    service: WriteDep, project_id: int, data_collection_id: int, image_id: int, body: ResourceUpdate
) -> Answer:
    """Change an image."""
    return update_resource(service, project_id, data_collection_id, KIND, image_id, body)


@router.put("/{image_id}/move", response_model=answers.Image)
def move_image(
    service: WriteDep,
    project_id: int,
    data_collection_id: int,
    image_id: int,
    new_project_id: int,
    new_data_collection_id: int,
) -> Answer:
    """Move an image to another data collection."""
    source, target = (project_id, data_collection_id), (new_project_id, new_data_collection_id)
    return move_resource(service, source, KIND, image_id, target)


@router.delete("/{image_id}", response_model=answers.Confirmation)
def delete_image(
    service: WriteDep, project_id: int, data_collection_id: int, image_id: int
) -> dict[str, Any]:
    """Delete an image."""
    return delete_resource(service, project_id, data_collection_id, KIND, image_id)
