"""Response models of the API's OpenAPI document. All allow further fields."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, WithJsonSchema

from .bodies import CollectionType, JsonMetadata

# A string as stored: a datetime would be serialised with another form of the time zone.
Moment = Annotated[str, WithJsonSchema({"type": "string", "format": "date-time"})]
Secret = Annotated[str, WithJsonSchema({"type": "string", "format": "password"})]
Geometry = dict[str, Any]
RasterFormat = Literal["GTiff", "JPEG", "PNG", "WEBP", "MRF", "PDF"]
PointCloudFormat = Literal["LAZ", "LAS"]
Status = Literal["pending", "submitted", "in_progress", "completed", "failed"]


class Answered(BaseModel):
    """Base of all response models."""

    model_config = ConfigDict(extra="allow")


class History(Answered):
    """Author and times of an object."""

    created_at: Moment
    updated_at: Moment
    created_by: str


class Confirmation(Answered):
    """Confirmation of a deletion."""

    id: int
    deleted: bool
    detail: str


class Project(History):
    """A project."""

    id: int
    name: str
    description: str
    area_of_interest: Geometry | None
    parent_project_id: int | None
    tags: list[str]


class DataCollection(History):
    """A data collection."""

    id: int
    project_id: int
    name: str
    description: str
    data_collection_type: CollectionType
    raster_info: dict[str, Any] | None
    tags: list[str]


class Resource(History):
    """Common fields of images, rasters and point clouds."""

    id: int
    project_id: int
    data_collection_id: int
    name: str
    capture_date: Moment | None
    tags: list[str]
    json_metadata: JsonMetadata


class Image(Resource):
    """An image."""

    image_type: str | None
    location: Geometry | None
    cam_heading: float | None
    cam_pitch: float | None
    cam_roll: float | None
    format: str
    width: int
    height: int


class ImageMetadata(Answered):
    """Metadata of an image: from its file, and custom metadata."""

    id: int
    name: str
    json_metadata: JsonMetadata


class Raster(Resource):
    """A raster."""

    format: RasterFormat
    width: int
    height: int
    num_bands: int
    data_type: str
    srid: int | None
    cell_size: list[float]
    bounds: list[float]
    footprint: Geometry | None


class PointCloud(Resource):
    """A point cloud."""

    format: PointCloudFormat
    point_record_format: int
    version_major: int
    version_minor: int
    point_count: int
    srid: int | None
    bounds: list[float]


class OptimizedVersion(History):
    """Common fields of optimised rasters and point clouds."""

    id: int
    data_collection_id: int
    name: str
    profile: str
    status: Status
    detail: str | None
    format: str
    size: int | None
    job_id: int | None


class OptimizedRaster(OptimizedVersion):
    """An optimised version of a raster."""

    raster_id: int


class OptimizedPointCloud(OptimizedVersion):
    """An optimised version of a point cloud."""

    point_cloud_id: int


class PresignedPart(Answered):
    """Presigned request for one part of a file."""

    part_number: int
    url: Secret
    headers: dict[str, Secret]


class SupportFileUpload(Answered):
    """Presigned form for a support file."""

    name: str
    url: Secret
    upload_fields: dict[str, Secret]


class UploadResult(Answered):
    """The resource that a file became."""

    resource_name: Literal["image", "raster", "point_cloud"]
    resource_id: int


class UploadJob(History):
    """An upload job; presigned requests are only in the response to its creation."""

    id: int
    name: str
    data_collection_id: int
    status: str
    detail: str | None
    result: UploadResult | None
    job_id: int | None
    url: Secret | None = None
    upload_fields: dict[str, Secret] | None = None
    upload_parts: list[PresignedPart] | None = None
    support_files: list[SupportFileUpload] | None = None


class Job(Answered):
    """A job."""

    job_id: int
    name: str
    status: str
    completed: bool
    detail: str | None
    created_at: Moment
    updated_at: Moment


class JobGroup(Answered):
    """A group of jobs."""

    group_id: int
    name: str
    status: str
    total_jobs: int
    success_count: int
    failed_count: int
    completed: bool
    created_at: Moment
    updated_at: Moment


class GroupJobStarted(Answered):
    """The group of jobs that was started."""

    group_job: JobGroup


class UploadFinished(Answered):
    """The validation of one file."""

    job: Job
    upload_job: UploadJob


class UploadsFinished(Answered):
    """The validation of several files."""

    group_job: JobGroup
    upload_jobs: list[UploadJob]


class SearchResults(Answered):
    """Search results."""

    count: int
    total_count: int
    results: list[dict[str, Any]]


class SearchFilterField(Answered):
    """A field that can be filtered on."""

    name: str
    type: str
    operators: list[str]


class SearchInfo(Answered):
    """Searchable fields and capabilities."""

    on: str
    out_fields: list[str]
    filter_fields: list[SearchFilterField]
    sort_fields: list[str]
    search_fields: list[str]
    capabilities: dict[str, Any]
