"""After sending: finish, wait, and read back, so that every job ends in a resource or a reason."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from ..exceptions import (
    PixelBadRequestError,
    PixelConnectionError,
    PixelError,
    PixelRateLimitError,
    PixelServerError,
    PixelSignInError,
)
from .files import Kind
from .protocol import Answer, UploadApi
from .workers import each

__all__ = ["JobSettler", "JobState", "may_pass"]

IDS_PER_CALL = 50
"""Ids in one query: longer ones meet limits on the length of a URL."""

UNDER_WAY = frozenset({"lobby", "submitted", "validating", "validated"})
DONE = "validated_and_moved"
NOT_FINISHED = "lobby"  # the status of a job whose finish call the service has not taken

FIRST_PAUSE_SECONDS = 0.2
LONGEST_PAUSE_SECONDS = 5.0
PAUSE_GROWTH = 1.5
TIMES_UNLISTED = 5
"""A job that is not listed this many times in a row is gone."""

SINGLE_FINISHES = 4
"""Finish calls at once, when a call for many was refused."""

JobState = Answer | Exception
"""A job's last state, or why it cannot be told."""


class JobSettler:
    """Takes the upload jobs of one data collection to their end."""

    def __init__(
        self, api: UploadApi, project_id: int, data_collection_id: int, stall_seconds: float
    ) -> None:
        self._api = api
        self._where = (project_id, data_collection_id)
        self._stall_seconds = stall_seconds

    async def finish(
        self, ids: Sequence[int]
    ) -> tuple[int | None, int | None, dict[int, PixelError]]:
        """Say that jobs' files are in S3.

        Args:
            ids: The upload jobs.

        Returns:
            The job to wait for or None, the group job to wait for or None, and the error for each
            upload job that the service would not take as finished.
        """
        try:
            if len(ids) == 1:
                answer = await self._api.finish_upload_job(*self._where, ids[0])
                return _number(answer, "job", "job_id"), None, {}
            answer = await self._api.finish_upload_jobs(*self._where, list(ids))
            return None, _number(answer, "group_job", "group_id"), {}
        except PixelError as error:
            errors = dict.fromkeys(ids, error)
            if len(ids) > 1 and isinstance(error, PixelBadRequestError):
                # One job may have spoiled the call: none of the others is to pay for it.
                errors = await self._finish_singly(ids)
        # The service may have taken the call although its answer was lost: it knows.
        states, _ = await self._look(list(errors))
        for job_id in list(errors):
            state = states.get(job_id)
            if state is not None and state.get("status") != NOT_FINISHED:
                del errors[job_id]
        return None, None, errors

    async def _finish_singly(self, ids: Sequence[int]) -> dict[int, PixelError]:
        errors: dict[int, PixelError] = {}

        async def finish(job_id: int) -> None:
            try:
                await self._api.finish_upload_job(*self._where, job_id)
            except PixelError as error:
                errors[job_id] = error

        await each(ids, finish, SINGLE_FINISHES)
        return errors

    async def wait(
        self, ids: Sequence[int], job_id: int | None, group_id: int | None
    ) -> dict[int, JobState]:
        """Wait until no upload job is under way.

        Args:
            ids: The upload jobs.
            job_id: The job that validates the only one, if known.
            group_id: The group job that validates them all, if known.

        Returns:
            The last state of each, or why there is none.
        """
        try:
            if job_id is not None:
                await self._api.wait_for_job(job_id)
            elif group_id is not None:
                await self._api.wait_for_group_job(group_id, progress=False)
        except PixelError:
            pass  # the upload jobs themselves say what became of each file
        return await self._poll(ids)

    async def _poll(self, ids: Sequence[int]) -> dict[int, JobState]:
        settled: dict[int, JobState] = {}
        seen: dict[int, Any] = {}
        unlisted = dict.fromkeys(ids, 0)
        pause = FIRST_PAUSE_SECONDS
        deadline = time.monotonic() + self._stall_seconds
        while True:
            states, error = await self._look([i for i in ids if i not in settled])
            for job_id in [i for i in ids if i not in settled]:
                state = states.get(job_id)
                if state is None:
                    unlisted[job_id] += error is None
                    if error is not None and not may_pass(error):
                        settled[job_id] = error
                    elif unlisted[job_id] >= TIMES_UNLISTED:
                        settled[job_id] = PixelError("the service no longer lists the upload job")
                    continue
                unlisted[job_id] = 0
                if state.get("status") not in UNDER_WAY:
                    settled[job_id] = state
                if seen.get(job_id) != state.get("status"):
                    seen[job_id] = state.get("status")
                    deadline = time.monotonic() + self._stall_seconds
            if len(settled) == len(ids):
                return settled
            if time.monotonic() >= deadline:
                late = f"no upload job got further for {self._stall_seconds:g} seconds"
                for job_id in [i for i in ids if i not in settled]:
                    last = seen.get(job_id)
                    settled[job_id] = error or PixelError(f"{late}; its last status is {last!r}")
                return settled
            await asyncio.sleep(pause)
            pause = min(LONGEST_PAUSE_SECONDS, pause * PAUSE_GROWTH)

    async def _look(self, ids: Sequence[int]) -> tuple[dict[int, Answer], PixelError | None]:
        return await _by_id(
            lambda some: self._api.get_upload_jobs(*self._where, ids=some, limit=len(some)), ids
        )

    async def read_back(
        self, kind: Kind, ids: Sequence[int]
    ) -> tuple[dict[int, Answer], PixelError | None]:
        """Read resources.

        Returns:
            Those that were found, by id, and the error that kept others from being read, if any.
        """
        get = getattr(self._api, kind.getter)
        return await _by_id(lambda some: get(*self._where, ids=some, limit=len(some)), ids)


def may_pass(error: PixelError) -> bool:
    """Whether the same call may succeed later: the link, the service or the sign-in is down."""
    if isinstance(error, PixelSignInError):
        return error.status_code is None or error.status_code >= 500
    return isinstance(error, PixelConnectionError | PixelServerError | PixelRateLimitError)


async def _by_id(
    fetch: Callable[[list[int]], Awaitable[Sequence[Answer]]], ids: Sequence[int]
) -> tuple[dict[int, Answer], PixelError | None]:
    """Fetch by id, also from a service whose pages are shorter than asked for."""
    found: dict[int, Answer] = {}
    problem: PixelError | None = None
    for start in range(0, len(ids), IDS_PER_CALL):
        missing = list(ids[start : start + IDS_PER_CALL])
        while missing:
            try:
                answer = await fetch(missing)
            except PixelError as error:
                problem = error
                break
            wanted = set(missing)
            fresh = {entry["id"]: entry for entry in answer if entry.get("id") in wanted}
            found |= fresh
            if not fresh:
                break
            missing = [i for i in missing if i not in fresh]
    return found, problem


def _number(answer: Answer, outer: str, inner: str) -> int | None:
    job = answer.get(outer)
    number = job.get(inner) if isinstance(job, Mapping) else None
    return number if isinstance(number, int) else None
