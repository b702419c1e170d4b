"""Request bodies of the API. Unknown keys are refused, so that misspelt ones are noticed."""

import base64
import binascii
from datetime import UTC, datetime
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    NaiveDatetime,
    SecretStr,
    field_validator,
    model_validator,
)

from ..options import MAX_FILES_PER_CALL, MAX_NAME_BYTES, MAX_PART_SIZE, MAX_PARTS
from .json_values import Geometry, Polygon, check_record, check_text

CollectionType = Literal["image", "raster", "RGB", "DTM", "DSM", "point_cloud"]


def client_default(value: Any) -> Any:
    """Document the value that clients send by default; the field itself is required."""
    return Field(json_schema_extra={"default": value})


class Body(BaseModel):
    """Base of all request bodies."""

    # Strict, as in the contract: 0 is not a boolean, "1" is not a number.
    model_config = ConfigDict(extra="forbid", allow_inf_nan=False, strict=True)

    @field_validator("*")
    @classmethod
    def _whole(cls, value: Any) -> Any:
        """Refuse lone surrogates, which can be neither stored nor returned."""
        texts = [value.get_secret_value()] if isinstance(value, SecretStr) else [value]
        for each in texts:
            if isinstance(each, list):
                texts += each
            elif isinstance(each, str):
                check_text(each)
        return value


class Changes(Body):
    """Changes to an object: omitted fields are unchanged, at least one is required."""

    @model_validator(mode="after")
    def _not_empty(self) -> Self:
        if not self.model_fields_set:
            raise ValueError(f"give at least one of {', '.join(type(self).model_fields)}")
        return self


def _md5(value: str) -> str:
    try:
        digest = base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError):
        digest = b""
    if len(digest) != 16:
        raise ValueError("md5 must be the base64 of a 16-byte MD5")
    return value


def _file_name(value: str) -> str:
    if value in {".", ".."} or any(c in "/\\" or ord(c) < 32 or ord(c) == 127 for c in value):
        raise ValueError("name must be a file name, without slashes or control characters")
    if len(value.encode()) > MAX_NAME_BYTES:
        raise ValueError(f"name must be at most {MAX_NAME_BYTES} bytes long")
    return value


def _in_utc(value: datetime) -> datetime:
    """Interpret a date without a time zone as UTC."""
    return value.replace(tzinfo=UTC)


Name = Annotated[str, Field(min_length=1)]
Md5 = Annotated[str, AfterValidator(_md5)]
FileName = Annotated[str, Field(min_length=1), AfterValidator(_file_name)]
Loose = Field(strict=False)
Moment = Annotated[AwareDatetime, Loose] | Annotated[NaiveDatetime, Loose, AfterValidator(_in_utc)]
HalfTurn = Annotated[float, Field(ge=-180, le=180)]
FieldOfView = Annotated[float, Field(gt=0, le=360)]
JsonMetadata = Annotated[dict[str, str | int | float | None], AfterValidator(check_record)]


class ProjectCreate(Body):
    """A new project."""

    name: Name
    description: str
    area_of_interest: Polygon
    parent_project_id: int | None = None
    tags: list[Name] = []


class ProjectUpdate(Changes):
    """Changes to a project."""

    name: Name | None = None
    description: str | None = None
    area_of_interest: Polygon | None = None
    add_tags: list[Name] | None = None
    remove_tags: list[Name] | None = None


class RasterInfo(Body):
    """Common properties of the rasters of a data collection."""

    srid: int | None = None
    format: str | None = None
    data_type: str | None = None
    cell_size: Annotated[tuple[float, float], Loose] | None = None
    num_bands: Annotated[int, Field(ge=1)] | None = None


class CollectionCreate(Body):
    """A new data collection."""

    name: Name
    description: str
    data_collection_type: CollectionType
    tags: list[Name] = []
    raster_info: RasterInfo | None = None


