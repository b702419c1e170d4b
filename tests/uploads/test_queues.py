"""Queues: where files wait, how many, who is woken, and when nothing more is to come."""

from __future__ import annotations

import ast
import asyncio
import functools
import inspect
import sys
from collections import deque
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import attrs
import pytest

from pixel_client.core.resource_kinds import IMAGE
from pixel_client.exceptions import PixelError, PixelTransferError
from pixel_client.uploads.client_protocol import CollectionRef, UploadTarget
from pixel_client.uploads.engine.context import RunContext
from pixel_client.uploads.engine.create_stage import CreateStage
from pixel_client.uploads.engine.finish_stage import FinishStage
from pixel_client.uploads.engine.hash_stage import BATCH_BYTES, HashStage, _next_batch
from pixel_client.uploads.engine.queues import (
    AHEAD_FILES,
    LOW_BODIES,
    LOW_BYTES,
    MAX_CHANGES,
    MAX_FRUITLESS_JOBS,
    MAX_IN_FLIGHT,
    Changes,
    FinishedFiles,
    QueuedTransfer,
    Queues,
    WorkQueue,
)
from pixel_client.uploads.engine.resume_stage import ResumeStage
from pixel_client.uploads.engine.transfer_stage import GROUP_BODIES, SMALL_BYTES, TransferStage
from pixel_client.uploads.inputs.change_detection import FileChangedError
from pixel_client.uploads.inputs.hashes import FileHashes
from pixel_client.uploads.inputs.parts import Part
from pixel_client.uploads.inputs.planned_file import FileStamp, PlannedBody, PlannedFile
from pixel_client.uploads.s3.transfer import BodyTransfer, FormTarget, PartTarget
from pixel_client.uploads.state.file_state import FileState
from pixel_client.uploads.state.result_recorder import ResultRecorder
from pixel_client.uploads.state.results_table import ResultsTable
from pixel_client.uploads.transfer_config import TransferConfig

from .clock import later, now, run

HASHES = FileHashes(("main",), ())


def planned(size: int = 1, row: int = 0, part_size: int | None = None) -> PlannedFile:
    name = f"{row}.jpg"
    body = PlannedBody(Path(name), name, FileStamp(size, 0, 0))
    return PlannedFile(row, body, part_size=part_size)


def file_state(size: int = 1, row: int = 0, **more: Any) -> FileState:
    return attrs.evolve(FileState(planned(size, row)), **more)


def send(size: int = 1) -> BodyTransfer:
    return BodyTransfer(planned(size).body, FormTarget("", {}), "")


# --- conditions


@pytest.mark.parametrize(
    ("holds_from", "deadline", "said", "seconds"),
    [
        (0.0, None, True, 0.0),
        (0.0, -1.0, True, 0.0),  # what holds already is no matter of time
        (3.0, None, True, 3.0),
        (3.0, 5.0, True, 3.0),
        (5.0, 3.0, False, 3.0),
        (5.0, -1.0, False, 0.0),
    ],
)
def test_a_condition_is_waited_for_until_a_deadline(
    holds_from: float, deadline: float | None, said: bool, seconds: float
) -> None:
    async def main() -> tuple[bool, float]:
        changed, began = Changes(), now()
        for at in (1.0, 2.0, holds_from):  # most changes change nothing
            later(at, changed.notify)
        until = None if deadline is None else began + deadline
        held = await changed.wait_for(lambda: now() - began >= holds_from, until)
        return held, now() - began

    assert run(main()) == (said, seconds)


def test_a_condition_that_holds_no_longer_when_its_task_runs_is_waited_for_again() -> None:
    async def main() -> float:
        changed, free, began = Changes(), False, now()

        def turn(value: bool) -> None:
            nonlocal free
            free = value
            changed.notify()

        later(1.0, lambda: (turn(True), turn(False)))
        later(2.0, lambda: turn(True))
        await changed.wait_for(lambda: free)
        return now() - began

    assert run(main()) == 2.0


