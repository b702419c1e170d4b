"""The event-loop thread on which the synchronous client runs the asynchronous one."""

from __future__ import annotations

import asyncio
import atexit
import contextlib
import contextvars
import os
import threading
import weakref
from collections.abc import AsyncIterator, Coroutine, Iterator
from concurrent.futures import Future
from typing import Any, TypeVar

from .exceptions import PixelClosedError

__all__ = ["Portal"]

T = TypeVar("T")
_END = object()
PATIENCE = 0.1  # seconds between the end of a lost portal and of its loop
_portals: weakref.WeakSet[Portal] = weakref.WeakSet()
_left_to_parent: list[asyncio.AbstractEventLoop] = []


class Portal:
    """Runs coroutines on an event loop in a thread of its own and waits for them.

    The thread starts with the first call and ends with `close()`, with the process, or when nobody
    has the portal any more. Works in any thread, inside a running loop such as Jupyter's, and after
    a fork.
    """

    def __init__(self) -> None:
        self._closed = False
        self._forget()
        _portals.add(self)

    def _forget(self) -> None:
        # Re-entrant: the garbage collector may end an iterator while the lock is held.
        self._lock = threading.RLock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._when_lost: weakref.finalize[Any, Portal] | None = None

    def _after_fork(self) -> None:
        if self._loop is not None:
            # The child shares the loop's epoll with its parent: closing it, as the garbage
            # collector would, breaks the parent's. So it is kept and never touched.
            _left_to_parent.append(self._loop)
        if self._when_lost is not None:
            self._when_lost.detach()
        self._forget()

    @property
    def closed(self) -> bool:
        """Whether it was closed."""
        return self._closed

    @property
    def is_here(self) -> bool:
        """Whether this is the portal's own thread."""
        return threading.current_thread() is self._thread

    def run(self, coroutine: Coroutine[Any, Any, T]) -> T:
        """Run a coroutine in the caller's context and return what it returns.

        Ctrl-C cancels it, waits until it has stopped, then raises KeyboardInterrupt; a second
        Ctrl-C does not wait.

        Raises:
            PixelClosedError: The portal is closed.
            RuntimeError: Called from the portal's own thread, which could only wait for itself.
        """
        try:
            loop = self._start()
        except BaseException:
            coroutine.close()
            raise
        done: Future[T] = Future()
        task: list[asyncio.Task[T]] = []
        context = contextvars.copy_context()

        def spawn() -> None:
            task.append(loop.create_task(coroutine, context=context))
            task[0].add_done_callback(lambda ended: _hand_over(ended, done))

        # Under the lock: what is handed to the loop comes before the stop, so it is also ended.
        with self._lock:
            closed_meanwhile = self._loop is not loop
            if not closed_meanwhile:
                loop.call_soon_threadsafe(spawn)
        if closed_meanwhile:
            coroutine.close()
            raise PixelClosedError("the client was closed while it was used")
        try:
            return _wait(done)
        except BaseException:
            if not done.done():  # not the coroutine's own error: the caller was interrupted
                loop.call_soon_threadsafe(lambda: task[0].cancel() if task else coroutine.close())
                with contextlib.suppress(Exception, asyncio.CancelledError):
                    _wait(done)
            raise

    def iterate(self, source: AsyncIterator[T]) -> Iterator[T]:
        """Go through an asynchronous iterator, which is closed when the loop is left early."""

        async def step() -> Any:
            return await anext(source, _END)

        try:
            while (item := self.run(step())) is not _END:
                yield item
        finally:
            self._close_source(source)

    def _close_source(self, source: AsyncIterator[Any]) -> None:
        aclose = getattr(source, "aclose", None)
        if aclose is None or self._closed or self._loop is None:
            return

        async def end() -> None:
            await aclose()

        if self.is_here:  # collected on the portal's own thread
            self._loop.create_task(end())
        else:
            with contextlib.suppress(PixelClosedError):
                self.run(end())

    def _start(self) -> asyncio.AbstractEventLoop:
        if self.is_here:
            raise RuntimeError(
                "the synchronous client was called from its own event loop, such as in a"
                " callback; call it after, or await the asynchronous one: get_client(async_=True)"
            )
        with self._lock:
            if self._closed:
                raise PixelClosedError("this client is closed; get a new one from get_client()")
            if self._loop is None:
                started: Future[asyncio.AbstractEventLoop] = Future()
                self._thread = threading.Thread(
                    target=_serve, args=(started,), name="pixel-client", daemon=True
                )
                self._thread.start()
                self._loop = started.result()
                self._when_lost = weakref.finalize(self, _end_soon, self._loop)
                self._when_lost.atexit = False  # then _close_all ends it, and waits
            return self._loop

    def close(self) -> None:
        """Cancel what runs, end the thread and wait for it. Closing twice does nothing.

        Nor does it do anything on the portal's own thread, which cannot wait for its end.
        """
        if self.is_here:
            return
        with self._lock:
            loop, thread = self._loop, self._thread
            self._closed, self._loop = True, None
            if self._when_lost is not None:
                self._when_lost.detach()
            if loop is not None:
                loop.call_soon_threadsafe(loop.stop)
        if thread is not None:
            thread.join()


def _serve(started: Future[asyncio.AbstractEventLoop]) -> None:
    with asyncio.Runner() as runner:  # its end cancels tasks and closes generators
        loop = runner.get_loop()
        started.set_result(loop)
        while True:
            try:
                return loop.run_forever()
            except (KeyboardInterrupt, SystemExit):
                # A callback's `sys.exit()`: its caller gets it, and the loop goes on for others.
                continue


def _end_soon(loop: asyncio.AbstractEventLoop) -> None:
    """End a loop whose portal was collected, after the tasks that close its connections."""

    async def end() -> None:
        await asyncio.sleep(PATIENCE)  # the collector may only now be making these tasks
        while others := asyncio.all_tasks() - {asyncio.current_task()}:
            await asyncio.wait(others)
        loop.stop()

    ending = end()
    try:
        asyncio.run_coroutine_threadsafe(ending, loop)
    except RuntimeError:  # it has ended
        ending.close()


def _hand_over(ended: asyncio.Task[T], done: Future[T]) -> None:
    if ended.cancelled():
        done.set_exception(PixelClosedError("the call was cancelled"))
    elif (error := ended.exception()) is not None:
        done.set_exception(error)
    else:
        done.set_result(ended.result())


def _wait(done: Future[T]) -> T:
    # Windows does not interrupt a wait without a time-out, so Ctrl-C would be held until the end.
    while os.name == "nt":
        with contextlib.suppress(TimeoutError):
            done.exception(timeout=0.2)
        if done.done():
            break
    return done.result()


@atexit.register
def _close_all() -> None:
    for portal in list(_portals):
        portal.close()


if hasattr(os, "register_at_fork"):

    def _reset_all() -> None:
        for portal in list(_portals):
            portal._after_fork()

    os.register_at_fork(after_in_child=_reset_all)
