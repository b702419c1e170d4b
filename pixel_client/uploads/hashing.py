"""Threads that read files: for MD5 sums before sending, and to send.

No more than a block a thread is in memory, the event loop never reads a file, and a file that is
not what it was when it was planned is noticed.
"""

from __future__ import annotations

import asyncio
import base64
import errno
import hashlib
import os
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from io import FileIO
from types import TracebackType
from typing import Self, TypeVar

import attrs

from ..http.retry import RetryPolicy, attempts
from .parts import Part, parts_of
from .plan import FileStamp, PlannedBody, PlannedFile
from .workers import each

__all__ = [
    "FileChangedError",
    "FileHashes",
    "FileReaders",
    "hash_file",
    "hash_files",
    "md5_hex",
    "no_handles",
]

T = TypeVar("T")

BLOCK_BYTES = 1024**2
"""A read to hash: large enough that the interpreter is out of the way for most of it."""

HASH_THREADS = max(2, min(4, os.cpu_count() or 2))
"""Two can saturate an ordinary disk (about 0.8 GB/s each); more only compete with sending."""

ENDING_SECONDS = 0.5
"""How long the end waits for the threads, which have next to nothing left to do by then."""

HANDLE_PAUSE_SECONDS = 0.5
HANDLE_TRIES = 60
"""How often hashing tries to open a file while bodies on their way hold all that may be open."""


class FileChangedError(OSError):
    """The file is not what it was when the upload was planned."""


class _StoppedError(Exception):
    """A reader was told to stop; nobody waits for what it would say."""


@attrs.frozen
class FileHashes:
    """Base64 MD5 sums.

    Attributes:
        main: Of the file, or of each of its parts in order.
        support: Of each support file in order.
    """

    main: tuple[str, ...]
    support: tuple[str, ...]


class FileReaders:
    """Two small pools of threads, one to hash and one to send.

    They are apart since hashing ahead would otherwise keep the bodies on their way waiting.
    Leaving the `async with` block stops whatever is under way and ends the threads.
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
        """Called in a thread, now and then: ends work that nobody waits for any more."""
        if self._stop.is_set():
            raise _StoppedError

    async def md5(self, body: PlannedBody, part: Part | None = None) -> str:
        """The base64 MD5 of a file, or of one part of it.

        Raises:
            FileChangedError: It changed since it was planned.
            OSError: It cannot be read.
        """
        offset, length = (part.offset, part.length) if part else (0, body.size)
        pause = HANDLE_PAUSE_SECONDS
        policy = RetryPolicy(HANDLE_TRIES - 1, base=pause, cap=pause, chance=lambda: 1.0)
        async for attempt in attempts(policy):
            try:
                return await self.run(lambda: self._md5(body, offset, length))
            except OSError as error:
                problem = error
                if no_handles(error):
                    attempt.failed()
        raise problem

    async def md5s(self, bodies: Sequence[PlannedBody]) -> list[str | OSError]:
        """The base64 MD5 of each of several small files, or why it has none, by one thread."""

        def work() -> list[str | OSError]:
            return [self._tried(body) for body in bodies]

        sums = await self.run(work)
        for number, body in enumerate(bodies):
            error = sums[number]
            if isinstance(error, OSError) and no_handles(error):
                try:
                    sums[number] = await self.md5(body)
                except OSError as last:
                    sums[number] = last
        return sums

    def _tried(self, body: PlannedBody) -> str | OSError:
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


async def hash_file(file: PlannedFile, readers: FileReaders) -> FileHashes:
    """Hash a file, or each of its parts, several at once, and its support files.

    Raises:
        FileChangedError: One of them changed since it was planned.
        OSError: One of them cannot be read.
    """
    if file.part_size is None:
        sums = [await readers.md5(file.body)]
    else:
        parts = list(parts_of(file.body.size, file.part_size))
        sums = [""] * len(parts)

        async def hash_part(part: Part) -> None:
            sums[part.number - 1] = await readers.md5(file.body, part)

        await each(parts, hash_part, HASH_THREADS)
    support = [await readers.md5(body) for body in file.support]
    return FileHashes(tuple(sums), tuple(support))


async def hash_files(
    files: Sequence[PlannedFile], readers: FileReaders
) -> list[FileHashes | OSError]:
    """Hash files, one after the other.

    Several at once are small ones that go in one body and have no support files: for these the way
    into a thread and back costs more than the hashing.

    Returns:
        The hashes of each, or why it has none.
    """
    if len(files) > 1:
        return [
            said if isinstance(said, OSError) else FileHashes((said,), ())
            for said in await readers.md5s([file.body for file in files])
        ]
    try:
        return [await hash_file(file, readers) for file in files]
    except OSError as error:
        return [error]


def check_unchanged(status: os.stat_result, body: PlannedBody) -> None:
    """Compare a file with its state when it was planned.

    Raises:
        FileChangedError: Size or modification time differ. The inode alone does not count: some
            network drives give another one each time, and S3 compares the MD5 anyway.
    """
    now = FileStamp.of(status)
    if (now.size, now.mtime_ns) == (body.stamp.size, body.stamp.mtime_ns):
        return
    if now.size != body.stamp.size:
        what = f"it was {body.stamp.size} bytes and is now {now.size}"
    else:
        what = "it was written to" if now.inode == body.stamp.inode else "it was replaced"
    raise FileChangedError(f"the file changed while uploading: {what}")


def no_handles(error: Exception) -> bool:
    """Whether no more files and connections may be open, which passes as some are closed."""
    return isinstance(error, OSError) and error.errno in (errno.EMFILE, errno.ENFILE)


def md5_hex(md5: str) -> str:
    """A base64 MD5 as S3 spells it in an ETag."""
    return base64.b64decode(md5).hex()


def _at_once(path: str, flags: int) -> int:
    # A pipe that took the file's place would keep us until somebody writes to it.
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def open_planned(body: PlannedBody, offset: int) -> FileIO:
    """Open a file at a byte of it, when it still is what was planned.

    Raises:
        FileChangedError: It is not.
        OSError: It cannot be opened.
    """
    file = open(body.path, "rb", buffering=0, opener=_at_once)  # noqa: SIM115 (its caller closes it)
    try:
        check_unchanged(os.fstat(file.fileno()), body)
        if offset:
            file.seek(offset)
    except BaseException:
        file.close()
        raise
    return file
