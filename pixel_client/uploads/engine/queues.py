"""The queues between the stages of an upload: where each file waits, and how many do.

::

    planned -+-> to_hash --> to_create --> to_transfer --> to_finish --> to_validate --> outcome
             |     ^  |         ^  ^         |    |  ^         ^              ^
             |     |  |         |  |         |    |  |         |              |
             |     |  |         |  +-expired-+    |  |         |              |
             |     +--|---------|-----changed-----+  |         |              |
             |        v         |                    |         |              |
             +---> to_resume ---+--------------------+---------+--------------+

======================  ==================================================================
`HashStage`             admits planned files; takes from ``to_hash``
`CreateStage`           takes from ``to_create``, many files per call
`TransferStage`         takes from ``to_transfer``, whose items are bodies
`FinishStage`           takes from ``to_finish``, many files per call, and ``to_validate``
`ResumeStage`           takes from ``to_resume``: files that have an upload job already
======================  ==================================================================

A stage takes from its own queue and puts into any other; it knows no other stage. "Try again" is a
put into an earlier queue, and the loops are bounded: `MAX_CHANGES`, `MAX_FRUITLESS_JOBS`. (A file
in parts whose job expired goes through ``to_resume``: the service may sign its requests again.)

What a stage has taken stays counted as active until it calls `done`, so that "is there more to
come?" is answered here and not by the stages. All of it is used by the tasks of one event loop.
"""

from __future__ import annotations

import asyncio
import math
from collections import deque
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

import attrs

from ..s3.transfer import BodyTransfer
from ..state.file_state import FileState

__all__ = ["Changes", "FinishedFiles", "QueuedTransfer", "Queues", "WorkQueue"]

T = TypeVar("T")

MAX_FRUITLESS_JOBS = 4
"""Upload jobs that expire for a file, one after the other, before it fails."""

MAX_CHANGES = 2
"""How often a file that changes during the upload is hashed again before it fails."""

AHEAD_FILES = 400
"""Files hashed, or about to be, that have no upload job yet."""

MAX_IN_FLIGHT = 20_000
"""Files in the pipeline at once: bounds the memory of a run whose files wait long for the service's
validation."""

LOW_BODIES = 200
LOW_BYTES = 64 * 1024**2
"""Bodies and bytes that wait for their transfer, below which further upload jobs are requested: not
earlier, since presigned requests expire."""


class Changes:
    """A condition variable for the tasks of one event loop, without a lock.

    `notify` evaluates the predicates of the waiting tasks and wakes only those for which it holds:
    a queue changes several times per file, and most changes concern no waiting task.
    """

    def __init__(self) -> None:
        self._waiting: dict[asyncio.Future[None], Callable[[], object]] = {}

    async def wait_for(self, holds: Callable[[], object], deadline: float | None = None) -> bool:
        """Wait until a predicate holds.

        Args:
            holds: The predicate.
            deadline: When to give up, on the event loop's clock; None for never.

        Returns:
            False when it did not hold by the deadline.
        """
        try:
            async with asyncio.timeout_at(deadline):
                while not holds():
                    await self._next(holds)
        except TimeoutError:
            return False
        return True

    async def _next(self, holds: Callable[[], object]) -> None:
        woken = asyncio.get_running_loop().create_future()
        self._waiting[woken] = holds
        try:
            await woken
        except asyncio.CancelledError:
            if not woken.cancelled():
                self.notify(1)  # it was woken in vain: another task may be waiting for the same
            raise
        finally:
            del self._waiting[woken]

    def notify(self, most: float = math.inf) -> None:
        """Wake tasks whose predicates hold now.

        Args:
            most: How many at most, those that have waited longest first.
        """
        for woken, holds in self._waiting.items():
            if most <= 0:
                return
            if not woken.done() and holds():
                woken.set_result(None)
                most -= 1


class WorkQueue(Generic[T]):
    """What waits for a stage, in order, and how much of it the stage is working on.

    Args:
        changed: Notified of each change.
        size_of: Bytes of an item.

    Attributes:
        size: Bytes of all that waits.
        active: Items that were taken and are not done.
    """

    def __init__(self, changed: Changes, size_of: Callable[[T], int] = lambda _: 0) -> None:
        self._items: deque[T] = deque()
        self._arrived = Changes()
        self._changed = changed
        self._size_of = size_of
        self.size = self.active = 0

    def __len__(self) -> int:
        return len(self._items)

    @property
    def is_idle(self) -> bool:
        """Whether nothing waits and nothing is being worked on."""
        return not self._items and not self.active

    def put(self, *items: T) -> None:
        """Append items."""
        self._items += items
        self.size += sum(map(self._size_of, items))
        self._arrived.notify(len(items))
        self._changed.notify()

    async def wait(self) -> None:
        """Wait until there is an item to take. An item wakes one of the tasks that wait."""
        if not self._items:
            await self._arrived.wait_for(lambda: self._items)

    def take(self, most: int = 1) -> list[T]:
        """Take the items that have waited longest; call `done` for them later."""
        return self.take_by(lambda items: [items.popleft() for _ in range(min(most, len(items)))])

    def take_by(self, choose: Callable[[deque[T]], list[T]]) -> list[T]:
        """Take the items that a function removes and returns; call `done` for them later."""
        taken = choose(self._items)
        self.size -= sum(map(self._size_of, taken))
        self.active += len(taken)
        self._changed.notify()
        return taken

    def done(self, count: int) -> None:
        """Count items as no longer worked on: they have an outcome, or wait elsewhere."""
        self.active -= count
        self._changed.notify()


