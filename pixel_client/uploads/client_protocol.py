"""All that uploads know of the client: the operations they call, and how it is configured."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from .s3.connection_pool import ConnectionPool
from .transfer_config import TransferConfig

__all__ = ["Answer", "CollectionRef", "UploadApi", "id_in"]

Answer = Mapping[str, Any]
"""What the service answered: a model, read as a mapping."""

_IDS = range(2**63)  # what a journal can hold


def id_in(answer: Answer, name: str = "id") -> int | None:
    """An id in an answer, or None when there is none that can be one."""
    number = answer.get(name)
    is_id = isinstance(number, int) and not isinstance(number, bool) and number in _IDS
    return number if is_id else None


class CollectionRef(NamedTuple):
    """A data collection.

    Attributes:
        project_id: Its project.
        data_collection_id: Its id in the project.
    """

    project_id: int
    data_collection_id: int


class UploadApi(Protocol):
    """What uploads need of the client: besides these, the getter of each kind of resource."""

    async def create_upload_jobs(
        self, project_id: int, data_collection_id: int, files: list[Any]
    ) -> Sequence[Answer]:
        """Make upload jobs for files sent in one body each."""
        ...

    async def create_multipart_upload_jobs(
        self, project_id: int, data_collection_id: int, files: list[Any]
    ) -> Sequence[Answer]:
        """Make upload jobs for files sent in parts."""
        ...

    async def finish_upload_job(
        self, project_id: int, data_collection_id: int, upload_job_id: int
    ) -> Answer:
        """Say that one job's file is in S3."""
        ...

    async def finish_upload_jobs(
        self, project_id: int, data_collection_id: int, job_ids: list[int]
    ) -> Answer:
        """Say that the files of several jobs are in S3."""
        ...

    async def get_upload_jobs(
        self,
        project_id: int,
        data_collection_id: int,
        *,
        ids: list[int] | None = None,
        limit: int | None = None,
    ) -> Sequence[Answer]:
        """Look at upload jobs."""
        ...

    async def get_job(self, job_id: int) -> Answer:
        """Look at a job."""
        ...

    async def get_job_group(self, job_id: int) -> Answer:
        """Look at a group of jobs."""
        ...

    async def get_data_collection(self, project_id: int, data_collection_id: int) -> Answer:
        """Read a data collection."""
        ...

    async def create_attachments(
        self, resource_type: Any, resource_id: int, files: list[Any]
    ) -> Sequence[Answer]:
        """Create attachments for files."""
        ...

    async def update_attachment(
        self, resource_type: Any, resource_id: int, attachment_id: int, status: Any
    ) -> Answer:
        """Report that the file of an attachment is in S3, or is not."""
        ...

    def _s3_pool(self) -> ConnectionPool:
        """The connections to S3."""
        ...

    def _transfer_config(self) -> TransferConfig:
        """How transfers are tuned."""
        ...

    def _service_url(self) -> str:
        """The address of the API, tenant included."""
        ...