class Waiting:
    """Tasks that wait in turn, and which of them have gone on."""

    def __init__(self, count: int, wait: Any) -> None:
        self.went: list[int] = []
        self.tasks = [asyncio.create_task(self._work(number, wait)) for number in range(count)]

    async def _work(self, number: int, wait: Any) -> None:
        await wait(number)
        self.went.append(number)

    async def seen(self) -> list[int]:
        for _ in range(5):
            await asyncio.sleep(0)
        return self.went


@pytest.mark.parametrize(
    ("most", "woken"), [(None, [1, 2, 3]), (0, []), (1, [1]), (2, [1, 2]), (9, [1, 2, 3])]
)
def test_those_are_woken_who_can_go_on_in_the_order_in_which_they_came(
    most: int | None, woken: list[int]
) -> None:
    async def main() -> None:
        changed, free = Changes(), set[int]()
        waiting = Waiting(4, lambda number: changed.wait_for(lambda: number in free))
        assert await waiting.seen() == []
        free |= {1, 2, 3}
        changed.notify() if most is None else changed.notify(most)
        assert await waiting.seen() == woken
        free.add(0)
        changed.notify()
        assert sorted(await waiting.seen()) == [0, 1, 2, 3]

    run(main())


def test_who_is_cancelled_is_asked_no_more() -> None:
    async def main() -> None:
        changed, asked = Changes(), list[int]()

        def holds(number: int) -> bool:
            asked.append(number)
            return False

        waiting = Waiting(2, lambda number: changed.wait_for(lambda: holds(number), now() + 9))
        await waiting.seen()
        waiting.tasks[0].cancel()
        await waiting.seen()
        asked.clear()
        changed.notify()
        assert asked == [1]
        await asyncio.sleep(10)  # past the deadline of the other
        asked.clear()
        changed.notify()
        assert asked == []

    run(main())


# --- one queue


def test_what_waits_longest_is_taken_first_and_counted_until_it_is_done() -> None:
    queue = WorkQueue[int](Changes())
    queue.put(1)
    queue.put(2, 3)
    assert (len(queue), queue.active) == (3, 0)
    assert queue.take() == [1]
    assert (len(queue), queue.active) == (2, 1)
    assert queue.take(5) == [2, 3]
    assert queue.take() == []
    assert (len(queue), queue.active) == (0, 3)
    queue.done(2)
    assert queue.active == 1
    queue.put(4, 5)
    assert queue.take_by(lambda items: [items.pop()]) == [5]
    assert (len(queue), queue.active, queue.size) == (1, 2, 0)


@pytest.mark.parametrize(("waiting", "active"), [(0, 0), (1, 0), (0, 1), (1, 1)])
def test_a_queue_is_idle_when_nothing_waits_and_nothing_is_worked_on(
    waiting: int, active: int
) -> None:
    queue = WorkQueue[int](Changes())
    queue.put(*range(waiting + active))
    queue.take(active)
    assert queue.is_idle is (waiting == active == 0)


def test_an_item_wakes_one_task_and_several_as_many() -> None:
    async def main() -> None:
        queue = WorkQueue[int](Changes())

        async def get(_: int) -> None:
            await queue.wait()
            queue.take()

        waiting = Waiting(6, get)
        assert await waiting.seen() == []
        queue.put()
        assert await waiting.seen() == []
        queue.put(1)
        assert await waiting.seen() == [0]
        queue.put(2, 3)
        assert await waiting.seen() == [0, 1, 2]
        queue.put(4)
        queue.put(5)
        assert await waiting.seen() == [0, 1, 2, 3, 4]
        assert (len(queue), queue.active) == (0, 5)
        waiting.tasks[-1].cancel()

    run(main())


