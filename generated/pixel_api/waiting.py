# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
"""Polling of a job until it has ended, at growing intervals."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeVar

J = TypeVar("J", bound=Mapping[str, Any])

FIRST_PAUSE = 0.2  # seconds between the first two polls
PAUSE_GROWTH = 1.5
LONGEST_PAUSE = 5.0  # seconds


class PollPace:
    """Delays between polls: 0.2 s growing to 5 s, never past the deadline.

    Args:
        timeout: Seconds until the deadline, from now; None for no limit.
    """

    def __init__(self, timeout: float | None) -> None:
        self._deadline = None if timeout is None else time.monotonic() + timeout
        self._pause = FIRST_PAUSE

    @property
    def is_over(self) -> bool:
        """Whether the deadline has passed."""
        return self._deadline is not None and time.monotonic() >= self._deadline

    async def wait(self) -> None:
        """Wait until the next poll."""
        pause = self._pause
        if self._deadline is not None:
            pause = max(0.0, min(pause, self._deadline - time.monotonic()))
        self._pause = min(self._pause * PAUSE_GROWTH, LONGEST_PAUSE)
        await asyncio.sleep(pause)


async def completed(
    look: Callable[[], Awaitable[J]],
    timeout: float | None,
    report: Callable[[J], object],
    late: Callable[[J], Exception],
) -> J:
    """Poll a job until its `completed` is true.

    Args:
        look: Requests its state.
        timeout: Maximum seconds to wait, at least 0; None for no limit.
        report: Called with each state.
        late: Builds the error to raise when the time is up from the last state.

    Returns:
        The last state.
    """
    pace = PollPace(timeout)
    while True:
        last_look = pace.is_over
        job = await look()
        report(job)
        if job.get("completed"):
            return job
        if last_look:
            raise late(job)
        await pace.wait()
