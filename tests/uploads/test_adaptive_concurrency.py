"""How many bodies go at once, and how fast: decisions, on links that are sums and not sockets."""

from __future__ import annotations

import asyncio
import random
import threading
from collections.abc import Callable

import pytest

from pixel_client.uploads.s3.adaptive_concurrency import (
    HOLD_WINDOWS,
    START,
    ConcurrencyController,
    ConcurrencyLimiter,
)
from pixel_client.uploads.s3.bandwidth import BandwidthLimiter
from pixel_client.uploads.s3.cancellation import CancelToken, TransferCancelledError

MB = 1_000_000.0


def after(
    controller: ConcurrencyController, goodput: Callable[[int], float], windows: int = 200
) -> list[int]:
    """The number of bodies at the end of each window on a link."""
    limits = []
    for _ in range(windows):
        controller.window(goodput(controller.limit), was_full=True)
        limits.append(controller.limit)
    return limits


def test_a_link_with_long_ways_gets_all_that_is_allowed() -> None:
    """Each body is held up by round trips alone: ten give ten times what one gives."""
    limits = after(ConcurrencyController(10), lambda bodies: bodies * MB)
    assert limits[-1] == 10
    assert limits.index(10) < 4  # the number is doubled while that is worth it


def test_a_link_that_is_full_with_six_gets_no_more_than_six_for_long() -> None:
    limits = after(ConcurrencyController(50), lambda bodies: min(bodies, 6) * MB)
    assert max(limits) <= 12
    assert sum(limit == 6 for limit in limits) > 0.7 * len(limits)


def test_a_narrow_link_stays_with_few() -> None:
    limits = after(ConcurrencyController(10), lambda bodies: 0.25 * MB)
    assert limits[:2] == [2 * START, START]  # tried once, and never again so wildly
    assert set(limits[1:]) <= {START, START + 1}
    assert sum(limit == START for limit in limits) > 0.8 * len(limits)


def test_a_link_that_widens_is_noticed() -> None:
    controller = ConcurrencyController(20)
    after(controller, lambda bodies: min(bodies, 4) * MB)
    assert controller.limit <= 5
    limits = after(controller, lambda bodies: min(bodies, 16) * MB, windows=3 * HOLD_WINDOWS)
    assert max(limits) >= 15


def test_a_noisy_link_does_not_run_away() -> None:
    chance = random.Random(7)
    limits = after(
        ConcurrencyController(40),
        lambda bodies: min(bodies, 8) * MB * chance.uniform(0.8, 1.2),
        400,
    )
    assert 4 <= sorted(limits)[200] <= 24


def test_slow_down_halves_and_holds() -> None:
    controller = ConcurrencyController(10)
    after(controller, lambda bodies: bodies * MB)
    controller.congested()
    assert controller.limit == 5
    assert after(controller, lambda bodies: bodies * MB, HOLD_WINDOWS) == [5] * HOLD_WINDOWS
    for _ in range(10):
        controller.congested()
    assert controller.limit == 1
    assert max(after(controller, lambda bodies: bodies * MB)) == 10


def test_what_there_was_not_enough_to_send_says_nothing() -> None:
    controller = ConcurrencyController(10)
    for goodput in (1.0, 5.0, 25.0):
        controller.window(goodput * MB, was_full=False)
    assert controller.limit == START


@pytest.mark.parametrize("most", [1, 2, 3])
def test_never_more_than_allowed(most: int) -> None:
    assert set(after(ConcurrencyController(most), lambda bodies: bodies * MB)) == {most}


