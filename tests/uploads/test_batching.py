"""Batches: when one is closed, to the moment, and who takes it."""

from __future__ import annotations

import asyncio
from collections import deque
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pixel_client.uploads.engine.batching import BATCH_BYTES, BATCH_FILES, Batcher, take_batch
from pixel_client.uploads.engine.queues import Changes, WorkQueue
from pixel_client.uploads.inputs.names import same_name
from pixel_client.uploads.inputs.planned_file import FileStamp, PlannedBody, PlannedFile
from pixel_client.uploads.transfer_config import BatchPauses, TransferConfig

from .clock import VirtualLoop, later, now, run

PAUSES = BatchPauses(first=4.0, between=9.0, starved=1.0)


@attrs.define
class Line:
    """A batcher, and the two things that it is told from outside."""

    limit: int = 3
    pauses: BatchPauses = PAUSES
    last: bool = False
    starved: bool = False
    changed: Changes = attrs.field(factory=Changes)
    queue: WorkQueue[int] = attrs.field(init=False)
    batcher: Batcher[int] = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self.queue = WorkQueue(self.changed)
        self.batcher = Batcher(
            self.queue,
            self.changed,
            self.pauses,
            limit=self.limit,
            is_last=lambda: self.last,
            is_starved=lambda: self.starved,
        )

    def turn(self, **what: bool) -> None:
        for name, value in what.items():
            setattr(self, name, value)
        self.changed.notify()

    async def filled(self) -> float:
        """How long it took until the batch was closed."""
        began = now()
        await self.batcher.fill()
        return round(now() - began, 6)


@pytest.mark.parametrize(
    ("waiting", "last", "starved", "seconds"),
    [
        (0, False, False, 0.0),  # nothing to wait with
        (1, False, False, 4.0),
        (2, False, False, 4.0),
        (3, False, False, 0.0),  # full
        (4, False, False, 0.0),
        (1, True, False, 0.0),  # no more to come
        (0, True, False, 0.0),
        (1, False, True, 4.0),  # the first batch waits, whoever starves: all do at the start
    ],
)
def test_how_long_the_first_batch_waits(
    waiting: int, last: bool, starved: bool, seconds: float
) -> None:
    async def main() -> float:
        line = Line(last=last, starved=starved)
        line.queue.put(*range(waiting))
        return await line.filled()

    assert run(main()) == seconds


@pytest.mark.parametrize(
    ("since", "starved", "seconds"),
    [
        (0.0, False, 9.0),
        (2.0, False, 7.0),
        (5.0, False, 4.0),
        (7.0, False, 4.0),  # at least the first pause, however long ago the last batch was
        (50.0, False, 4.0),
        (0.0, True, 1.0),
        (50.0, True, 1.0),
    ],
)
def test_how_long_a_later_batch_waits(since: float, starved: bool, seconds: float) -> None:
    async def main() -> float:
        line = Line()
        line.queue.put(1)
        assert line.batcher.take() == [1]
        await asyncio.sleep(since)
        line.queue.put(2)
        line.turn(starved=starved)
        return await line.filled()

    assert run(main()) == pytest.approx(seconds)


def test_a_take_that_found_nothing_is_no_batch() -> None:
    async def main() -> float:
        line = Line(starved=True)
        assert line.batcher.take() == []
        line.queue.put(1)
        return await line.filled()

    assert run(main()) == 4.0


@pytest.mark.parametrize(
    ("what", "seconds"),
    [
        (lambda line: line.queue.put(2), 4.0),  # two of three: goes on waiting
        (lambda line: line.queue.put(2, 3), 2.5),  # full
        (lambda line: line.turn(last=True), 2.5),
        (lambda line: line.queue.take(), 2.5),  # another task took it: nothing is left to fill
        (lambda line: line.turn(starved=True), 4.0),
        (lambda line: line.changed.notify(), 4.0),
    ],
    ids=["not full yet", "full", "last", "taken", "starved, but the first", "nothing"],
)
def test_a_batch_is_closed_the_moment_that_it_can_be(what: Any, seconds: float) -> None:
    async def main() -> float:
        line = Line()
        line.queue.put(1)
        later(2.5, lambda: what(line))
        return await line.filled()

    assert run(main()) == seconds


@pytest.mark.parametrize(
    ("turns", "seconds"),
    [
        ([(0.5, True)], 1.0),  # starved before the short pause is over
        ([(1.0, True)], 1.0),
        ([(6.0, True)], 6.0),  # and after it: at once
        ([(0.5, True), (0.7, False)], 9.0),  # fed again in time
        ([(0.5, True), (0.7, False), (3.0, True)], 3.0),
    ],
)
def test_a_stage_that_starves_meanwhile_gets_its_batch_sooner(
    turns: list[tuple[float, bool]], seconds: float
) -> None:
    async def main() -> float:
        line = Line()
        line.queue.put(1)
        line.batcher.take()
        line.queue.put(2)
        for at, starved in turns:
            later(at, lambda starved=starved: line.turn(starved=starved))
        return await line.filled()

    assert run(main()) == pytest.approx(seconds)


def test_it_is_not_looked_at_in_between() -> None:
    """Waiting takes a timer, not a loop: rounds of the event loop do not grow with the seconds."""

    async def main() -> int:
        line = Line(pauses=BatchPauses(first=3600.0, between=0.0))
        line.queue.put(1)
        loop = asyncio.get_running_loop()
        assert isinstance(loop, VirtualLoop)
        before = loop.rounds
        assert await line.filled() == 3600.0
        return loop.rounds - before

    assert run(main()) < 10


