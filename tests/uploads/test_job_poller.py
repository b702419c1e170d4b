"""What looks at upload jobs mean, how often they are made, and when jobs count as stalled."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence
from typing import Any

import pytest

from pixel_client.exceptions import PixelError, PixelPermissionError, PixelServerError
from pixel_client.http.retry import RetryPolicy
from pixel_client.uploads.client_protocol import CollectionRef
from pixel_client.uploads.engine.circuit_breaker import CircuitBreaker, ResilientCalls
from pixel_client.uploads.engine.job_poller import (
    JobPoller,
    JobProbe,
    JobUnlistedError,
    Settled,
    StallClock,
    Waiting,
    next_state,
)
from pixel_client.uploads.transfer_config import TransferConfig

PASSING = PixelServerError({}, 503, "GET", "https://x")
STUMBLED = PixelServerError({}, 500, "GET", "https://x")
DENIED = PixelPermissionError({}, 403, "GET", "https://x")


def shown(status: Any) -> dict[str, Any]:
    return {"id": 1, "status": status}


@pytest.mark.parametrize(
    ("before", "answer", "error", "after"),
    [
        # seen
        (Waiting(), shown("submitted"), None, Waiting(status="submitted")),
        (Waiting(), shown("validating"), None, Waiting(status="validating")),
        (Waiting(), shown("validated"), None, Waiting(status="validated")),
        (Waiting(status="validating"), shown("submitted"), None, Waiting(status="submitted")),
        (Waiting(unlisted=4), shown("submitted"), None, Waiting(status="submitted")),
        (Waiting(), shown("submitted"), PASSING, Waiting(status="submitted")),
        (Waiting(), shown("submitted"), DENIED, Waiting(status="submitted")),
        (Waiting(), shown("validated_and_moved"), None, Settled(shown("validated_and_moved"))),
        (Waiting(), shown("broken"), DENIED, Settled(shown("broken"))),
        (Waiting(), shown("of tomorrow"), None, Settled(shown("of tomorrow"))),
        (Waiting(), shown(None), None, Settled(shown(None))),
        # seen as if it had not been finished
        (Waiting(), shown("lobby"), None, Waiting(status="lobby", in_lobby=1)),
        (Waiting(in_lobby=3), shown("lobby"), None, Waiting(status="lobby", in_lobby=4)),
        (
            Waiting(in_lobby=4),
            shown("lobby"),
            None,
            Waiting(status="lobby", in_lobby=5, finish_again=True),
        ),
        (
            Waiting(in_lobby=5, finish_again=True),
            shown("lobby"),
            None,
            Waiting(status="lobby", in_lobby=6),
        ),
        (
            Waiting(in_lobby=5, finish_again=True),
            shown("submitted"),
            None,
            Waiting(status="submitted", in_lobby=5),
        ),
        # not seen
        (Waiting(status="x"), None, None, Waiting(status="x", unlisted=1)),
        (Waiting(unlisted=3), None, None, Waiting(unlisted=4)),
        (Waiting(unlisted=4), None, PASSING, Waiting(unlisted=4)),
        (Waiting(in_lobby=5, finish_again=True), None, None, Waiting(unlisted=1, in_lobby=5)),
        (Waiting(in_lobby=5, finish_again=True), None, PASSING, Waiting(in_lobby=5)),
        (Waiting(), None, PASSING, Waiting()),
        (Waiting(), None, STUMBLED, Waiting()),
        (Waiting(), None, DENIED, Settled(DENIED)),
    ],
)
def test_what_a_look_at_an_upload_job_means(
    before: Waiting,
    answer: dict[str, Any] | None,
    error: PixelError | None,
    after: Settled | Waiting,
) -> None:
    assert next_state(before, answer, error) == after


def test_a_job_that_is_not_listed_five_times_in_a_row_is_gone() -> None:
    missing = next_state(Waiting(unlisted=4), None, None)
    assert isinstance(missing, Settled)
    assert isinstance(missing.state, JobUnlistedError)


# --- the clock


@pytest.mark.parametrize(
    ("progress", "error", "still", "blind"),
    [
        (False, None, 5.0, 0.0),
        (True, None, 0.0, 0.0),
        (False, PASSING, 0.0, 5.0),  # the link is late, not the jobs
        (True, PASSING, 0.0, 5.0),
        (False, DENIED, 5.0, 5.0),
        (True, DENIED, 0.0, 5.0),
    ],
)
def test_what_a_look_says_of_time(
    progress: bool, error: PixelError | None, still: float, blind: float
) -> None:
    clock = StallClock(10.0, 100.0)
    clock.advance(105.0)
    clock.note(progress=progress, error=error)
    assert (clock.still, clock.blind, clock.looked) == (still, blind, 105.0)


def test_limits_are_reached_by_the_second() -> None:
    clock = StallClock(10.0, 100.0)
    clock.advance(109.0)
    assert not clock.is_stalled
    assert not clock.is_blind
    clock.advance(110.0)
    assert clock.is_stalled
    assert clock.is_blind


def test_a_computer_that_slept_has_not_waited_for_the_jobs() -> None:
    clock = StallClock(1200.0, 100.0)
    clock.advance(100.0 + 8 * 3600.0)
    assert (clock.still, clock.blind) == (30.0, 30.0)
    clock.advance(clock.looked + 29.0)
    assert clock.still == 59.0


# --- the poller, with a service of scripted answers and a clock that only pauses move


class Scripted:
    """A service whose upload jobs have scripted statuses, the last one for ever."""

    def __init__(self, jobs: dict[int, list[Any]], group: Sequence[Any] = ()) -> None:
        self.jobs = {number: list(statuses) for number, statuses in jobs.items()}
        self.group = list(group)
        self.asked = Counter[str]()
        self.finished: list[int] = []

    async def get_upload_jobs(self, *_: int, ids: list[int], limit: int) -> list[dict[str, Any]]:
        self.asked["upload jobs"] += 1
        found = []
        for number in ids:
            statuses = self.jobs[number]
            status = statuses.pop(0) if len(statuses) > 1 else statuses[0]
            if isinstance(status, PixelError):
                raise status
            if status is not None:
                found.append({"id": number, "status": status})
        return found

    async def get_job_group(self, _: int) -> dict[str, Any]:
        self.asked["group"] += 1
        answer = self.group.pop(0) if len(self.group) > 1 else self.group[0]
        if isinstance(answer, PixelError):
            raise answer
        return dict(answer)

    get_job = get_job_group

    async def finish_upload_job(self, _: int, __: int, number: int) -> dict[str, Any]:
        self.finished.append(number)
        return {}


class Poll:
    """What `wait` yields, and the pauses it makes."""

    def __init__(self, service: Scripted, group: int | None = None, **options: Any) -> None:
        self.now, self.pauses = 0.0, list[float]()
        self.settled: list[dict[int, Any]] = []
        asyncio.run(self._main(service, group, TransferConfig(retries=0, **options)))

    async def _sleep(self, seconds: float) -> None:
        assert len(self.pauses) < 500
        self.pauses.append(seconds)
        self.now += seconds

    async def _main(self, service: Any, group: int | None, options: TransferConfig) -> None:
        calls = ResilientCalls(
            CircuitBreaker("the service", options, lambda _: None), RetryPolicy(0)
        )
        poller = JobPoller(
            service, CollectionRef(1, 2), calls, options, clock=lambda: self.now, sleep=self._sleep
        )
        async for settled in poller.wait(list(service.jobs), None, group):
            self.settled.append(settled)


UNDER_WAY = {"status": "PENDING", "success_count": 0, "failed_count": 0}


def test_there_is_a_growing_pause_between_two_looks() -> None:
    service = Scripted({1: ["validating"] * 4 + ["broken"]})
    poll = Poll(service, poll_pause=1.0, longest_poll_pause=1.2)
    assert poll.pauses == [1.0, 1.15, 1.2, 1.2]
    assert service.asked == {"upload jobs": 5}


def test_jobs_come_as_they_end_and_pauses_begin_anew() -> None:
    service = Scripted({1: ["validating"] * 2 + ["broken"], 2: ["validating"] * 4 + ["broken"]})
    poll = Poll(service, poll_pause=1.0)
    assert [list(settled) for settled in poll.settled] == [[1], [2]]
    assert poll.pauses == [1.0, 1.15, 1.0, 1.15]


def test_by_default_no_look_is_more_than_five_seconds_away() -> None:
    poll = Poll(Scripted({1: ["validating"] * 60 + ["broken"]}))
    assert poll.pauses[0] == 0.2
    assert max(poll.pauses) == 5.0


def test_no_pause_follows_the_last_job() -> None:
    assert Poll(Scripted({1: ["broken"]})).pauses == []


def test_while_a_group_stands_still_its_upload_jobs_are_read_every_eighth_time() -> None:
    service = Scripted({1: ["validating"] * 2 + ["broken"]}, group=[UNDER_WAY])
    poll = Poll(service, group=7)
    assert len(poll.pauses) == 23
    assert service.asked == {"group": 21, "upload jobs": 3}


def test_upload_jobs_are_read_when_their_group_gets_further() -> None:
    further = UNDER_WAY | {"success_count": 1}
    service = Scripted({1: ["broken"]}, group=[UNDER_WAY, UNDER_WAY, further])
    poll = Poll(service, group=7)
    assert len(poll.pauses) == 2
    assert service.asked == {"group": 3, "upload jobs": 1}


@pytest.mark.parametrize(
    ("answers", "unchanged"),
    [
        ([UNDER_WAY], [True, True, True]),  # the first look shows nothing that is new
        ([UNDER_WAY, UNDER_WAY | {"status": "STARTED"}], [True, False, True]),
        ([UNDER_WAY, UNDER_WAY | {"success_count": 1}], [True, False, True]),
        ([UNDER_WAY, UNDER_WAY | {"failed_count": 1}], [True, False, True]),
        ([UNDER_WAY, UNDER_WAY | {"updated": "now"}], [True, True, True]),
        ([PASSING, UNDER_WAY], [False, False, True]),
        ([UNDER_WAY | {"completed": True}], [False, False, False]),
    ],
)
@pytest.mark.parametrize("ids", [(None, 7), (7, None)])
def test_a_probe_says_whether_anything_is_new(
    answers: list[Any], unchanged: list[bool], ids: tuple[int | None, int | None]
) -> None:
    service: Any = Scripted({}, answers)

    async def main() -> list[bool]:
        probe = JobProbe(service, *ids)
        return [await probe.unchanged() for _ in unchanged]

    assert asyncio.run(main()) == unchanged
    is_over = bool(answers[0] is not PASSING and answers[0].get("completed"))
    assert service.asked == {"group": 1 if is_over else len(unchanged)}


def test_jobs_that_stand_still_are_left_with_their_last_status() -> None:
    service = Scripted({1: ["submitted", "validating"], 2: ["submitted"]})
    poll = Poll(service, stall_seconds=60.0, poll_pause=10.0, longest_poll_pause=10.0)
    assert poll.pauses == [10.0] * 7  # the first showed something new
    (late,) = poll.settled
    assert "'validating'" in str(late[1])
    assert "'submitted'" in str(late[2])


def test_an_outage_does_not_count_as_standing_still_but_ends_too() -> None:
    service = Scripted({1: ["submitted", PASSING]})
    poll = Poll(service, stall_seconds=60.0, poll_pause=10.0, longest_poll_pause=10.0)
    assert poll.settled == [{1: PASSING}]
    assert poll.pauses == [10.0] * 6


def test_a_permanent_error_ends_the_wait_at_once() -> None:
    poll = Poll(Scripted({1: [DENIED]}))
    assert poll.settled == [{1: DENIED}]
    assert poll.pauses == []


def test_a_job_that_the_finish_call_did_not_reach_is_finished_once_more() -> None:
    service = Scripted({1: ["lobby"] * 9 + ["broken"], 2: ["submitted"] * 9 + ["broken"]})
    Poll(service)
    assert service.finished == [1]
