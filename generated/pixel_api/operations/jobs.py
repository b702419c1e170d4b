# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
"""Operations of the contract tagged jobs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .base import Operations

if TYPE_CHECKING:
    from ..models.job import Job
    from ..models.job_group import JobGroup


class JobsOperations(Operations):
    """Operations of the contract tagged jobs."""

    async def get_job(self, job_id: int) -> Job:
        """Get the state of a job.

        Returns the state of a job. `completed` says only that it has ended; `status` says how.

        Args:
            job_id: Id of the job.

        Returns:
            The job.

        Raises:
            PixelInputError: An argument is missing, unknown or outside what the contract allows.
                Nothing was sent.
            PixelStatusError: The service answered with an error.
        """
        from ..api.jobs.get_job import _get_kwargs, _parse_response

        self._check("get_job", None, {"job_id": job_id})
        return await self._send("get_job", _get_kwargs(job_id=job_id), _parse_response)

    async def get_job_group(self, job_id: int) -> JobGroup:
        """Get the state of a group of jobs.

        Returns how many jobs a group has, and how many have ended well or failed. `completed` says
        that all have ended.

        Args:
            job_id: Id of the job group (`group_id` in answers).

        Returns:
            The job group.

        Raises:
            PixelInputError: An argument is missing, unknown or outside what the contract allows.
                Nothing was sent.
            PixelStatusError: The service answered with an error.
        """
        from ..api.jobs.get_job_group import _get_kwargs, _parse_response

        self._check("get_job_group", None, {"job_id": job_id})
        return await self._send("get_job_group", _get_kwargs(job_id=job_id), _parse_response)
