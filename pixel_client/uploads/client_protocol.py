"""All that uploads know of the client: the few operations they call, and three options."""

from __future__ import annotations

import abc
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from .s3.connection_pool import ConnectionPool
from .transfer_config import TransferConfig, TransferSettings

__all__ = ["Answer", "ServiceSettings", "UploadApi", "UploadClient", "id_in"]

Answer = Mapping[str, Any]
"""What the service answered: a model, read as a mapping."""

_IDS = range(2**63)  # what a journal can hold


def id_in(answer: Answer, name: str = "id") -> int | None:
    """An id in an answer, or None when there is none that can be one."""
    number = answer.get(name)
    is_id = isinstance(number, int) and not isinstance(number, bool) and number in _IDS
    return number if is_id else None


class ServiceSettings(Protocol):
    """The client's settings that are about uploads."""

    @property
    def PIXEL_API_URL(self) -> str:  # noqa: N802 (named after its environment variable)
        """The service's address, tenant included."""
        ...


class UploadApi(Protocol):
    """The operations an upload needs, as the client has them."""

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

    async def get_images(
        self,
        project_id: int,
        data_collection_id: int,
        *,
        ids: list[int] | None = None,
        limit: int | None = None,
    ) -> Sequence[Answer]:
        """Read images."""
        ...

    async def get_rasters(
        self,
        project_id: int,
        data_collection_id: int,
        *,
        ids: list[int] | None = None,
        limit: int | None = None,
    ) -> Sequence[Answer]:
        """Read rasters."""
        ...

    async def get_point_clouds(
        self,
        project_id: int,
        data_collection_id: int,
        *,
        ids: list[int] | None = None,
        limit: int | None = None,
    ) -> Sequence[Answer]:
        """Read point clouds."""
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


class UploadClient(abc.ABC):
    """What the upload methods need of the class they are part of, besides `UploadApi`."""

    @abc.abstractmethod
    def _s3_pool(self) -> ConnectionPool:
        """The connections to S3."""

    @property
    @abc.abstractmethod
    def _upload_options(self) -> TransferSettings:
        """The client's options."""

    def _upload_config(self) -> TransferConfig:
        """How uploads are tuned: by the client's options, and by what a subclass changes."""
        return TransferConfig.of(self._upload_options)

    @property
    @abc.abstractmethod
    def settings(self) -> ServiceSettings:
        """Where the service is."""

    @abc.abstractmethod
    def _check(
        self, operation: str, params: Mapping[str, Any] | None, values: Mapping[str, object]
    ) -> None:
        """Check arguments of an operation against the contract."""
