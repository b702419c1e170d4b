# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
"""Operations of the contract tagged jobs."""

from __future__ import annotations

from collections.abc import Callable
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
            PixelConnectionError: The service gave no answer, or none in time.
            PixelSignInError: The user was not let in.
        """
        from ..api.jobs.get_job import _get_kwargs, _parse_response

        self._check("get_job", None, {"job_id": job_id})
        return await self._send("get_job", _get_kwargs(job_id=job_id), _parse_response)

    async def wait_for_job(
        self,
        job_id: int,
        timeout: float | None = 600,
        *,
        on_poll: Callable[[Job], object] | None = None,
    ) -> Job:
        """Wait until what `get_job` shows has ended.

        Looks at once, then after 0.2 s, and ever more rarely up to every 5 s.

        Args:
            job_id: Id of the job.
            timeout: Seconds to wait at most, from 0; None to wait without end. Default: 600.
            on_poll: Called with each answer.

        Returns:
            The last answer, whose `completed` is true.

        Raises:
            PixelInputError: An argument is missing, unknown or outside what the contract allows.
                Nothing was sent.
            PixelStatusError: The service answered with an error.
            PixelConnectionError: The service gave no answer, or none in time.
            PixelSignInError: The user was not let in.
            PixelJobTimeoutError: It had not ended in time; it goes on at the service.
        """
        return await self._until(
            "wait_for_job", lambda: self.get_job(job_id=job_id), job_id, timeout, on_poll, False
        )

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
            PixelConnectionError: The service gave no answer, or none in time.
            PixelSignInError: The user was not let in.
        """
        from ..api.jobs.get_job_group import _get_kwargs, _parse_response

        self._check("get_job_group", None, {"job_id": job_id})
        return await self._send("get_job_group", _get_kwargs(job_id=job_id), _parse_response)

    async def wait_for_group_job(
        self,
        group_job_id: int,
        timeout: float | None = 1200,
        *,
        on_poll: Callable[[JobGroup], object] | None = None,
        progress: bool | None = None,
    ) -> JobGroup:
        """Wait until what `get_job_group` shows has ended.

        Looks at once, then after 0.2 s, and ever more rarely up to every 5 s.

        Args:
            group_job_id: Id of the job group (`group_id` in answers).
            timeout: Seconds to wait at most, from 0; None to wait without end. Default: 1200.
            on_poll: Called with each answer.
            progress: Show a bar of ended jobs; by default only in a terminal.

        Returns:
            The last answer, whose `completed` is true.

        Raises:
            PixelInputError: An argument is missing, unknown or outside what the contract allows.
                Nothing was sent.
            PixelStatusError: The service answered with an error.
            PixelConnectionError: The service gave no answer, or none in time.
            PixelSignInError: The user was not let in.
            PixelJobTimeoutError: It had not ended in time; it goes on at the service.
        """
        return await self._until(
            "wait_for_group_job",
            lambda: self.get_job_group(job_id=group_job_id),
            group_job_id,
            timeout,
            on_poll,
            progress,
        )
