"""Background work: a few threads, with the tasks in the database."""

import abc
import logging
import queue
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from sqlalchemy import select

from .database import Database

logger = logging.getLogger("pixel_sandbox")


class BackgroundQueue(abc.ABC):
    """Processes rows of a table, each once, in the order they were added.

    Subclasses implement `unfinished` and `carry_out`.

    Args:
        name: Name of the work, for the names of the threads.
        workers: Number of rows to process at the same time.
    """

    def __init__(self, name: str, workers: int = 1) -> None:
        self._name = name
        self._number_of_workers = workers
        self._waiting: queue.SimpleQueue[int | None] = queue.SimpleQueue()
        # Rows that are waiting or running, each with an event that ends its pause.
        self._claimed: dict[int, threading.Event] = {}
        self._running: set[int] = set()
        # Rows that were added again while running, to be run again.
        self._again: set[int] = set()
        self._lock = threading.Lock()
        self._stopping = threading.Event()
        self._workers: list[threading.Thread] = []

    @abc.abstractmethod
    def unfinished(self) -> Iterable[int]:
        """The ids of rows that an earlier process left unfinished."""

    @abc.abstractmethod
    def carry_out(self, number: int) -> None:
        """Process one row, after checking that it is still under way."""

    def start(self) -> None:
        """Start the workers; rows that an earlier process left unfinished come first."""
        self.add(self.unfinished())
        for number in range(self._number_of_workers):
            worker = threading.Thread(
                target=self._work, name=f"pixel-sandbox-{self._name}-{number}", daemon=True
            )
            worker.start()
            self._workers.append(worker)

    def add(self, numbers: Iterable[int]) -> None:
        """Queue rows; a row that is already waiting is not queued again."""
        for number in numbers:
            with self._lock:
                if number in self._running:
                    self._again.add(number)
                if number in self._claimed:
                    continue
                self._claimed[number] = threading.Event()
            self._waiting.put(number)

    def pause(
        self, number: int, seconds: float, still_wanted: Callable[[], bool] | None = None
    ) -> bool:
        """Wait within `carry_out`.

        Args:
            number: Id of the row.
            seconds: How long.
            still_wanted: Called after an `interrupt`; false ends the pause.

        Returns:
            Whether to continue; if not, leave the row unchanged.
        """
        deadline = time.monotonic() + seconds
        cut_short = self._claimed[number]
        while not self._stopping.is_set():
            if not cut_short.wait(max(0.0, deadline - time.monotonic())):
                return True
            cut_short.clear()
            if still_wanted is not None and not still_wanted():
                return False
        return False

    def interrupt(self, number: int) -> None:
        """Let a pausing row check whether it is still wanted; does nothing otherwise."""
        with self._lock:
            cut_short = self._claimed.get(number)
        if cut_short is not None:
            cut_short.set()

    def stop(self) -> None:
        """Stop after the running rows; waiting rows are left for the next start."""
        with self._lock:
            self._stopping.set()
            for cut_short in self._claimed.values():
                cut_short.set()
        for _ in self._workers:
            self._waiting.put(None)
        for worker in self._workers:
            worker.join()
        self._workers.clear()

    def _work(self) -> None:
        while (number := self._waiting.get()) is not None and not self._stopping.is_set():
            with self._lock:
                self._running.add(number)
            try:
                self.carry_out(number)
            except Exception:
                # The rows behind it must not wait forever.
                logger.exception("work in the background (%s %d) broke", self._name, number)
            finally:
                self._release(number)

    def _release(self, number: int) -> None:
        with self._lock:
            self._running.discard(number)
            if number in self._again:
                self._again.discard(number)
                self._waiting.put(number)
            else:
                self._claimed.pop(number, None)


class StatusQueue(BackgroundQueue):
    """Processes the rows of a table whose status shows that they are under way.

    Args:
        name: Name of the work, for the names of the threads.
        database: The database with the table.
        table: The class of the table.
        under_way: The statuses of unfinished rows.
        delay: Delay of each row in seconds.
        workers: Number of rows to process at the same time.
    """

    def __init__(
        self,
        name: str,
        database: Database,
        table: Any,
        under_way: Sequence[str],
        delay: float,
        workers: int = 1,
    ) -> None:
        super().__init__(name, workers)
        self._database, self._table, self._under_way = database, table, under_way
        self._delay = delay

    def unfinished(self) -> Iterable[int]:
        """The ids of rows that are under way."""
        with self._database.reading() as session:
            query = select(self._table.id).where(self._table.status.in_(self._under_way))
            return list(session.scalars(query.order_by(self._table.id)))