def test_a_task_that_finds_its_item_taken_waits_on() -> None:
    async def main() -> None:
        queue, took = WorkQueue[int](Changes()), list[int]()

        async def get(_: int) -> None:
            await queue.wait()
            took.extend(queue.take())

        waiting = Waiting(1, get)
        await waiting.seen()
        queue.put(1)
        assert queue.take() == [1]
        assert await waiting.seen() == []
        queue.put(2)
        assert await waiting.seen() == [0]
        assert took == [2]

    run(main())


@pytest.mark.parametrize("woken", [False, True])
def test_a_cancelled_task_takes_no_item_with_it(woken: bool) -> None:
    async def main() -> None:
        queue = WorkQueue[int](Changes())
        waiting = Waiting(3, lambda _: queue.wait())
        await waiting.seen()
        if woken:
            queue.put(1)  # wakes the first, which is cancelled before it runs
            waiting.tasks[0].cancel()
        else:
            waiting.tasks[0].cancel()
            await waiting.seen()
            queue.put(1)
        assert await waiting.seen() == [1]  # one item: one task
        assert waiting.tasks[0].cancelled()
        waiting.tasks[2].cancel()

    run(main())


def test_each_change_of_a_queue_is_notified() -> None:
    notified: list[str] = []

    class Told(Changes):
        def notify(self, most: float = 0) -> None:
            notified.append(f"{len(queue)} wait, {queue.active} active")

    queue = WorkQueue[int](Told())
    queue.put(1, 2)
    queue.take()
    queue.done(1)
    assert notified == ["2 wait, 0 active", "1 wait, 1 active", "1 wait, 0 active"]


# --- bodies


@pytest.mark.parametrize(
    ("changed", "is_wanted"),
    [
        ({}, True),
        ({"done": True}, False),
        ({"lost": PixelError("expired")}, False),
        ({"jobs": 3}, False),
        ({"jobs": 1}, False),
    ],
)
def test_a_body_is_wanted_as_long_as_its_upload_job_is_the_files(
    changed: dict[str, Any], is_wanted: bool
) -> None:
    of = file_state(jobs=2)
    item = QueuedTransfer(of, send(), 2)
    for name, value in changed.items():
        setattr(of, name, value)
    assert item.is_wanted is is_wanted


def test_the_bodies_of_a_file_are_queued_for_its_present_job() -> None:
    queues = Queues(1)
    of = file_state(jobs=2, left=7, lost=PixelError("expired"))
    queues.transfer(of, [send(3), send(4)])
    assert (of.left, of.lost) == (2, None)
    assert queues.to_transfer.size == 7
    (first, second) = queues.to_transfer.take(2)
    assert [(each.file_state, each.job, each.is_wanted) for each in (first, second)] == [
        (of, 2, True)
    ] * 2
    assert [each.send.size for each in (first, second)] == [3, 4]
    assert queues.to_transfer.size == 0
    queues.transfer(of, [])
    assert (of.left, len(queues.to_transfer)) == (0, 0)


def test_bytes_are_those_that_wait() -> None:
    queue = Queues(1).to_transfer
    queue.put(*(QueuedTransfer(file_state(), send(size), 0) for size in (10, 200, 3000)))
    assert queue.size == 3210
    assert [each.send.size for each in queue.take_by(lambda items: [items.pop()])] == [3000]
    assert queue.size == 210
    queue.done(1)
    assert (queue.size, queue.active) == (210, 0)


# --- all of them


PLACES = ("to_hash", "to_create", "to_transfer", "to_finish", "to_validate", "to_resume")


def fill(queues: Queues, place: str, waiting: int, active: int = 0, size: int = 1) -> None:
    """Let so much wait, and as much more be worked on."""
    queue: WorkQueue[Any] = getattr(queues, place)
    item: Any = file_state()
    if place == "to_transfer":
        item = QueuedTransfer(item, send(size), 0)
    if place == "to_validate":
        item = FinishedFiles([item])
    queue.put(*[item] * (active + waiting))
    assert len(queue.take(active)) == active


