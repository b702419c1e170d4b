"""Whether anything gets through: when nothing does, everything waits, and one at a time tries.

One for the service and one for S3. It is the breaker of a run: a single file that fails among
others that arrive is that file's own trouble, and is told so.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

from ..exceptions import PixelError
from ..retry import RetryPolicy
from .events import RunResumed, RunWaiting, UploadEvent
from .failures import Action, action_for, asked_once

__all__ = ["Link", "ServiceCalls"]

_log = logging.getLogger(__name__)

T = TypeVar("T")

FIRST_PAUSE_SECONDS = 1.0
LONGEST_PAUSE_SECONDS = 60.0
PAUSE_GROWTH = 1.6

ANSWERED_SECONDS = 1800.0
"""How long a service or an S3 is waited for that answers, but with errors only."""

LATELY_SHARE, OWN_ROUNDS = 0.1, 2
"""A request has failed on its own when others got through in its time: in the last tenth of it, or
again and again."""


class Link:
    """The way to the service, or to S3.

    Args:
        name: What is at its other end, for people.
        patience: Seconds to wait for a dead link before giving up.
        tell: Where events go.
    """

    def __init__(self, name: str, patience: float, tell: Callable[[UploadEvent], None]) -> None:
        self._name = name
        self._patience = patience
        self._tell = tell
        self._up = asyncio.Event()
        self._up.set()
        self._turn = asyncio.Lock()
        self._last_success = 0.0
        self._down_since: float | None = None
        self._last_down = -1.0
        self._pause = FIRST_PAUSE_SECONDS

    @property
    def is_down(self) -> bool:
        """Whether everything waits."""
        return self._down_since is not None

    async def ready(self) -> None:
        """Wait while the link is down."""
        await self._up.wait()

    def worked(self) -> None:
        """Something got through."""
        self._last_success = time.monotonic()
        if self._down_since is not None:
            seconds = self._last_success - self._down_since
            self._down_since, self._last_down = None, self._last_success
            self._pause = FIRST_PAUSE_SECONDS
            self._up.set()
            _log.warning("%s answers again after %.0f s", self._name, seconds)
            self._tell(RunResumed(seconds))

    def release(self) -> None:
        """Let go of all who wait: the run stops."""
        self._patience = 0.0
        self._up.set()

    async def again(self, error: Exception, began: float, rounds: int = 0) -> bool:
        """Wait for the link after a failure that the link may explain.

        Args:
            error: What the request ended with, all its tries used up.
            began: When it began, on the monotonic clock.
            rounds: How often it was waited for already.

        Returns:
            True when it is to be tried again. False when others got through meanwhile, so that the
            failure is its own, or when the patience is used up.
        """
        if self._patience <= 0 or self._is_its_own(began, rounds):
            return False
        now = time.monotonic()
        if self._down_since is None:
            self._down_since = now
            self._up.clear()
            _log.warning(
                "nothing gets through to %s (%s): waiting for the network", self._name, error
            )
        # Who gets an answer has a network: nobody wants to wait a night for that one.
        answered = getattr(error, "status_code", None) is not None
        patience = min(self._patience, ANSWERED_SECONDS) if answered else self._patience
        if now - self._down_since >= patience:
            self._up.set()  # those who wait find out for themselves
            return False
        async with self._turn:
            if self._down_since is not None:
                pause = self._pause
                self._pause = min(LONGEST_PAUSE_SECONDS, pause * PAUSE_GROWTH)
                self._tell(RunWaiting(f"waiting for the network: {error}", pause))
                # Not wait_for: in 3.11 it swallows a cancellation at the end of the wait.
                began_pause = time.monotonic()
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(pause):
                        await self._up.wait()
                if self._down_since is not None:  # a computer that slept has not been patient
                    self._down_since += max(0.0, time.monotonic() - began_pause - pause)
        return True

    def _is_its_own(self, began: float, rounds: int) -> bool:
        """Whether a failure is the request's own trouble and not the link's."""
        if self._last_success < began or self.is_down or self._last_down >= began:
            return False
        now = time.monotonic()
        lately = now - self._last_success < (now - began) * LATELY_SHARE
        return lately or rounds >= OWN_ROUNDS


class ServiceCalls:
    """Calls of the service's operations that outlast a bad link.

    Everything a run asks for may be asked for twice: jobs that are never finished become nothing,
    and a job that is finished twice is finished once.

    Args:
        link: The way to the service.
        policy: When a call that the client itself does not repeat is made again.
    """

    def __init__(self, link: Link, policy: RetryPolicy) -> None:
        self.link = link
        self.policy = policy

    async def __call__(self, call: Callable[[], Awaitable[T]], *, tries: bool = False) -> T:
        """Make a call.

        Args:
            call: Makes the request.
            tries: Try again here, since the client does not repeat it after a lost answer.

        Raises:
            PixelError: It will not go better.
        """
        attempt = rounds = 0
        while True:
            if attempt == 0:
                await self.link.ready()
            attempt += 1
            began = time.monotonic()
            try:
                answer = await call()
            except PixelError as error:
                action = action_for(error)
                if action not in (Action.RETRY, Action.PAUSE):
                    raise
                if (tries or asked_once(error)) and not self.policy.gives_up(attempt):
                    await asyncio.sleep(self.policy.delay(attempt))
                elif action is Action.RETRY or not await self.link.again(error, began, rounds):
                    raise
                else:
                    rounds += 1
            else:
                self.link.worked()
                return answer
