"""The queue behind all work in the background."""

import threading
import time

import pytest

from pixel_sandbox.background import BackgroundQueue


class Work(BackgroundQueue):
    """Notes what it carries out, and does with it as told."""

    def __init__(self, left=(), workers=1):
        super().__init__("test", workers)
        self.left = left
        self.done = []
        self.deeds = {}
        self.arrived = threading.Semaphore(0)

    def unfinished(self):
        return self.left

    def carry_out(self, number):
        self.done.append(number)
        self.arrived.release()
        self.deeds.get(number, lambda: None)()

    def arrive(self, times=1):
        for _ in range(times):
            assert self.arrived.acquire(timeout=20)


@pytest.fixture
def make():
    queues = []

    def made(*arguments, **options):
        queues.append(Work(*arguments, **options))
        return queues[-1]

    yield made
    for queue in queues:
        queue.stop()


def test_what_was_left_comes_first_and_what_waits_is_queued_once(make):
    work = make([7, 8])
    work.add([9, 7, 9])
    work.start()
    work.add([10, 10])
    work.arrive(4)
    work.stop()
    assert sorted(work.done) == [7, 8, 9, 10]
    assert work.done[-1] == 10


def test_what_is_added_while_it_runs_is_carried_out_once_more(make):
    work, goes_on = make(), threading.Event()
    work.deeds[1] = lambda: goes_on.wait(20)
    work.start()
    work.add([1])
    work.arrive()
    work.add([1, 1])
    goes_on.set()
    work.arrive()
    work.add([2])
    work.arrive()
    assert work.done == [1, 1, 2]


def test_a_break_does_not_stop_the_work(make, caplog):
    work = make()
    work.deeds[1] = lambda: 1 / 0
    work.start()
    work.add([1, 2])
    work.arrive(2)
    assert work.done == [1, 2]
    assert "(test 1) broke" in caplog.text


@pytest.mark.parametrize("wanted", [True, False])
def test_an_interrupted_pause_asks_whether_it_is_still_wanted(make, wanted):
    work, asked, ends = make(), threading.Semaphore(0), []

    def still_wanted():
        asked.release()
        return wanted

    work.deeds[1] = lambda: ends.append(work.pause(1, 60, still_wanted))
    work.deeds[2] = lambda: ends.append(work.pause(2, 0))
    work.start()
    work.interrupt(1)
    work.add([1, 2])
    work.arrive()
    work.interrupt(1)
    assert asked.acquire(timeout=20)
    if wanted:
        work.stop()
        assert (ends, work.done) == ([False], [1])
    else:
        work.arrive()
        work.add([3])
        work.arrive()
        assert ends == [False, True]


def test_stopping_cuts_pauses_short_and_leaves_what_waits(make):
    work = make(workers=2)
    ends = []
    for number in (1, 2):
        work.deeds[number] = lambda number=number: ends.append(work.pause(number, 60))
    work.start()
    work.add([1, 2, 3])
    work.arrive(2)
    work.stop()
    assert ends == [False, False]
    assert sorted(work.done) == [1, 2]
    names = [thread.name for thread in threading.enumerate()]
    assert not [name for name in names if name.startswith("pixel-sandbox-test")]


def test_a_pause_without_interruption_is_as_long_as_said(make):
    work, times = make(), []

    def deed():
        began = time.monotonic()
        assert work.pause(1, 0.05)
        times.append(time.monotonic() - began)

    work.deeds[1] = deed
    work.start()
    work.add([1, 2])
    work.arrive(2)
    assert times[0] >= 0.05