@attrs.frozen
class QueuedTransfer:
    """A body to transfer.

    Attributes:
        file_state: Its file.
        send: The body and its presigned request.
        job: Which of the file's upload jobs the request is of, counted from 1.
    """

    file_state: FileState
    send: BodyTransfer
    job: int

    @property
    def is_wanted(self) -> bool:
        """Whether its upload job is still the file's."""
        file_state = self.file_state
        return not file_state.done and file_state.lost is None and file_state.jobs == self.job


@attrs.frozen
class FinishedFiles:
    """Files whose upload jobs were finished by one call.

    Attributes:
        file_states: The files.
        job_id: The job that validates the only one, if known.
        group_id: The group job that validates them all, if known.
    """

    file_states: Sequence[FileState]
    job_id: int | None = None
    group_id: int | None = None


class Queues:
    """All places where the files of an upload wait.

    Args:
        concurrency: Bodies that are transferred at once.

    Attributes:
        changed: Notified of each change.
        in_flight: Files that entered the pipeline and have no outcome yet.
        all_planned: All inputs have their row.
        closed: No further file will enter.
    """

    def __init__(self, concurrency: int) -> None:
        self._concurrency = concurrency
        self.changed = Changes()
        self.to_hash = WorkQueue[FileState](self.changed)
        self.to_create = WorkQueue[FileState](self.changed)
        self.to_transfer = WorkQueue[QueuedTransfer](self.changed, lambda item: item.send.size)
        self.to_finish = WorkQueue[FileState](self.changed)
        self.to_validate = WorkQueue[FinishedFiles](self.changed)
        self.to_resume = WorkQueue[FileState](self.changed)
        self.in_flight = 0
        self.all_planned = self.closed = False

    def transfer(self, file_state: FileState, sends: Sequence[BodyTransfer]) -> None:
        """Queue the bodies of a file that S3 does not have yet."""
        file_state.left, file_state.lost = len(sends), None
        self.to_transfer.put(*(QueuedTransfer(file_state, send, file_state.jobs) for send in sends))

    # --- the pipeline as a whole

    def note_planned(self, *, is_last: bool) -> None:
        """Report that more inputs have their row, or that all have."""
        self.all_planned = is_last
        self.changed.notify()

    def enter(self) -> None:
        """Count a file in."""
        self.in_flight += 1

    def leave(self) -> None:
        """Count a file out: it has its outcome."""
        self.in_flight -= 1
        self.changed.notify()

    def close(self) -> None:
        """Let no further file in."""
        self.closed = True
        self.changed.notify()

    @property
    def is_full(self) -> bool:
        """Whether files must wait before they enter."""
        ahead = len(self.to_hash) + len(self.to_create)
        return ahead >= AHEAD_FILES or self.in_flight >= MAX_IN_FLIGHT

    @property
    def is_done(self) -> bool:
        """Whether every input has its outcome and no further file will enter."""
        return self.closed and self.all_planned and self.in_flight == 0

    # --- what is still to come (files being resumed aside: the service may take long over them)

    @property
    def all_hashed(self) -> bool:
        """Whether no file is being hashed, nor will be unless one is tried again."""
        return self.closed and self.to_hash.is_idle

    @property
    def all_transferred(self) -> bool:
        """Whether no body is being transferred, nor will be unless one is tried again."""
        return self.to_transfer.is_idle and self.to_create.is_idle and self.all_hashed

    @property
    def transfers_low(self) -> bool:
        """Whether it is time to request further upload jobs."""
        bodies = len(self.to_transfer) + self.to_create.active  # those of calls under way: one each
        return bodies < 2 * self._concurrency or (
            bodies < LOW_BODIES and self.to_transfer.size < LOW_BYTES
        )

    @property
    def transfers_starved(self) -> bool:
        """Whether no body waits for its transfer, and none has been requested."""
        return not self.to_transfer and not self.to_create.active
