"""Response models of users, plug-ins, attachments and services."""

from typing import Any, Literal

from .answers import Answered, History, Job, Secret, Status


class User(Answered):
    """A user."""

    id: int
    username: str
    email: str
    first_name: str
    last_name: str
    user_type: Literal["creator", "superuser", "viewer"]
    enabled: bool


class Plugin(Answered):
    """A plug-in of the tenant."""

    id: int
    name: str
    description: str


class AttachmentUpload(Answered):
    """Presigned form for the file of an attachment."""

    url: Secret
    fields: dict[str, Secret]


class Attachment(History):
    """An attachment."""

    id: int
    name: str
    description: str
    status: Literal["Pending", "Completed"]
    resource_type: Literal["project", "data_collection", "image"]
    resource_id: int
    size: int | None
    upload_file_params: AttachmentUpload | None


class ArcgisService(History):
    """An ArcGIS service."""

    id: int
    service_type: Literal["Feature", "Image"]
    name: str
    description: str
    status: str
    detail: str | None
    data_collection_ids: list[int]
    options: dict[str, Any]
    job_id: int | None


class ArcgisServiceJob(Answered):
    """An ArcGIS service and its job; the job is null when none is needed."""

    job: Job | None
    arcgis_service: ArcgisService


class HarvestService(History):
    """A harvest service, without its secrets."""

    id: int
    data_collection_id: int
    name: str
    description: str
    url: str
    auth_types: list[str]
    field_mappings: dict[str, Any]
    where_clause: str
    status: str


class HarvestTask(History):
    """A task of a harvest service."""

    id: int
    harvest_service_id: int
    name: str
    status: Status
    detail: str | None
    result: dict[str, Any] | None


class HarvestServiceTask(Answered):
    """A harvest service and its running or stopped task, if there is one."""

    detail: str
    task: HarvestTask | None
    harvest_service: HarvestService


class AnalysisService(History):
    """An analysis service."""

    id: int
    name: str
    module_name: str
    enabled: bool
    config: dict[str, Any]


class AnalysisTask(History):
    """A task of an analysis service."""

    id: int
    analysis_service_id: int
    name: str
    params: dict[str, Any]
    status: Literal["REVOKED", "PENDING", "SCHEDULED", "RUNNING", "SUCCESS", "FAILED"]
    detail: str | None
    result: dict[str, Any] | None
