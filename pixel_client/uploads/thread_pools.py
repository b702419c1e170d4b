"""Thread pools that read files: one for hashing, one for requests to S3."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import os
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Self, TypeVar

from ..http.retry import RetryPolicy, attempts
from .inputs.change_detection import FileChangedError, check_unchanged, no_handles, open_planned
from .inputs.parts import Part
from .inputs.planned_file import PlannedBody

__all__ = ["FileReaders", "StoppedError"]


T = TypeVar("T")


BLOCK_BYTES = 1024**2
"""A read to hash: large enough that the interpreter is out of the way for most of it."""


HASH_THREADS = max(2, min(4, os.cpu_count() or 2))
"""Two can saturate an ordinary disk (about 0.8 GB/s each); more only compete with sending."""


ENDING_SECONDS = 0.5
"""How long the end waits for the threads, which have next to nothing left to do by then."""


HANDLE_PAUSE_SECONDS = 0.5


HANDLE_ATTEMPTS = 60
"""Attempts to open a file for hashing while transfers use up the limit on open files."""


class StoppedError(Exception):
    """Work in a thread was stopped; nobody waits for its result."""


class FileReaders:
    """Two small pools of threads, one to hash and one to send.

    They are separate, since hashing ahead would otherwise delay transfers. Leaving the
    `async with` block stops all work and ends the threads.
    """

    def __init__(self, senders: int) -> None:
        self._stop = threading.Event()
        self._threads: list[threading.Thread] = []
        self._hashers, self._senders = (
            ThreadPoolExecutor(
                threads,
                thread_name_prefix=name,
                initializer=lambda: self._threads.append(threading.current_thread()),
            )
            for threads, name in ((HASH_THREADS, "pixel-hash"), (senders, "pixel-send"))
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop.set()
        # The hashers end after the block each is reading; nothing new is started.
        for pool in (self._hashers, self._senders):
            pool.shutdown(wait=False, cancel_futures=True)
        # One that was cut may still look up a name, or read from a drive that does not answer:
        # nothing can end that.
        until = time.monotonic() + ENDING_SECONDS
        for thread in self._threads:
            thread.join(max(0.0, until - time.monotonic()))

    async def run(self, work: Callable[[], T]) -> T:
        """Run a function that reads directories and the like in one of the threads."""
        return await asyncio.wrap_future(self._hashers.submit(work))

    def start_sending(self, work: Callable[[], T]) -> Future[T]:
        """Run a function that sends in one of the threads that do."""
        return self._senders.submit(work)

    def check(self) -> None:
        """Raise `StoppedError` if the pools are closed; threads call this now and then."""
        if self._stop.is_set():
            raise StoppedError

    async def md5(self, body: PlannedBody, part: Part | None = None) -> str:
        """The base64 MD5 of a file, or of one part of it.

        Raises:
            FileChangedError: It changed since it was planned.
            OSError: It cannot be read.
        """
        offset, length = (part.offset, part.length) if part else (0, body.size)
        pause = HANDLE_PAUSE_SECONDS
        policy = RetryPolicy(HANDLE_ATTEMPTS - 1, base=pause, cap=pause, chance=lambda: 1.0)
        async for attempt in attempts(policy):
            try:
                return await self.run(lambda: self._md5(body, offset, length))
            except OSError as error:
                problem = error
                if no_handles(error):
                    attempt.failed()
        raise problem

    async def md5s(self, bodies: Sequence[PlannedBody]) -> list[str | OSError]:
        """Hash several small files in one thread: the base64 MD5 of each, or its error."""

        def work() -> list[str | OSError]:
            return [self._md5_or_error(body) for body in bodies]

        sums = await self.run(work)
        for number, body in enumerate(bodies):
            error = sums[number]
            if isinstance(error, OSError) and no_handles(error):
                try:
                    sums[number] = await self.md5(body)
                except OSError as last:
                    sums[number] = last
        return sums

    def _md5_or_error(self, body: PlannedBody) -> str | OSError:
        try:
            return self._md5(body, 0, body.size)
        except OSError as error:
            return error

    def _md5(self, body: PlannedBody, offset: int, length: int) -> str:
        digest = hashlib.md5(usedforsecurity=False)
        block = memoryview(bytearray(min(BLOCK_BYTES, length)))
        with open_planned(body, offset) as file:
            while length:
                self.check()
                count = file.readinto(block[: min(len(block), length)])
                if not count:
                    raise FileChangedError("the file became shorter while it was read")
                digest.update(block[:count])
                length -= count
            check_unchanged(os.fstat(file.fileno()), body)
        return base64.b64encode(digest.digest()).decode("ascii")
