"""The network, S3 or the service is down for all: everything waits, nothing is used up."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pixel_client import PixelApiSettings, PixelClientAsync
from pixel_client.exceptions import (
    PixelConnectionError,
    PixelDecodeError,
    PixelError,
    PixelPermissionError,
    PixelRateLimitError,
    PixelServerError,
)
from pixel_client.http.retry import RetryPolicy
from pixel_client.uploads import RunResumed, RunWaiting, UploadEvent
from pixel_client.uploads.engine.circuit_breaker import CircuitBreaker, ResilientCalls
from pixel_client.uploads.engine.error_policy import action_for
from pixel_client.uploads.s3.error_codes import Action
from pixel_client.uploads.transfer_config import TransferConfig

from .caller import upload
from .pixel import RESET, FakePixel, Fault

Photos = Callable[..., list[Path]]


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch, transfer_config: Callable[..., None]) -> None:
    monkeypatch.setattr(RetryPolicy, "delay", lambda self, attempt, retry_after=None: 0.0)
    transfer_config(outage_pause=0.01, longest_outage_pause=0.05)


def run(pixel: FakePixel, files: list[Path], **more: Any) -> tuple[Any, list[UploadEvent]]:
    settings = PixelApiSettings(
        PIXEL_TENANT="acme",
        PIXEL_USERNAME="ola",
        PIXEL_PASSWORD="secret",
        PIXEL_API_URL=pixel.url,
        PIXEL_AUTH_SERVER_URL=pixel.url,
    )
    events: list[UploadEvent] = []

    async def main() -> Any:
        async with PixelClientAsync(settings, upload_num_retries=1) as client:
            return await client.upload(1, 2, files, on_event=events.append, **more)

    return asyncio.run(main()), events


DOWN = {
    "503": Fault(503, "SlowDown"),
    "reset": Fault(act="reset mid-body"),
    "500": Fault(500, "InternalError"),
}


@pytest.mark.parametrize("what", DOWN)
def test_an_s3_that_is_down_for_all_is_waited_for(
    pixel: FakePixel, photos: Photos, tmp_path: Path, what: str
) -> None:
    pixel.faults = lambda request, number: DOWN[what] if 5 < number < 60 else None
    report, events = run(pixel, photos(40), journal=tmp_path / "j")
    assert report.counts == {"uploaded": 40}
    assert len(pixel.jobs) == len(pixel.resources) == 40
    waits = [event for event in events if isinstance(event, RunWaiting)]
    assert waits
    assert "waiting for the network" in waits[0].reason
    assert "SECRET" not in repr(events)
    assert [event for event in events if isinstance(event, RunResumed)]


def test_few_try_while_all_wait(pixel: FakePixel, photos: Photos, tmp_path: Path) -> None:
    lately: list[int] = []

    def faults(request: Any, number: int) -> Fault | None:
        lately.append(pixel.open_now)
        return Fault(503, "SlowDown") if 30 < number < 100 else None

    pixel.faults = faults
    report, _ = run(pixel, photos(60), journal=tmp_path / "j")
    assert report.counts == {"uploaded": 60}
    assert max(lately[60:98]) <= 2  # one of those that wait tries at a time


@pytest.mark.parametrize("fault", [RESET, (503, {"detail": "maintenance"})])
def test_a_service_that_is_down_is_waited_for(
    pixel: FakePixel, photos: Photos, tmp_path: Path, fault: Any
) -> None:
    pixel.api_faults = lambda method, path, number: (
        fault if 4 < number < 80 and "/upload_jobs" in path else None
    )
    report, events = run(pixel, photos(30), journal=tmp_path / "j")
    assert report.counts == {"uploaded": 30}
    assert len(pixel.resources) == 30
    assert [event for event in events if isinstance(event, RunWaiting)]


def test_one_file_that_fails_among_others_is_not_waited_for_long(
    pixel: FakePixel, photos: Photos, transfer_config: Callable[..., None]
) -> None:
    transfer_config(answered_patience=0.3)
    pixel.faults = lambda request, number: (
        Fault(503, "SlowDown") if pixel.name_of(request) == "DJI_0003.JPG" else None
    )
    report, _ = run(pixel, photos(200), journal=False)
    (row,) = report.failed
    assert row.path.name == "DJI_0003.JPG"
    assert row.s3_code == "SlowDown"
    assert report.counts["uploaded"] == 199


def test_patience_ends_and_the_next_run_goes_on(
    pixel: FakePixel, photos: Photos, tmp_path: Path
) -> None:
    files = photos(20)
    pixel.faults = lambda request, number: Fault(503, "SlowDown")
    report, _ = run(pixel, files, journal=tmp_path / "j", patience=0.3)
    assert report.stopped is not None
    assert report.counts["pending"] == 20
    assert "SlowDown" in str(report.stopped)
    pixel.faults = lambda request, number: None
    report, _ = run(pixel, files, journal=tmp_path / "j")
    assert report.counts == {"uploaded": 20}
    assert len(pixel.resources) == 20


def test_a_network_that_is_gone_for_a_while(photos: Photos, tmp_path: Path) -> None:
    """The server's port is closed, and opened again later."""
    pixel, files = FakePixel(), photos(12)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    pixel.rearrange = lambda jobs: [
        {**job, "url": job["url"].replace(pixel.url, f"http://127.0.0.1:{port}")} for job in jobs
    ]
    waiting = threading.Event()
    relay: list[threading.Thread] = []

    def listen(event: UploadEvent) -> None:
        if isinstance(event, RunWaiting) and not waiting.is_set():
            waiting.set()
            relay.append(threading.Thread(target=forward, args=(port, pixel.url), daemon=True))
            relay[0].start()

    try:
        report = upload(
            pixel, "upload", files, journal=tmp_path / "j", on_event=listen,
            settings={"upload_num_retries": 1},
        )  # fmt: skip
    finally:
        stop.set()
        pixel.close()
    assert report.counts == {"uploaded": 12}
    assert len(pixel.jobs) == 12


