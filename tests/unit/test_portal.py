"""The event-loop thread: threads, running loops, forks, interruptions, early ends."""

from __future__ import annotations

import asyncio
import contextvars
import gc
import os
import signal
import subprocess
import sys
import textwrap
import threading
from collections.abc import AsyncIterator, Coroutine, Iterator
from typing import Any

import pytest

from pixel_client.exceptions import PixelClosedError
from pixel_client.portal import Portal


@pytest.fixture
def portal() -> Iterator[Portal]:
    portal = Portal()
    yield portal
    portal.close()


async def double(number: int) -> int:
    await asyncio.sleep(0)
    return 2 * number


def threads() -> list[threading.Thread]:
    return [t for t in threading.enumerate() if t.name == "pixel-client"]


def test_nothing_starts_before_the_first_call_and_nothing_stays_after_the_last() -> None:
    before = len(threads())
    portal = Portal()
    assert len(threads()) == before
    assert portal.run(double(4)) == 8
    assert len(threads()) == before + 1
    portal.close()
    portal.close()
    assert len(threads()) == before


def test_a_portal_nobody_has_ends_its_thread_and_what_runs_there_first() -> None:
    ended = threading.Event()

    async def leave_work() -> asyncio.Task[None]:
        async def work() -> None:
            await asyncio.sleep(0.3)
            ended.set()

        return asyncio.create_task(work())

    before = set(threads())
    portal = Portal()
    task = portal.run(leave_work())
    (thread,) = set(threads()) - before
    del portal
    gc.collect()
    thread.join(10)
    assert not thread.is_alive()
    assert ended.is_set()
    assert task.done()


def test_errors_come_through_as_they_are(portal: Portal) -> None:
    async def fail() -> None:
        raise KeyError("x")

    with pytest.raises(KeyError, match="x"):
        portal.run(fail())
    assert portal.run(double(1)) == 2


def test_it_works_inside_a_running_loop(portal: Portal) -> None:
    async def cell() -> int:
        return portal.run(double(5))

    assert asyncio.run(cell()) == 10


def test_it_works_from_many_threads_on_one_loop(portal: Portal) -> None:
    loops: set[int] = set()
    answers: list[int] = []

    async def note(number: int) -> int:
        loops.add(id(asyncio.get_running_loop()))
        return await double(number)

    many = [
        threading.Thread(target=lambda n=n: answers.append(portal.run(note(n)))) for n in range(20)
    ]
    for thread in many:
        thread.start()
    for thread in many:
        thread.join()
    assert sorted(answers) == [2 * n for n in range(20)]
    assert len(loops) == 1


def test_the_callers_context_goes_along(portal: Portal) -> None:
    variable = contextvars.ContextVar("variable", default="unset")
    variable.set("mine")

    async def read() -> str:
        return variable.get()

    assert portal.run(read()) == "mine"


def test_a_call_from_its_own_thread_is_refused_instead_of_waiting_for_itself(
    portal: Portal,
) -> None:
    async def nested() -> int:
        return portal.run(double(1))

    with pytest.raises(RuntimeError, match="await the asynchronous one"):
        portal.run(nested())


def test_a_closed_portal_says_so() -> None:
    portal = Portal()
    portal.run(double(1))
    portal.close()
    with pytest.raises(PixelClosedError, match="closed"):
        portal.run(double(1))


def test_closing_cancels_what_others_wait_for() -> None:
    portal = Portal()
    entered, cancelled = threading.Event(), threading.Event()
    errors: list[BaseException] = []

    async def long() -> None:
        entered.set()
        try:
            await asyncio.sleep(3600)
        except asyncio.CancelledError:
            cancelled.set()
            raise

    def wait() -> None:
        try:
            portal.run(long())
        except PixelClosedError as error:
            errors.append(error)

    thread = threading.Thread(target=wait)
    thread.start()
    assert entered.wait(10)
    portal.close()
    thread.join(10)
    assert not thread.is_alive()
    assert cancelled.is_set()
    assert len(errors) == 1


class Numbers:
    def __init__(self) -> None:
        self.closed = threading.Event()

    async def count(self) -> AsyncIterator[int]:
        try:
            for number in range(1_000):
                yield number
        finally:
            await asyncio.sleep(0)
            self.closed.set()


