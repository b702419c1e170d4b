"""Optimised point clouds: COPC files, created in the background."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, HTTPException

from ..optimization.tables import OptimizedVersion
from . import answers
from .bodies import Body, client_default
from .dependencies import ListDep, ReadDep, ServiceDep, WriteDep, Writer
from .optimized import VersionRequest, create_versions, delete_versions, list_versions, run_versions
from .point_clouds import FiltersDep
from .shapes import Answer

router = APIRouter(
    prefix="/projects/{project_id}/data_collections/{data_collection_id}/point_clouds",
    tags=["point_clouds"],
)

KIND = "point_cloud"
PROFILE = "copc"
Status = Literal["pending", "submitted", "in_progress", "completed", "failed"]


class OptimizedPointCloudsCreate(Body):
    """The point clouds to create optimised versions of."""

    point_cloud_ids: list[int] | None = None


class OptimizedPointCloudsRun(Body):
    """The optimised point clouds to run."""

    point_cloud_ids: list[int] | None = None
    retry_failed: Annotated[bool, client_default(False)]


@router.post("/optimized/", status_code=201, response_model=list[answers.OptimizedPointCloud])
def create_optimized_point_clouds(
    service: ServiceDep,
    user: Writer,
    project_id: int,
    data_collection_id: int,
    body: OptimizedPointCloudsCreate,
) -> list[Answer]:
    """Create optimised point clouds, without running them."""
    wanted = VersionRequest(profile=PROFILE, creation_options={}, created_by=user.username)
    return create_versions(
        service, (project_id, data_collection_id), KIND, body.point_cloud_ids, wanted
    )


@router.get("/optimized/", response_model=list[answers.OptimizedPointCloud])
def list_optimized_point_clouds(
    service: ReadDep,
    project_id: int,
    data_collection_id: int,
    params: ListDep,
    filters: FiltersDep,
    status: Status | None = None,
) -> list[Answer]:
    """List the optimised point clouds of a data collection."""
    conditions = list(filters)
    if status is not None:
        conditions.append(OptimizedVersion.status == status)
    return list_versions(service, (project_id, data_collection_id), KIND, params, *conditions)


@router.post("/optimized/run", response_model=answers.GroupJobStarted)
def run_optimize_point_clouds(
    service: WriteDep, project_id: int, data_collection_id: int, body: OptimizedPointCloudsRun
) -> dict[str, Any]:
    """Run the optimisation of point clouds."""
    place = (project_id, data_collection_id)
    return run_versions(service, place, KIND, body.point_cloud_ids, body.retry_failed)


@router.delete("/{point_cloud_id}/optimized", response_model=answers.Confirmation)
def delete_optimized_point_cloud(
    service: WriteDep, project_id: int, data_collection_id: int, point_cloud_id: int
) -> dict[str, Any]:
    """Delete the optimised version of a point cloud."""
    place = (project_id, data_collection_id)
    deleted = delete_versions(service, place, KIND, point_cloud_id, PROFILE)
    if not deleted:
        raise HTTPException(404, f"Point cloud {point_cloud_id} has no optimised version")
    detail = f"The optimised version of {deleted[0]['name']} was deleted"
    return {"id": deleted[0]["id"], "deleted": True, "detail": detail}
