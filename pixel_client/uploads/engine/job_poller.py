"""The job poller: finish upload jobs, poll them until validated, and read the resources back."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence

import attrs

from ...core.resource_kinds import Kind
from ...exceptions import PixelBadRequestError, PixelError
from ...http.retry import attempts
from ..client_protocol import Answer, CollectionRef, UploadApi, id_in
from ..s3.error_codes import Action
from ..transfer_config import TransferConfig
from .circuit_breaker import ResilientCalls
from .error_policy import action_for
from .tasks import each

__all__ = [
    "JobPoller",
    "JobProbe",
    "JobState",
    "JobUnlistedError",
    "Settled",
    "StallClock",
    "Waiting",
    "may_pass",
    "next_state",
]

IDS_PER_CALL, IDS_CHARACTERS = 200, 1500
"""Ids in one query: longer ones meet limits on the length of a URL."""

UNDER_WAY = frozenset({"lobby", "submitted", "validating", "validated"})
DONE = "validated_and_moved"
NOT_FINISHED = "lobby"  # the status of a job whose finish call the service has not taken

PAUSE_GROWTH = 1.15  # a job is noticed within a sixth of the time it took, and the first pause
LONGEST_STEP_SECONDS = 30.0
"""The most that a look and the pause after it count for in `StallClock`."""

LOOKS_IN_LOBBY = 5
"""A job that was finished and is seen so often as if it was not is finished once more."""

TIMES_UNLISTED = 5
"""A job that is not listed this many times in a row is gone."""

LOOKS_BETWEEN = 8
"""Every so many looks the upload jobs are read, whatever the job over them says."""

SINGLE_FINISHES = 4
"""Finish calls at once, when a call for many was refused."""

JobState = Answer | Exception
"""The last state of a job, or why it is unknown."""


class JobUnlistedError(PixelError):
    """The service no longer lists an upload job."""

    def __init__(self) -> None:
        super().__init__("the service no longer lists the upload job")


@attrs.frozen(kw_only=True)
class Waiting:
    """An upload job that is still under way.

    Attributes:
        status: The status last seen, or None before the first look.
        unlisted: How many times in a row the service did not list it.
        in_lobby: How many times it was seen as not finished.
        finish_again: Whether to finish it once more: the finish call did not reach it.
    """

    status: str | None = None
    unlisted: int = 0
    in_lobby: int = 0
    finish_again: bool = False


@attrs.frozen
class Settled:
    """An upload job that has ended, or that nothing more is known of."""

    state: JobState


def next_state(job: Waiting, answer: Answer | None, error: PixelError | None) -> Settled | Waiting:
    """Decide what a look at an upload job means.

    Args:
        job: The job before the look.
        answer: Its entry in the service's answer, or None when it is not in there.
        error: The error that kept some jobs from being read, or None.
    """
    if answer is not None:
        status = str(answer.get("status"))
        if status not in UNDER_WAY:
            return Settled(answer)
        in_lobby = job.in_lobby + (status == NOT_FINISHED)
        again = in_lobby == LOOKS_IN_LOBBY and in_lobby > job.in_lobby
        return Waiting(status=status, in_lobby=in_lobby, finish_again=again)
    if error is not None:
        return attrs.evolve(job, finish_again=False) if may_pass(error) else Settled(error)
    if job.unlisted + 1 >= TIMES_UNLISTED:
        return Settled(JobUnlistedError())
    return attrs.evolve(job, unlisted=job.unlisted + 1, finish_again=False)


@attrs.define
class StallClock:
    """Times how long upload jobs stand still, and how long they cannot be read.

    Attributes:
        limit: Seconds after which the one or the other is too long.
        looked: When the last look began, on the monotonic clock.
        still: Seconds without progress of any job, outages not counted.
        blind: Seconds without a complete answer.
    """

    limit: float
    looked: float
    still: float = 0.0
    blind: float = 0.0

    def advance(self, now: float) -> None:
        """Count the time since the last look.

        A computer that was asleep, or without a network, did not wait for the jobs: each step
        counts for `LONGEST_STEP_SECONDS` at most.
        """
        passed, self.looked = min(now - self.looked, LONGEST_STEP_SECONDS), now
        self.still += passed
        self.blind += passed

    def note(self, *, progress: bool, error: PixelError | None) -> None:
        """Take the outcome of a look: whether any job got further, and what kept it from all."""
        if error is None:
            self.blind = 0.0
        if progress or (error is not None and may_pass(error)):  # the link is late, not the jobs
            self.still = 0.0

    @property
    def is_stalled(self) -> bool:
        """Whether no job got further for too long."""
        return self.still >= self.limit

    @property
    def is_blind(self) -> bool:
        """Whether jobs could not be read for too long."""
        return self.blind >= self.limit


class JobPoller:
    """Follows the upload jobs of one data collection to their end.

    Args:
        api: The service.
        where: Project and data collection.
        calls: Makes calls that outlast an outage.
        options: When jobs count as stalled, and the pauses between looks.
        alone: There is one file only, and it is finished by the call for one.
        clock: Monotonic time in seconds.
        sleep: Waits so many seconds.
    """

    def __init__(
        self,
        api: UploadApi,
        where: CollectionRef,
        calls: ResilientCalls,
        options: TransferConfig,
        *,
        alone: bool = False,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._api = api
        self._where = where.ids
        self._calls = calls
        self._options = options
        self._alone = alone
        self._clock = clock
        self._sleep = sleep

    async def finish(
        self, ids: Sequence[int]
    ) -> tuple[int | None, int | None, dict[int, PixelError]]:
        """Report to the service that the files of upload jobs are in S3.

        Args:
            ids: The upload jobs.

        Returns:
            The job to watch or None, the group job to watch or None, and the error of each upload
            job that the service would not take as finished.
        """
        left = list(ids)
        async for attempt in attempts(self._calls.policy):
            try:
                await self._calls.link.ready()
                if self._alone:
                    answer = await self._api.finish_upload_job(*self._where, left[0])
                    return _number(answer, "job", "job_id"), None, {}
                answer = await self._api.finish_upload_jobs(*self._where, left)
                return None, _number(answer, "group_job", "group_id"), {}
            except PixelError as error:
                errors = dict.fromkeys(left, error)
                passing = may_pass(error)
                if len(left) > 1 and isinstance(error, PixelBadRequestError) and not passing:
                    # One job may have spoiled the call: none of the others is to pay for it.
                    errors = await self._finish_singly(left)
            # The service may have taken the call although its response was lost: ask it.
            states, _ = await self.look(list(errors))
            for job_id in list(errors):
                state = states.get(job_id)
                if state is not None and state.get("status") != NOT_FINISHED:
                    del errors[job_id]
            left = list(errors)
            if left and passing:
                attempt.failed()
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
    ) -> AsyncIterator[dict[int, JobState]]:
        """Wait until no upload job is under way.

        Args:
            ids: The upload jobs.
            job_id: The job that validates the only one, if known.
            group_id: The group job that validates them all, if known.

        Yields:
            The last state of those that have ended, or why it is unknown: some at a time, all in
            the end.
        """
        jobs = {upload_job_id: Waiting() for upload_job_id in ids}
        probe = JobProbe(self._api, job_id, group_id)
        stall = StallClock(self._options.stall_seconds, self._clock())
        pause = self._options.poll_pause
        while jobs:
            settled = {} if await probe.unchanged() else await self._poll(jobs, stall)
            if settled:
                pause = self._options.poll_pause
                yield settled
            if not jobs:
                return
            if stall.is_stalled:
                late = f"no upload job got further for {stall.limit:g} seconds"
                yield {
                    upload_job_id: PixelError(f"{late}; its last status is {job.status!r}")
                    for upload_job_id, job in jobs.items()
                }
                return
            await self._sleep(pause)
            stall.advance(self._clock())
            pause = min(self._options.longest_poll_pause, pause * PAUSE_GROWTH)

    async def _poll(self, jobs: dict[int, Waiting], stall: StallClock) -> dict[int, JobState]:
        """Look at upload jobs once; those that have ended leave `jobs` and are returned."""
        answers, error = await self.look(list(jobs))
        settled: dict[int, JobState] = {}
        forgotten: list[int] = []
        progress = False
        for upload_job_id, job in list(jobs.items()):
            answer = answers.get(upload_job_id)
            progress |= answer is not None and str(answer.get("status")) != job.status
            match next_state(job, answer, error):
                case Settled(state):
                    settled[upload_job_id] = state
                case Waiting() as job:
                    jobs[upload_job_id] = job
                    if job.finish_again:
                        forgotten.append(upload_job_id)
        stall.note(progress=progress, error=error)
        if error is not None and stall.is_blind:
            settled = dict.fromkeys(jobs, error)
        if forgotten:
            await self._finish_singly(forgotten)  # the call took others, and not these
        for upload_job_id in settled:
            del jobs[upload_job_id]
        return settled

    async def look(self, ids: Sequence[int]) -> tuple[dict[int, Answer], PixelError | None]:
        """Read upload jobs: those found, by id, and the error that kept others from it, if any."""
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


class JobProbe:
    """Watches the job that validates upload jobs: one cheap request in place of many.

    Args:
        api: The service.
        job_id: The job that validates the only upload job, if known.
        group_id: The group job that validates them all, if known.
    """

    def __init__(self, api: UploadApi, job_id: int | None, group_id: int | None) -> None:
        self._api = api
        self._job_id, self._group_id = job_id, group_id
        self._last: object = None
        self._looks = 0

    async def unchanged(self) -> bool:
        """Whether reading the upload jobs themselves is of no use yet."""
        self._looks += 1
        if self._looks % LOOKS_BETWEEN == 0:
            return False  # it may not show what happens to each
        try:
            if self._group_id is not None:
                answer = await self._api.get_job_group(self._group_id)
            elif self._job_id is not None:
                answer = await self._api.get_job(self._job_id)
            else:
                return False
        except PixelError:
            return False  # the upload jobs themselves show what became of each file
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
