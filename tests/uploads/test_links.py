"""The network, S3 or the service is down for all: everything waits, nothing is used up."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pixel_client import PixelApiSettings, PixelClientAsync
from pixel_client.retry import RetryPolicy
from pixel_client.uploads import RunResumed, RunWaiting, UploadEvent
from pixel_client.uploads.failures import Action, action_for
from pixel_client.uploads.link import Link

from .caller import upload
from .pixel import RESET, FakePixel, Fault

Photos = Callable[..., list[Path]]


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(RetryPolicy, "delay", lambda self, attempt, retry_after=None: 0.0)
    monkeypatch.setattr("pixel_client.uploads.link.FIRST_PAUSE_SECONDS", 0.01)
    monkeypatch.setattr("pixel_client.uploads.link.LONGEST_PAUSE_SECONDS", 0.05)


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
    pixel: FakePixel, photos: Photos, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pixel_client.uploads.link.ANSWERED_SECONDS", 0.3)
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


def test_a_link_that_works_for_others_is_not_blamed() -> None:
    async def main() -> None:
        link = Link("S3", 100.0, lambda event: None)
        began = time.monotonic() - 10
        link.worked()
        assert not await link.again(ConnectionError(), began)
        assert not link.is_down

    asyncio.run(main())


@pytest.mark.parametrize("steps", range(6))
def test_who_is_cancelled_as_the_link_comes_back_does_not_go_on(steps: int) -> None:
    async def main() -> None:
        link = Link("S3", 100.0, lambda event: None)
        waiting = asyncio.create_task(link.again(ConnectionError(), time.monotonic()))
        await asyncio.sleep(0)
        link.worked()
        for _ in range(steps):
            await asyncio.sleep(0)
        if waiting.cancel():
            with pytest.raises(asyncio.CancelledError):
                await waiting

    asyncio.run(main())


class Sleeper:
    """A clock that goes on for eight hours while its computer is asleep, as that of Windows."""

    def __init__(self) -> None:
        self.slept = 0.0

    def monotonic(self) -> float:
        return time.monotonic() + self.slept


def test_a_computer_that_slept_has_not_been_patient(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Sleeper()
    monkeypatch.setattr("pixel_client.uploads.link.time", clock)

    async def main() -> None:
        link = Link("S3", 3600.0, lambda event: None)
        waiting = asyncio.create_task(link.again(ConnectionError(), clock.monotonic()))
        await asyncio.sleep(0)
        clock.slept = 8 * 3600.0
        assert await waiting
        assert await link.again(ConnectionError(), clock.monotonic())

    asyncio.run(main())


def test_a_computer_that_slept_has_not_waited_for_the_jobs(
    pixel: FakePixel, photos: Photos, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Sleeper()
    monkeypatch.setattr("pixel_client.uploads.settle.time", clock)
    monkeypatch.setattr("pixel_client.uploads.settle.FIRST_PAUSE_SECONDS", 0.01)
    looks = 0

    def judge(job: dict[str, Any]) -> tuple[str, str | None]:
        nonlocal looks
        looks += 1
        clock.slept += 8 * 3600.0 if looks == 2 else 0
        return ("validated_and_moved" if looks > 4 else "validating"), None

    pixel.looks_before_done, pixel.judge = 0, judge
    report = upload(pixel, "upload", photos(1), journal=False)
    assert report.counts == {"uploaded": 1}


def test_every_action_of_the_table_is_used() -> None:
    from pixel_client import exceptions as e
    from pixel_client.uploads.failures import S3_CODES

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
