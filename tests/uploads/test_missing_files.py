"""Files that were sent, and are gone from the disk before the next run."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pixel_client.exceptions import PixelJournalError
from pixel_client.uploads.state import journal as journal_module
from pixel_client.uploads.state.journal import Step

from .caller import upload
from .pixel import FakePixel

Photos = Callable[..., list[Path]]


@pytest.fixture
def left(pixel: FakePixel, photos: Photos, tmp_path: Path) -> tuple[list[Path], Path]:
    """Three photos of which all were sent and none finished, and the journal."""
    files, journal = photos(3), tmp_path / "journal"
    pixel.api_faults = lambda method, path, number: (
        (403, {"detail": "no"}) if path.endswith("uploadFinished") else None
    )
    report = upload(pixel, "upload", files[0].parent, journal=journal)
    assert report.counts == {"pending": 3}
    assert len(pixel.stored) == 3
    pixel.api_faults = lambda *_: None
    return files, journal


def named(files: list[Path], how: str) -> Any:
    folder = files[0].parent
    return {"folder": folder, "pattern": str(folder / "*.JPG"), "files": files}[how]


@pytest.mark.parametrize("how", ["folder", "pattern", "files"])
def test_a_file_that_s3_has_is_finished_although_it_is_gone(
    pixel: FakePixel, left: tuple[list[Path], Path], how: str
) -> None:
    files, journal = left
    files[1].unlink()
    sources = named(files, how)
    report = upload(pixel, "upload", sources, journal=journal)
    assert report.counts == {"uploaded": 3}
    assert sorted(row.path for row in report) == files
    assert len(pixel.s3_requests) == 3
    assert sorted(r["name"] for r in pixel.resources.values()) == [path.name for path in files]
    # Now it is there, and nobody misses it.
    again = upload(pixel, "upload", sources, journal=journal)
    assert again.counts == {"skipped": 3 if how == "files" else 2}


def test_a_folder_that_is_gone_with_all_its_files(
    pixel: FakePixel, left: tuple[list[Path], Path]
) -> None:
    files, journal = left
    for path in files:
        path.unlink()
    files[0].parent.rmdir()
    report = upload(pixel, "upload", files[0].parent, journal=journal)
    assert report.counts == {"uploaded": 3, "failed": 1}
    assert report.failed[0].path == files[0].parent


def test_what_is_gone_elsewhere_is_left_alone(
    pixel: FakePixel, left: tuple[list[Path], Path], tmp_path: Path
) -> None:
    files, journal = left
    files[1].unlink()
    other = tmp_path / "flight0b"  # a longer name that begins as the folder's does
    other.mkdir()
    (other / "DJI_0009.JPG").write_bytes(b"photo")
    assert upload(pixel, "upload", other, journal=journal).counts == {"uploaded": 1}
    assert len(pixel.resources) == 1


def test_a_gone_file_whose_job_is_gone_too_is_told(
    pixel: FakePixel, left: tuple[list[Path], Path]
) -> None:
    files, journal = left
    files[1].unlink()
    with sqlite3.connect(journal) as db:  # as if killed before it was told to finish them
        db.execute("UPDATE file SET step = ?", (Step.SENT,))
    db.close()
    del pixel.jobs[next(n for n, job in pixel.jobs.items() if job["name"] == files[1].name)]
    report = upload(pixel, "upload", files[0].parent, journal=journal)
    assert report.counts == {"uploaded": 2, "failed": 1}
    assert "the file is gone, and so is the upload job" in report.failed[0].detail
    assert upload(pixel, "upload", files[0].parent, journal=journal).counts == {"skipped": 2}


def test_a_gone_file_that_was_not_sent_is_no_row_of_its_folder(
    pixel: FakePixel, photos: Photos, tmp_path: Path
) -> None:
    files, journal = photos(3), tmp_path / "journal"
    pixel.api_faults = lambda method, path, number: (
        (403, {"detail": "no"}) if method == "POST" else None
    )
    assert upload(pixel, "upload", files[0].parent, journal=journal).counts == {"pending": 3}
    pixel.api_faults = lambda *_: None
    files[1].unlink()
    assert upload(pixel, "upload", files[0].parent, journal=journal).counts == {"uploaded": 2}
    report = upload(pixel, "upload", files, journal=journal)
    assert report.counts == {"skipped": 2, "failed": 1}
    assert report.failed[0].detail == "there is no such file"


def test_with_side_cars_in_a_folder_of_another_name(
    pixel: FakePixel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, journal = tmp_path / "flight", tmp_path / "journal"
    folder.mkdir()
    for name in ("a.jpg", "a.jgw", "b.jpg"):
        (folder / name).write_bytes(name.encode())
    pixel.api_faults = lambda method, path, number: (
        (403, {"detail": "no"}) if path.endswith("uploadFinished") else None
    )
    arguments = {"journal": journal, "prefix_folder": True}
    assert upload(pixel, "upload", folder, **arguments).counts == {"pending": 2}
    pixel.api_faults = lambda *_: None
    for name in ("a.jpg", "a.jgw"):
        (folder / name).unlink()
    monkeypatch.chdir(tmp_path)  # named otherwise, meant the same
    report = upload(pixel, "upload", os.path.join(".", "flight"), **arguments)
    assert report.counts == {"uploaded": 2}
    assert {row.name for row in report} == {"flight_a.jpg", "flight_b.jpg"}


@pytest.mark.parametrize("query", ["SELECT id, path FROM file", "SELECT stamps, part_size FROM"])
def test_a_journal_that_breaks_while_missing_files_are_looked_up_stops_the_run(
    pixel: FakePixel,
    left: tuple[list[Path], Path],
    monkeypatch: pytest.MonkeyPatch,
    query: str,
) -> None:
    files, journal = left
    files[1].unlink()
    really = journal_module.open_journal

    class Connection(sqlite3.Connection):
        def execute(self, statement: str, *values: Any) -> sqlite3.Cursor:
            if statement.startswith(query):
                raise sqlite3.OperationalError("disk I/O error")
            return super().execute(statement, *values)

    def breaking(path: Path, place: str) -> sqlite3.Connection:
        really(path, place).close()
        return sqlite3.connect(
            path, check_same_thread=False, isolation_level=None, factory=Connection
        )

    with monkeypatch.context() as patched:
        patched.setattr(journal_module, "open_journal", breaking)
        report = upload(pixel, "upload", files[0].parent, journal=journal)
    assert isinstance(report.stopped, PixelJournalError)
    assert "disk I/O error" in str(report.stopped)
    assert report.counts.keys() <= {"pending", "uploaded"}
    again = upload(pixel, "upload", files[0].parent, journal=journal)
    assert again.stopped is None
    assert len(pixel.resources) == 3
    assert len(pixel.s3_requests) == 3
