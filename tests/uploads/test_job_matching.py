"""Which body goes to which presigned request, and which file spoiled a call."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pixel_client.exceptions import (
    PixelBadRequestError,
    PixelError,
    PixelInputError,
    PixelUploadJobError,
    PixelValidationError,
    Problem,
)
from pixel_client.models import ImageMetadataFields, MetadataObject
from pixel_client.uploads import PixelUploadFile
from pixel_client.uploads.engine.job_matching import blamed_files, job_request, sends_of
from pixel_client.uploads.inputs.hashes import FileHashes
from pixel_client.uploads.inputs.planned_file import FileStamp, PlannedBody, PlannedFile
from pixel_client.uploads.s3.transfer import PartTarget

from .caller import upload
from .pixel import FakePixel

Photos = Callable[..., list[Path]]


def body(name: str, size: int = 1) -> PlannedBody:
    return PlannedBody(Path(name), name, FileStamp(size, 0, 0))


FILE = PlannedFile(0, body("o.tif", 25), (body("o.tfw"), body("o.prj")), None, part_size=10)
HASHES = FileHashes(("m1", "m2", "m3"), ("s1", "s2"))


def job(**changes: Any) -> dict[str, Any]:
    return {
        "id": 7,
        "name": "o.tif",
        "upload_parts": [
            {"part_number": n, "url": f"u{n}", "headers": {"h": n}} for n in (3, 1, 2)
        ],
        "support_files": [
            {"name": "o.prj", "url": "prj", "upload_fields": {}},
            {"name": "o.tfw", "url": "tfw", "upload_fields": {}},
        ],
    } | changes


def test_the_request_names_every_part_and_support_file() -> None:
    assert job_request(FILE, HASHES) == {
        "name": "o.tif",
        "parts": [
            {"part_number": 1, "md5": "m1", "content_length": 10},
            {"part_number": 2, "md5": "m2", "content_length": 10},
            {"part_number": 3, "md5": "m3", "content_length": 5},
        ],
        "support_files": [{"name": "o.tfw", "md5": "s1"}, {"name": "o.prj", "md5": "s2"}],
    }


def test_bodies_are_paired_by_number_and_name_in_any_order() -> None:
    sends = sends_of(FILE, HASHES, job())
    assert [(send.body.name, send.target.url, send.md5) for send in sends] == [
        ("o.tif", "u1", "m1"),
        ("o.tif", "u2", "m2"),
        ("o.tif", "u3", "m3"),
        ("o.tfw", "tfw", "s1"),
        ("o.prj", "prj", "s2"),
    ]
    parts = [send.target for send in sends if isinstance(send.target, PartTarget)]
    assert [(target.part.offset, target.part.length) for target in parts] == [
        (0, 10), (10, 10), (20, 5),
    ]  # fmt: skip
    assert parts[0].headers == {"h": "1"}
    assert "u1" not in repr(sends)


ENTRY = {"part_number": 1, "url": "u"}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"upload_parts": None}, "other parts than the 3"),
        ({"upload_parts": [ENTRY, ENTRY | {"part_number": 2}]}, "other parts than the 3"),
        ({"upload_parts": [ENTRY | {"part_number": n} for n in (1, 2, 3, 3)]}, "other parts"),
        ({"upload_parts": [ENTRY | {"part_number": n} for n in (0, 1, 2)]}, "other parts"),
        (
            {"upload_parts": [{"part_number": n} for n in (1, 2, 3)]},
            "no address to send part 1 to",
        ),
        ({"support_files": None}, "support file o.tfw: the service made no upload job"),
        (
            {"support_files": [{"name": n, "url": "u"} for n in ("o.tfw", "o.prj")]},
            "no upload fields for support file o.tfw",
        ),
    ],
)
def test_a_job_that_lacks_something_gets_nothing(changes: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        sends_of(FILE, HASHES, job(**changes))


def test_files_are_blamed_by_their_place() -> None:
    detail = [
        {"loc": ["body", "files", 3, "name"], "msg": "too long", "type": "x"},
        {"loc": ["body", "files", 3, "md5"], "msg": "no MD5", "type": "x"},
        {"loc": ["body", "files", 0, "name"], "msg": "empty", "type": "x"},
    ]
    error: PixelError = PixelValidationError({"detail": detail}, 422, "POST", "u")
    assert blamed_files(error) == {3: "name: too long; md5: no MD5", 0: "name: empty"}
    error = PixelInputError(
        [
            Problem(path="files[2].name", message="must have at least 1 character"),
            Problem(path="files[11].md5", message="no"),
        ]
    )
    assert blamed_files(error) == {
        2: "name must have at least 1 character",
        11: "md5 no",
    }


@pytest.mark.parametrize(
    "error",
    [
        PixelValidationError({"detail": "all wrong"}, 422, "POST", "u"),
        PixelValidationError({"detail": [{"loc": ["body", "files"], "msg": "x"}]}, 422, "P", "u"),
        PixelValidationError({"detail": ["x", {"loc": None}]}, 422, "POST", "u"),
        PixelBadRequestError({"detail": [{"loc": ["body", "files", 1]}]}, 400, "POST", "u"),
        PixelInputError("must be a whole number", path="project_id"),
        PixelInputError("must be a list", path="files"),
    ],
)
def test_nobody_is_blamed_for_the_call_as_a_whole(error: PixelError) -> None:
    assert blamed_files(error) == {}


def test_metadata_may_be_a_model(pixel: FakePixel, photos: Photos) -> None:
    fields = ImageMetadataFields(cam_heading=3.5)
    metadata = MetadataObject(fields=fields, json_metadata={"a": 1})
    files = [PixelUploadFile(photos(1)[0], metadata=metadata)]
    assert upload(pixel, "upload_multiple_images", files).failed == []
    assert pixel.asked[1]["metadata"] == {
        "fields": {"fields_type": "image", "cam_heading": 3.5},
        "json_metadata": {"a": 1},
    }


@pytest.mark.parametrize(
    ("metadata", "said"),
    [
        ({"fields": {"fields_type": "raster"}}, "uploaded as 'image'"),
        ({"fields": {"capture_date": "sometime"}}, "metadata.fields.capture_date"),
    ],
)
def test_metadata_that_does_not_fit_fails_its_file(
    pixel: FakePixel, photos: Photos, metadata: Any, said: str
) -> None:
    good, bad = photos(2)
    files = [good, PixelUploadFile(bad, metadata=metadata)]
    outcome = upload(pixel, "upload_multiple_images", files)
    assert [row.status for row in outcome.rows] == ["uploaded", "failed"]
    assert said in str(outcome.rows[1].error)


def test_a_file_that_changes_after_planning_is_announced_as_it_is_now(
    pixel: FakePixel, photos: Photos, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = photos(3)

    def check_then_change(given: PixelUploadFile) -> None:
        # Called when files[2] is planned: by then files[0] was looked at.
        if given.file == files[2]:
            files[0].write_bytes(b"another content, of another length")

    monkeypatch.setattr(
        "pixel_client.uploads.upload.checked_metadata", lambda k, f: check_then_change(f)
    )
    outcome = upload(pixel, "upload_multiple_images", files)
    assert outcome.failed == []
    assert pixel.stored[(outcome.rows[0].upload_job_id, "main")].data == files[0].read_bytes()
    assert outcome.rows[0].bytes == files[0].stat().st_size
    assert len(pixel.jobs) == 3


def test_looking_at_jobs_survives_a_service_that_is_down_for_a_while(
    pixel: FakePixel, photos: Photos
) -> None:
    down: list[str] = []

    def fault(method: str, path: str, number: int) -> Any:
        if method == "GET" and path.endswith("/upload_jobs/") and len(down) < 3:
            down.append(path)
            return 502, {"detail": "gateway"}
        return None

    pixel.api_faults = fault
    assert upload(pixel, "upload_multiple_images", photos(3)).failed == []
    assert len(down) == 3


@pytest.mark.parametrize("count", [1, 3])
def test_waiting_that_fails_does_not_decide_what_became_of_the_files(
    pixel: FakePixel, photos: Photos, count: int
) -> None:
    pixel.api_faults = lambda method, path, number: (
        (404, {"detail": "no such job"}) if path.startswith("/jobs/") else None
    )
    assert upload(pixel, "upload_multiple_images", photos(count)).failed == []


def test_looking_at_jobs_that_is_forbidden_ends_with_the_reason(
    pixel: FakePixel, photos: Photos
) -> None:
    pixel.api_faults = lambda method, path, number: (
        (403, {"detail": "gone"}) if method == "GET" and path.endswith("/upload_jobs/") else None
    )
    outcome = upload(pixel, "upload_multiple_images", photos(3))
    assert all("gone" in str(row.error) for row in outcome.failed)
    assert all(row.upload_job_id for row in outcome.failed)
    assert len(outcome.failed) == 3


def test_a_job_that_is_no_longer_listed_fails_its_file(
    pixel: FakePixel, photos: Photos, transfer_config: Callable[..., None]
) -> None:
    transfer_config(poll_pause=0.01)
    finish = pixel._finish

    def finish_and_forget(ids: list[int]) -> None:
        finish(ids)
        pixel.jobs.pop(2, None)

    pixel._finish = finish_and_forget  # type: ignore[method-assign]
    outcome = upload(pixel, "upload_multiple_images", photos(3))
    (row,) = outcome.failed
    assert row.upload_job_id == 2
    assert "no longer lists" in str(row.error)


def test_two_jobs_that_name_one_resource_are_not_both_believed(
    pixel: FakePixel, photos: Photos
) -> None:
    look = pixel._look

    def one_resource(job: dict[str, Any]) -> dict[str, Any]:
        job = look(job)
        if "result" in job:
            job["result"]["resource_id"] = 1001
        return job

    pixel._look = one_resource  # type: ignore[method-assign]
    outcome = upload(pixel, "upload_multiple_images", photos(2))
    assert sorted(row.status for row in outcome.rows) == ["failed", "uploaded"]
    assert "for another file already" in str(outcome.failed[0].error)


def test_a_status_nobody_knows_is_a_failure_with_its_detail(
    pixel: FakePixel, photos: Photos
) -> None:
    pixel.judge = lambda job: ("quarantined", None)
    with pytest.raises(PixelUploadJobError, match="quarantined") as caught:
        upload(pixel, "upload_image", photos(1)[0])
    assert (caught.value.status, caught.value.detail) == ("quarantined", None)


def test_a_file_the_system_refuses_to_open_fails_alone(
    pixel: FakePixel, photos: Photos, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = photos(3)

    def rearrange(jobs: list[dict[str, Any]]) -> list[dict[str, Any]]:
        files[1].unlink()
        os.mkfifo(files[1])
        return jobs

    # A pipe in the file's place would hang a reader that opened it.
    pixel.rearrange = rearrange
    outcome = upload(pixel, "upload_multiple_images", files)
    assert [row.status for row in outcome.rows] == ["uploaded", "failed", "uploaded"]
