"""Small files are hashed and sent several at a time: one's trouble is no other's."""

from __future__ import annotations

import asyncio
import contextlib
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest

from pixel_client.uploads import BytesSent, SendRetried, UploadEvent
from pixel_client.uploads.engine.job_poller import _by_id
from pixel_client.uploads.inputs.planned_file import PlannedBody
from pixel_client.uploads.s3.response import AttemptResult
from pixel_client.uploads.s3.transfer import BodyTransfer, S3Sender
from pixel_client.uploads.thread_pools import FileReaders

from .caller import Caller, upload
from .pixel import FakePixel, Fault, Request
from .test_faults import ONCE

Photos = Callable[..., list[Path]]
COUNT = 60


@pytest.fixture
def sent_together(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """How many bodies went together, each time."""
    sizes: list[int] = []
    tries = S3Sender.tries

    async def counted(self: S3Sender, sends: Sequence[BodyTransfer]) -> list[AttemptResult]:
        sizes.append(len(sends))
        return await tries(self, sends)

    monkeypatch.setattr(S3Sender, "tries", counted)
    yield sizes
    assert max(sizes) > 4, "nothing went together: this test shows nothing"


def alone(**settings: Any) -> dict[str, Any]:
    """One group of bodies at a time, so that many wait; they go together however long they take."""
    return {"upload_max_concurrency": 1, "tuned": {"group_seconds": 1000.0}, **settings}


@pytest.mark.parametrize("multipart", [False, True])
@pytest.mark.parametrize("what", ONCE)
def test_one_of_many_meets_a_fault(
    pixel: FakePixel,
    photos: Photos,
    no_pauses: None,
    sent_together: list[int],
    what: str,
    multipart: bool,
) -> None:
    files = photos(COUNT, size=900)
    events: list[UploadEvent] = []
    pixel.faults = lambda request, number: ONCE[what] if number == 40 else None
    outcome = upload(
        pixel,
        "upload_multiple_images",
        files,
        multipart=multipart,
        on_event=events.append,
        settings=alone(timeout_upload=httpx.Timeout(30.0, read=0.5)),
    )
    assert outcome.failed == []
    assert len(pixel.jobs) == len(pixel.resources) == COUNT
    assert len(pixel.s3_requests) == COUNT + 1  # no other body went twice for it
    for row in outcome.rows:
        stored = pixel.stored[(row.upload_job_id, "1" if multipart else "main")]
        assert stored.data == row.path.read_bytes()
    assert sorted(row.attempts for row in outcome.rows) == [1] * (COUNT - 1) + [2]
    (retried,) = (event for event in events if isinstance(event, SendRetried))
    assert retried.path == next(row.path for row in outcome.rows if row.attempts == 2)
    assert sum(event.size for event in events if isinstance(event, BytesSent)) == 900 * COUNT


def test_a_refusal_in_the_midst_is_one_files_own(
    pixel: FakePixel, photos: Photos, sent_together: list[int]
) -> None:
    pixel.faults = lambda request, number: (
        Fault(403, "AccessDenied", "x") if pixel.name_of(request) == "DJI_0040.JPG" else None
    )
    outcome = upload(pixel, "upload_multiple_images", photos(COUNT), settings=alone())
    (row,) = outcome.failed
    assert (row.path.name, row.s3_code, row.attempts) == ("DJI_0040.JPG", "AccessDenied", 1)
    assert len(pixel.resources) == COUNT - 1


def test_a_job_that_expired_in_the_midst_is_replaced(
    pixel: FakePixel, photos: Photos, sent_together: list[int]
) -> None:
    expired = Fault(403, "AccessDenied", "Request has expired")
    pixel.faults = lambda request, number: expired if number == 40 else None
    outcome = upload(pixel, "upload_multiple_images", photos(COUNT), settings=alone())
    assert outcome.failed == []
    assert (len(pixel.jobs), len(pixel.resources)) == (COUNT + 1, COUNT)


def test_a_file_that_changes_in_the_midst_is_sent_as_it_is_then(
    pixel: FakePixel, photos: Photos, sent_together: list[int]
) -> None:
    files = photos(COUNT)

    def change(request: Request, number: int) -> Fault | None:
        if number == 20:
            files[45].write_bytes(b"something else")
            files[46].unlink()
        return None

    pixel.faults = change
    outcome = upload(pixel, "upload_multiple_images", files, settings=alone())
    (row,) = outcome.failed
    assert row.path == files[46]
    changed = outcome.rows[45]
    assert pixel.stored[(changed.upload_job_id, "main")].data == b"something else"
    assert len(pixel.resources) == COUNT - 1


def test_a_cancellation_in_the_midst_ends_it_all(
    pixel: FakePixel, photos: Photos, sent_together: list[int]
) -> None:
    files = photos(COUNT)
    threads_before = set(threading.enumerate())
    release = threading.Event()
    # The second of a few that go together.
    pixel.hold = lambda request: sum(sent_together) > 20 and not release.is_set()

    async def main() -> None:
        async with Caller(pixel.url, **alone()) as caller:
            run = asyncio.create_task(caller.upload_multiple_images(1, 2, files))
            while not pixel.hold(None):  # type: ignore[arg-type]  # which one does not matter
                await asyncio.sleep(0.01)
            await asyncio.sleep(0.05)
            run.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await run
            assert run.cancelled()
            seen = len(pixel.s3_requests)
            assert set(threading.enumerate()) <= threads_before
            release.set()
            await asyncio.sleep(0.2)
            assert len(pixel.s3_requests) == seen < COUNT

    asyncio.run(main())


def test_the_link_pauses_and_what_was_put_back_goes_on(
    pixel: FakePixel, photos: Photos, no_pauses: None, sent_together: list[int]
) -> None:
    """Many faults in a row: what was not tried yet waits for its turn, and none is lost."""
    down = Fault(act="reset before answer")
    pixel.faults = lambda request, number: down if 20 <= number < 25 else None
    outcome = upload(pixel, "upload_multiple_images", photos(COUNT), settings=alone())
    assert outcome.failed == []
    assert len(pixel.resources) == COUNT
    assert len(pixel.s3_requests) == COUNT + 5


@pytest.fixture
def hashed_together(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """How many files were hashed in one go, each time."""
    sizes: list[int] = []
    md5s = FileReaders.md5s

    async def counted(self: FileReaders, bodies: Sequence[PlannedBody]) -> list[str | OSError]:
        sizes.append(len(bodies))
        return await md5s(self, bodies)

    monkeypatch.setattr(FileReaders, "md5s", counted)
    yield sizes
    assert max(sizes) > 4, "nothing was hashed together: this test shows nothing"


def test_files_that_cannot_be_hashed_fail_alone(
    pixel: FakePixel, photos: Photos, hashed_together: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    files = photos(COUNT)
    md5 = FileReaders._md5

    def spoil(self: FileReaders, body: PlannedBody, offset: int, length: int) -> str:
        if body.path == files[30] and files[30].exists():
            files[30].unlink()
        if body.path == files[31] and files[31].read_bytes() != b"other":
            files[31].write_bytes(b"other")
        return md5(self, body, offset, length)

    monkeypatch.setattr(FileReaders, "_md5", spoil)
    outcome = upload(pixel, "upload_multiple_images", files)
    (row,) = outcome.failed
    assert (row.path, row.error_class) == (files[30], "FileNotFoundError")
    changed = outcome.rows[31]
    assert pixel.stored[(changed.upload_job_id, "main")].data == b"other"
    assert len(pixel.resources) == COUNT - 1


def test_no_file_handle_left_while_hashing_several(
    pixel: FakePixel, photos: Photos, hashed_together: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    files, refused = photos(COUNT), set[Path]()
    md5 = FileReaders._md5

    def scarce(self: FileReaders, body: PlannedBody, offset: int, length: int) -> str:
        if body.path in files[20:24] and body.path not in refused:
            refused.add(body.path)
            raise OSError(24, os.strerror(24))
        return md5(self, body, offset, length)

    monkeypatch.setattr(FileReaders, "_md5", scarce)
    monkeypatch.setattr("pixel_client.uploads.thread_pools.HANDLE_PAUSE_SECONDS", 0.0)
    outcome = upload(pixel, "upload_multiple_images", files)
    assert outcome.failed == []
    assert refused == set(files[20:24])
    assert len(pixel.resources) == COUNT


@pytest.mark.parametrize(
    ("first", "count", "calls"),
    [(1, 200, [200]), (1, 201, [200, 1]), (10**9, 200, [115, 85]), (10**18, 100, [68, 32])],
)
def test_ids_of_one_call_fit_into_an_url(first: int, count: int, calls: list[int]) -> None:
    asked: list[list[int]] = []

    async def fetch(ids: list[int]) -> list[dict[str, Any]]:
        asked.append(ids)
        return [{"id": number} for number in ids]

    ids = list(range(first, first + count))
    found, problem = asyncio.run(_by_id(fetch, ids))
    assert (list(found), problem) == (ids, None)
    assert [len(some) for some in asked] == calls
    assert all(len(quote(",".join(map(str, some)))) <= 1500 for some in asked)