@pytest.mark.parametrize(
    ("to_hash", "to_create", "in_flight", "is_full"),
    [
        (0, 0, 0, False),
        (399, 0, 399, False),
        (400, 0, 400, True),
        (0, 399, 399, False),
        (0, 400, 400, True),
        (200, 199, 399, False),
        (200, 200, 400, True),
        (0, 0, 19_999, False),
        (0, 0, 20_000, True),
    ],
)
def test_files_enter_while_there_is_room(
    to_hash: int, to_create: int, in_flight: int, is_full: bool
) -> None:
    queues = Queues(1)
    fill(queues, "to_hash", to_hash, active=50)
    fill(queues, "to_create", to_create, active=50)
    for place in PLACES[2:]:
        fill(queues, place, 500)
    for _ in range(in_flight):
        queues.enter()
    assert queues.is_full is is_full


def test_an_upload_is_done_when_all_that_entered_left_and_nothing_more_enters() -> None:
    async def main() -> None:
        queues, notified = Queues(1), list[bool]()
        done = asyncio.create_task(queues.changed.wait_for(lambda: queues.is_done))
        states = [(queues.in_flight, queues.is_done)]
        planned = functools.partial(queues.note_planned, is_last=True)
        steps = (queues.enter, queues.enter, queues.leave, queues.close, planned, queues.leave)
        for step in steps:
            await asyncio.sleep(0)
            step()
            states.append((queues.in_flight, queues.is_done))
            notified.append(done.done())
        assert [count for count, _ in states] == [0, 1, 2, 1, 1, 1, 0]
        assert [is_done for _, is_done in states] == [False] * 6 + [True]
        assert not any(notified)
        await done

    run(main())


def test_closing_is_notified() -> None:
    async def main() -> None:
        queues = Queues(1)
        later(1.0, queues.close)
        await queues.changed.wait_for(lambda: queues.closed)
        assert not queues.is_done
        later(1.0, lambda: queues.note_planned(is_last=True))
        await queues.changed.wait_for(lambda: queues.is_done)

    run(main())


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("state", ["waiting", "active"])
def test_what_is_still_to_come(place: str, state: str) -> None:
    """Each place by itself, waiting and being worked on."""
    queues = Queues(1)
    assert not queues.all_hashed  # more may be planned
    assert not queues.all_transferred
    queues.close()
    assert queues.all_hashed
    assert queues.all_transferred
    fill(queues, place, **{"waiting": int(state == "waiting"), "active": int(state == "active")})
    assert queues.all_hashed is (place != "to_hash")
    assert queues.all_transferred is (place not in ("to_hash", "to_create", "to_transfer"))
    # Those that transfer have work when a body waits, or is being asked for.
    asked_for = (place, state) == ("to_create", "active")
    waits = (place, state) == ("to_transfer", "waiting")
    assert queues.transfers_starved is not (asked_for or waits)


@pytest.mark.parametrize(
    ("bodies", "size", "concurrency", "asked_for", "is_low"),
    [
        (0, 0, 10, 0, True),
        (199, 1, 10, 0, True),
        (200, 1, 10, 0, False),
        (150, 1, 10, 49, True),  # those asked for count as bodies
        (150, 1, 10, 50, False),
        (0, 0, 10, 200, False),
        (64, 2**20 - 1, 10, 0, True),  # below 64 MiB
        (64, 2**20, 10, 0, False),
        (19, 2**30, 10, 0, True),  # but two for each transfer at once, whatever their size
        (20, 2**30, 10, 0, False),
        (200, 1, 100, 0, False),
        (200, 1, 101, 0, True),
        (201, 1, 101, 0, True),
        (202, 1, 101, 0, False),
    ],
)
def test_further_jobs_are_asked_for_when_few_bodies_wait(
    bodies: int, size: int, concurrency: int, asked_for: int, is_low: bool
) -> None:
    queues = Queues(concurrency)
    fill(queues, "to_transfer", bodies, active=30, size=size)
    fill(queues, "to_create", 300, active=asked_for)
    assert queues.transfers_low is is_low


