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

        Returns the state of a job. `completed` means only that it has ended; `status` shows the
        outcome.

        Args:
            job_id: Id of the job.

        Returns:
            The job.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
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
        """Poll `get_job` until it reports completion.

        Polls at once, then after 0.2 s, then at growing intervals of up to 5 s.

        Args:
            job_id: Id of the job.
            timeout: Maximum seconds to wait, at least 0; None for no limit. Default: 600.
            on_poll: Called with each response.

        Returns:
            The last response, whose `completed` is true.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
            PixelJobTimeoutError: The time is up; the job continues at the service.
        """
        return await self._until(
            "wait_for_job", lambda: self.get_job(job_id=job_id), job_id, timeout, on_poll, False
        )

    async def get_job_group(self, job_id: int) -> JobGroup:
        """Get the state of a group of jobs.

        Returns how many jobs a group has, and how many have succeeded or failed. `completed` means
        that all have ended.

        Args:
            job_id: Id of the job group (`group_id` in responses).

        Returns:
            The job group.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
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
        """Poll `get_job_group` until it reports completion.

        Polls at once, then after 0.2 s, then at growing intervals of up to 5 s.

        Args:
            group_job_id: Id of the job group (`group_id` in responses).
            timeout: Maximum seconds to wait, at least 0; None for no limit. Default: 1200.
            on_poll: Called with each response.
            progress: Whether to show a progress bar. Default: only in a terminal.

        Returns:
            The last response, whose `completed` is true.

        Raises:
            PixelInputError: An argument is missing, unknown or invalid. Nothing was sent.
            PixelStatusError: The service responded with an error.
            PixelConnectionError: The service did not respond, or not in time.
            PixelSignInError: The sign-in was refused.
            PixelJobTimeoutError: The time is up; the job continues at the service.
        """
        return await self._until(
            "wait_for_group_job",
            lambda: self.get_job_group(job_id=group_job_id),
            group_job_id,
            timeout,
            on_poll,
            progress,
        )
