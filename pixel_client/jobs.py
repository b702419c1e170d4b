"""Waiting for what the service does in the background."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from pixel_api.operations.every import PixelOperations

from .exceptions import PixelInputError, PixelJobTimeoutError

if TYPE_CHECKING:
    from pixel_api.models import Job, JobGroup

__all__ = ["JobMethods", "PollPace"]

AnyJob = TypeVar("AnyJob", "Job", "JobGroup")

FIRST_PAUSE = 0.2  # seconds between the first two looks at a job
PAUSE_GROWTH = 1.5
LONGEST_PAUSE = 5.0  # seconds


class PollPace:
    """How long to wait before looking again: 0.2 s growing to 5 s, never past the deadline.

    Args:
        timeout: Seconds until the deadline, from now; None means without end.
    """

    def __init__(self, timeout: float | None) -> None:
        self._deadline = None if timeout is None else time.monotonic() + timeout
        self._pause = FIRST_PAUSE

    @property
    def is_over(self) -> bool:
        """Whether the deadline has passed."""
        return self._deadline is not None and time.monotonic() >= self._deadline

    async def wait(self) -> None:
        """Wait until it is time for another look."""
        pause = self._pause
        if self._deadline is not None:
            pause = max(0.0, min(pause, self._deadline - time.monotonic()))
        self._pause = min(self._pause * PAUSE_GROWTH, LONGEST_PAUSE)
        await asyncio.sleep(pause)


class JobMethods(PixelOperations):
    """Methods that wait for jobs and groups of jobs."""

    async def _wait_for(self, job: Mapping[str, Any], timeout: float | None) -> Mapping[str, Any]:
        if "group_id" in job:
            return await self.wait_for_group_job(job["group_id"], timeout)
        return await self.wait_for_job(job["job_id"], timeout)

    async def wait_for_job(
        self,
        job_id: int,
        timeout: float | None = 600,
        *,
        on_poll: Callable[[Job], object] | None = None,
    ) -> Job:
        """Wait until a job is completed.

        Looks at once, then after 0.2 s, and ever more rarely up to every 5 s.

        Args:
            job_id: The job.
            timeout: Seconds to wait at most, or None to wait without end. The job goes on at the
                service when the time is up.
            on_poll: Called with each answer about the job.

        Returns:
            The completed job; its `status` says how it went.

        Raises:
            PixelJobTimeoutError: The job was not completed in time.
        """
        return await _wait(self.get_job, "job", job_id, timeout, on_poll)

    async def wait_for_group_job(
        self,
        group_job_id: int,
        timeout: float | None = 1200,
        *,
        on_poll: Callable[[JobGroup], object] | None = None,
        progress: bool | None = None,
    ) -> JobGroup:
        """Wait until every job of a group is completed.

        Looks at once, then after 0.2 s, and ever more rarely up to every 5 s.

        Args:
            group_job_id: The group.
            timeout: Seconds to wait at most, or None to wait without end. The jobs go on at the
                service when the time is up.
            on_poll: Called with each answer about the group.
            progress: Show a bar of completed jobs; by default only in a terminal.

        Returns:
            The completed group; `success_count` and `failed_count` say how it went.

        Raises:
            PixelJobTimeoutError: The group was not completed in time.
        """
        from .uploads.bar import Bar  # here: importing tqdm is not free, and many never wait

        with Bar(
            desc=f"group job {group_job_id}",
            unit="job",
            disable=None if progress is None else not progress,
        ) as bar:

            def show(group: JobGroup) -> None:
                bar.total = group.get("total_jobs")
                bar.n = (group.get("success_count") or 0) + (group.get("failed_count") or 0)
                bar.refresh()
                if on_poll is not None:
                    on_poll(group)

            return await _wait(self.get_job_group, "group job", group_job_id, timeout, show)


async def _wait(
    look: Callable[[int], Awaitable[AnyJob]],
    kind: str,
    job_id: int,
    timeout: float | None,
    on_poll: Callable[[AnyJob], object] | None,
) -> AnyJob:
    if timeout is not None and not timeout >= 0:
        raise PixelInputError(f"timeout is seconds from 0, or None, not {timeout!r}")
    pace = PollPace(timeout)
    while True:
        last_look = pace.is_over
        job = await look(job_id)
        if on_poll is not None:
            on_poll(job)
        if job.get("completed"):
            return job
        if last_look:
            raise PixelJobTimeoutError(
                f"{kind} {job_id} was not completed within {timeout:g} s"
                f" (status '{job.get('status')}'); it goes on at the service",
                job_id,
                job,
            )
        await pace.wait()
