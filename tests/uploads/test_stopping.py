"""Cancelled, interrupted or broken: nothing goes on."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pixel_client.uploads import FileFinished
from pixel_client.uploads.engine.plan_stage import PlanStage
from pixel_client.uploads.inputs.planned_file import FileStamp, PlannedBody
from pixel_client.uploads.thread_pools import FileReaders

from .caller import Caller, upload
from .pixel import FakePixel, Request

Photos = Callable[..., list[Path]]
GIB = 1024**3


@pytest.mark.parametrize("multipart", [False, True])
def test_after_a_cancellation_nothing_goes_on(
    pixel: FakePixel, photos: Photos, multipart: bool
) -> None:
    files = photos(400, size=1000)
    threads_before = set(threading.enumerate())
    release = threading.Event()
    pixel.hold = lambda request: len(pixel.s3_requests) > 30 and not release.is_set()

    async def main() -> None:
        async with Caller(pixel.url) as caller:
            run = asyncio.create_task(
                caller.upload_multiple_images(1, 2, files, multipart, on_event=lambda event: None)
            )
            while len(pixel.s3_requests) < 31:
                await asyncio.sleep(0.01)
            run.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await run
            assert run.cancelled()
            seen = (len(pixel.s3_requests), len(pixel.api_requests))
            assert asyncio.all_tasks() == {asyncio.current_task()}
            assert set(threading.enumerate()) <= threads_before
            release.set()
            await asyncio.sleep(0.5)
            assert (len(pixel.s3_requests), len(pixel.api_requests)) == seen

    asyncio.run(main())
    assert len(pixel.finished) <= 35


def test_a_cancellation_while_hashing_ends_the_threads(tmp_path: Path) -> None:
    path = tmp_path / "big"
    with path.open("wb") as file:
        file.truncate(64 * GIB)  # would take a minute
    body = PlannedBody(path, "big", FileStamp.of(path.stat()))
    before = set(threading.enumerate())

    async def main() -> None:
        async def hash_it() -> None:
            async with FileReaders(4) as readers:
                await readers.md5(body)

        task = asyncio.create_task(hash_it())
        while set(threading.enumerate()) <= before:
            await asyncio.sleep(0.01)
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task
        assert set(threading.enumerate()) <= before

    asyncio.run(main())


def test_a_drive_that_does_not_answer_is_not_waited_for(
    pixel: FakePixel, photos: Photos, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading, answers = threading.Event(), threading.Event()

    def hangs(body: PlannedBody, offset: int) -> Any:
        reading.set()
        answers.wait(30)
        raise OSError(5, "the drive is gone")

    monkeypatch.setattr("pixel_client.uploads.thread_pools.open_planned", hangs)

    async def main() -> None:
        async with Caller(pixel.url) as caller:
            run = asyncio.create_task(caller.upload(1, 2, photos(3), journal=False))
            while not reading.is_set():
                await asyncio.sleep(0.01)
            run.cancel()
            with pytest.raises(asyncio.CancelledError):
                await run
            assert not answers.is_set()

    try:
        asyncio.run(main())
    finally:
        answers.set()


def test_cancelled_at_any_request_the_same_client_goes_on(
    pixel: FakePixel, photos: Photos, tmp_path: Path
) -> None:
    files, journal = photos(40), tmp_path / "journal"
    folder = files[0].parent
    cancel_at = 0

    def cancels(request: Request, number: int) -> None:
        if number == cancel_at:
            loop.call_soon_threadsafe(task.cancel)

    pixel.trouble = cancels

    async def main() -> Any:
        nonlocal cancel_at, loop, task
        loop = asyncio.get_running_loop()
        async with Caller(pixel.url) as caller:
            for after in (1, 2, 3, 5, 9, 17, 33, 45, 46, 47):
                cancel_at = pixel.requests + after
                task = asyncio.create_task(caller.upload(1, 2, folder, journal=journal))
                with contextlib.suppress(asyncio.CancelledError):
                    await task
                assert asyncio.all_tasks() == {asyncio.current_task()}
            async with asyncio.timeout(20):
                return await caller.upload(1, 2, folder, journal=journal)

    loop: asyncio.AbstractEventLoop
    task: asyncio.Task[Any]
    report = asyncio.run(main())
    assert {row.status for row in report} <= {"uploaded", "skipped"}
    assert sorted(r["name"] for r in pixel.resources.values()) == [path.name for path in files]


def test_what_is_left_is_counted_to_the_last_file(
    pixel: FakePixel, photos: Photos, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    files = photos(3)
    pixel.looks_before_done = 0
    pixel.judge = lambda job: ("validated_and_moved" if job["id"] != 2 else "validating", None)
    there: list[FileFinished] = []

    async def main() -> None:
        async with Caller(pixel.url) as caller:
            run = asyncio.create_task(
                caller.upload(
                    1,
                    2,
                    files,
                    journal=tmp_path / "journal",
                    on_event=lambda event: (
                        there.append(event) if isinstance(event, FileFinished) else None
                    ),
                )
            )
            while len(there) < 2:
                await asyncio.sleep(0.01)
            run.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await run

    asyncio.run(main())
    (stopped,) = (record for record in caplog.records if hasattr(record, "pixel_event"))
    assert vars(stopped)["pixel_event"] == "upload-stopped"
    assert "2 files are uploaded, 1 are left" in stopped.getMessage()


def test_an_error_of_our_own_ends_everything_too(
    pixel: FakePixel, photos: Photos, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = set(threading.enumerate())

    def broken(*_: Any) -> Any:
        raise ZeroDivisionError

    monkeypatch.setattr("pixel_client.uploads.engine.create_stage.match_jobs", broken)
    with pytest.raises(ZeroDivisionError):
        upload(pixel, "upload_multiple_images", photos(450, size=20))
    assert set(threading.enumerate()) <= before


INTERRUPTED = """
import sys, time
from pathlib import Path
from pixel_client import PixelApiSettings, PixelClient

