"""Work in the background: a few threads, and a database that knows what is to be done."""

import logging
import queue
import threading
import time
from collections.abc import Callable, Iterable

logger = logging.getLogger("pixel_sandbox")


class BackgroundQueue:
    """Carries out what rows of a table ask for, each once, in the order they were added.

    Derive from it and say in `unfinished` what an earlier process left, in `carry_out` what to do.

    Args:
        name: What the work is, for the names of the threads.
        workers: How many are carried out at the same time.
    """

    def __init__(self, name: str, workers: int = 1) -> None:
        self._name = name
        self._number_of_workers = workers
        self._waiting: queue.SimpleQueue[int | None] = queue.SimpleQueue()
        # What is waiting or being carried out, with what cuts its pauses short.
        self._claimed: dict[int, threading.Event] = {}
        self._running: set[int] = set()
        # What was added while it was being carried out, and so is looked at once more.
        self._again: set[int] = set()
        self._lock = threading.Lock()
        self._stopping = threading.Event()
        self._workers: list[threading.Thread] = []

    def unfinished(self) -> Iterable[int]:
        """The ids that an earlier process did not get done."""
        raise AssertionError("a queue says what is unfinished")

    def carry_out(self, number: int) -> None:
        """Do what one row asks for; look first whether it still does."""
        raise AssertionError(f"a queue says how to carry out {number}")

    def start(self) -> None:
        """Start the workers; what an earlier process left undone comes first."""
        self.add(self.unfinished())
        for number in range(self._number_of_workers):
            worker = threading.Thread(
                target=self._work, name=f"pixel-sandbox-{self._name}-{number}", daemon=True
            )
            worker.start()
            self._workers.append(worker)

    def add(self, numbers: Iterable[int]) -> None:
        """Queue rows; one that waits already is not queued again."""
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
            number: What is being carried out.
            seconds: How long.
            still_wanted: Asked after an `interrupt`; false ends the pause.

        Returns:
            Whether to go on; if not, leave things as they are.
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
        """Let the pause of a row ask whether it is still wanted; harmless when it has none."""
        with self._lock:
            cut_short = self._claimed.get(number)
        if cut_short is not None:
            cut_short.set()

    def stop(self) -> None:
        """Stop after what runs now; what waits is left for the next start."""
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
                # What comes after it must not wait for ever.
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
