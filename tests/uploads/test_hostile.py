"""A service that answers nonsense or repeats itself: every file has its row, and the run ends."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pixel_client.uploads.engine.circuit_breaker import CircuitBreaker

from .caller import Caller, upload
from .pixel import FakePixel, Fault, Request
from .runs import KINDS
from .scripted import Scripted
from .test_connections_through import serving

Photos = Callable[..., list[Path]]
MIB = 1024**2
PART = 5 * MIB


@pytest.fixture(autouse=True)
def at_once(no_pauses: None, transfer_config: Callable[..., None]) -> None:
    transfer_config(poll_pause=0.01, longest_poll_pause=0.02)


def bounded(pixel: FakePixel, sources: Any, **arguments: Any) -> Any:
    """The report of an upload, which a file without an outcome would keep from ending."""

    async def main() -> Any:
        async with Caller(pixel.url, upload_num_retries=1) as caller, asyncio.timeout(20):
            return await caller.upload(1, 2, sources, **arguments)

    return asyncio.run(main())


# --- answers

JOB = {"id": 1, "name": "DJI_0000.JPG", "status": "lobby"}
DONE = {"id": 1, "status": "validated_and_moved"}
ODD: dict[str, tuple[str, Any]] = {
    "a job with an id no journal can hold": ("create", [{**JOB, "id": 2**70}]),
    "a job with a truth for an id": ("create", [{**JOB, "id": True}]),
    "a job whose name is a list": ("create", [{**JOB, "name": ["DJI_0000.JPG"]}]),
    "an address that is none": ("create", [{**JOB, "url": "http://[::x/", "upload_fields": {}}]),
    "a group whose id is a text": ("finish", {"group_job": {"group_id": "x"}}),
    "a status that is an object": ("upload jobs", [{**DONE, "status": {}}]),
    "a result that is a text": ("upload jobs", [{**DONE, "result": "x"}]),
    "a result that is a list": ("upload jobs", [{**DONE, "result": [1]}]),
    "a resource with an id no journal can hold": (
        "upload jobs",
        [{**DONE, "result": {"resource_id": 2**70}}],
    ),
    "a job whose id is an object": ("upload jobs", [{"id": {}}]),
    "an image whose id is an object": ("images", [{"id": {}}]),
}


@pytest.mark.parametrize("what", ODD)
def test_an_answer_of_a_wrong_shape_costs_its_files_at_most(
    pixel: FakePixel, photos: Photos, tmp_path: Path, what: str
) -> None:
    kind, answer = ODD[what]
    asked = 0

    def odd(method: str, path: str, number: int) -> tuple[int, Any] | None:
        nonlocal asked
        if not re.fullmatch(KINDS[kind], f"{method} {path}"):
            return None
        asked += 1
        return (200, answer) if asked == 1 else None

    pixel.api_faults = odd
    report = bounded(pixel, photos(2), journal=tmp_path / "journal")
    assert sum(report.counts.values()) == 2
    assert set(report.counts) <= {"uploaded", "failed"}
    assert asked
    assert all(row.detail or row.job_status for row in report.failed)


def test_an_upload_job_that_two_files_were_given_is_the_firsts(
    pixel: FakePixel, photos: Photos, tmp_path: Path
) -> None:
    pixel.rearrange = lambda jobs: [{**job, "id": 1} for job in jobs]
    files = photos(2, folders=2)  # equal names: two create calls
    report = bounded(pixel, files, journal=tmp_path / "journal")
    assert report.counts == {"uploaded": 1, "failed": 1}
    assert "another file" in report.failed[0].detail


def test_a_resource_that_two_runs_made_is_skipped_twice(
    pixel: FakePixel, photos: Photos, tmp_path: Path
) -> None:
    files, journal = photos(2), tmp_path / "journal"
    assert bounded(pixel, files[:1], journal=journal).counts == {"uploaded": 1}
    one = {**DONE, "id": 2, "result": {"resource_name": "image", "resource_id": 1001}}
    pixel.api_faults = lambda method, path, number: (
        (200, [one]) if (method, path.endswith("/upload_jobs/")) == ("GET", True) else None
    )
    assert bounded(pixel, files[1:], journal=journal).counts == {"uploaded": 1}
    report = bounded(pixel, files, journal=journal)
    assert report.counts == {"skipped": 2}
    assert [row.resource_id for row in report] == [1001, 1001]


# --- signed requests that expire


def ortho(tmp_path: Path, parts: int) -> Path:
    path = tmp_path / "ortho.jpg"
    with path.open("wb") as file:
        file.truncate(PART * (parts - 1) + 7)
    return path


EXPIRED = Fault(403, "AccessDenied", "Request has expired")


def test_expired_requests_that_are_given_again_as_they_were_are_not_tried_for_ever(
    pixel: FakePixel, tmp_path: Path
) -> None:
    pixel.gives_requests_again = True

    def expires(request: Request, number: int) -> Fault | None:
        job, part = request.path.split("/")[3:]
        return EXPIRED if job == "1" and int(part) > 3 else None

    pixel.faults = expires
    report = bounded(pixel, ortho(tmp_path, 6), multipart=True, multipart_part_size=PART)
    assert report.counts == {"uploaded": 1}
    assert len(pixel.jobs) == 2


def test_a_slow_link_gets_new_requests_as_often_as_parts_arrive(
    pixel: FakePixel, tmp_path: Path
) -> None:
    pixel.gives_requests_again = True
    turns = 0

    def expires(request: Request, number: int) -> Fault | None:
        nonlocal turns
        turns += 1
        return EXPIRED if turns % 2 == 0 else None

    pixel.faults = expires

    async def main() -> Any:
        async with Caller(pixel.url, upload_max_concurrency=1) as caller, asyncio.timeout(20):
            path = ortho(tmp_path, 12)
            return await caller.upload(1, 2, path, multipart=True, multipart_part_size=PART)

    report = asyncio.run(main())
    assert report.counts == {"uploaded": 1}
    assert len(pixel.jobs) == 1
    assert {stored.times for stored in pixel.stored.values()} == {1}


def test_a_body_that_waited_for_the_link_is_not_sent_for_a_job_that_is_over(
    pixel: FakePixel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pixel.faults = lambda request, number: EXPIRED if request.path == "/s3/part/1/1" else None
    really, asked = CircuitBreaker.ready, 0

    async def ready(link: CircuitBreaker) -> None:
        nonlocal asked
        await really(link)
        if link._name == "S3":
            asked += 1
            while asked == 2 and ("PUT", "/s3/part/2/1") not in sent():
                await asyncio.sleep(0.01)

    def sent() -> list[tuple[str, str]]:
        return [(request.method, request.path) for request in list(pixel.s3_requests)]

    monkeypatch.setattr(CircuitBreaker, "ready", ready)
    path = ortho(tmp_path, 2)
    report = bounded(pixel, path, multipart=True, multipart_part_size=PART)
    assert report.counts == {"uploaded": 1}
    assert ("PUT", "/s3/part/1/2") not in sent()
    assert sum(held.size for (job, _), held in pixel.stored.items() if job == 2) == PART + 7


def test_an_s3_whose_certificate_is_nobodys_stops_the_run_and_costs_no_file(
    pixel: FakePixel, photos: Photos, tmp_path: Path
) -> None:
    files, journal = photos(3), tmp_path / "journal"
    with Scripted(lambda sock, _: None, serving()) as server:
        elsewhere = {"url": f"{server.url}/b/1"}
        pixel.rearrange = lambda jobs: [{**job, **elsewhere} for job in jobs]
        report = bounded(pixel, files, journal=journal)
    assert report.counts == {"pending": 3}
    assert "verify" in str(report.stopped)
    pixel.rearrange = lambda jobs: jobs
    assert bounded(pixel, files, journal=journal).counts == {"uploaded": 3}


# --- what is named


def test_names_that_no_file_can_have_fail_alone(
    pixel: FakePixel, photos: Photos, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = photos(1)
    report = bounded(pixel, [*files, "no\0folder/photo.jpg", "no\0photo.jpg"])
    assert [row.status for row in report] == ["uploaded", "failed", "failed"]
    assert all("null" in row.detail for row in report.failed)


def test_a_match_that_may_not_be_looked_at_fails_alone(
    pixel: FakePixel, photos: Photos, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = photos(3)
    really = Path.stat

    def stat(path: Path, **more: Any) -> Any:
        if path.name == files[1].name:
            raise PermissionError(13, "Permission denied")
        return really(path, **more)

    monkeypatch.setattr(Path, "stat", stat)
    report = bounded(pixel, str(files[0].parent / "*.JPG"))
    assert report.counts == {"uploaded": 2, "failed": 1}


def test_a_report_counts_what_it_lists(pixel: FakePixel, photos: Photos, tmp_path: Path) -> None:
    files = photos(4)
    (files[0].parent / "notes.txt").write_text("no photo")
    files[1].write_bytes(b"")
    pixel.judge = lambda job: (
        ("broken", "no") if job["name"] == files[2].name else ("validated_and_moved", None)
    )
    report = bounded(pixel, [files[0].parent, files[0]], journal=tmp_path / "journal")
    listed: dict[str, int] = {}
    for row in report:
        listed[row.status] = listed.get(row.status, 0) + 1
    assert report.counts == listed == {"uploaded": 2, "failed": 2, "skipped": 2}


def test_the_first_door_too_ends_when_ids_repeat(pixel: FakePixel, photos: Photos) -> None:
    pixel.rearrange = lambda jobs: [{**job, "id": 1} for job in jobs]
    outcome = upload(pixel, "upload_multiple_images", photos(2, folders=2))
    assert [row.status for row in outcome.rows] == ["uploaded", "failed"]
