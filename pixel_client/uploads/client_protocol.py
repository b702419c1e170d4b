"""The interface between uploads and the client: its operations, connections and options."""

from __future__ import annotations

import abc
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

import attrs

from .s3.connection_pool import ConnectionPool
from .transfer_config import TransferConfig

if TYPE_CHECKING:
    from pixel_api.models.attachment_resource_type import AttachmentResourceTypeValue
    from pixel_api.models.attachment_status import AttachmentStatusValue

__all__ = ["Answer", "CollectionRef", "UploadApi", "UploadClient", "UploadTarget", "id_in"]

Answer = Mapping[str, Any]
"""A response of the service: a model, read as a mapping."""

_IDS = range(2**63)  # those that a journal can hold


def id_in(answer: Answer, name: str = "id") -> int | None:
    """An id in an answer, or None when it has no valid one."""
    number = answer.get(name)
    is_id = isinstance(number, int) and not isinstance(number, bool) and number in _IDS
    return number if is_id else None


@attrs.frozen
class CollectionRef:
    """A data collection, by its id and that of its project."""

    project_id: int
    data_collection_id: int

    @property
    def ids(self) -> tuple[int, int]:
        """Both ids, in the order in which operations take them."""
        return (self.project_id, self.data_collection_id)


class _ListOperation(Protocol):
    async def __call__(
        self,
        project_id: int,
        data_collection_id: int,
        *,
        ids: list[int] | None = None,
        limit: int | None = None,
    ) -> Sequence[Answer]: ...


class UploadApi(Protocol):
    """The operations that uploads call."""

    async def create_upload_jobs(
        self, project_id: int, data_collection_id: int, files: list[Any]
    ) -> Sequence[Answer]:
        """Create upload jobs for files sent in one body each."""
        ...

    async def create_multipart_upload_jobs(
        self, project_id: int, data_collection_id: int, files: list[Any]
    ) -> Sequence[Answer]:
        """Create upload jobs for files sent in parts."""
        ...

    async def finish_upload_job(
        self, project_id: int, data_collection_id: int, upload_job_id: int
    ) -> Answer:
        """Report that the file of one upload job is in S3."""
        ...

    async def finish_upload_jobs(
        self, project_id: int, data_collection_id: int, job_ids: list[int]
    ) -> Answer:
        """Report that the files of several upload jobs are in S3."""
        ...

    @property
    def get_upload_jobs(self) -> _ListOperation:
        """Read upload jobs."""
        ...

    @property
    def get_images(self) -> _ListOperation:
        """Read images."""
        ...

    @property
    def get_rasters(self) -> _ListOperation:
        """Read rasters."""
        ...

    @property
    def get_point_clouds(self) -> _ListOperation:
        """Read point clouds."""
        ...

    async def get_job(self, job_id: int) -> Answer:
        """Read a job."""
        ...

    async def get_job_group(self, job_id: int) -> Answer:
        """Read a group of jobs."""
        ...

    async def get_data_collection(self, project_id: int, data_collection_id: int) -> Answer:
        """Read a data collection."""
        ...

    async def create_attachments(
        self, resource_type: AttachmentResourceTypeValue, resource_id: int, files: list[Any]
    ) -> Sequence[Answer]:
        """Create attachments, each with a request that sends its file to S3."""
        ...

    async def update_attachment(
        self,
        resource_type: AttachmentResourceTypeValue,
        resource_id: int,
        attachment_id: int,
        status: AttachmentStatusValue,
    ) -> Answer:
        """Set the status of an attachment."""
        ...


class _ServiceSettings(Protocol):
    @property
    def PIXEL_API_URL(self) -> str: ...  # noqa: N802 (named after its environment variable)


@attrs.frozen(kw_only=True)
class UploadTarget:
    """The destination of an upload, and the means to reach it.

    Attributes:
        api: The operations of the service.
        collection: The data collection.
        service_url: The address of the service, tenant included.
        pool: The connections to S3.
        config: How bodies are sent.
    """

    api: UploadApi
    collection: CollectionRef
    service_url: str
    pool: ConnectionPool
    config: TransferConfig


class UploadClient(UploadApi, abc.ABC):
    """The members of the client that its upload methods use."""

    @abc.abstractmethod
    def _s3_pool(self) -> ConnectionPool:
        """Return the connections to S3."""

    @property
    @abc.abstractmethod
    def _transfer_config(self) -> TransferConfig:
        """How bodies are sent, by the client's options."""

    @property
    @abc.abstractmethod
    def settings(self) -> _ServiceSettings:
        """The settings of the client."""

    @abc.abstractmethod
    def _check(
        self, operation: str, params: Mapping[str, Any] | None, values: Mapping[str, object]
    ) -> None:
        """Check the arguments of an operation against the contract."""

    def _upload_target(self, project_id: int, data_collection_id: int) -> UploadTarget:
        named = {"project_id": project_id, "data_collection_id": data_collection_id}
        self._check("get_data_collection", None, named)
        return UploadTarget(
            api=self,
            collection=CollectionRef(project_id, data_collection_id),
            service_url=str(self.settings.PIXEL_API_URL),
            pool=self._s3_pool(),
            config=self._transfer_config,
        )
