"""Point clouds: LAS and LAZ files."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query
from sqlalchemy import ColumnElement

from ..database import Resource
from . import answers
from .bodies import PointCloudMove
from .dependencies import ListDep, ReadDep, WriteDep
from .resources import add_resource_routes, list_resources, move_resource
from .shapes import Answer

router = APIRouter(
    prefix="/projects/{project_id}/data_collections/{data_collection_id}/point_clouds",
    tags=["point_clouds"],
)

KIND = "point_cloud"

Format = Literal["LAZ", "LAS"]
# One byte in the file format. A higher value matches nothing, but is not an error.
MAX_VERSION = 255
Version = Annotated[int, Query(ge=0)]


def _filters(
    format: Format | None = None,
    point_record_format: Annotated[int | None, Query(ge=0, le=10)] = None,
    version_major: Version | None = None,
    version_minor: Version | None = None,
) -> list[ColumnElement[bool]]:
    """Filters of point clouds, also of optimised ones."""
    numbers = {
        "point_record_format": point_record_format,
        "version_major": version_major,
        "version_minor": version_minor,
    }
    filters = [
        Resource.fields[name].as_integer() == min(value, MAX_VERSION + 1)
        for name, value in numbers.items()
        if value is not None
    ]
    if format is not None:
        filters.append(Resource.fields["format"].as_string() == format)
    return filters


FiltersDep = Annotated[list[ColumnElement[bool]], Depends(_filters)]


@router.get("/", response_model=list[answers.PointCloud])
def list_point_clouds(
    service: ReadDep, project_id: int, data_collection_id: int, params: ListDep, filters: FiltersDep
) -> list[Answer]:
    """List the point clouds of a data collection."""
    return list_resources(service, project_id, data_collection_id, KIND, params, *filters)


add_resource_routes(router, KIND, "a point cloud", answers.PointCloud)


@router.post("/{point_cloud_id}/move", response_model=answers.PointCloud)
def move_point_cloud(
    service: WriteDep,
    project_id: int,
    data_collection_id: int,
    point_cloud_id: int,
    body: PointCloudMove,
) -> Answer:
    """Move a point cloud to a data collection of any project."""
    source, target = (project_id, data_collection_id), (None, body.new_data_collection_id)
    return move_resource(service, source, KIND, point_cloud_id, target)