def test_the_bounds_of_an_upload() -> None:
    assert (AHEAD_FILES, MAX_IN_FLIGHT) == (400, 20_000)
    assert (LOW_BODIES, LOW_BYTES) == (200, 64 * 1024**2)
    assert (MAX_CHANGES, MAX_FRUITLESS_JOBS) == (2, 4)
    assert (GROUP_BODIES, SMALL_BYTES, BATCH_BYTES) == (8, 2**20, 8 * 2**20)


# --- stages meet at queues

STAGES = (HashStage, CreateStage, TransferStage, FinishStage, ResumeStage)


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_imports_no_stage(stage: type) -> None:
    others = {each.__module__.split(".")[-1] for each in STAGES} - {stage.__module__.split(".")[-1]}
    tree = ast.parse(inspect.getsource(sys.modules[stage.__module__]))
    imported = {
        name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (
            *(getattr(node, "module", None) or "").split("."),
            *(alias.name for alias in node.names),
        )
    }
    assert "queues" in imported
    assert imported & others == set()


class Rig:
    """A stage with a run around it whose service is not there."""

    def __init__(self, concurrency: int = 1) -> None:
        options = TransferConfig(max_concurrency=concurrency)
        self.queues = Queues(concurrency)
        recorder = ResultRecorder(ResultsTable(), lambda _: None, None)
        none = cast("Any", None)
        target = UploadTarget(
            api=none, collection=CollectionRef(1, 2), service_url="", pool=none, config=options
        )
        self.run = RunContext(target, IMAGE, self.queues, recorder, None, lambda _: None)
        self.transfers = TransferStage(self.run, self.queues, none)
        self.hashes = HashStage(self.run, self.queues, none, none, 0.0)
        self.resumes = ResumeStage(self.run, none, self.queues, sends_missing=False)

    def where(self) -> dict[str, int]:
        return {place: n for place in PLACES if (n := len(getattr(self.queues, place)))}

    def entered(self, **more: Any) -> FileState:
        self.queues.enter()
        return file_state(**more)


EXPIRED = PixelTransferError("expired", status_code=403, s3_code="ExpiredToken")
CHANGED = FileChangedError("it was written to")


@pytest.mark.parametrize(
    ("error", "hashes", "stored", "part_size", "stopped", "place"),
    [
        (EXPIRED, HASHES, set(), None, False, "to_create"),
        (EXPIRED, HASHES, {1}, 5, False, "to_resume"),  # S3 has a part
        (EXPIRED, HASHES, set(), 5, False, "to_create"),
        (EXPIRED, HASHES, {1}, None, False, "to_create"),
        (EXPIRED, None, {1}, 5, False, "to_hash"),
        (CHANGED, HASHES, {1}, 5, False, "to_hash"),
        (EXPIRED, HASHES, set(), None, True, None),
        (CHANGED, HASHES, set(), None, True, None),
    ],
)
def test_where_a_file_waits_whose_upload_job_came_to_nothing(
    error: Exception,
    hashes: FileHashes | None,
    stored: set[int],
    part_size: int | None,
    stopped: bool,
    place: str | None,
) -> None:
    rig = Rig()
    of = rig.entered(hashes=hashes, stored=stored)
    of.file = planned(part_size=part_size)
    if stopped:
        rig.run.stop(PixelError("no more"))
    rig.transfers._retry(of, error)
    assert rig.where() == ({place: 1} if place else {})
    assert of.done is stopped
    assert rig.queues.in_flight == (0 if stopped else 1)
    assert (of.changes, of.fruitless) == ((1, 0) if error is CHANGED else (0, 1))
    assert of.hashes is (HASHES if place in ("to_create", "to_resume", None) else None)