class CollectionUpdate(Changes):
    """Changes to a data collection."""

    name: Name | None = None
    description: str | None = None
    add_tags: list[Name] | None = None
    remove_tags: list[Name] | None = None


class ImageFields(Body):
    """Metadata of an image. Angles in degrees, distances in metres."""

    fields_type: Annotated[Literal["image"], client_default("image")]
    image_type: str | None = None
    name: Name | None = None
    location: Geometry | None = None
    cam_heading: Annotated[float, Field(ge=-360, le=360)] | None = None
    cam_pitch: HalfTurn | None = None
    cam_roll: HalfTurn | None = None
    hfov: FieldOfView | None = None
    vfov: FieldOfView | None = None
    far_dist: Annotated[float, Field(ge=0)] | None = None
    near_dist: Annotated[float, Field(ge=0)] | None = None
    cam_height: float | None = None
    img_rotation: float | None = None
    cam_orientation: str | None = None
    focal_length: Annotated[float, Field(gt=0)] | None = None
    radial: str | None = None
    capture_date: Moment | None = None


class RasterFields(Body):
    """Metadata of a raster."""

    fields_type: Annotated[Literal["raster"], client_default("raster")]
    name: Name | None = None
    capture_date: Moment | None = None


class PointCloudFields(Body):
    """Metadata of a point cloud."""

    fields_type: Annotated[Literal["point_cloud"], client_default("point_cloud")]
    name: Name | None = None
    capture_date: Moment | None = None


Fields = Annotated[
    ImageFields | RasterFields | PointCloudFields, Field(discriminator="fields_type")
]


class UploadMetadata(Body):
    """Metadata sent with a file; it overrides metadata read from the file."""

    fields: Fields | None = None
    json_metadata: JsonMetadata | None = None


class ResourceUpdate(Body):
    """Changes to an image, raster or point cloud; at least one is required."""

    add_tags: list[Name] | None = None
    remove_tags: list[Name] | None = None
    json_metadata: JsonMetadata | None = None
    fields: Fields | None = None

    @model_validator(mode="after")
    def _not_empty(self) -> Self:
        given = (self.add_tags, self.remove_tags, self.json_metadata, self.fields)
        if all(value is None for value in given):
            raise ValueError("give at least one of add_tags, remove_tags, json_metadata, fields")
        return self


class SupportFile(Body):
    """A side-car file, such as a world file."""

    name: FileName
    md5: Md5


class UploadFile(Body):
    """A file that is sent as one form."""

    name: FileName
    md5: Md5
    metadata: UploadMetadata | None = None
    support_files: list[SupportFile] = []


class FilePart(Body):
    """A part of a file, in bytes."""

    part_number: Annotated[int, Field(ge=1, le=MAX_PARTS)]
    md5: Md5
    content_length: Annotated[int, Field(ge=0, le=MAX_PART_SIZE)]


class MultipartUploadFile(Body):
    """A file that is sent in parts."""

    name: FileName
    parts: Annotated[list[FilePart], Field(min_length=1, max_length=MAX_PARTS)]
    metadata: UploadMetadata | None = None
    support_files: list[SupportFile] = []


class UploadJobsCreate(Body):
    """Upload jobs for files sent as one form each."""

    files: Annotated[list[UploadFile], Field(min_length=1, max_length=MAX_FILES_PER_CALL)]


class MultipartUploadJobsCreate(Body):
    """Upload jobs for files sent in parts."""

    files: Annotated[list[MultipartUploadFile], Field(min_length=1, max_length=MAX_FILES_PER_CALL)]


class UploadsFinished(Body):
    """Upload jobs whose files are in S3."""

    job_ids: Annotated[list[int], Field(min_length=1)]


class AttachmentFile(Body):
    """A file to attach."""

    name: FileName
    description: str
    md5: Md5


class AttachmentsCreate(Body):
    """Files to attach."""

    files: Annotated[list[AttachmentFile], Field(min_length=1)]


class PointCloudMove(Body):
    """Destination of a point cloud."""

    new_data_collection_id: int
