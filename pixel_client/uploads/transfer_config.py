"""Configuration of transfers: retries, concurrency, pauses, polling."""

from __future__ import annotations

import datetime
from typing import Literal

import attrs
import httpx

from ..http.retry import RetryPolicy

__all__ = ["BatchPauses", "Reupload", "TransferConfig"]


Reupload = bool | datetime.datetime | Literal["missing"]


@attrs.frozen(kw_only=True)
class BatchPauses:
    """The wait of a call that takes many files for more of them, in seconds, 0 or more.

    The call is made at once when its batch is full or no more files follow.

    Attributes:
        first: Since the first file of the batch.
        between: Since the call before, if that ends later.
        starved: Instead of both, from the second call on, while the next stage is idle.
    """

    first: float
    between: float
    starved: float = 0.0


CREATE_PAUSES = BatchPauses(first=0.1, between=0.2, starved=0.03)
"""Pauses of calls that create upload jobs: when transfers are idle, few files soon are better."""


FINISH_PAUSES = BatchPauses(first=0.2, between=0.25)
"""Pauses of calls that finish upload jobs."""


GROUP_SECONDS = 0.05
"""Small bodies are sent in sequence by one thread as long as that takes no longer than this, which
shares the cost of handing work to a thread."""


@attrs.frozen(kw_only=True)
class TransferConfig:
    """Retries, concurrency, time-outs and pauses of transfers.

    Attributes:
        retries: Retries of a body, 0 or more.
        max_concurrency: Bodies (files, support files, parts) sent at once, 1 or more.
        timeout: Seconds for each step of a transfer; `write` is for one block, not for the body.
        patience: Seconds to wait during an outage of the network, the service or S3.
        retry_base: Upper bound of the first pause before a retry, in seconds.
        retry_cap: Upper bound of any such pause that the server does not set, in seconds.
        stall_seconds: Longest time without progress of any job.
        poll_pause: First pause between two polls of upload jobs, in seconds; the next ones grow.
        longest_poll_pause: Upper bound of these pauses, in seconds.
        outage_pause: First pause between two probes during an outage, in seconds; the next grow.
        longest_outage_pause: Upper bound of these pauses, in seconds.
        answered_patience: Seconds to wait for a server that responds, but with errors only; no more
            than `patience`.
        create_pauses: Pauses of calls that create upload jobs.
        finish_pauses: Pauses of calls that finish upload jobs.
        group_seconds: Longest time of small bodies that share a thread.
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
        """The retry policy of a body."""
        return RetryPolicy(self.retries, self.retry_base, self.retry_cap)
