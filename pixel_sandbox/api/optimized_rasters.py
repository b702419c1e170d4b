"""Optimised rasters: COGs, created in the background."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter
from pydantic import Field

from . import answers
from .bodies import Body, client_default
from .dependencies import ListDep, ReadDep, ServiceDep, WriteDep, Writer
from .optimized import VersionRequest, create_versions, delete_versions, list_versions, run_versions
from .plugins import require_plugin
from .shapes import Answer

router = APIRouter(
    prefix="/projects/{project_id}/data_collections/{data_collection_id}/rasters",
    tags=["rasters"],
)

KIND = "raster"
DEFAULT_PROFILE = "default"


class NearblackOptions(Body):
    """Removal of a nearly black (or white, or grey) border."""

    enabled: bool
    color: Annotated[
        Literal["black", "white"] | Annotated[int, Field(ge=0, le=255)], client_default("black")
    ]
    algorithm: Annotated[Literal["floodfill", "twopasses"], client_default("twopasses")]


class CreationOptions(Body):
    """Options of an optimised raster."""

    nearblack_options: NearblackOptions
    overview_resampling: Annotated[
        Literal[
            "nearest",
            "bilinear",
            "cubic",
            "cubic_spline",
            "lanczos",
            "average",
            "mode",
            "gauss",
            "rms",
        ],
        client_default("average"),
    ]


class OptimizedRastersCreate(Body):
    """The optimised rasters to create, and their options."""

    creation_options: CreationOptions
    raster_ids: list[int] | None = None
    profile: str | None = None


class OptimizedRastersRun(Body):
    """The optimised rasters to run."""

    optimized_raster_ids: list[int] | None = None
    retry_failed: Annotated[bool, client_default(False)]


@router.post("/optimized/", status_code=201, response_model=list[answers.OptimizedRaster])
def create_optimized_rasters(
    service: ServiceDep,
    user: Writer,
    project_id: int,
    data_collection_id: int,
    body: OptimizedRastersCreate,
) -> list[Answer]:
    """Create optimised rasters, without running them."""
    require_plugin(service, "optimized_raster")
    wanted = VersionRequest(
        profile=body.profile or DEFAULT_PROFILE,
        creation_options=body.creation_options.model_dump(mode="json"),
        created_by=user.username,
    )
    return create_versions(service, (project_id, data_collection_id), KIND, body.raster_ids, wanted)


@router.get("/optimized/", response_model=list[answers.OptimizedRaster])
def list_optimized_rasters(
    service: ReadDep, project_id: int, data_collection_id: int, params: ListDep
) -> list[Answer]:
    """List the optimised rasters of a data collection."""
    return list_versions(service, (project_id, data_collection_id), KIND, params)


@router.post("/optimized/run", response_model=answers.GroupJobStarted)
def run_optimize_rasters(
    service: WriteDep, project_id: int, data_collection_id: int, body: OptimizedRastersRun
) -> dict[str, Any]:
    """Run the optimisation of rasters."""
    require_plugin(service, "optimized_raster")
    place = (project_id, data_collection_id)
    return run_versions(service, place, KIND, body.optimized_raster_ids, body.retry_failed)


@router.delete("/{raster_id}/optimized", response_model=list[answers.OptimizedRaster])
def delete_optimized_rasters(
    service: WriteDep,
    project_id: int,
    data_collection_id: int,
    raster_id: int,
    profile: str | None = None,
) -> list[Answer]:
    """Delete the optimised versions of a raster."""
    return delete_versions(service, (project_id, data_collection_id), KIND, raster_id, profile)
