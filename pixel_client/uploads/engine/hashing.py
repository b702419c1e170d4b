"""Threads that read files: for MD5 sums before sending, and to send.

No more than a block a thread is in memory, the event loop never reads a file, and a file that is
not what it was when it was planned is noticed.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..inputs.hashes import FileHashes
from ..inputs.parts import Part, parts_of
from ..inputs.planned_file import PlannedFile
from ..thread_pools import HASH_THREADS, FileReaders
from .tasks import each

__all__ = ["hash_file", "hash_files"]


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
