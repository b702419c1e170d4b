"""Images: survey photos."""

from fastapi import APIRouter

from . import answers
from .dependencies import ListDep, ReadDep
from .resources import add_move_route, add_resource_routes, get_metadata, list_resources
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


add_resource_routes(router, KIND, "an image", answers.Image)


@router.get("/{image_id}/metadata", response_model=answers.ImageMetadata)
def get_image_metadata(
    service: ReadDep, project_id: int, data_collection_id: int, image_id: int
) -> Answer:
    """Get the metadata of an image: from its file, and custom metadata."""
    return get_metadata(service, project_id, data_collection_id, KIND, image_id)


add_move_route(router, KIND, "an image", answers.Image)
