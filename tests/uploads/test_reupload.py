"""Files that are sent again although they were uploaded: all, some, and no file twice."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest

from pixel_client.exceptions import HintCode
from tests.refusing import refused

from .caller import upload
from .pixel import FakePixel

Photos = Callable[..., list[Path]]


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    return tmp_path / "journal"


def test_what_is_there_is_sent_again(photos: Photos, journal: Path, pixel: FakePixel) -> None:
    folder = photos(3)[0].parent
    upload(pixel, "upload", folder, journal=journal)
    assert upload(pixel, "upload", folder, journal=journal, reupload=True).counts == {"uploaded": 3}
    assert len(pixel.resources) == 6


def test_a_call_that_was_cut_short_is_repeated_and_sends_nothing_twice(
    photos: Photos, journal: Path, pixel: FakePixel
) -> None:
    files = photos(3)
    folder = files[0].parent
    upload(pixel, "upload", folder, journal=journal)
    before = datetime.datetime.now(datetime.UTC)

    def again() -> dict[str, int]:
        report = upload(pixel, "upload", folder, journal=journal, reupload=before)
        return dict(report.counts)

    # Of the second time one file is done, one is sent, and one was not begun.
    upload(pixel, "upload", files[0], journal=journal, reupload=before)
    pixel.api_faults = lambda method, path, number: (
        (403, {"detail": "no"}) if path.endswith("uploadFinished") else None
    )
    upload(pixel, "upload", files[1], journal=journal, reupload=before)
    pixel.api_faults = lambda *_: None
    assert len(pixel.s3_requests) == 5
    assert again() == {"skipped": 1, "uploaded": 2}
    assert len(pixel.s3_requests) == len(pixel.resources) == 6
    assert again() == {"skipped": 3}


def test_a_resource_that_was_deleted_since_is_said_and_sent_when_that_is_asked_for(
    photos: Photos, journal: Path, pixel: FakePixel
) -> None:
    folder = photos(3)[0].parent
    first = list(upload(pixel, "upload", folder, journal=journal))
    del pixel.resources[first[1].resource_id]
    rows = list(upload(pixel, "upload", folder, journal=journal))
    assert [row.status for row in rows] == ["skipped"] * 3
    assert [row.hint_code for row in rows] == [None, HintCode.NOT_LISTED, None]
    assert 'reupload="missing"' in rows[1].hint
    for expected in (["skipped", "uploaded", "skipped"], ["skipped"] * 3):
        rows = list(upload(pixel, "upload", folder, journal=journal, reupload="missing"))
        assert [row.status for row in rows] == expected
        assert [row.hint_code for row in rows] == [None] * 3
    assert len(pixel.s3_requests) == 4
    assert len(pixel.resources) == 3


def test_what_cannot_be_read_back_is_not_taken_for_missing(
    photos: Photos, journal: Path, pixel: FakePixel
) -> None:
    folder = photos(2)[0].parent
    upload(pixel, "upload", folder, journal=journal)
    pixel.api_faults = lambda method, path, number: (
        (403, {"detail": "no"}) if method == "GET" and path.endswith("/images/") else None
    )
    report = upload(pixel, "upload", folder, journal=journal, reupload="missing")
    assert report.counts == {"skipped": 2}
    assert {row.hint_code for row in report} == {HintCode.NOT_READ_BACK}
    assert all("not read back: 403" in (row.detail or "") for row in report)
    assert len(pixel.s3_requests) == 2


@pytest.mark.parametrize("kind", ["missing", datetime.datetime(2026, 5, 1)])
def test_what_was_uploaded_is_known_by_a_journal_only(
    photos: Photos, pixel: FakePixel, kind: object
) -> None:
    with refused("reupload", "conflict"):
        upload(pixel, "upload", photos(1), journal=False, reupload=kind)
    assert pixel.api_requests == []
