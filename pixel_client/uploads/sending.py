"""Send bodies, several at once, and see each file through to S3, or to another try."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence

import attrs

from ..exceptions import PixelError
from .failures import Action, action_for
from .hashing import FileChangedError
from .ledger import Flight
from .run import Run
from .s3 import PartTarget, S3Sender, Send
from .verdict import Verdict

__all__ = ["Sending"]

MOST_JOBS = 4
"""Upload jobs that come to nothing for a file, one after the other, before it is given up."""

MOST_CHANGES = 2
"""How often a file that changes meanwhile is taken up again."""

SMALL_BYTES = 1024**2
MOST_TOGETHER = 8
TOGETHER_SECONDS = 0.05
"""So many small bodies go one after the other in one thread, as long as all of them take no longer:
what the way into a thread and back costs is then shared."""

LOW_BODIES = 200
LOW_BYTES = 64 * 1024**2
"""Fewer bodies and bytes than these are asked for ahead: presigned requests expire."""


@attrs.frozen
class _Turn:
    """A body to send, for one of the upload jobs that its file had."""

    flight: Flight
    send: Send
    job: int

    @property
    def is_wanted(self) -> bool:
        """Whether its upload job still is the file's."""
        flight = self.flight
        return not flight.done and flight.lost is None and flight.jobs == self.job


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
        self._queue: asyncio.Queue[_Turn] = asyncio.Queue()
        self._together = 1
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
    def is_dry(self) -> bool:
        """Whether nothing waits to be sent, and nothing is asked for."""
        return self._queue.empty() and self._expected == 0

    @property
    def is_idle(self) -> bool:
        """Whether nothing is sent, waits to be sent, or is about to come."""
        return self.under_way == 0 and self.is_dry

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
            self._bytes += send.size
            self._queue.put_nowait(_Turn(flight, send, flight.jobs))

    async def work(self) -> None:
        """Send one body after the other; several of these run side by side."""
        while True:
            turns = [await self._queue.get()]
            turns += self._company(turns[0])
            self._bytes -= sum(turn.send.size for turn in turns)
            if self.is_low:
                self.when_low()
            if self._run.stopped is None:
                await self._run.s3_link.ready()
            turns = [turn for turn in turns if turn.is_wanted]  # after the wait, which may be long
            if self._run.stopped is not None:
                for turn in turns:
                    if turn.flight.under_way == 0:
                        self._run.leave(turn.flight, self._run.stopped)
                continue
            await self._take_turns(turns)

    def _company(self, first: _Turn) -> list[_Turn]:
        """Small bodies that go after a small one, by the same thread."""
        company: list[_Turn] = []
        # The last ones are shared out, so that all threads are busy to the end.
        most = min(self._together, self._queue.qsize() // self._run.options.max_concurrency)
        while first.send.size <= SMALL_BYTES and len(company) + 1 < most:
            turn = self._queue.get_nowait()
            company.append(turn)
            if turn.send.size > SMALL_BYTES:
                break
        return company

    async def _take_turns(self, turns: list[_Turn]) -> None:
        for turn in turns:
            turn.flight.under_way += 1
        self.under_way += len(turns)
        tried: Verdict | None = None
        try:
            if len(turns) > 1:
                tried = await self._send_first(turns)
                while len(turns) > 1:
                    self._put_back(turns.pop())
            if turns:
                await self._send(turns[0].flight, turns[0].send, tried)
        finally:
            for turn in turns:
                self._leave_turn(turn)

    async def _send_first(self, turns: list[_Turn]) -> Verdict | None:
        """Send as many as go without trouble, and take these out.

        Returns:
            What came of the first one that is left, if it was tried.
        """
        began = time.monotonic()
        try:
            verdicts = await self._sender.tries([turn.send for turn in turns])
        except (PixelError, OSError):
            return None  # it will say so again
        for verdict in verdicts:
            if not verdict.stored:
                return verdict
            turn = turns.pop(0)
            self._sent(turn.flight, turn.send, 1)
            self._leave_turn(turn)
        self._took(time.monotonic() - began, len(verdicts))
        return None

    def _took(self, seconds: float, bodies: int) -> None:
        """So long that many small bodies took: how many are to go together from now on."""
        fitting = int(TOGETHER_SECONDS * bodies / max(seconds, 1e-6))
        self._together = max(1, min(MOST_TOGETHER, fitting, 2 * self._together))

    def _put_back(self, turn: _Turn) -> None:
        self._leave_turn(turn)
        if turn.is_wanted:
            self._bytes += turn.send.size
            self._queue.put_nowait(turn)

    def _leave_turn(self, turn: _Turn) -> None:
        flight = turn.flight
        flight.under_way -= 1
        self.under_way -= 1
        if flight.under_way == 0 and not flight.done:
            if flight.lost is not None:
                self._retry(flight, flight.lost)
            elif self._run.stopped is not None and flight.left:
                self._run.leave(flight, self._run.stopped)

    async def _send(self, flight: Flight, send: Send, tried: Verdict | None) -> None:
        tries = 0
        async for attempt in self._run.s3_link.attempts(self._run.options.policy):
            try:
                attempts = await self._sender.send(send, tried)
            except (PixelError, OSError) as error:
                tried = None
                tries += getattr(error, "attempts", 1)
                flight.attempts = max(flight.attempts, tries)
                is_passing = self._action(error) is Action.PAUSE
                if is_passing and await attempt.outlasts(error) and self._run.stopped is None:
                    continue
                self._failed(flight, error)
            else:
                if attempts == 1 and send.size <= SMALL_BYTES:
                    self._took(time.monotonic() - attempt.began, 1)
                self._sent(flight, send, tries + attempts)
            return

    def _sent(self, flight: Flight, send: Send, attempts: int) -> None:
        self._run.s3_link.worked()
        flight.attempts = max(flight.attempts, attempts)
        self._stored(flight, send)

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