stop = threading.Event()


def forward(port: int, url: str) -> None:
    target = ("127.0.0.1", int(url.rsplit(":", 1)[1]))

    async def pipe(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while block := await reader.read(65536):
                writer.write(block)
                await writer.drain()
        except ConnectionError:
            pass
        finally:
            writer.close()

    async def relay(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, here = await asyncio.open_connection(*target)
        await asyncio.gather(pipe(reader, here), pipe(there, writer))

    async def main() -> None:
        server = await asyncio.start_server(relay, "127.0.0.1", port)
        while not stop.is_set():
            await asyncio.sleep(0.05)
        server.close()

    asyncio.run(main())


# --- the breaker by itself, with a clock that is set


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


LOST, ANSWERED = PixelConnectionError("lost"), PixelServerError({}, 503, "GET", "https://x")
PATIENT = TransferConfig(patience=12 * 3600.0, outage_pause=0.0)


def breaker(options: TransferConfig = PATIENT, events: list[UploadEvent] | None = None) -> Any:
    """A breaker and its clock."""
    clock = Clock()
    told = [] if events is None else events
    return CircuitBreaker("S3", options, told.append, clock=clock), clock


@pytest.mark.parametrize(
    ("began", "succeeded", "rounds", "its_own"),
    [
        (-10.0, 0.0, 0, True),  # another came through just now
        (-10.0, -0.9, 0, True),  # in the last tenth of its time
        (-10.0, -1.0, 0, False),
        (-10.0, -9.9, 1, False),
        (-10.0, -9.9, 2, True),  # others came through in its time, for the third time
        (-10.0, -10.0, 2, True),
        (-10.0, -10.1, 2, False),  # none in its time
    ],
)
def test_a_failure_is_the_requests_own_when_others_succeed_in_its_time(
    began: float, succeeded: float, rounds: int, its_own: bool
) -> None:
    async def main() -> None:
        link, clock = breaker()
        start = clock.now
        clock.now = start + succeeded
        link.worked()
        clock.now = start
        assert await link.again(LOST, start + began, rounds) is not its_own
        assert link.is_down is not its_own

    asyncio.run(main())


def test_a_failure_from_before_the_end_of_an_outage_is_the_outages() -> None:
    async def main() -> None:
        link, clock = breaker()
        assert await link.again(LOST, clock.now - 1)
        link.worked()
        assert not link.is_down
        assert await link.again(LOST, clock.now, 2)  # began as the outage ended

    asyncio.run(main())


@pytest.mark.parametrize(
    ("error", "patience", "seconds"),
    [(LOST, 12 * 3600.0, 12 * 3600.0), (ANSWERED, 12 * 3600.0, 1800.0), (ANSWERED, 60.0, 60.0)],
)
def test_an_outage_is_waited_for_longer_than_a_server_that_answers_with_errors(
    error: PixelError, patience: float, seconds: float
) -> None:
    async def main() -> None:
        link, clock = breaker(TransferConfig(patience=patience, outage_pause=0.0))
        began = clock.now
        assert await link.again(error, began)
        clock.now = began + seconds - 1
        link._down_since = began  # no pause of the breaker took long: all was waiting
        assert await link.again(error, began)
        link._down_since, clock.now = began, began + seconds
        assert not await link.again(error, began)

    asyncio.run(main())


def test_without_patience_no_outage_begins() -> None:
    async def main() -> None:
        link, clock = breaker(TransferConfig(patience=0.0))
        assert not await link.again(LOST, clock.now)
        assert not link.is_down

    asyncio.run(main())


def test_pauses_between_probes_grow_up_to_a_bound_and_begin_anew() -> None:
    events: list[UploadEvent] = []
    short = TransferConfig(patience=100.0, outage_pause=0.001, longest_outage_pause=0.002)

    async def main() -> None:
        link, clock = breaker(short, events)
        for _ in range(3):
            assert await link.again(LOST, clock.now)
        link.worked()
        assert await link.again(LOST, clock.now + 1)

    asyncio.run(main())
    pauses = [event.pause for event in events if isinstance(event, RunWaiting)]
    assert pauses == [0.001, 0.0016, 0.002, 0.001]
    assert len(events) == 5


def test_all_wait_until_one_gets_through() -> None:
    async def main() -> None:
        link, clock = breaker(TransferConfig(patience=100.0, outage_pause=60.0))
        probe = asyncio.create_task(link.again(LOST, clock.now))
        await asyncio.sleep(0)
        others = [asyncio.create_task(link.ready()) for _ in range(3)]
        await asyncio.sleep(0)
        assert not any(task.done() for task in (probe, *others))
        link.worked()
        assert await probe
        await asyncio.gather(*others)

    asyncio.run(main())


def test_who_waits_is_let_go_when_the_run_stops() -> None:
    async def main() -> None:
        link, clock = breaker(TransferConfig(patience=100.0, outage_pause=60.0))
        probe = asyncio.create_task(link.again(LOST, clock.now))
        await asyncio.sleep(0)
        link.release()
        assert await probe
        await link.ready()
        assert not await link.again(LOST, clock.now)

    asyncio.run(main())


@pytest.mark.parametrize("steps", range(6))
def test_who_is_cancelled_as_the_link_comes_back_does_not_go_on(steps: int) -> None:
    async def main() -> None:
        link, clock = breaker(TransferConfig(patience=100.0))
        waiting = asyncio.create_task(link.again(LOST, clock.now))
        await asyncio.sleep(0)
        link.worked()
        for _ in range(steps):
            await asyncio.sleep(0)
        if waiting.cancel():
            with pytest.raises(asyncio.CancelledError):
                await waiting

    asyncio.run(main())


def test_a_computer_that_slept_has_not_been_patient() -> None:
    """The clock goes on for eight hours while its computer is asleep, as that of Windows."""

    async def main() -> None:
        link, clock = breaker(TransferConfig(patience=3600.0, outage_pause=0.01))
        waiting = asyncio.create_task(link.again(LOST, clock.now))
        await asyncio.sleep(0)
        clock.now += 8 * 3600.0
        assert await waiting
        assert await link.again(LOST, clock.now)

    asyncio.run(main())


# --- calls of the service

RATE = PixelRateLimitError({}, 429, "GET", "https://x")
STUMBLED = PixelServerError({}, 500, "GET", "https://x")
GATEWAY = PixelDecodeError("me", "no JSON", "<html>")
DENIED = PixelPermissionError({}, 403, "GET", "https://x")
RETRIES = 2


@pytest.mark.parametrize(
    ("failures", "tries", "made"),
    [
        ([], False, 1),
        ([STUMBLED, GATEWAY], False, 3),  # the client does not repeat these
        ([STUMBLED] * 3, False, None),
        ([RATE], False, None),  # the client has repeated it
        ([RATE], True, 2),
        ([RATE] * 3, True, None),
        ([LOST] * 2, True, 3),
        ([LOST] * 5, True, 6),  # retries are used up: then the breaker's turn
        ([LOST] * 5, False, 6),  # the breaker waits from the first on
        ([ANSWERED] * 5, False, 6),
        ([LOST, STUMBLED], False, 3),
        ([LOST, LOST, STUMBLED], False, None),  # attempts count, whoever waits between them
        ([DENIED], True, None),
        ([STUMBLED, DENIED], True, None),
    ],
)
def test_which_calls_are_made_again(
    failures: list[PixelError], tries: bool, made: int | None
) -> None:
    events: list[UploadEvent] = []
    calls = 0
    left = list(failures)

    async def call() -> str:
        nonlocal calls
        calls += 1
        if left:
            raise left.pop(0)
        return "answer"

    async def main() -> None:
        link, _ = breaker(PATIENT, events)
        make = ResilientCalls(link, RetryPolicy(RETRIES))
        asked = {"tries": True} if tries else {}  # it is no by default
        if made is None:
            with pytest.raises(PixelError) as caught:
                await make(call, **asked)
            assert caught.value is failures[-1]
            assert calls == len(failures)
        else:
            assert await make(call, **asked) == "answer"
            assert calls == made
            assert not link.is_down

    asyncio.run(main())
    waits = len([event for event in events if isinstance(event, RunWaiting)])
    own = RETRIES if tries else 0
    assert waits == max(0, sum(error in (LOST, ANSWERED) for error in failures) - own)


def test_a_call_that_fails_among_others_is_given_up_in_the_third_round() -> None:
    rounds = 0

    async def main() -> None:
        clock = Clock()

        def listen(event: UploadEvent) -> None:
            if isinstance(event, RunWaiting):
                link.worked()  # another call ends the outage
                clock.now += 1.0

        link = CircuitBreaker("S3", PATIENT, listen, clock=clock)

        async def call() -> None:
            nonlocal rounds
            rounds += 1
            clock.now += 10.0
            link.worked()  # another call, early in this one's time
            clock.now += 10.0
            raise LOST

        with pytest.raises(PixelConnectionError):
            await ResilientCalls(link, RetryPolicy(0))(call)

    asyncio.run(main())
    assert rounds == 3


def test_a_call_waits_for_the_link_before_it_is_made() -> None:
    async def main() -> None:
        link, clock = breaker(TransferConfig(patience=100.0, outage_pause=60.0))
        probe = asyncio.create_task(link.again(LOST, clock.now))
        await asyncio.sleep(0)
        made: list[bool] = []

        async def call() -> None:
            made.append(link.is_down)

        waiting = asyncio.create_task(ResilientCalls(link, RetryPolicy(0))(call))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        assert made == []
        link.worked()
        await asyncio.gather(probe, waiting)
        assert made == [False]

    asyncio.run(main())


def test_every_action_of_the_table_is_used() -> None:
    from pixel_client import exceptions as e
    from pixel_client.uploads.s3.error_codes import S3_CODES

    url = ("GET", "https://x")
    told = {
        action_for(e.PixelRateLimitError({}, 429, *url)),
        action_for(e.PixelServerError({}, 503, *url)),
        action_for(e.PixelPermissionError({}, 403, *url)),
        action_for(e.PixelValidationError({}, 422, *url)),
        *(known.action for known in S3_CODES.values()),
    }
    assert told == set(Action) - {Action.REFRESH_TOKEN}  # the client's sign-in does that
    assert action_for(e.PixelBadRequestError({}, 402, *url)) is Action.ABORT
    assert action_for(e.PixelSignInError("no", 401)) is Action.ABORT
    assert action_for(e.PixelSignInError("no", 503)) is Action.PAUSE
