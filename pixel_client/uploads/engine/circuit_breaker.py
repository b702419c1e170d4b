"""Circuit breakers: when nothing gets through, all requests pause and one at a time probes.

A run has one for the service and one for S3. A single file that fails while others arrive does not
open the breaker: it fails by itself, and is reported so.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import math
import time
from collections.abc import Awaitable, Callable
from typing import Self, TypeVar

import attrs

from ...exceptions import PixelError
from ...http.retry import Attempts, RetryPolicy
from ..events.types import RunResumed, RunWaiting, UploadEvent
from ..s3.error_codes import Action
from ..transfer_config import TransferConfig
from .error_policy import action_for, asked_once

__all__ = ["BreakerAttempts", "CircuitBreaker", "ResilientCalls"]

_log = logging.getLogger(__name__)

T = TypeVar("T")

PAUSE_GROWTH = 1.6

LATELY_SHARE, OWN_ROUNDS = 0.1, 2
"""A failure is the request's own when others succeeded while it ran: within the last tenth of that
time, or for the third time."""


class CircuitBreaker:
    """Opens when no request gets through to one server, and closes with the next that does.

    Args:
        name: The server, as messages call it.
        options: How long an outage is waited for, and the pauses between probes.
        emit: Takes the events.
        clock: Monotonic time in seconds.
    """

    def __init__(
        self,
        name: str,
        options: TransferConfig,
        emit: Callable[[UploadEvent], None],
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._name = name
        self._options = options
        self._patience = options.patience
        self._emit = emit
        self.clock = clock
        self._up = asyncio.Event()
        self._up.set()
        self._turn = asyncio.Lock()
        self._last_success = 0.0
        self._down_since: float | None = None
        self._last_down = -1.0
        self._pause = options.outage_pause

    @property
    def is_down(self) -> bool:
        """Whether the breaker is open: all requests wait."""
        return self._down_since is not None

    async def ready(self) -> None:
        """Wait while the breaker is open."""
        await self._up.wait()

    def attempts(self, policy: RetryPolicy) -> BreakerAttempts:
        """Iterate over the attempts of one request; each may wait for the end of an outage."""
        return BreakerAttempts(policy, self)

    def worked(self) -> None:
        """Report a request that got through, which closes the breaker."""
        self._last_success = self.clock()
        if self._down_since is not None:
            seconds = self._last_success - self._down_since
            self._down_since, self._last_down = None, self._last_success
            self._pause = self._options.outage_pause
            self._up.set()
            _log.warning("%s answers again after %.0f s", self._name, seconds)
            self._emit(RunResumed(seconds))

    def release(self) -> None:
        """Let all waiting requests go, and wait for no outage any more: the run stops."""
        self._patience = 0.0
        self._up.set()

    async def again(self, error: Exception, began: float, rounds: int = 0) -> bool:
        """Wait after a failure that an outage may explain.

        Args:
            error: The failure, after all retries.
            began: When the request began, by the breaker's clock.
            rounds: How many outages this request has waited for already.

        Returns:
            True to make another attempt; False when others succeeded meanwhile, so that the failure
            is the request's own, or when the patience is used up.
        """
        if self._patience <= 0 or self._is_its_own(began, rounds):
            return False
        now = self.clock()
        if self._down_since is None:
            self._down_since = now
            self._up.clear()
            _log.warning(
                "nothing gets through to %s (%s): waiting for the network", self._name, error
            )
        # A server that answers, if only with errors, is no lost network: not worth a night.
        answered = getattr(error, "status_code", None) is not None
        patience = min(self._patience, self._options.answered_patience if answered else math.inf)
        if now - self._down_since >= patience:
            self._up.set()  # all that wait make their own last attempt
            return False
        async with self._turn:
            if self._down_since is not None:
                pause = self._pause
                self._pause = min(self._options.longest_outage_pause, pause * PAUSE_GROWTH)
                self._emit(RunWaiting(f"waiting for the network: {error}", pause))
                # Not wait_for: in 3.11 it swallows a cancellation at the end of the wait.
                began_pause = self.clock()
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(pause):
                        await self._up.wait()
                if self._down_since is not None:  # time asleep does not count as waiting
                    self._down_since += max(0.0, self.clock() - began_pause - pause)
        return True

    def _is_its_own(self, began: float, rounds: int) -> bool:
        """Whether a failure concerns the request alone, and not the server."""
        if self._last_success < began or self.is_down or self._last_down >= began:
            return False
        now = self.clock()
        lately = now - self._last_success < (now - began) * LATELY_SHARE
        return lately or rounds >= OWN_ROUNDS


@attrs.define
class BreakerAttempts(Attempts):
    """Attempts of one request through a circuit breaker; made by `CircuitBreaker.attempts`.

    Attributes:
        began: When the present attempt began, by the breaker's clock.
    """

    _breaker: CircuitBreaker
    began: float = attrs.field(default=0.0, init=False)
    _rounds: int = attrs.field(default=0, init=False)

    async def __anext__(self) -> Self:
        await super().__anext__()
        self.began = self._breaker.clock()
        return self

    async def outlasts(self, error: Exception) -> bool:
        """Wait for the end of the outage that may be behind a failure.

        Returns:
            Whether another attempt follows.
        """
        if await self._breaker.again(error, self.began, self._rounds):
            self._rounds += 1
            self._pause = 0.0
            return True
        return False


class ResilientCalls:
    """Calls to the service that are retried and that outlast an outage.

    All requests of a run may be repeated: jobs that are never finished become nothing, and a job
    that is finished twice is finished once.

    Args:
        link: The circuit breaker of the service.
        policy: Retries of calls that the client itself does not repeat.
    """

    def __init__(self, link: CircuitBreaker, policy: RetryPolicy) -> None:
        self.link = link
        self.policy = policy

    async def __call__(self, call: Callable[[], Awaitable[T]], *, tries: bool = False) -> T:
        """Make a call.

        Args:
            call: Sends the request.
            tries: Retry here every failure that may pass: the client does not repeat this request
                when its response is lost.

        Raises:
            PixelError: The failure is permanent, or retries and patience are used up.
        """
        await self.link.ready()
        async for attempt in self.link.attempts(self.policy):
            try:
                answer = await call()
            except PixelError as error:
                problem = error
                action = action_for(error)
                if action not in (Action.RETRY, Action.PAUSE):
                    break
                if (tries or asked_once(error)) and attempt.failed() is not None:
                    continue
                if action is Action.PAUSE:
                    await attempt.outlasts(error)
            else:
                self.link.worked()
                return answer
        raise problem
