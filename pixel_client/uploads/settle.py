"""After sending: finish, wait, and read back, so that every job ends in a resource or a reason."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence

from ..exceptions import PixelBadRequestError, PixelError
from .failures import Action, action_for
from .files import Kind
from .link import ServiceCalls
from .protocol import Answer, UploadApi, id_in
from .workers import each

__all__ = ["JobSettler", "JobState", "JobUnlistedError", "may_pass"]

IDS_PER_CALL, IDS_CHARACTERS = 200, 1500
"""Ids in one query: longer ones meet limits on the length of a URL."""

UNDER_WAY = frozenset({"lobby", "submitted", "validating", "validated"})
DONE = "validated_and_moved"
NOT_FINISHED = "lobby"  # the status of a job whose finish call the service has not taken

FIRST_PAUSE_SECONDS = 0.2
LONGEST_PAUSE_SECONDS = 5.0
PAUSE_GROWTH = 1.15  # a job is noticed within a sixth of the time it took, and 0.2 s
LONGEST_STEP_SECONDS = 30.0
"""What a look and the pause after it count for at most, where jobs that stand still are timed."""

LOOKS_IN_LOBBY = 5
"""A job that was finished and is seen so often as if it was not is finished once more."""

TIMES_UNLISTED = 5
"""A job that is not listed this many times in a row is gone."""

LOOKS_BETWEEN = 8
"""Every so many looks the upload jobs are looked at, whatever the job over them says."""

SINGLE_FINISHES = 4
"""Finish calls at once, when a call for many was refused."""

JobState = Answer | Exception
"""A job's last state, or why it cannot be told."""


class JobUnlistedError(PixelError):
    """The service no longer lists an upload job."""

    def __init__(self) -> None:
        super().__init__("the service no longer lists the upload job")


class JobSettler:
    """Takes the upload jobs of one data collection to their end.

    Args:
        api: The service.
        where: Project and data collection.
        calls: Makes calls that outlast a bad link.
        stall_seconds: How long jobs may be under way without any of them getting further.
        alone: There is one file only, and it is finished by the call for one.
    """

    def __init__(
        self,
        api: UploadApi,
        where: tuple[int, int],
        calls: ServiceCalls,
        stall_seconds: float,
        *,
        alone: bool = False,
    ) -> None:
        self._api = api
        self._where = where
        self._calls = calls
        self._stall_seconds = stall_seconds
        self._alone = alone

    async def finish(
        self, ids: Sequence[int]
    ) -> tuple[int | None, int | None, dict[int, PixelError]]:
        """Say that jobs' files are in S3.

        Args:
            ids: The upload jobs.

        Returns:
            The job to look at or None, the group job to look at or None, and the error for each
            upload job that the service would not take as finished.
        """
        left, attempt = list(ids), 0
        while True:
            attempt += 1
            try:
                await self._calls.link.ready()
                if self._alone:
                    answer = await self._api.finish_upload_job(*self._where, left[0])
                    return _number(answer, "job", "job_id"), None, {}
                answer = await self._api.finish_upload_jobs(*self._where, left)
                return None, _number(answer, "group_job", "group_id"), {}
            except PixelError as error:
                errors = dict.fromkeys(left, error)
                passing = action_for(error) in (Action.RETRY, Action.PAUSE)
                if len(left) > 1 and isinstance(error, PixelBadRequestError) and not passing:
                    # One job may have spoiled the call: none of the others is to pay for it.
                    errors = await self._finish_singly(left)
            # The service may have taken the call although its answer was lost: it knows.
            states, _ = await self.look(list(errors))
            for job_id in list(errors):
                state = states.get(job_id)
                if state is not None and state.get("status") != NOT_FINISHED:
                    del errors[job_id]
            left = list(errors)
            if not left or not passing or self._calls.policy.gives_up(attempt):
                return None, None, errors
            await asyncio.sleep(self._calls.policy.delay(attempt))

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
    ) -> AsyncIterator[dict[int, JobState]]:
        """Wait until no upload job is under way; those that have ended come as they end.

        Args:
            ids: The upload jobs.
            job_id: The job that validates the only one, if known.
            group_id: The group job that validates them all, if known.

        Yields:
            The last state of each, or why there is none: some at a time, all in the end.
        """
        left = dict.fromkeys(ids, 0)  # how often it was not listed, in a row
        seen: dict[int, str] = {}
        waits = Counter[int]()
        pause, looked = FIRST_PAUSE_SECONDS, time.monotonic()
        still = blind = 0.0  # seconds without anything new, and without any answer
        watch = _Watch(self._api, job_id, group_id)
        while left:
            if not await watch.says_nothing_new():
                states, error = await self.look(list(left))
                settled: dict[int, JobState] = {}
                for upload_job_id in list(left):
                    state = states.get(upload_job_id)
                    if state is None:
                        left[upload_job_id] += error is None
                        if error is not None and not may_pass(error):
                            settled[upload_job_id] = error
                        elif left[upload_job_id] >= TIMES_UNLISTED:
                            settled[upload_job_id] = JobUnlistedError()
                        continue
                    left[upload_job_id] = 0
                    status = str(state.get("status"))
                    if status == NOT_FINISHED:
                        waits[upload_job_id] += 1
                    if status not in UNDER_WAY:
                        settled[upload_job_id] = state
                    if seen.get(upload_job_id) != status:
                        seen[upload_job_id] = status
                        still = 0.0
                if error is None:
                    blind = 0.0
                elif blind >= self._stall_seconds:
                    settled = dict.fromkeys(left, error)
                elif may_pass(error):  # the link is late, not the jobs
                    still = 0.0
                if forgotten := [i for i in left if waits[i] == LOOKS_IN_LOBBY]:
                    waits.update(forgotten)
                    await self._finish_singly(forgotten)  # the call took others, and not these
                if settled:
                    pause = FIRST_PAUSE_SECONDS
                    for upload_job_id in settled:
                        del left[upload_job_id]
                    yield settled
            if left and still >= self._stall_seconds:
                late = f"no upload job got further for {self._stall_seconds:g} seconds"
                yield {
                    upload_job_id: PixelError(
                        f"{late}; its last status is {seen.get(upload_job_id)!r}"
                    )
                    for upload_job_id in left
                }
                return
            if left:
                await asyncio.sleep(pause)
                now = time.monotonic()
                # A computer that was asleep, or had no network, has not waited for the jobs.
                passed, looked = min(now - looked, LONGEST_STEP_SECONDS), now
                still, blind = still + passed, blind + passed
                pause = min(LONGEST_PAUSE_SECONDS, pause * PAUSE_GROWTH)

    async def look(self, ids: Sequence[int]) -> tuple[dict[int, Answer], PixelError | None]:
        """Read upload jobs: those that were found, by id, and what kept others from it, if any."""
        return await _by_id(
            lambda some: self._calls(
                lambda: self._api.get_upload_jobs(*self._where, ids=some, limit=len(some))
            ),
            ids,
        )

    async def read_back(
        self, kind: Kind, ids: Sequence[int]
    ) -> tuple[dict[int, Answer], PixelError | None]:
        """Read resources.

        Returns:
            Those that were found, by id, and the error that kept others from being read, if any.
        """
        get = getattr(self._api, kind.getter)
        return await _by_id(
            lambda some: self._calls(lambda: get(*self._where, ids=some, limit=len(some))), ids
        )


