"""Send bodies, several at once, and see each file through to S3, or to another try."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence

from ..exceptions import PixelError
from .failures import Action, action_for
from .hashing import FileChangedError
from .ledger import Flight
from .pairing import Send
from .run import Run
from .s3 import PartTarget, S3Sender

__all__ = ["Sending"]

MOST_JOBS = 4
"""Upload jobs that come to nothing for a file, one after the other, before it is given up."""

MOST_CHANGES = 2
"""How often a file that changes meanwhile is taken up again."""

LOW_BODIES = 200
LOW_BYTES = 64 * 1024**2
"""Fewer bodies and bytes than these are asked for ahead: presigned requests expire."""


class Sending:
    """The stage that sends.

    Args:
        run: The run.
        sender: Sends one body.
        finished: Takes a file that S3 has.
        again: Takes a file whose upload job came to nothing; its second argument says that it is
            to be looked at and hashed again.
    """

    def __init__(
        self,
        run: Run,
        sender: S3Sender,
        finished: Callable[[Flight], None],
        again: Callable[[Flight, bool], None],
    ) -> None:
        self._run = run
        self._sender = sender
        self._finished = finished
        self._again = again
        self._queue: asyncio.Queue[tuple[Flight, Send, int]] = asyncio.Queue()
        self._bytes = 0
        self._expected = 0
        self.under_way = 0
        self.when_low: Callable[[], None] = lambda: None

    @property
    def is_low(self) -> bool:
        """Whether it is time for further presigned requests."""
        waiting = self._queue.qsize() + self._expected
        few = 2 * self._run.options.max_concurrency
        return waiting < few or (waiting < LOW_BODIES and self._bytes < LOW_BYTES)

    @property
    def is_idle(self) -> bool:
        """Whether nothing is sent, waits to be sent, or is about to come."""
        return self.under_way == 0 and self._queue.empty() and self._expected == 0

    def expect(self, files: int) -> None:
        """So many more files are being asked for; below zero when they have come."""
        self._expected += files
        if files < 0 and self.is_low:
            self.when_low()

    def put(self, flight: Flight, sends: Sequence[Send]) -> None:
        """Send a file's bodies, those left out excepted: S3 has them."""
        flight.left = len(sends)
        flight.lost = None
        if not sends:
            self._complete(flight)
        for send in sends:
            self._bytes += _size(send)
            self._queue.put_nowait((flight, send, flight.jobs))

    async def work(self) -> None:
        """Send one body after the other; several of these run side by side."""
        while True:
            flight, send, job = await self._queue.get()
            self._bytes -= _size(send)
            if self.is_low:
                self.when_low()
            if flight.done or flight.lost is not None or flight.jobs != job:
                continue
            if self._run.stopped is None:
                await self._run.s3_link.ready()
            if self._run.stopped is not None:
                if flight.under_way == 0:
                    self._run.leave(flight, self._run.stopped)
                continue
            flight.under_way += 1
            self.under_way += 1
            try:
                await self._send(flight, send)
            finally:
                flight.under_way -= 1
                self.under_way -= 1
            if flight.under_way == 0 and not flight.done:
                if flight.lost is not None:
                    self._retry(flight, flight.lost)
                elif self._run.stopped is not None and flight.left:
                    self._run.leave(flight, self._run.stopped)

    async def _send(self, flight: Flight, send: Send) -> None:
        tries = rounds = 0
        while True:
            began = time.monotonic()
            try:
                attempts = await self._sender.send(send.body, send.target, send.md5)
            except (PixelError, OSError) as error:
                tries += getattr(error, "attempts", 1)
                flight.attempts = max(flight.attempts, tries)
                is_passing = self._action(error) is Action.PAUSE
                if is_passing and await self._run.s3_link.again(error, began, rounds):
                    rounds += 1
                    if self._run.stopped is None:
                        continue
                self._failed(flight, error)
                return
            self._run.s3_link.worked()
            flight.attempts = max(flight.attempts, tries + attempts)
            self._stored(flight, send)
            return

    def _stored(self, flight: Flight, send: Send) -> None:
        if flight.done or flight.lost is not None:
            return
        flight.left -= 1
        if isinstance(send.target, PartTarget):
            number = send.target.part.number
            flight.stored.add(number)
            if self._run.journal is not None and flight.entry is not None:
                self._run.journal.part(flight.entry, number)
        if flight.left == 0:
            self._complete(flight)

    def _complete(self, flight: Flight) -> None:
        if self._run.journal is not None and flight.entry is not None:
            self._run.journal.sent(flight.entry)
        self._finished(flight)

    def _failed(self, flight: Flight, error: PixelError | OSError) -> None:
        if flight.done or flight.lost is not None:
            return
        if self._run.stopped is not None:
            self._run.leave(flight, self._run.stopped)
            return
        action = self._action(error)
        may_go_on = (action is Action.NEW_JOB and flight.fruitless < MOST_JOBS - 1) or (
            action is Action.REHASH and flight.changes < MOST_CHANGES
        )
        if may_go_on:
            flight.lost = error
        else:
            self._run.fail(flight, error)

    def _retry(self, flight: Flight, error: Exception) -> None:
        hash_again = self._action(error) is Action.REHASH
        flight.changes += hash_again
        flight.fruitless += not hash_again
        self._again(flight, hash_again)

    def _action(self, error: Exception) -> Action:
        if isinstance(error, FileChangedError):
            return Action.REHASH
        if isinstance(error, OSError):
            return Action.GIVE_UP
        return action_for(error, self._run.options.retries)


def _size(send: Send) -> int:
    return send.target.part.length if isinstance(send.target, PartTarget) else send.body.size