def test_places_are_given_in_turn_and_a_cancelled_waiter_takes_none() -> None:
    async def main() -> None:
        limiter = ConcurrencyLimiter(2)
        order: list[str] = []

        async def body(name: str) -> None:
            await limiter.take()
            order.append(name)

        await limiter.take()
        await limiter.take()
        waiting = [asyncio.create_task(body(name)) for name in "abc"]
        await asyncio.sleep(0)
        waiting[0].cancel()
        await asyncio.sleep(0)
        limiter.give_back()
        # Given its place and cancelled before it could take it: the next one gets it.
        waiting[1].cancel()
        await asyncio.gather(*waiting, return_exceptions=True)
        assert order == ["c"]
        limiter.give_back()
        limiter.give_back()
        await asyncio.gather(limiter.take(), limiter.take())

    asyncio.run(main())


def test_a_waiter_cancelled_just_before_a_place_is_given_back() -> None:
    async def main() -> None:
        limiter = ConcurrencyLimiter(1)
        await limiter.take()
        waiting = [asyncio.create_task(limiter.take()) for _ in range(3)]
        await asyncio.sleep(0)
        waiting[0].cancel()  # it has not run since: it still stands in the row
        waiting[1].cancel()
        limiter.give_back()
        outcomes = await asyncio.gather(*waiting, return_exceptions=True)
        assert [type(outcome) for outcome in outcomes] == [
            asyncio.CancelledError,
            asyncio.CancelledError,
            type(None),
        ]
        limiter.give_back()
        await limiter.take()

    asyncio.run(main())


def test_more_at_once_are_taken_back_when_they_were_not_needed() -> None:
    controller = ConcurrencyController(10)
    controller.window(10 * MB, was_full=True)
    assert controller.limit == 2 * START
    controller.window(10 * MB, was_full=False)
    assert controller.limit == START
    controller.window(10 * MB, was_full=False)
    assert controller.limit == START


def test_the_time_before_the_first_body_is_no_part_of_a_window() -> None:
    now = 0.0

    async def main() -> None:
        nonlocal now
        limiter = ConcurrencyLimiter(10, clock=lambda: now)
        now = 60.0  # folders were read, files hashed
        waiting = [asyncio.create_task(limiter.take()) for _ in range(100)]
        await asyncio.sleep(0)
        limits = [limiter.limit]
        for _ in range(40):  # a full link: four bodies a second, however many go at once
            now += 0.25
            limiter.went(10**6)
            limiter.give_back()
            await asyncio.sleep(0)
            limits.append(limiter.limit)
        for task in waiting:
            task.cancel()
        assert max(limits) == 2 * START
        assert limits[-1] <= START + 1

    asyncio.run(main())


def test_one_congestion_is_told_by_many_bodies_and_counts_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("pixel_client.uploads.s3.adaptive_concurrency.START", 4)
    now = 0.0

    async def main() -> None:
        nonlocal now
        limiter = ConcurrencyLimiter(4, clock=lambda: now)
        for _ in range(4):
            await limiter.take()
        for _ in range(4):
            limiter.give_back(congested=True)
        assert limiter.limit == 2
        now = 2.0
        await limiter.take()
        limiter.give_back(congested=True)
        assert limiter.limit == 1

    asyncio.run(main())


def test_small_bodies_widen_the_way_as_big_ones_do() -> None:
    now = 0.0

    async def main() -> None:
        nonlocal now
        limiter = ConcurrencyLimiter(10, clock=lambda: now)
        queue = [asyncio.create_task(limiter.take()) for _ in range(400)]
        await asyncio.sleep(0)
        while not queue[-1].done():
            under_way = sum(task.done() for task in queue)
            now += 0.1  # each takes a tenth of a second, however many go
            for _ in range(min(limiter.limit, under_way)):
                limiter.went(1000)
                limiter.give_back()
            await asyncio.sleep(0)
        assert limiter.limit == 10

    asyncio.run(main())


