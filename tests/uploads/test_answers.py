"""The service answers oddly, files change under way, tokens end: it costs no more than it must."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pixel_client.exceptions import HintCode
from pixel_client.uploads import PixelUploadFile

from .caller import upload
from .pixel import FakePixel, Fault, Request
from .runs import photo_folder, run

Photos = Callable[..., list[Path]]
Jobs = list[dict[str, Any]]
MIB = 1024**2


# --- the answer to the create call


def renamed(jobs: Jobs) -> Jobs:
    return [{**job, "name": f"copy of {job['name']}"} if job["id"] == 2 else job for job in jobs]


def two_for_one(jobs: Jobs) -> Jobs:
    return [*jobs, {**jobs[0], "id": 900}]


CREATE_ANSWERS: dict[str, tuple[Callable[[Jobs], Jobs], int]] = {
    "reversed": (lambda jobs: jobs[::-1], 5),
    "rotated": (lambda jobs: jobs[2:] + jobs[:2], 5),
    "one missing": (lambda jobs: [job for job in jobs if job["id"] != 2], 4),
    "all missing": (lambda jobs: [], 0),
    "one renamed": (renamed, 4),
    "a stranger's among them": (lambda jobs: [{**jobs[0], "id": 99, "name": "x"}, *jobs], 5),
    "capitals": (lambda jobs: [{**job, "name": job["name"].lower()} for job in jobs], 5),
    "twice the same": (two_for_one, 4),
    "fields nobody knows": (lambda jobs: [{**job, "new": {"a": [1]}} for job in jobs], 5),
}


@pytest.mark.parametrize("what", CREATE_ANSWERS)
def test_an_odd_answer_to_the_create_call_mixes_nothing_up(
    pixel: FakePixel, photos: Photos, tmp_path: Path, what: str
) -> None:
    files = photos(5)
    pixel.rearrange, arrive = CREATE_ANSWERS[what]
    journal = tmp_path / "journal"
    report = upload(pixel, "upload", files, journal=journal)
    assert report.counts.get("uploaded", 0) == arrive
    assert report.counts.get("failed", 0) == 5 - arrive
    for row in report:
        if row.status == "uploaded":
            assert pixel.stored[(row.upload_job_id, "main")].data == row.path.read_bytes()
            assert pixel.jobs[row.upload_job_id]["name"] == row.path.name
        else:
            assert row.detail
    # Once the service is itself again, what failed goes on, and nothing is there twice.
    pixel.rearrange = lambda jobs: jobs
    assert upload(pixel, "upload", files, journal=journal).failed == []
    assert sorted(r["name"] for r in pixel.resources.values()) == [path.name for path in files]


# --- statuses


@pytest.mark.parametrize("status", ["rejected_by_committee", "", "7"])
def test_a_status_nobody_knows_fails_its_file_only(
    pixel: FakePixel, photos: Photos, status: str
) -> None:
    pixel.judge = lambda job: (status, "why") if job["id"] == 2 else ("validated_and_moved", None)
    report = upload(pixel, "upload", photos(3), journal=False)
    assert report.counts == {"uploaded": 2, "failed": 1}
    assert report.failed[0].job_status == status


def test_all_done_before_the_first_look(pixel: FakePixel, photos: Photos) -> None:
    pixel.looks_before_done = 0
    report = upload(pixel, "upload", photos(3), journal=False)
    assert report.counts == {"uploaded": 3}


def test_a_status_that_goes_back_and_forth_is_followed(pixel: FakePixel, photos: Photos) -> None:
    seen: list[str] = []

    def judge(job: dict[str, Any]) -> tuple[str, str | None]:
        seen.append(job["status"])
        turn = ("validating", "submitted", "validating", "validated_and_moved")
        return turn[min(len(seen), len(turn)) - 1], None

    pixel.looks_before_done, pixel.judge = 0, judge
    assert upload(pixel, "upload", photos(1), journal=False).counts == {"uploaded": 1}


def test_a_job_that_is_stuck_ends_at_its_deadline_and_the_others_finish(
    pixel: FakePixel, photos: Photos, tmp_path: Path
) -> None:
    files = photos(5)
    stuck = True
    pixel.judge = lambda job: (
        ("validating", None) if stuck and job["id"] == 2 else ("validated_and_moved", None)
    )
    short = {"tuned": {"stall_seconds": 1.0}}
    report = upload(pixel, "upload", files, journal=tmp_path / "journal", settings=short)
    assert report.counts == {"uploaded": 4, "failed": 1}
    assert "further" in report.failed[0].detail
    assert "validating" in report.failed[0].detail
    # It was finished: the next run waits for it, and sends nothing.
    stuck, sent = False, len(pixel.s3_requests)
    again = upload(pixel, "upload", files, journal=tmp_path / "journal")
    assert again.counts == {"uploaded": 1, "skipped": 4}
    assert len(pixel.s3_requests) == sent
    assert len(pixel.resources) == 5


def test_a_finish_call_that_takes_only_some_is_made_again_for_the_others(
    pixel: FakePixel, photos: Photos
) -> None:
    take, calls = pixel._finish, 0

    def finish(ids: list[int]) -> None:
        nonlocal calls
        calls += 1
        take([number for number in ids if calls > 1 or number not in (2, 4)])

    pixel._finish = finish  # type: ignore[method-assign]
    report = upload(pixel, "upload", photos(5), journal=False)
    assert report.counts == {"uploaded": 5}
    assert sorted(pixel.finished) == [1, 2, 3, 4, 5]


def test_a_service_that_says_nothing_readable_any_more_is_not_asked_for_ever(
    pixel: FakePixel, photos: Photos, tmp_path: Path
) -> None:
    files = photos(3)

    def trouble(request: Request, number: int) -> Fault | None:
        looks = request.method == "GET" and "jobs" in request.path
        return (
            Fault(500, headers={"content-type": "application/json"}, body=b"{}") if looks else None
        )

    pixel.trouble = trouble
    short = {"tuned": {"stall_seconds": 1.0}, "upload_num_retries": 1}
    report = upload(pixel, "upload", files, journal=tmp_path / "journal", settings=short)
    assert report.counts == {"failed": 3}
    assert {row.error_class for row in report} == {"PixelServerError"}
    # They were finished: the next run sends nothing.
    pixel.trouble, sent = lambda request, number: None, len(pixel.s3_requests)
    assert upload(pixel, "upload", files, journal=tmp_path / "journal").counts == {"uploaded": 3}
    assert len(pixel.s3_requests) == sent


def test_metadata_that_changed_after_the_upload_is_said(
    pixel: FakePixel, photos: Photos, tmp_path: Path
) -> None:
    (path,) = photos(1)
    hints = []
    for value in (1, 1, 2):
        file = PixelUploadFile(path, metadata={"json_metadata": {"flight": value}})
        report = upload(pixel, "upload", [file], journal=tmp_path / "journal")
        hints += [row.hint_code for row in report]
    assert hints == [None, None, HintCode.METADATA_DIFFERS]
    assert len(pixel.resources) == 1


# --- files that change


def test_files_that_shrink_grow_vanish_and_change_under_way(
    pixel: FakePixel, photos: Photos, tmp_path: Path
) -> None:
    files = photos(8, size=2000)
    shrinks, grows, vanishes, changes, replaced, touched = files[:6]
    done: set[str] = set()

    def meddle(request: Request) -> None:
        if not done:
            done.add("done")
            os.truncate(shrinks, 700)
            with grows.open("ab") as file:
                file.write(b"more")
            vanishes.unlink()
            changes.write_bytes(b"x" * 2000)
            new = replaced.with_suffix(".new")
            new.write_bytes(b"y" * 2000)
            new.replace(replaced)
            os.utime(touched)

    # The meddling comes with the first body, so that all are planned, hashed, and have a job.
    pixel.on_body = meddle
    report = upload(
        pixel, "upload", files[::-1], journal=tmp_path / "journal",
        settings={"upload_max_concurrency": 1},
    )  # fmt: skip
    by_path = {row.path: row for row in report}
    assert by_path[vanishes].status == "failed"
    for path in set(files) - {vanishes}:
        row = by_path[path]
        assert row.status == "uploaded", (path.name, row.detail)
        assert pixel.stored[(row.upload_job_id, "main")].data == path.read_bytes()
    assert len(pixel.resources) == 7


def test_a_file_replaced_by_what_is_no_file(pixel: FakePixel, photos: Photos) -> None:
    files = photos(4)

    def meddle(request: Request) -> None:
        for path in files[:2]:
            if path.is_file():
                path.unlink()
        if not files[0].exists():
            files[0].mkdir()
        if not files[1].exists():
            os.mkfifo(files[1])

    pixel.on_body = meddle
    report = upload(
        pixel, "upload", files[::-1], journal=False, settings={"upload_max_concurrency": 1}
    )
    assert report.counts == {"uploaded": 2, "failed": 2}
    assert {row.path for row in report.failed} == set(files[:2])


# --- tokens


def test_tokens_that_end_every_second_are_asked_for_one_at_a_time(tmp_path: Path) -> None:
    folder = tmp_path / "flight"
    photo_folder(folder, 60)
    pixel = FakePixel()
    pixel.token_seconds, pixel.looks_before_done = 1.0, 8
    try:
        report = asyncio.run(run(pixel, [folder], tmp_path / "journal"))
        assert report.counts == {"uploaded": 60}
        assert len(pixel.resources) == 60
        assert len(pixel.tokens) >= 3
        assert pixel.tokens_most == 1
    finally:
        pixel.close()


def test_tokens_that_are_over_sooner_than_they_say_cost_one_request_each(tmp_path: Path) -> None:
    folder = tmp_path / "flight"
    photo_folder(folder, 30)
    pixel = FakePixel()
    pixel.looks_before_done, pixel.token_life = 6, 0.4
    try:
        report = asyncio.run(run(pixel, [folder], tmp_path / "journal"))
        assert report.counts == {"uploaded": 30}
        assert pixel.refused > 0
        assert pixel.tokens_most == 1
        # Each token that is asked for follows a refusal, the first excepted.
        assert len(pixel.tokens) <= 1 + pixel.refused
    finally:
        pixel.close()
