"""Memory, the event loop, concurrency, and what is left after a cancellation."""

from __future__ import annotations

import asyncio
import errno
import json
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pixel_client.uploads import BytesSent, UploadEvent, thread_pools
from pixel_client.uploads.inputs import change_detection
from pixel_client.uploads.inputs.planned_file import FileStamp, PlannedBody
from pixel_client.uploads.thread_pools import FileReaders

from .caller import Caller, upload
from .pixel import FakePixel, Request

Photos = Callable[..., list[Path]]
MIB, GIB = 1024**2, 1024**3

MEASURE = """
import asyncio, json, resource, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from tests.uploads.caller import Caller

async def main(url, small, path, multipart):
    async with Caller(url) as caller:
        # Everything is imported and has run once before the measure is taken.
        await caller.upload_image(1, 2, Path(small), multipart=multipart)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        await caller.upload_image(1, 2, Path(path), multipart=multipart)
        after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        print(json.dumps([before, after]))

asyncio.run(main(sys.argv[2], sys.argv[3], sys.argv[4], sys.argv[5] == "True"))
"""


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.parametrize(("size", "multipart"), [(1 * GIB, False), (2 * GIB, True)])
def test_memory_does_not_follow_the_size_of_the_file(
    pixel: FakePixel, tmp_path: Path, photos: Photos, size: int, multipart: bool
) -> None:
    (small,) = photos(1)
    big = tmp_path / "ortho.tif"
    with big.open("wb") as file:
        file.truncate(size)
    root = Path(__file__).parents[2]
    ran = subprocess.run(
        [sys.executable, "-c", MEASURE, root, pixel.url, small, big, str(multipart)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    before, after = json.loads(ran.stdout)
    print(f"peak RSS {before / 1024:.0f} MiB before, {after / 1024:.0f} MiB after {size / GIB} GiB")
    assert (after - before) * 1024 < 150 * 1000**2
    sizes = sum(stored.size for (job, _), stored in pixel.stored.items() if job == 2)
    assert sizes == size


def test_hashing_leaves_the_event_loop_free(tmp_path: Path) -> None:
    path = tmp_path / "big"
    with path.open("wb") as file:
        file.truncate(1 * GIB)
    body = PlannedBody(path, "big", FileStamp.of(path.stat()))
    ticks = 0

    async def main() -> None:
        async def tick() -> None:
            nonlocal ticks
            while True:
                await asyncio.sleep(0)
                ticks += 1

        ticking = asyncio.create_task(tick())
        async with FileReaders(4) as readers:
            await readers.md5(body)
        ticking.cancel()

    asyncio.run(main())
    assert ticks > 100  # a hash on the loop would leave one or two


def test_no_more_bodies_than_allowed_and_more_than_one(pixel: FakePixel, photos: Photos) -> None:
    # Three are held until a third arrives, so that fewer would hang and more would show.
    pixel.hold = lambda request: pixel.open_most < 3
    outcome = upload(
        pixel,
        "upload_multiple_images",
        photos(420, size=20),
        settings={"upload_max_concurrency": 3},
    )
    assert outcome.failed == []
    assert pixel.open_most == 3


def test_parts_share_the_same_bound(pixel: FakePixel, tmp_path: Path) -> None:
    path = tmp_path / "o.tif"
    with path.open("wb") as file:
        file.truncate(5 * MIB * 12 + 7)
    pixel.hold = lambda request: pixel.open_most < 3
    pixel.kind = "raster"
    upload(
        pixel,
        "upload_raster",
        path,
        multipart=True,
        multipart_part_size=5 * MIB,
        settings={"upload_max_concurrency": 3},
    )
    assert pixel.open_most == 3
    lengths = sorted(stored.size for stored in pixel.stored.values())
    assert lengths == [7] + [5 * MIB] * 12


def test_many_parts_are_few_tasks(pixel: FakePixel, tmp_path: Path) -> None:
    path = tmp_path / "o.tif"
    with path.open("wb") as file:
        file.truncate(5 * MIB * 60)
    most = 0

    async def main() -> None:
        async with Caller(pixel.url, upload_max_concurrency=4) as caller:

            def count(request: Request) -> None:
                nonlocal most
                most = max(most, len(asyncio.all_tasks(loop)))

            loop = asyncio.get_running_loop()
            pixel.on_body = count
            await caller.upload_raster(1, 2, path, multipart=True, multipart_part_size=5 * MIB)

    pixel.kind = "raster"
    asyncio.run(main())
    assert 4 <= most < 20


def test_a_client_serves_two_uploads_at_once(pixel: FakePixel, photos: Photos) -> None:
    files = photos(40)

    async def main() -> list[Any]:
        async with Caller(pixel.url) as caller:
            halves = (files[::2], files[1::2])
            return await asyncio.gather(
                *(caller.upload_multiple_images(1, 2, half) for half in halves)
            )

    outcomes = asyncio.run(main())
    for outcome in outcomes:
        assert outcome.failed == []
        for row in outcome.rows:
            assert pixel.stored[(row.upload_job_id, "main")].data == row.path.read_bytes()


def test_bytes_count_as_sent_when_the_network_took_them(pixel: FakePixel, photos: Photos) -> None:
    # S3 reads nothing of a body at first. What the system would swallow meanwhile, some MiB, is
    # neither progress nor could it be sent within the time we wait for an answer on a slow link.
    (path,) = photos(1, size=12 * MIB)
    release = threading.Event()
    pixel = FakePixel(buffer=64 * 1024)
    pixel.hold_reading = lambda request: not release.is_set()
    sent: list[int] = []

    def count(event: UploadEvent) -> None:
        if isinstance(event, BytesSent):
            sent.append(event.size)

    async def main() -> Any:
        async with Caller(pixel.url) as caller:
            run = asyncio.create_task(caller.upload_image(1, 2, path, on_event=count))
            while not pixel.s3_requests:
                await asyncio.sleep(0.01)
            await asyncio.sleep(1)
            held = sum(sent)
            release.set()
            await run
            return held

    try:
        held = asyncio.run(main())
    finally:
        release.set()
        pixel.close()
    assert held < 1 * MIB
    assert sum(sent) == path.stat().st_size


def test_a_full_table_of_open_files_passes(
    pixel: FakePixel, photos: Photos, no_pauses: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(thread_pools, "HANDLE_PAUSE_SECONDS", 0.0)
    really_open, opened = change_detection._at_once, Counter[str]()

    def open_now_and_then(path: str, flags: int) -> int:
        opened[path] += 1
        if opened[path] % 3:
            raise OSError(errno.EMFILE, "Too many open files")
        return really_open(path, flags)

    monkeypatch.setattr(change_detection, "_at_once", open_now_and_then)
    outcome = upload(pixel, "upload_multiple_images", photos(5))
    assert [row.status for row in outcome.rows] == ["uploaded"] * 5
    assert set(opened.values()) == {6}
    assert {row.attempts for row in outcome.rows} == {3}