@pytest.mark.parametrize(
    ("error", "counts", "is_tried_again"),
    [
        (EXPIRED, {"fruitless": 0}, True),
        (EXPIRED, {"fruitless": 2}, True),
        (EXPIRED, {"fruitless": 3}, False),  # the fourth job in a row
        (EXPIRED, {"changes": 5}, True),
        (CHANGED, {"changes": 1}, True),
        (CHANGED, {"changes": 2}, False),
        (CHANGED, {"fruitless": 5}, True),
        (OSError(5, "broken disk"), {}, False),
    ],
)
def test_how_often_a_file_is_tried_again(
    error: PixelError | OSError, counts: dict[str, int], is_tried_again: bool
) -> None:
    rig = Rig()
    of = rig.entered(**counts)
    rig.transfers._failed(of, error)
    assert of.lost is (error if is_tried_again else None)
    assert of.done is not is_tried_again


@pytest.mark.parametrize(
    ("outcome", "changes", "stopped", "place"),
    [
        (HASHES, 0, False, "to_create"),
        (CHANGED, 0, False, "to_hash"),
        (CHANGED, 1, False, "to_hash"),
        (CHANGED, 2, False, None),
        (OSError(5, "broken disk"), 0, False, None),
        (CHANGED, 0, True, None),
    ],
)
def test_where_a_file_goes_from_the_hash_stage(
    outcome: FileHashes | OSError, changes: int, stopped: bool, place: str | None
) -> None:
    rig = Rig()
    of = rig.entered(changes=changes)
    if stopped:
        rig.run.stop(PixelError("no more"))
    rig.hashes._route(of, outcome)
    assert rig.where() == ({place: 1} if place else {})
    assert of.done is (place is None)
    assert of.changes == changes + (place == "to_hash")
    assert of.hashes is (HASHES if outcome is HASHES else None)


@pytest.mark.parametrize(
    ("hashes", "is_missing", "place"),
    [(HASHES, False, "to_create"), (None, False, "to_hash"), (HASHES, True, None)],
)
def test_where_a_file_waits_that_needs_a_new_upload_job(
    hashes: FileHashes | None, is_missing: bool, place: str | None
) -> None:
    rig = Rig()
    of = rig.entered(hashes=hashes, stored={1})
    of.file = attrs.evolve(of.file, is_missing=is_missing)
    assert rig.run.claim(of, 7)
    rig.resumes._new_job(of)
    assert rig.where() == ({place: 1} if place else {})
    assert (of.job_id, of.done) == (None, place is None)
    assert of.stored == ({1} if is_missing else set())


def test_files_whose_jobs_the_service_is_at_work_on_wait_for_validation_as_one() -> None:
    rig = Rig()

    async def look(ids: list[int]) -> tuple[dict[int, Any], None]:
        return {number: {"id": number, "status": "validating"} for number in ids}, None

    rig.resumes._poller = cast("Any", SimpleNamespace(look=look))
    of = [rig.entered(row=row, hashes=HASHES) for row in range(3)]
    for number, each in enumerate(of):
        rig.run.claim(each, number)
    rig.queues.to_resume.put(*of)
    asyncio.run(rig.resumes._resume(rig.queues.to_resume.take(3)))
    assert rig.where() == {"to_validate": 1}
    assert rig.queues.to_resume.is_idle
    assert rig.queues.to_validate.take() == [FinishedFiles(of)]


def test_a_file_that_s3_has_waits_to_be_finished_once() -> None:
    rig = Rig()
    of = rig.entered(jobs=1)
    rig.queues.transfer(of, [send(), send()])
    rig.queues.to_transfer.take(2)
    rig.transfers._sent(of, send(), 1)
    assert rig.where() == {}
    rig.transfers._sent(of, send(), 1)
    assert rig.where() == {"to_finish": 1}


def test_parts_that_s3_has_are_numbered() -> None:
    rig = Rig()
    of = rig.entered(jobs=1, left=2)
    rig.transfers._sent(of, BodyTransfer(planned().body, PartTarget("", {}, Part(3, 0, 1)), ""), 1)
    assert (of.stored, of.left) == ({3}, 1)


