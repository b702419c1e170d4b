"""How transfers are tuned: retries, concurrency, pauses, polling."""

from __future__ import annotations

import datetime
from typing import Literal

import attrs
import httpx

from ..http.retry import RetryPolicy

__all__ = ["BatchPauses", "TransferConfig"]


Reupload = bool | datetime.datetime | Literal["missing"]


@attrs.frozen(kw_only=True)
class BatchPauses:
    """How long a call that takes many files waits for more of them, in seconds, 0 or more.

    It is made at once when its batch is full or no more files are to come.

    Attributes:
        first: From when the batch begins to fill.
        between: From the call before, if that ends later.
        starved: In place of both, from the second call on, while the next stage has nothing to do.
    """

    first: float
    between: float
    starved: float = 0.0


CREATE_PAUSES = BatchPauses(first=0.1, between=0.2, starved=0.03)
"""For calls that create upload jobs: when transfers starve, few files soon are better."""


FINISH_PAUSES = BatchPauses(first=0.2, between=0.25)
"""For calls that finish upload jobs."""


GROUP_SECONDS = 0.05
"""Small bodies go one after the other in one thread as long as all of them take no longer than
this: the cost of handing work to a thread is then shared."""


@attrs.frozen(kw_only=True)
class TransferConfig:
    """How bodies are sent.

    Attributes:
        retries: Further tries of a body after the first, 0 or more.
        max_concurrency: Bodies (files, support files, parts) on their way at once, 1 or more.
        timeout: Seconds for each step of a transfer; `write` is for one block, not for the body.
        patience: Seconds to wait for a dead link, or for a service or an S3 that is down for all.
        retry_base: Upper bound of the first pause before another try, in seconds.
        retry_cap: Upper bound of any pause we choose ourselves, in seconds.
        stall_seconds: How long jobs may be under way without any of them getting further.
        poll_pause: First pause between two looks at upload jobs, in seconds; the next ones grow.
        longest_poll_pause: Upper bound of these pauses, in seconds.
        outage_pause: First pause between two probes during an outage, in seconds; the next grow.
        longest_outage_pause: Upper bound of these pauses, in seconds.
        answered_patience: Seconds to wait for a server that responds, but with errors only; no more
            than `patience`.
        create_pauses: How long create calls wait for more files.
        finish_pauses: How long finish calls wait for more files.
        group_seconds: How long small bodies that share a thread may take together.
    """

    retries: int = 8
    max_concurrency: int = 10
    timeout: httpx.Timeout = attrs.field(factory=lambda: httpx.Timeout(30.0, write=300.0))
    patience: float = 0.0
    retry_base: float = 0.5
    retry_cap: float = 30.0
    stall_seconds: float = 1200.0
    poll_pause: float = 0.2
    longest_poll_pause: float = 5.0
    outage_pause: float = 1.0
    longest_outage_pause: float = 60.0
    answered_patience: float = 1800.0
    create_pauses: BatchPauses = CREATE_PAUSES
    finish_pauses: BatchPauses = FINISH_PAUSES
    group_seconds: float = GROUP_SECONDS

    @property
    def policy(self) -> RetryPolicy:
        """When a body is sent again."""
        return RetryPolicy(self.retries, self.retry_base, self.retry_cap)
