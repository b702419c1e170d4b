# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
"""Operations of the contract tagged upload_jobs."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ..types import UNSET
from .base import Operations, given, listed

if TYPE_CHECKING:
    from ..models.list_params import ListParams
    from ..models.multipart_upload_file import MultipartUploadFile
    from ..models.upload_file import UploadFile
    from ..models.upload_finished import UploadFinished
    from ..models.upload_job import UploadJob
    from ..models.uploads_finished import UploadsFinished


class UploadJobsOperations(Operations):
    """Operations of the contract tagged upload_jobs."""

    async def get_upload_jobs(
        self,
        project_id: int,
        data_collection_id: int,
        params: ListParams | Mapping[str, Any] | None = None,
        *,
        extended: bool | None = None,
        name: str | None = None,
        ids: Sequence[int] | None = None,
        tags: Sequence[str] | None = None,
        offset: int | None = None,
        limit: int | None = None,
    ) -> list[UploadJob]:
        """List the upload jobs of a data collection.

        Lists upload jobs with the status of each file and, once it is done, its resource. The order
        is undefined. All filters are optional and combine. A page shorter than `limit` is the last.

        Args:
            project_id: Id of the project.
            data_collection_id: Id of the data collection.
            params: Query parameters as one object or mapping. Named arguments take precedence.
            extended: Whether to return more fields of each object.
            name: Only objects of this name. Whether partial names match is unknown.
            ids: Only objects with these ids. An empty list selects nothing, and no request is sent.
            tags: Only objects with these tags. A tag that contains a comma cannot be used.
            offset: Number of objects to skip. At least 0.
            limit: Maximum number of objects to return. The service's own limit is unknown. At least
                1.

        Returns:
            The upload jobs.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        from ..api.upload_jobs.get_upload_jobs import _get_kwargs, _parse_response

        self._check(
            "get_upload_jobs",
            params,
            {
                "project_id": project_id,
                "data_collection_id": data_collection_id,
                "extended": extended,
                "name": name,
                "ids": ids,
                "tags": tags,
                "offset": offset,
                "limit": limit,
            },
        )
        return await self._send(
            "get_upload_jobs",
            _get_kwargs(
                project_id=project_id,
                data_collection_id=data_collection_id,
                extended=given(extended),
                name=given(name),
                ids=UNSET if ids is None else listed(ids),
                tags=UNSET if tags is None else listed(tags),
                offset=given(offset),
                limit=given(limit),
            ),
            _parse_response,
            params,
        )

    def paginate_upload_jobs(
        self,
        project_id: int,
        data_collection_id: int,
        page_size: int = 100,
        params: ListParams | Mapping[str, Any] | None = None,
        *,
        extended: bool | None = None,
        name: str | None = None,
        ids: Sequence[int] | None = None,
        tags: Sequence[str] | None = None,
        offset: int | None = None,
        limit: int | None = None,
    ) -> AsyncIterator[UploadJob]:
        """Iterate over all results of `get_upload_jobs`, page by page.

        Each page is requested when the one before is used up. Lists upload jobs with the status of
        each file and, once it is done, its resource. The order is undefined. All filters are
        optional and combine.

        Args:
            project_id: Id of the project.
            data_collection_id: Id of the data collection.
            page_size: Number of elements per request. At least 1. Default: 100.
            params: Query parameters as one object or mapping. Named arguments take precedence.
            extended: Whether to return more fields of each object.
            name: Only objects of this name. Whether partial names match is unknown.
            ids: Only objects with these ids. An empty list selects nothing, and no request is sent.
            tags: Only objects with these tags. A tag that contains a comma cannot be used.
            offset: Number of elements to skip at the start.
            limit: Maximum number of elements in total. At least 0. Default: all.

        Yields:
            Each `UploadJob`, in the service's order.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        return self._paginate(
            "paginate_upload_jobs",
            lambda page: self.get_upload_jobs(
                project_id=project_id, data_collection_id=data_collection_id, params=page
            ),
            page_size,
            params,
            {
                "extended": extended,
                "name": name,
                "ids": ids,
                "tags": tags,
                "offset": offset,
                "limit": limit,
            },
        )

    async def create_upload_jobs(
        self,
        project_id: int,
        data_collection_id: int,
        files: Sequence[UploadFile | Mapping[str, Any]],
    ) -> list[UploadJob]:
        """Create upload jobs for files sent in one piece.

        Announces up to 200 files, each at most 5 GiB. Each job has the form for its file: POST a
        form with all `upload_fields` first and `file` last to `url`. The order of the jobs is
        undefined: match them by `name`. The signed forms expire after an unknown time. Then call
        `finish_upload_job` or `finish_upload_jobs`; a job that is never finished has no effect.

        Args:
            project_id: Id of the project.
            data_collection_id: Id of the data collection.
            files: The files. Their names must differ. At least 1 element. At most 200 elements.

        Returns:
            The upload jobs, one per file, in any order.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        from ..api.upload_jobs.create_upload_jobs import _get_kwargs, _parse_response
        from ..models.upload_jobs_create_input import UploadJobsCreateInput

        self._check(
            "create_upload_jobs",
            None,
            {"project_id": project_id, "data_collection_id": data_collection_id, "files": files},
        )
        return await self._send(
            "create_upload_jobs",
            _get_kwargs(
                project_id=project_id,
                data_collection_id=data_collection_id,
                body=UploadJobsCreateInput(files=files),
            ),
            _parse_response,
        )

    async def create_multipart_upload_jobs(
        self,
        project_id: int,
        data_collection_id: int,
        files: Sequence[MultipartUploadFile | Mapping[str, Any]],
    ) -> list[UploadJob]:
        """Create upload jobs for files sent in parts.

        Announces up to 200 files with their parts: 5 MiB to 5 GiB each (the last may be smaller),
        at most 10,000 per file. PUT each part to its URL, with exactly the headers given; support
        files are sent as forms. The order of the jobs is undefined: match them by `name`. The
        presigned URLs expire after an unknown time. Then call `finish_upload_job` or
        `finish_upload_jobs`; a job that is never finished has no effect.

        Args:
            project_id: Id of the project.
            data_collection_id: Id of the data collection.
            files: The files. Their names must differ. At least 1 element. At most 200 elements.

        Returns:
            The upload jobs, one per file, in any order.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        from ..api.upload_jobs.create_multipart_upload_jobs import _get_kwargs, _parse_response
        from ..models.multipart_upload_jobs_create_input import MultipartUploadJobsCreateInput

        self._check(
            "create_multipart_upload_jobs",
            None,
            {"project_id": project_id, "data_collection_id": data_collection_id, "files": files},
        )
        return await self._send(
            "create_multipart_upload_jobs",
            _get_kwargs(
                project_id=project_id,
                data_collection_id=data_collection_id,
                body=MultipartUploadJobsCreateInput(files=files),
            ),
            _parse_response,
        )

    async def finish_upload_jobs(
        self, project_id: int, data_collection_id: int, job_ids: Sequence[int]
    ) -> UploadsFinished:
        """Report that the files of several upload jobs are in place.

        Starts the validation of several files, as a group of jobs. When the group has ended, the
        upload jobs show the result of each file.

        Args:
            project_id: Id of the project.
            data_collection_id: Id of the data collection.
            job_ids: Ids of the upload jobs. At least 1 element.

        Returns:
            The group of jobs that was started, and the upload jobs in it.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        from ..api.upload_jobs.finish_upload_jobs import _get_kwargs, _parse_response
        from ..models.upload_jobs_finish_input import UploadJobsFinishInput

        self._check(
            "finish_upload_jobs",
            None,
            {
                "project_id": project_id,
                "data_collection_id": data_collection_id,
                "job_ids": job_ids,
            },
        )
        return await self._send(
            "finish_upload_jobs",
            _get_kwargs(
                project_id=project_id,
                data_collection_id=data_collection_id,
                body=UploadJobsFinishInput(job_ids=job_ids),
            ),
            _parse_response,
        )

    async def finish_upload_job(
        self, project_id: int, data_collection_id: int, upload_job_id: int
    ) -> UploadFinished:
        """Report that the file of an upload job is in place.

        Starts the validation of one file, as a job. When the job has ended, the upload job shows
        the result of the file.

        Args:
            project_id: Id of the project.
            data_collection_id: Id of the data collection.
            upload_job_id: Id of the upload job.

        Returns:
            The job that was started.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
        """
        from ..api.upload_jobs.finish_upload_job import _get_kwargs, _parse_response

        self._check(
            "finish_upload_job",
            None,
            {
                "project_id": project_id,
                "data_collection_id": data_collection_id,
                "upload_job_id": upload_job_id,
            },
        )
        return await self._send(
            "finish_upload_job",
            _get_kwargs(
                project_id=project_id,
                data_collection_id=data_collection_id,
                upload_job_id=upload_job_id,
            ),
            _parse_response,
        )