def test_a_run_that_stops_closes_its_queues() -> None:
    rig, first, second = Rig(), PixelError("first"), PixelError("second")
    of = rig.entered()
    rig.run.stop(first)
    rig.run.stop(second)
    assert rig.run.stopped is first
    assert rig.queues.closed
    assert not rig.queues.is_done
    rig.run.leave(of, first)
    rig.run.leave(of, first)
    assert rig.queues.in_flight == 0
    assert not rig.queues.is_done  # the rows of the other inputs are still being written
    rig.queues.note_planned(is_last=True)
    assert rig.queues.is_done


# --- several small ones at a time


@pytest.mark.parametrize(
    ("sizes", "taken"),
    [
        ([1], 1),
        ([1] * 20, 16),
        ([BATCH_BYTES - 1, 1, 1], 2),
        ([BATCH_BYTES, 1], 1),
        ([BATCH_BYTES + 1, 1], 1),
        ([1, BATCH_BYTES, 1], 1),
    ],
)
def test_small_files_are_hashed_several_at_a_time(sizes: list[int], taken: int) -> None:
    waiting = deque(file_state(size, row) for row, size in enumerate(sizes))
    batch = _next_batch(waiting)
    assert [each.file.row for each in batch] == list(range(taken))
    assert [each.file.row for each in waiting] == list(range(taken, len(sizes)))


@pytest.mark.parametrize("at", [0, 1])
@pytest.mark.parametrize("what", ["in parts", "side-car", "changed"])
def test_a_file_of_its_own_kind_is_hashed_alone(at: int, what: str) -> None:
    waiting = deque([file_state(row=0), file_state(row=1), file_state(row=2)])
    if what == "in parts":
        waiting[at].file = attrs.evolve(waiting[at].file, part_size=5)
    elif what == "side-car":
        waiting[at].file = attrs.evolve(waiting[at].file, support=(planned().body,))
    else:
        waiting[at].changes = 1
    assert len(_next_batch(waiting)) == 1


@pytest.mark.parametrize(
    ("sizes", "group_size", "concurrency", "taken"),
    [
        ([1] * 20, 1, 1, 1),
        ([1] * 20, 4, 1, 4),
        ([1] * 20, 4, 5, 3),  # 19 others wait, 3 for each of 5 threads
        ([1] * 20, 4, 10, 1),
        ([1], 4, 1, 1),
        ([2**20, 1, 1, 1, 1], 4, 1, 4),
        ([2**20 + 1, 1, 1, 1, 1], 4, 1, 1),
        ([1, 2**20 + 1, 1, 1, 1], 4, 1, 2),  # a large one is the last of its group
    ],
)
def test_small_bodies_share_a_thread(
    sizes: list[int], group_size: int, concurrency: int, taken: int
) -> None:
    rig = Rig(concurrency)
    rig.transfers._group_size = group_size
    waiting = deque(QueuedTransfer(file_state(), send(size), 0) for size in sizes)
    whole = list(waiting)
    assert rig.transfers._next_group(waiting) == whole[:taken]
    assert list(waiting) == whole[taken:]


@pytest.mark.parametrize(
    ("before", "seconds", "bodies", "after"),
    [
        (1, 0.001, 1, 2),  # at most doubled
        (4, 0.001, 4, 8),
        (8, 0.001, 8, 8),
        (4, 0.1, 4, 2),  # two fit into 0.05 s
        (4, 0.2, 4, 1),
        (4, 9.0, 4, 1),
        (2, 0.0, 2, 4),
    ],
)
def test_as_many_go_together_as_fit_into_their_time(
    before: int, seconds: float, bodies: int, after: int
) -> None:
    rig = Rig()
    rig.transfers._group_size = before
    rig.transfers._adapt_group_size(seconds, bodies)
    assert rig.transfers._group_size == after
