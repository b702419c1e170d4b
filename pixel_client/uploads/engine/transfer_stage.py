"""The transfer stage: send bodies to S3 in parallel, and decide what follows a failure."""

from __future__ import annotations

import time
from collections import deque

from ...exceptions import PixelError
from ..inputs.change_detection import FileChangedError
from ..s3.error_codes import Action
from ..s3.response import AttemptResult
from ..s3.transfer import BodyTransfer, PartTarget, S3Sender
from ..state.file_state import FileState
from .context import RunContext
from .error_policy import action_for
from .queues import MAX_CHANGES, MAX_FRUITLESS_JOBS, QueuedTransfer, Queues

__all__ = ["TransferStage"]

SMALL_BYTES = 1024**2
GROUP_BODIES = 8
"""Bodies up to this size go one after the other in one thread, so many at most."""


class TransferStage:
    """The stage between the upload jobs and their finish calls.

    Args:
        run: The run.
        queues: Where its bodies come from, and where their files go.
        sender: Sends one body.
    """

    def __init__(self, run: RunContext, queues: Queues, sender: S3Sender) -> None:
        self._run = run
        self._queues = queues
        self._sender = sender
        self._group_size = 1  # of small bodies; grows while they take less than `group_seconds`

    async def work(self) -> None:
        """Send bodies, a group after the other; several of these run side by side."""
        queue = self._queues.to_transfer
        while True:
            await queue.wait()
            group = queue.take_by(self._next_group)
            if self._run.stopped is None:
                await self._run.s3_link.ready()
            wanted = [each for each in group if each.is_wanted]  # after the wait: it may be long
            queue.done(len(group) - len(wanted))
            if self._run.stopped is None:
                await self._send_group(wanted)
                continue
            for each in wanted:
                if each.file_state.under_way == 0:
                    self._run.leave(each.file_state, self._run.stopped)
            queue.done(len(wanted))

    def _next_group(self, waiting: deque[QueuedTransfer]) -> list[QueuedTransfer]:
        """Take the next body, with those that follow it through the same thread if it is small."""
        group = [waiting.popleft()]
        # The last bodies are shared out, so that all threads are busy to the end.
        most = min(self._group_size, len(waiting) // self._run.options.max_concurrency)
        while len(group) < most and group[-1].send.size <= SMALL_BYTES:
            group.append(waiting.popleft())
        return group

    async def _send_group(self, group: list[QueuedTransfer]) -> None:
        for each in group:
            each.file_state.under_way += 1
        tried: AttemptResult | None = None
        try:
            if len(group) > 1:
                tried = await self._send_first(group)
                while len(group) > 1:
                    self._put_back(group.pop())
            if group:
                await self._send(group[0].file_state, group[0].send, tried)
        finally:
            for each in group:
                self._end_transfer(each)

    async def _send_first(self, group: list[QueuedTransfer]) -> AttemptResult | None:
        """Send bodies as long as all goes well, and remove those that S3 has from the group.

        Returns:
            The verdict on the first one that is left, if it was tried.
        """
        began = time.monotonic()
        try:
            results = await self._sender.tries([each.send for each in group])
        except (PixelError, OSError):
            return None  # sending it alone will raise it again
        for result in results:
            if not result.stored:
                return result
            each = group.pop(0)
            self._sent(each.file_state, each.send, 1)
            self._end_transfer(each)
        self._adapt_group_size(time.monotonic() - began, len(results))
        return None

    def _adapt_group_size(self, seconds: float, bodies: int) -> None:
        """Let as many small bodies share a thread as fit into the time they may take together."""
        fitting = int(self._run.options.group_seconds * bodies / max(seconds, 1e-6))
        self._group_size = max(1, min(GROUP_BODIES, fitting, 2 * self._group_size))

    def _put_back(self, each: QueuedTransfer) -> None:
        self._end_transfer(each)
        if each.is_wanted:
            self._queues.to_transfer.put(each)

    def _end_transfer(self, each: QueuedTransfer) -> None:
        file_state = each.file_state
        file_state.under_way -= 1
        if file_state.under_way == 0 and not file_state.done:
            if file_state.lost is not None:
                self._retry(file_state, file_state.lost)
            elif self._run.stopped is not None and file_state.left:
                self._run.leave(file_state, self._run.stopped)
        self._queues.to_transfer.done(1)

    async def _send(
        self, file_state: FileState, send: BodyTransfer, tried: AttemptResult | None
    ) -> None:
        tries = 0
        async for attempt in self._run.s3_link.attempts(self._run.options.policy):
            try:
                attempts = await self._sender.send(send, tried)
            except (PixelError, OSError) as error:
                tried = None
                tries += getattr(error, "attempts", 1)
                file_state.attempts = max(file_state.attempts, tries)
                is_passing = self._action(error) is Action.PAUSE
                if is_passing and await attempt.outlasts(error) and self._run.stopped is None:
                    continue
                self._failed(file_state, error)
                return
            if attempts == 1 and send.size <= SMALL_BYTES:
                self._adapt_group_size(time.monotonic() - attempt.began, 1)
            self._sent(file_state, send, tries + attempts)
            return

    def _sent(self, file_state: FileState, send: BodyTransfer, attempts: int) -> None:
        self._run.s3_link.worked()
        file_state.attempts = max(file_state.attempts, attempts)
        self._stored(file_state, send)

    def _stored(self, file_state: FileState, send: BodyTransfer) -> None:
        if file_state.done or file_state.lost is not None:
            return
        file_state.left -= 1
        if isinstance(send.target, PartTarget):
            number = send.target.part.number
            file_state.stored.add(number)
            if self._run.journal is not None and file_state.entry is not None:
                self._run.journal.part(file_state.entry, number)
        if file_state.left == 0:
            self._run.transferred(file_state)

    def _failed(self, file_state: FileState, error: PixelError | OSError) -> None:
        if file_state.done or file_state.lost is not None:
            return
        if self._run.stopped is not None:
            self._run.leave(file_state, self._run.stopped)
            return
        action = self._action(error)
        is_retried = (
            action is Action.NEW_JOB and file_state.fruitless < MAX_FRUITLESS_JOBS - 1
        ) or (action is Action.REHASH and file_state.changes < MAX_CHANGES)
        if is_retried:
            file_state.lost = error
        else:
            self._run.fail(file_state, error)

    def _retry(self, file_state: FileState, error: Exception) -> None:
        """Queue a file again whose upload job came to nothing."""
        hash_again = self._action(error) is Action.REHASH
        file_state.changes += hash_again
        file_state.fruitless += not hash_again
        if self._run.stopped is not None:
            self._run.leave(file_state, self._run.stopped)
        elif hash_again or file_state.hashes is None:
            file_state.hashes = None
            self._queues.to_hash.put(file_state)
        elif file_state.stored and file_state.file.part_size is not None:
            self._queues.to_resume.put(file_state)  # the service may sign its requests again
        else:
            self._queues.to_create.put(file_state)

    def _action(self, error: Exception) -> Action:
        if isinstance(error, FileChangedError):
            return Action.REHASH
        if isinstance(error, OSError):
            return Action.GIVE_UP
        return action_for(error, self._run.options.retries)
