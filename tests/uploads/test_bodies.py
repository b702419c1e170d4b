"""What travels: files that change on the way, odd names, and the shape of a body."""

from __future__ import annotations

import os
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from pixel_client.uploads.inputs.planned_file import FileStamp

from .caller import upload
from .pixel import FakePixel, Request

Photos = Callable[..., list[Path]]
MIB = 1024**2


def change(path: Path, how: str) -> None:
    if how == "grown":
        with path.open("ab") as file:
            file.write(b"more")
    elif how == "cut":
        with path.open("r+b") as file:
            file.truncate(path.stat().st_size // 2)
    elif how == "replaced":
        other = path.with_suffix(".new")
        other.write_bytes(path.read_bytes())
        other.replace(path)
    elif how == "gone":
        path.unlink(missing_ok=True)


@pytest.mark.parametrize("how", ["grown", "cut", "replaced", "gone"])
@pytest.mark.parametrize("multipart", [False, True])
def test_a_file_that_keeps_changing_between_hashing_and_sending_fails_alone(
    pixel: FakePixel, photos: Photos, how: str, multipart: bool
) -> None:
    files = photos(3, size=3 * MIB)

    def rearrange(jobs: list[dict[str, Any]]) -> list[dict[str, Any]]:
        change(files[1], how)
        return jobs

    pixel.rearrange = rearrange
    outcome = upload(pixel, "upload_multiple_images", files, multipart=multipart)
    assert [row.status for row in outcome.rows] == ["uploaded", "failed", "uploaded"]
    said = "there is no such file" if how == "gone" else "changed while uploading"
    assert said in str(outcome.rows[1].error)
    assert isinstance(outcome.rows[1].error.__cause__, OSError)
    assert outcome.rows[1].upload_job_id not in pixel.finished


def test_a_drive_whose_files_have_another_inode_each_time(
    pixel: FakePixel, photos: Photos, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inodes = count(1)
    monkeypatch.setattr(
        FileStamp, "of", lambda status: FileStamp(status.st_size, status.st_mtime_ns, next(inodes))
    )
    files, journal = photos(3), tmp_path / "journal"
    first = upload(pixel, "upload", files, journal=journal)
    assert [row.status for row in first] == ["uploaded"] * 3
    again = upload(pixel, "upload", files, journal=journal)
    assert [row.status for row in again] == ["skipped"] * 3
    assert len(pixel.resources) == 3


def test_a_file_replaced_by_one_of_its_size_and_time_never_becomes_its_resource(
    pixel: FakePixel, photos: Photos
) -> None:
    files = photos(3, size=2000)
    before = files[1].stat()

    def rearrange(jobs: list[dict[str, Any]]) -> list[dict[str, Any]]:
        if len(pixel.create_calls) == 1:
            other = files[1].with_suffix(".new")
            other.write_bytes(b"x" * 2000)
            os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
            other.replace(files[1])
        return jobs

    pixel.rearrange = rearrange
    outcome = upload(pixel, "upload_multiple_images", files)
    assert outcome.failed == []
    stored = pixel.stored[(outcome.rows[1].upload_job_id, "main")]
    assert stored.data == files[1].read_bytes() == b"x" * 2000


def test_a_file_that_changes_once_is_sent_as_it_is_now(pixel: FakePixel, photos: Photos) -> None:
    files = photos(3, size=3 * MIB)
    changed: list[str] = []

    def rearrange(jobs: list[dict[str, Any]]) -> list[dict[str, Any]]:
        if not changed:
            changed.append("grown")
            change(files[1], "grown")
        return jobs

    pixel.rearrange = rearrange
    outcome = upload(pixel, "upload_multiple_images", files)
    assert outcome.failed == []
    for row in outcome.rows:
        assert pixel.stored[(row.upload_job_id, "main")].data == row.path.read_bytes()
    assert len(pixel.resources) == 3


def test_a_file_cut_while_it_is_sent_is_not_taken_for_whole(
    pixel: FakePixel, photos: Photos
) -> None:
    (path,) = photos(1, size=40 * MIB)

    def faults(request: Request, number: int) -> None:
        # S3 has read the form's head; some MiB of the body are on their way at most.
        with path.open("r+b") as file:
            file.truncate(1 * MIB)

    pixel.faults = faults
    outcome = upload(pixel, "upload_multiple_images", [path])
    assert "changed" in str(outcome.rows[0].error) or "shorter" in str(outcome.rows[0].error)
    assert pixel.stored == {}
    assert pixel.finished == []


def test_bad_paths_fail_their_rows_and_the_others_arrive(
    pixel: FakePixel, photos: Photos, tmp_path: Path
) -> None:
    good = photos(3)
    files = [good[0], tmp_path / "absent.jpg", good[1], tmp_path, good[2], good[0]]
    outcome = upload(pixel, "upload_multiple_images", files)
    assert [row.status for row in outcome.rows] == [
        "uploaded", "failed", "uploaded", "failed", "uploaded", "failed",
    ]  # fmt: skip
    assert [error.path for error in outcome.errors] == [files[1], files[3], files[5]]
    assert [row.resource["name"] for row in outcome.rows if row.resource] == [p.name for p in good]


@pytest.mark.parametrize("name", ["a b.jpg", 'q"uo\'te.jpg', "æøå.jpg", "a\u030a.jpg", "😀.jpg",
                                  "new\nline.jpg", "100%.jpg", "%2F.jpg", "#?&.jpg", "-dash",
                                  "back\\slash.jpg", "trailing. "])  # fmt: skip
def test_odd_names_arrive_as_they_are(pixel: FakePixel, tmp_path: Path, name: str) -> None:
    path, side = tmp_path / name, tmp_path / f"{name}.tfw"
    path.write_bytes(name.encode())
    side.write_bytes(b"side of " + name.encode())
    pixel.kind = "raster"
    raster = upload(pixel, "upload_raster", path)
    assert raster["name"] == name
    assert pixel.stored[(1, "main")].data == name.encode()
    assert "\n" not in pixel.s3_requests[0].filename
    assert '"' not in pixel.s3_requests[0].filename


def test_a_body_has_a_length_its_fields_first_and_no_chunks(
    pixel: FakePixel, photos: Photos
) -> None:
    files = photos(1, size=3 * MIB)
    upload(pixel, "upload_image", files[0])
    upload(pixel, "upload_image", files[0], multipart=True)
    form, part = pixel.s3_requests
    for request in (form, part):
        assert "transfer-encoding" not in request.headers
        assert "authorization" not in request.headers
    assert list(form.fields) == ["key", "policy"]
    assert int(part.headers["content-length"]) == files[0].stat().st_size
    assert part.headers["x-amz-part"] == "1"
    assert "content-type" not in part.headers
