"""Batches of files for the calls that take many: when a batch is closed, and what goes into it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, MutableSequence
from typing import Generic, TypeVar

from ..inputs.names import same_name
from ..inputs.planned_file import PlannedFile
from ..transfer_config import BatchPauses
from .queues import Changes, WorkQueue

__all__ = ["BATCH_BYTES", "BATCH_FILES", "Batcher", "take_batch"]

T = TypeVar("T")

BATCH_FILES = 200
"""Files that a create call, and a finish call, takes at most: the service's limit."""

BATCH_BYTES = 2 * 1024**3
"""A batch is closed at this many bytes, so that its presigned requests are used soon."""


class Batcher(Generic[T]):
    """Decides when the files in a queue are worth a call.

    Args:
        queue: Where the files wait.
        changed: Notified when the queue or what `is_last` and `is_starved` depend on changes.
        pauses: How long to wait for a batch that is not full.
        limit: Files that fill a batch.
        is_last: Whether no more files are to come; the batch is then closed at once.
        is_starved: Whether the next stage has nothing to do.
    """

    def __init__(
        self,
        queue: WorkQueue[T],
        changed: Changes,
        pauses: BatchPauses,
        *,
        limit: int = BATCH_FILES,
        is_last: Callable[[], bool],
        is_starved: Callable[[], bool] = lambda: False,
    ) -> None:
        self._queue = queue
        self._changed = changed
        self._pauses = pauses
        self._limit = limit
        self._is_last = is_last
        self._is_starved = is_starved
        self._last_batch: float | None = None  # on the event loop's clock

    async def fill(self) -> None:
        """Wait until the batch is full, the last one, or has waited for as long as it may.

        Returns at once when the queue is empty, and when another task takes the files meanwhile.
        """
        pauses, now = self._pauses, asyncio.get_running_loop().time()
        deadline = starved_deadline = now + pauses.first
        if self._last_batch is not None:
            deadline = max(deadline, self._last_batch + pauses.between)
            starved_deadline = now + pauses.starved
        while not self._is_closed():
            starved = self._is_starved()
            if not await self._changed.wait_for(
                lambda: self._is_closed() or self._is_starved() != starved,  # noqa: B023 (awaited)
                starved_deadline if starved else deadline,
            ):
                return

    def _is_closed(self) -> bool:
        return not 0 < len(self._queue) < self._limit or self._is_last()

    def take(self, choose: Callable[[MutableSequence[T]], list[T]] | None = None) -> list[T]:
        """Take a batch out of the queue; call its `done` later.

        Args:
            choose: Removes and returns the files of the batch; by default those that have waited
                longest.

        Returns:
            The batch; empty when another task took the files.
        """
        batch = self._queue.take(self._limit) if choose is None else self._queue.take_by(choose)
        if batch:
            self._last_batch = asyncio.get_running_loop().time()
        return batch


def take_batch(
    pool: MutableSequence[T],
    file_of: Callable[[T], PlannedFile],
    most_files: int = BATCH_FILES,
    most_bytes: int = BATCH_BYTES,
) -> list[T]:
    """Take the files of the next create call out of a pool, in its order.

    Names that look the same never share a call, nor do files in parts and files in one body. A
    batch holds one file of any size, and otherwise files up to `most_bytes`.

    Args:
        pool: What waits; what is taken is removed.
        file_of: The planned file of an entry.
        most_files: Files a call may hold.
        most_bytes: Bytes after which no other file is taken.
    """
    batch: list[T] = []
    left: list[T] = []
    names: set[str] = set()
    size = 0
    for entry in pool:
        file = file_of(entry)
        fits = not batch or (
            len(batch) < most_files
            and size + file.size <= most_bytes
            and (file.part_size is None) == (file_of(batch[0]).part_size is None)
        )
        if not fits or (key := same_name(file.body.name)) in names:
            left.append(entry)
            continue
        batch.append(entry)
        names.add(key)
        size += file.size
    pool.clear()
    pool.extend(left)
    return batch
