# mypy: ignore-errors
"""Looking at a job until it has ended: soon at first, then ever more rarely."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeVar

J = TypeVar("J", bound=Mapping[str, Any])

FIRST_PAUSE = 0.2  # seconds between the first two looks
PAUSE_GROWTH = 1.5
LONGEST_PAUSE = 5.0  # seconds


class PollPace:
    """How long to wait before looking again: 0.2 s growing to 5 s, never past the deadline.

    Args:
        timeout: Seconds until the deadline, from now; None means without end.
    """

    def __init__(self, timeout: float | None) -> None:
        self._deadline = None if timeout is None else time.monotonic() + timeout
        self._pause = FIRST_PAUSE

    @property
    def is_over(self) -> bool:
        """Whether the deadline has passed."""
        return self._deadline is not None and time.monotonic() >= self._deadline

    async def wait(self) -> None:
        """Wait until it is time for another look."""
        pause = self._pause
        if self._deadline is not None:
            pause = max(0.0, min(pause, self._deadline - time.monotonic()))
        self._pause = min(self._pause * PAUSE_GROWTH, LONGEST_PAUSE)
        await asyncio.sleep(pause)


async def completed(
    look: Callable[[], Awaitable[J]],
    timeout: float | None,
    tell: Callable[[J], object],
    late: Callable[[J], Exception],
) -> J:
    """Look at a job until its `completed` is true.

    Args:
        look: Asks for its state.
        timeout: Seconds at most, from 0; None waits without end.
        tell: Called with each state.
        late: The error to raise when the time is up, made of the last state.

    Returns:
        The last state.
    """
    pace = PollPace(timeout)
    while True:
        last_look = pace.is_over
        job = await look()
        tell(job)
        if job.get("completed"):
            return job
        if last_look:
            raise late(job)
        await pace.wait()
