"""Read files in threads of our own: MD5 sums before sending, blocks while sending.

No more than two blocks a body are in memory, the event loop never reads a file, and a file that is
not what it was when it was planned is noticed.
"""

from __future__ import annotations

import asyncio
import base64
import errno
import hashlib
import os
import threading
from collections.abc import AsyncGenerator, Callable
from concurrent.futures import Future, ThreadPoolExecutor
from io import FileIO
from types import TracebackType
from typing import Self, TypeVar

import attrs

from .parts import Part, parts_of
from .plan import FileStamp, PlannedBody, PlannedFile
from .workers import each

__all__ = ["FileChangedError", "FileHashes", "FileReaders", "hash_file", "md5_hex", "no_handles"]

T = TypeVar("T")

BLOCK_BYTES = 1024**2
"""A read to hash: large enough that the interpreter is out of the way for most of it."""

AHEAD_BYTES = 512 * 1024
"""A read to send. Each body holds two: one on its way and the one after it."""

PIECE_BYTES = 128 * 1024
"""A write to the network: small, since the write time-out is for one of these."""

HASH_THREADS = 2
"""Two can saturate an ordinary disk (about 0.8 GB/s each); more only compete with sending."""

READ_THREADS = 8
"""A block takes far longer to send than to read."""


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
    """Two small pools of threads, one to hash and one to read for sending.

    They are apart since hashing ahead would otherwise keep the bodies on their way waiting.
    Leaving the `async with` block stops whatever is under way and ends the threads.
    """

    def __init__(self, senders: int) -> None:
        self._stop = threading.Event()
        self._hashers = ThreadPoolExecutor(HASH_THREADS, thread_name_prefix="pixel-hash")
        self._readers = ThreadPoolExecutor(
            min(senders, READ_THREADS), thread_name_prefix="pixel-read"
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
        # Both end after the block each thread is reading; nothing new is started.
        for pool in (self._hashers, self._readers):
            pool.shutdown(wait=False, cancel_futures=True)
        for pool in (self._hashers, self._readers):
            pool.shutdown(wait=True)

    async def run(self, work: Callable[[], T]) -> T:
        """Run a function that reads directories and the like in one of the threads."""
        return await asyncio.wrap_future(self._hashers.submit(work))

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
        for _ in range(HANDLE_TRIES - 1):
            try:
                return await self.run(lambda: self._md5(body, offset, length))
            except OSError as error:
                if not no_handles(error):
                    raise
            await asyncio.sleep(HANDLE_PAUSE_SECONDS)
        return await self.run(lambda: self._md5(body, offset, length))

    def _md5(self, body: PlannedBody, offset: int, length: int) -> str:
        digest = hashlib.md5(usedforsecurity=False)
        block = memoryview(bytearray(min(BLOCK_BYTES, length)))
        with _open(body, offset) as file:
            while length:
                self.check()
                count = file.readinto(block[: min(len(block), length)])
                if not count:
                    raise FileChangedError("the file became shorter while it was read")
                digest.update(block[:count])
                length -= count
            check_unchanged(os.fstat(file.fileno()), body)
        return base64.b64encode(digest.digest()).decode("ascii")

    async def pieces(
        self,
        body: PlannedBody,
        part: Part | None = None,
        on_bytes: Callable[[int], None] = lambda _: None,
    ) -> AsyncGenerator[bytes, None]:
        """A file's bytes, or a part's, exactly as many as planned.

        Args:
            body: The file.
            part: Only this range of it.
            on_bytes: Called with the size of each piece once the receiver has taken it.

        Raises:
            FileChangedError: It changed since it was planned, or while it was read. What was sent
                so far must then not be taken for the file.
            OSError: It cannot be read.
        """
        offset, left = (part.offset, part.length) if part else (0, body.size)
        opening = self._readers.submit(_open_and_read, body, offset, left)
        try:
            file, block = await asyncio.wrap_future(opening)
        except asyncio.CancelledError:
            opening.add_done_callback(_close_opened)
            raise
        reading: Future[bytes] | None = None
        try:
            while True:
                left -= len(block)
                # The next block is read while this one is on its way.
                reading = self._readers.submit(_read, file, body, left) if left else None
                view = memoryview(block)
                for start in range(0, len(block), PIECE_BYTES):
                    piece = bytes(view[start : start + PIECE_BYTES])
                    yield piece
                    on_bytes(len(piece))
                if reading is None:
                    return
                block = await asyncio.wrap_future(reading)
        finally:
            if reading is None:
                file.close()
            else:  # when this is cut short, a thread may still read from it
                reading.add_done_callback(lambda _: file.close())


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


def check_unchanged(status: os.stat_result, body: PlannedBody) -> None:
    """Compare a file with its state when it was planned.

    Raises:
        FileChangedError: Size, modification time or inode differ.
    """
    now = FileStamp.of(status)
    if now == body.stamp:
        return
    if now.size != body.stamp.size:
        what = f"it was {body.stamp.size} bytes and is now {now.size}"
    else:
        what = "it was written to" if now.inode == body.stamp.inode else "it was replaced"
    raise FileChangedError(f"the file changed while uploading: {what}")


def no_handles(error: OSError) -> bool:
    """Whether no more files and connections may be open, which passes as some are closed."""
    return error.errno in (errno.EMFILE, errno.ENFILE)


def md5_hex(md5: str) -> str:
    """A base64 MD5 as S3 spells it in an ETag."""
    return base64.b64decode(md5).hex()


def _at_once(path: str, flags: int) -> int:
    # A pipe that took the file's place would keep us until somebody writes to it.
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _open(body: PlannedBody, offset: int) -> FileIO:
    file = open(body.path, "rb", buffering=0, opener=_at_once)  # noqa: SIM115 (its caller closes it)
    try:
        check_unchanged(os.fstat(file.fileno()), body)
        file.seek(offset)
    except BaseException:
        file.close()
        raise
    return file


def _open_and_read(body: PlannedBody, offset: int, left: int) -> tuple[FileIO, bytes]:
    # In one hop: most bodies are small, and hops are what they cost.
    file = _open(body, offset)
    try:
        return file, _read(file, body, left)
    except BaseException:
        file.close()
        raise


def _read(file: FileIO, body: PlannedBody, left: int) -> bytes:
    block = file.read(min(AHEAD_BYTES, left))
    if not block:
        raise FileChangedError("the file became shorter while it was sent")
    if len(block) == left:
        # Checked before the last bytes leave: a body cut short is never taken for whole.
        check_unchanged(os.fstat(file.fileno()), body)
    return block


def _close_opened(opening: Future[tuple[FileIO, bytes]]) -> None:
    if not opening.cancelled() and opening.exception() is None:
        opening.result()[0].close()
