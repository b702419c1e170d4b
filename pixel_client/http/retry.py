"""Retry policy: which requests are retried and when, and the loop that does it."""

from __future__ import annotations

import asyncio
import random
import ssl
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Self

import attrs
import httpx

__all__ = [
    "Attempts",
    "RetryPolicy",
    "attempts",
    "is_untrusted",
    "may_retry",
    "parse_retry_after",
    "retried",
]

# RFC 9110, 9.2.2: sending these twice does what sending them once does.
IDEMPOTENT = frozenset({"GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE"})
_REPEAT = frozenset({429, 502, 503, 504})
# The connection was never made, or the request never left: no server saw it.
_NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
# Nothing on the way will be otherwise the next time.
_HOPELESS = (httpx.UnsupportedProtocol, httpx.LocalProtocolError)
# A server that asks for a longer pause than this is asking us to give up.
LONGEST_PAUSE = 120.0


@attrs.frozen
class RetryPolicy:
    """How often and how long: exponential growth with full jitter.

    Attributes:
        retries: Further tries after the first, 0 or more.
        base: Upper bound of the first pause, in seconds.
        cap: Upper bound of any pause we choose ourselves, in seconds.
    """

    retries: int = attrs.field(default=8, validator=attrs.validators.ge(0))
    base: float = 0.5
    cap: float = 30.0
    chance: Callable[[], float] = attrs.field(
        default=lambda: random.random(),  # noqa: S311
        repr=False,
        eq=False,
    )

    def delay(self, attempt: int, retry_after: float | None = None) -> float:
        """Seconds to wait before another try.

        Args:
            attempt: How many tries have failed, from 1.
            retry_after: What the server asked for, in seconds; never waited less than this.
        """
        ours = self.chance() * min(self.cap, self.base * 2.0 ** min(attempt - 1, 30))
        return ours if retry_after is None else max(ours, min(retry_after, LONGEST_PAUSE))

    def gives_up(self, attempt: int, retry_after: float | None = None) -> bool:
        """Whether the try just made, number `attempt` from 1, was the last."""
        return attempt > self.retries or (retry_after or 0.0) > LONGEST_PAUSE


@attrs.define
class Attempts:
    """Attempts of one call, with a pause between two of them; made by `attempts`.

    The loop ends after an attempt that was not reported as `failed`, or that was the policy's last.
    A class and not a generator: a loop that is left early leaves none behind to be closed.

    Attributes:
        number: Of the present attempt, from 1.
    """

    _policy: RetryPolicy
    number: int = attrs.field(default=0, init=False)
    _pause: float | None = attrs.field(default=0.0, init=False)

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> Self:
        pause, self._pause = self._pause, None
        if pause is None:
            raise StopAsyncIteration
        if self.number:
            await asyncio.sleep(pause)
        self.number += 1
        return self

    def failed(self, retry_after: float | None = None) -> float | None:
        """Report a failure that may pass.

        Args:
            retry_after: The pause that the server asked for, in seconds.

        Returns:
            Seconds until the next attempt, or None when there is none.
        """
        if not self._policy.gives_up(self.number, retry_after):
            self._pause = self._policy.delay(self.number, retry_after)
        return self._pause


def attempts(policy: RetryPolicy) -> Attempts:
    """Iterate over the attempts of one call: `async for attempt in attempts(policy)`."""
    return Attempts(policy)


def may_retry(method: str, outcome: int | Exception, *, repeatable: bool = False) -> bool:
    """Whether a request to the API may be sent again.

    A request that may have been executed is repeated only when that does no harm: idempotent
    methods, and those the contract marks as repeatable. 429 means that nothing was done; so does a
    connection that never came about.

    Args:
        method: The HTTP method.
        outcome: The answer's status, or the error that came instead of an answer.
        repeatable: The contract says that repeating this POST or PATCH does no harm.
    """
    harmless = repeatable or method.upper() in IDEMPOTENT
    if isinstance(outcome, int):
        return outcome == 429 or (harmless and outcome in _REPEAT)
    if isinstance(outcome, _HOPELESS) or is_untrusted(outcome):
        return False
    if isinstance(outcome, _NOT_SENT):
        return True
    return harmless and isinstance(outcome, httpx.TransportError)


def is_untrusted(error: BaseException | None) -> bool:
    """Whether a connection failed for the server's certificate."""
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError):
            return True
        error = error.__cause__ or error.__context__
    return False


def retried(outcome: int | Exception) -> dict[str, str]:
    """Fields of the log record of a retry, so that handlers need not read its text.

    Args:
        outcome: The response's status, or the error that came instead of a response.
    """
    what = str(outcome) if isinstance(outcome, int) else type(outcome).__name__
    return {"pixel_event": "retry", "pixel_outcome": what}


def parse_retry_after(headers: Mapping[str, str], now: datetime | None = None) -> float | None:
    """Read what an answer says in `Retry-After`, in seconds or as an HTTP date.

    Args:
        headers: The answer's headers; our clock may be wrong, so its `Date` says what time it is.
        now: The present moment with its zone, instead.

    Returns:
        Seconds to wait, 0 or more, or None when it says nothing that can be read.
    """
    text = headers.get("Retry-After", "").strip()
    if text.isascii() and text.isdigit():
        return float(text)
    then, here = _moment(text), now or _moment(headers.get("Date", "")) or datetime.now(UTC)
    return None if then is None else max(0.0, (then - here).total_seconds())


def _moment(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
