from __future__ import annotations

import asyncio
import ssl
import threading
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pixel_client.http.retry import RetryPolicy, attempts, may_retry, parse_retry_after

NOW = datetime(2026, 11, 23, 12, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("0", 0.0),
        ("120", 120.0),
        (" 7 ", 7.0),
        ("Mon, 23 Nov 2026 12:00:30 GMT", 30.0),
        ("Mon, 23 Nov 2026 11:00:00 GMT", 0.0),
        ("Mon, 23 Nov 2026 12:00:30 -0000", 30.0),
        ("soon", None),
        ("-1", None),
        ("1.5", None),
        ("", None),
        ("٣", None),
        (None, None),
    ],
)
def test_retry_after_is_read_in_both_forms(text: str | None, seconds: float | None) -> None:
    assert parse_retry_after({} if text is None else {"Retry-After": text}, NOW) == seconds


@given(st.text())
def test_retry_after_never_fails(text: str) -> None:
    seconds = parse_retry_after({"Retry-After": text, "Date": text})
    assert seconds is None or seconds >= 0


@pytest.mark.parametrize("days", [-400, 0, 400])
def test_a_date_is_read_by_the_clock_of_who_wrote_it(days: int) -> None:
    answered = datetime.now(UTC) + timedelta(days=days)
    headers = {
        "Date": format_datetime(answered, usegmt=True),
        "Retry-After": format_datetime(answered + timedelta(seconds=7), usegmt=True),
    }
    assert parse_retry_after(headers) == 7.0


@given(st.integers(1, 10_000), st.floats(0, 1), st.none() | st.floats(0, 1e9))
def test_a_pause_is_bounded_and_never_shorter_than_asked(
    attempt: int, chance: float, asked: float | None
) -> None:
    policy = RetryPolicy(8, base=0.5, cap=30.0, chance=lambda: chance)
    pause = policy.delay(attempt, asked)
    assert 0 <= pause <= 120
    if asked is None:
        assert pause <= min(30.0, 0.5 * 2.0 ** min(attempt - 1, 60))
    else:
        assert pause >= min(asked, 120)


def test_pauses_grow_to_the_cap() -> None:
    policy = RetryPolicy(8, chance=lambda: 1.0)
    assert [policy.delay(n) for n in range(1, 9)] == [0.5, 1, 2, 4, 8, 16, 30, 30]


def test_it_gives_up_after_its_retries_or_when_asked_to_wait_too_long() -> None:
    policy = RetryPolicy(2)
    assert [policy.gives_up(n) for n in (1, 2, 3)] == [False, False, True]
    assert RetryPolicy(0).gives_up(1)
    assert policy.gives_up(1, retry_after=3600)
    assert not policy.gives_up(1, retry_after=120)
    assert policy.gives_up(1, retry_after=120.1)
    with pytest.raises(ValueError, match="retries"):
        RetryPolicy(-1)


@pytest.mark.parametrize(
    ("failures", "numbers", "pauses"),
    [
        ([], [1], []),
        ([None], [1, 2], [0.5]),
        ([7.0, None], [1, 2, 3], [7.0, 1.0]),
        ([None, None, None], [1, 2, 3], [0.5, 1.0]),  # the policy has two retries
        ([121.0], [1], []),
    ],
)
def test_attempts_go_on_after_a_failure_that_the_policy_repeats(
    failures: list[float | None],
    numbers: list[int],
    pauses: list[float],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    slept: list[float] = []
    told: list[float | None] = []

    real, here = asyncio.sleep, threading.get_ident()

    async def sleep(seconds: float) -> None:
        if threading.get_ident() != here:  # the loop of a client that another test left open
            return await real(seconds)
        slept.append(seconds)
        return None

    async def main() -> list[int]:
        made = []
        async for attempt in attempts(RetryPolicy(2, chance=lambda: 1.0)):
            made.append(attempt.number)
            if len(made) <= len(failures):
                told.append(attempt.failed(failures[len(made) - 1]))
        return made

    monkeypatch.setattr(asyncio, "sleep", sleep)
    assert asyncio.run(main()) == numbers
    assert slept == pauses
    assert told == [*pauses, *[None] * (len(told) - len(pauses))]
    assert len(told) == min(len(failures), len(numbers))


REQUEST = httpx.Request("GET", "http://127.0.0.1")
REFUSED = httpx.ConnectError("refused", request=REQUEST)
CUT = httpx.ReadError("cut", request=REQUEST)
LATE = httpx.ReadTimeout("late", request=REQUEST)
UNTRUSTED = httpx.ConnectError("certificate verify failed", request=REQUEST)
UNTRUSTED.__cause__ = OSError()
UNTRUSTED.__cause__.__context__ = ssl.SSLCertVerificationError()


@pytest.mark.parametrize(
    ("method", "outcome", "repeatable", "again"),
    [
        ("GET", 503, False, True),
        ("PUT", 502, False, True),
        ("DELETE", 504, False, True),
        ("GET", 429, False, True),
        ("GET", 500, False, False),
        ("GET", 404, False, False),
        ("POST", 429, False, True),
        ("POST", 503, False, False),
        ("POST", 504, False, False),
        ("PATCH", 503, False, False),
        ("POST", 503, True, True),
        ("POST", 504, True, True),
        ("GET", CUT, False, True),
        ("POST", CUT, False, False),
        ("POST", LATE, False, False),
        ("POST", LATE, True, True),
        ("POST", REFUSED, False, True),
        ("GET", httpx.TooManyRedirects("circle"), False, False),
        ("POST", httpx.PoolTimeout("full"), False, True),
        ("GET", UNTRUSTED, False, False),
        ("POST", UNTRUSTED, True, False),
        ("GET", httpx.UnsupportedProtocol("ftp"), False, False),
        ("GET", httpx.LocalProtocolError("illegal header"), False, False),
    ],
)
def test_only_what_does_no_harm_is_repeated(
    method: str, outcome: int | Exception, repeatable: bool, again: bool
) -> None:
    assert may_retry(method, outcome, repeatable=repeatable) is again