def test_a_file_that_fills_nothing_wakes_no_task() -> None:
    async def main() -> int:
        line = Line(limit=1000)
        line.queue.put(1)
        task = asyncio.create_task(line.batcher.fill())
        await asyncio.sleep(0)
        steps = 0
        look = line.batcher._is_closed

        def counted() -> bool:
            nonlocal steps
            steps += asyncio.current_task() is task
            return look()

        line.batcher._is_closed = counted  # type: ignore[method-assign]
        for number in range(500):
            line.queue.put(number)
            await asyncio.sleep(0)
        woken = steps
        line.turn(last=True)
        await task
        assert steps > woken
        return woken

    assert run(main()) == 0


def test_a_cancelled_fill_takes_nothing() -> None:
    async def main() -> None:
        line = Line()
        line.queue.put(1)
        task = asyncio.create_task(line.batcher.fill())
        await asyncio.sleep(1)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert (len(line.queue), line.queue.active) == (1, 0)
        assert await line.filled() == 4.0  # the next one waits as if there had been none

    run(main())


def test_a_batch_is_what_waited_longest_up_to_the_limit() -> None:
    async def main() -> None:
        line = Line()
        line.queue.put(1, 2, 3, 4, 5)
        assert line.batcher.take() == [1, 2, 3]
        assert (len(line.queue), line.queue.active) == (2, 3)
        assert line.batcher.take(lambda pool: [pool.pop()]) == [5]
        assert (len(line.queue), line.queue.active) == (1, 4)

    run(main())


def test_two_tasks_share_a_batcher_and_lose_nothing() -> None:
    async def main() -> list[list[int]]:
        line, batches = Line(), list[list[int]]()

        async def work() -> None:
            while True:
                await line.queue.wait()
                await line.batcher.fill()
                if batch := line.batcher.take():
                    batches.append(batch)
                    await asyncio.sleep(0.5)

        tasks = [asyncio.create_task(work()) for _ in range(2)]
        line.queue.put(*range(7))
        await asyncio.sleep(30)
        for task in tasks:
            task.cancel()
        return batches

    assert run(main()) == [[0, 1, 2], [3, 4, 5], [6]]


def test_a_batcher_that_is_told_of_no_next_stage_never_hurries() -> None:
    async def main() -> float:
        line = Line()
        line.batcher = Batcher(line.queue, line.changed, PAUSES, is_last=lambda: False)
        line.queue.put(1)
        line.batcher.take()
        line.queue.put(*range(199))
        return await line.filled()

    assert run(main()) == 9.0


# --- what a create call takes


def planned(row: int, name: str, size: int = 1) -> PlannedFile:
    return PlannedFile(row, PlannedBody(Path(name), name, FileStamp(size, 0, 0)))


def batches_of(files: list[PlannedFile], **limits: int) -> list[list[PlannedFile]]:
    pool, batches = list(files), []
    while pool:
        batches.append(take_batch(pool, lambda file: file, **limits))
    return batches


@given(st.lists(st.sampled_from(["a", "A", "b", "Å", "A\u030a", "c", "d"]), max_size=60))
@settings(deadline=None)
def test_batches_keep_names_apart_and_lose_no_file(names: list[str]) -> None:
    files = [planned(row, name) for row, name in enumerate(names)]
    batches = batches_of(files, most_files=4)
    assert sorted(f.row for batch in batches for f in batch) == list(range(len(names)))
    for batch in batches:
        assert 0 < len(batch) <= 4
        keys = [same_name(f.body.name) for f in batch]
        assert len(set(keys)) == len(keys)


def test_batches_are_filled_from_all_that_waits() -> None:
    files = [planned(row, f"{row % 225}.jpg") for row in range(450)]
    assert [len(batch) for batch in batches_of(files)] == [200, 200, 50]


def test_a_batch_is_closed_at_its_bytes_but_holds_a_file_of_any_size() -> None:
    files = [planned(0, "a", 3), planned(1, "b", 3), planned(2, "c", 99), planned(3, "d", 1)]
    batches = batches_of(files, most_bytes=7)
    assert [[f.body.name for f in batch] for batch in batches] == [["a", "b", "d"], ["c"]]


@pytest.mark.parametrize(("first", "batches"), [(0, [[0, 2], [1]]), (1, [[0], [1, 2]])])
def test_files_in_parts_and_in_one_body_never_share_a_call(
    first: int, batches: list[list[int]]
) -> None:
    files = [planned(row, str(row)) for row in range(3)]
    for row in (1, 2)[: 1 + first]:
        files[row] = attrs.evolve(files[row], part_size=5)
    assert [[f.row for f in batch] for batch in batches_of(files)] == batches


def test_what_is_left_keeps_its_order() -> None:
    pool = deque(planned(row, name) for row, name in enumerate("aAabB"))
    assert [file.row for file in take_batch(pool, lambda file: file)] == [0, 3]
    assert [file.row for file in pool] == [1, 2, 4]


@pytest.mark.parametrize(("most", "taken"), [(2, 2), (3, 2), (4, 3)])
def test_the_bytes_of_a_batch_may_be_reached_and_not_passed(most: int, taken: int) -> None:
    pool = [planned(0, "a", 1), planned(1, "b", 1), planned(2, "c", 2)]
    assert len(take_batch(pool, lambda file: file, most_bytes=most)) == taken


def test_the_figures_that_uploads_use() -> None:
    assert (BATCH_FILES, BATCH_BYTES) == (200, 2 * 1024**3)
    options = TransferConfig()
    assert options.create_pauses == BatchPauses(first=0.1, between=0.2, starved=0.03)
    assert options.finish_pauses == BatchPauses(first=0.2, between=0.25)