def test_an_iterator_is_closed_at_its_end_and_when_it_is_left_early(portal: Portal) -> None:
    whole = Numbers()
    assert list(portal.iterate(whole.count())) == list(range(1_000))
    assert whole.closed.is_set()
    part = Numbers()
    items = portal.iterate(part.count())
    assert next(items) == 0
    items.close()
    assert part.closed.is_set()
    dropped = Numbers()
    items = portal.iterate(dropped.count())
    next(items)
    del items
    assert dropped.closed.wait(10)


def test_an_iterator_outlives_no_portal() -> None:
    portal = Portal()
    items = portal.iterate(Numbers().count())
    next(items)
    portal.close()
    with pytest.raises(PixelClosedError):
        next(items)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="fork is a thing of Unix")
def test_a_forked_child_has_a_loop_of_its_own_and_the_parents_goes_on(portal: Portal) -> None:
    assert portal.run(double(1)) == 2
    code = textwrap.dedent(
        """
        import asyncio, gc, os, threading
        from pixel_client.portal import Portal
        async def double(n): return 2 * n
        portal = Portal()
        assert portal.run(double(1)) == 2
        for held in (False, True):  # also when another thread holds the lock at the fork
            if held:
                portal._lock.acquire()
            child = os.fork()
            if child == 0:
                ok = portal.run(double(3)) == 6
                gc.collect()
                os._exit(0 if ok else 1)
            if held:
                portal._lock.release()
            assert os.waitpid(child, 0)[1] == 0
            assert portal.run(double(4)) == 8
        portal.close()
        """
    )
    done = subprocess.run(
        [sys.executable, "-W", "ignore::DeprecationWarning", "-c", code],
        timeout=60,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_ctrl_c_cancels_the_work_and_waits_for_it() -> None:
    code = textwrap.dedent(
        """
        import asyncio, os, signal, threading, time
        from pixel_client.portal import Portal
        said = []
        async def work():
            said.append("started")
            threading.Timer(0.2, os.kill, (os.getpid(), signal.SIGINT)).start()
            try:
                await asyncio.sleep(3600)
            finally:
                await asyncio.sleep(0.1)
                said.append("tidied up")
        portal = Portal()
        try:
            portal.run(work())
        except KeyboardInterrupt:
            said.append("interrupted")
        async def more(): return 1
        assert portal.run(more()) == 1
        print(said)
        """
    )
    done = subprocess.run([sys.executable, "-c", code], timeout=60, capture_output=True, text=True)
    assert done.stdout.strip() == "['started', 'tidied up', 'interrupted']", done.stderr


def test_a_process_that_never_closes_still_ends_cleanly() -> None:
    code = textwrap.dedent(
        """
        import asyncio
        from pixel_client.portal import Portal
        async def forever(): await asyncio.sleep(3600)
        async def start():
            global task
            task = asyncio.create_task(forever())
        Portal().run(start())
        kept = Portal()
        kept.run(start())
        """
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], timeout=60, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert signal.getsignal(signal.SIGINT) is not None


def test_a_call_made_while_the_portal_ends_is_refused_not_held(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    portal = Portal()
    entered, ending, go = threading.Event(), threading.Event(), threading.Event()
    start = portal._start

    async def slow_to_end() -> None:
        entered.set()
        try:
            await asyncio.sleep(60)
        finally:
            ending.set()
            await asyncio.to_thread(go.wait, 10)

    def start_and_dawdle() -> asyncio.AbstractEventLoop:
        loop = start()
        ending.wait(10)  # the loop in hand goes away meanwhile
        return loop

    told: list[str] = []

    def call(work: Coroutine[Any, Any, Any]) -> None:
        try:
            portal.run(work)
        except PixelClosedError as error:
            told.append(str(error))

    first = threading.Thread(target=call, args=(slow_to_end(),), daemon=True)
    first.start()
    assert entered.wait(10)
    monkeypatch.setattr(portal, "_start", start_and_dawdle)
    late = threading.Thread(target=call, args=(asyncio.sleep(60),), daemon=True)
    late.start()
    closing = threading.Thread(target=portal.close, daemon=True)
    closing.start()
    late.join(10)
    go.set()
    for thread in (first, late, closing):
        thread.join(10)
        assert not thread.is_alive()
    assert sorted(told) == ["the call was cancelled", "the client was closed while it was used"]