settings = PixelApiSettings(
    PIXEL_TENANT="acme", PIXEL_USERNAME="ola", PIXEL_PASSWORD="secret",
    PIXEL_API_URL=sys.argv[1], PIXEL_AUTH_SERVER_URL=sys.argv[1],
)
with PixelClient(settings) as client:
    try:
        client.upload_multiple_images(1, 2, sorted(Path(sys.argv[2]).iterdir()))
    except KeyboardInterrupt:
        print("interrupted", flush=True)
        sys.stdin.readline()
        print(client.me() and "still of use", flush=True)
"""


def test_ctrl_c_in_the_synchronous_client_stops_the_upload_and_only_that(
    pixel: FakePixel, photos: Photos
) -> None:
    folder = photos(100, size=100)[0].parent
    pixel.hold = lambda request: len(pixel.s3_requests) > 20
    process = subprocess.Popen(
        [sys.executable, "-c", INTERRUPTED, pixel.url, folder],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        while len(pixel.s3_requests) < 21:
            assert process.poll() is None
            threading.Event().wait(0.01)
        process.send_signal(signal.SIGINT)
        assert process.stdout.readline() == "interrupted\n"
        seen = (len(pixel.s3_requests), len(pixel.api_requests))
        pixel.hold = lambda request: False
        threading.Event().wait(0.5)
        assert (len(pixel.s3_requests), len(pixel.api_requests)) == seen
        process.stdin.write("\n")
        process.stdin.flush()
        assert process.stdout.readline() == "still of use\n"
        assert len(pixel.s3_requests) == seen[0]
        assert len(pixel.finished) <= 25
        assert process.wait(20) == 0
    finally:
        process.kill()
        process.wait()
        process.stdin.close()
        process.stdout.close()


def test_a_folder_that_is_being_read_is_waited_for() -> None:
    started, ended = threading.Event(), threading.Event()

    async def main() -> None:
        planning = PlanStage(None, None)  # type: ignore[arg-type]  # nothing is planned

        def read() -> None:
            started.set()
            try:
                while True:
                    planning.check()
                    time.sleep(0.001)
            finally:
                time.sleep(0.1)
                ended.set()

        reading = asyncio.create_task(planning.in_thread(read))
        await asyncio.to_thread(started.wait, 10)
        planning.close()
        assert ended.is_set()
        await asyncio.gather(reading, return_exceptions=True)

    asyncio.run(main())