def test_a_throttle_lets_through_what_it_is_told_to() -> None:
    now = 0.0
    bandwidth = BandwidthLimiter(100_000, clock=lambda: now)

    class Passing(threading.Event):
        """Waits by setting the clock."""

        def wait(self, timeout: float | None = None) -> bool:
            nonlocal now
            now += timeout or 0.0
            return False

    cancel_token, sent = CancelToken(), 0
    cancel_token.cancelled = Passing()
    while sent < 1_000_000:
        may = bandwidth.wait(256 * 1024, cancel_token)
        assert may <= 100_000 / 8
        bandwidth.spend(may)
        sent += may
    assert 9.5 <= now <= 10.5


def test_a_throttle_without_a_rate_holds_nothing_back() -> None:
    bandwidth = BandwidthLimiter(None)
    assert bandwidth.wait(10**9, CancelToken()) == 10**9


def test_a_wait_for_the_throttle_ends_with_the_exchange() -> None:
    bandwidth, cancel_token = BandwidthLimiter(1), CancelToken()
    bandwidth.spend(1000)
    cancel_token.cancel()
    with pytest.raises(TransferCancelledError):
        bandwidth.wait(1, cancel_token)


def test_a_waiter_that_was_cancelled_gives_no_place_away() -> None:
    async def main() -> None:
        limiter = ConcurrencyLimiter(2)
        await limiter.take()
        await limiter.take()
        waiting = asyncio.create_task(limiter.take())
        await asyncio.sleep(0)
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
        another = asyncio.create_task(limiter.take())
        await asyncio.sleep(0)
        assert not another.done()  # two are on their way still
        limiter.give_back()
        await another

    asyncio.run(main())


@pytest.mark.parametrize(("waits", "limit"), [(True, 2 * START), (False, START)])
def test_a_waiter_that_was_cancelled_does_not_count_as_waiting(waits: bool, limit: int) -> None:
    now = 0.0

    async def main() -> None:
        nonlocal now
        limiter = ConcurrencyLimiter(10, clock=lambda: now)
        for _ in range(START):
            await limiter.take()
        waiting = asyncio.create_task(limiter.take())
        await asyncio.sleep(0)
        if not waits:
            waiting.cancel()
            await asyncio.gather(waiting, return_exceptions=True)
        now = 1.0
        limiter.went(10**7)
        limiter.give_back()
        assert limiter.limit == limit
        await asyncio.gather(waiting, return_exceptions=True)

    asyncio.run(main())


def test_a_window_begins_with_its_first_body_alone() -> None:
    now = 0.0

    async def main() -> None:
        nonlocal now
        limiter = ConcurrencyLimiter(10, clock=lambda: now)
        await limiter.take()
        now = 0.2
        await asyncio.gather(*(limiter.take() for _ in range(START - 1)))
        waiting = asyncio.create_task(limiter.take())
        await asyncio.sleep(0)
        now = 0.3
        limiter.went(10**7)
        limiter.give_back()
        assert limiter.limit == 2 * START  # after 0.3 s; since the second it would be too early
        await waiting

    asyncio.run(main())


def test_a_window_goes_on_when_nothing_is_on_its_way_for_a_moment() -> None:
    now = 0.0

    async def main() -> None:
        nonlocal now
        limiter = ConcurrencyLimiter(10, clock=lambda: now)
        await limiter.take()
        now = 0.1
        limiter.give_back()
        now = 0.2
        await asyncio.gather(*(limiter.take() for _ in range(START)))
        waiting = [asyncio.create_task(limiter.take()) for _ in range(9)]
        await asyncio.sleep(0)
        for moment, limit in ((0.3, START), (0.56, 2 * START)):
            now = moment
            # The first ends a window that was not full, so that the next one can be.
            limiter.went(10**7)
            limiter.give_back()
            assert limiter.limit == limit
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)

    asyncio.run(main())


def test_a_trial_that_ended_at_the_most_is_over() -> None:
    controller = ConcurrencyController(2 * START)
    controller.window(1 * MB, was_full=True)
    controller.window(2 * MB, was_full=True)
    assert controller.limit == 2 * START
    controller.window(1 * MB, was_full=True)  # slower than when the trial began, which is over
    assert controller.limit == 2 * START