class _Watch:
    """Looks at the job that validates upload jobs: one request, where the jobs are several."""

    def __init__(self, api: UploadApi, job_id: int | None, group_id: int | None) -> None:
        self._api = api
        self._job_id, self._group_id = job_id, group_id
        self._last: object = None
        self._looks = 0

    async def says_nothing_new(self) -> bool:
        """Whether looking at the upload jobs themselves is of no use yet."""
        self._looks += 1
        if self._looks % LOOKS_BETWEEN == 0:
            return False  # it may not say what happens to each
        try:
            if self._group_id is not None:
                answer = await self._api.get_job_group(self._group_id)
            elif self._job_id is not None:
                answer = await self._api.get_job(self._job_id)
            else:
                return False
        except PixelError:
            return False  # the upload jobs themselves say what became of each file
        if answer.get("completed"):
            self._job_id = self._group_id = None
            return False
        counts = (answer.get("status"), answer.get("success_count"), answer.get("failed_count"))
        is_new = counts != self._last and self._looks > 1
        self._last = counts
        return not is_new


def may_pass(error: PixelError) -> bool:
    """Whether the same call may succeed later: the link, the service or the sign-in is down."""
    return action_for(error) in (Action.RETRY, Action.PAUSE)


async def _by_id(
    fetch: Callable[[list[int]], Awaitable[Sequence[Answer]]], ids: Sequence[int]
) -> tuple[dict[int, Answer], PixelError | None]:
    """Fetch by id, also from a service whose pages are shorter than asked for."""
    found: dict[int, Answer] = {}
    problem: PixelError | None = None
    longest = max((len(f"{number}%2C") for number in ids), default=1)
    together = min(IDS_PER_CALL, IDS_CHARACTERS // longest)
    for start in range(0, len(ids), together):
        missing = list(ids[start : start + together])
        while missing:
            try:
                answer = await fetch(missing)
            except PixelError as error:
                problem = error
                break
            named = {id_in(entry): entry for entry in answer}
            fresh = {number: named[number] for number in missing if number in named}
            found |= fresh
            if not fresh:
                break
            missing = [i for i in missing if i not in fresh]
    return found, problem


def _number(answer: Answer, outer: str, inner: str) -> int | None:
    job = answer.get(outer)
    return id_in(job, inner) if isinstance(job, Mapping) else None
