"""Many files: every one arrives under its own name, and every one has its row."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from pixel_client.exceptions import PixelUploadJobError
from pixel_client.uploads import PixelUploadFile
from pixel_client.uploads.transfer_config import BatchPauses

from .caller import upload
from .pixel import FakePixel, Request

Photos = Callable[..., list[Path]]


def content_of(pixel: FakePixel, row: Any) -> bytes:
    return pixel.stored[(row.upload_job_id, "main")].data


def test_450_shuffled_files_of_equal_names_arrive_byte_for_byte(
    pixel: FakePixel, photos: Photos
) -> None:
    files = photos(450, folders=3)
    random.Random(7).shuffle(files)
    pixel.rearrange = lambda jobs: random.Random(3).sample(jobs, len(jobs))
    images, errors = outcome = upload(pixel, "upload_multiple_images", files)
    assert errors == []
    assert [row.path for row in outcome.rows] == files
    for row in outcome.rows:
        assert content_of(pixel, row) == row.path.read_bytes()
        assert row.resource == {"id": row.resource_id, "name": row.path.name}
        assert row.bytes == row.path.stat().st_size
        assert row.attempts == 1
    assert images == [row.resource for row in outcome.rows]
    assert sum(map(len, pixel.create_calls)) == 450
    for names in pixel.create_calls:
        assert len(names) <= 200
        assert len(set(names)) == len(names)


IN_ONE_CALL = {"tuned": {"create_pauses": BatchPauses(first=20.0, between=20.0, starved=20.0)}}
"""Create calls wait until everything is hashed."""


@pytest.mark.parametrize(
    ("count", "calls"), [(0, []), (1, [1]), (199, [199]), (200, [200]), (201, [200, 1])]
)
def test_batches_hold_at_most_200(
    pixel: FakePixel, photos: Photos, count: int, calls: list[int]
) -> None:
    resources, errors = upload(
        pixel, "upload_multiple_images", photos(count, size=20), settings=IN_ONE_CALL
    )
    assert (len(resources), errors) == (count, [])
    assert [len(names) for names in pixel.create_calls] == calls
    if count == 0:
        assert pixel.api_requests == []


def test_a_server_that_pages_shorter_than_asked_loses_nothing(
    pixel: FakePixel, photos: Photos
) -> None:
    pixel.page_limit = 7
    resources, errors = upload(pixel, "upload_multiple_images", photos(120, size=20))
    assert (len(resources), errors) == (120, [])


def test_requests_are_not_signed_far_ahead_of_sending(pixel: FakePixel, photos: Photos) -> None:
    # S3 answers nothing until no more upload jobs have come for a while: they expire.
    files = photos(900, size=20)
    asked: list[int] = []

    def hold(request: Request) -> bool:
        asked.append(len(pixel.jobs))
        return len(asked) < 2000 and len(pixel.stored) == 0

    pixel.hold = hold
    _, errors = upload(pixel, "upload_multiple_images", files)
    assert errors == []
    assert 200 <= max(asked[:2000]) <= 600
    assert len(pixel.jobs) == 900


def test_sending_does_not_wait_for_all_jobs_to_be_made(pixel: FakePixel, photos: Photos) -> None:
    upload(pixel, "upload_multiple_images", photos(900, size=20))
    last_created = max(i for i, what in enumerate(pixel.order) if what == "created")
    sent_before = sum(what.startswith("sent") for what in pixel.order[:last_created])
    finished_before = sum(what.startswith("finished") for what in pixel.order[:last_created])
    assert 0 < sent_before < 900
    assert 0 < finished_before < 900


def test_folder_prefix_makes_names_differ(pixel: FakePixel, photos: Photos) -> None:
    files = photos(4, folders=2)
    outcome = upload(
        pixel, "upload_multiple_images", files, prefix_folder=True, settings=IN_ONE_CALL
    )
    assert [row.name for row in outcome.rows] == [
        "flight0_DJI_0000.JPG",
        "flight1_DJI_0000.JPG",
        "flight0_DJI_0001.JPG",
        "flight1_DJI_0001.JPG",
    ]
    assert [len(names) for names in pixel.create_calls] == [4]
    assert all(content_of(pixel, row) == row.path.read_bytes() for row in outcome.rows)


def lacking(jobs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return jobs[1:]


def renamed(jobs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**jobs[0], "name": "DJI_9999.JPG"}, *jobs[1:]]


def doubled(jobs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [jobs[0], {**jobs[0], "id": 99}, *jobs[1:]]


def without_id(jobs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**jobs[0], "id": None}, *jobs[1:]]


def one_id_twice(jobs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**jobs[0], "id": 1000}, {**jobs[1], "id": 1000}, *jobs[2:]]


def without_address(jobs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**jobs[0], "url": None}, *jobs[1:]]


@pytest.mark.parametrize(
    ("answer", "bad", "said"),
    [
        (lacking, {0}, "no upload job of the name 'DJI_0000.JPG'"),
        (renamed, {0}, "no upload job of the name 'DJI_0000.JPG'"),
        (doubled, {0}, "2 upload jobs of the name 'DJI_0000.JPG'"),
        (without_id, {0}, "without an id"),
        (one_id_twice, {0, 1}, "upload job 1000 to several files"),
        (without_address, {0}, "no address to send the file to"),
    ],
)
def test_a_file_without_a_job_of_its_own_fails_alone_and_sends_nothing(
    pixel: FakePixel,
    photos: Photos,
    answer: Any,
    bad: set[int],
    said: str,
) -> None:
    files = photos(5)
    pixel.rearrange = lambda jobs: answer(sorted(jobs, key=lambda job: job["name"]))
    outcome = upload(pixel, "upload_multiple_images", files, settings=IN_ONE_CALL)
    for number, row in enumerate(outcome.rows):
        if number in bad:
            assert row.status == "failed"
            assert row.error.path == files[number]
            assert said in str(row.error)
            assert str(files[number]) in str(row.error)
        else:
            assert row.status == "uploaded"
            assert content_of(pixel, row) == files[number].read_bytes()
    assert len(pixel.s3_requests) == 5 - len(bad)


def test_an_extra_job_in_the_answer_gets_no_bytes(pixel: FakePixel, photos: Photos) -> None:
    extra = {"id": 50, "name": "not_mine.jpg", "url": f"{pixel.url}/s3/form/50/main"}
    pixel.rearrange = lambda jobs: [extra | {"upload_fields": {}}, *jobs]
    _, errors = upload(pixel, "upload_multiple_images", photos(3))
    assert errors == []
    assert len(pixel.s3_requests) == 3


def test_names_the_server_normalises_are_still_matched(pixel: FakePixel, tmp_path: Path) -> None:
    import unicodedata

    decomposed = unicodedata.normalize("NFD", "Ålesund_øæ.jpg")
    paths = [tmp_path / decomposed, tmp_path / "SHOUT.JPG"]
    for number, path in enumerate(paths):
        path.write_bytes(b"x%d" % number)
    pixel.rearrange = lambda jobs: [
        {**job, "name": unicodedata.normalize("NFC", job["name"]).lower()} for job in jobs
    ]
    outcome = upload(pixel, "upload_multiple_images", paths)
    assert outcome.failed == []
    assert [content_of(pixel, row) for row in outcome.rows] == [b"x0", b"x1"]


def test_names_that_a_server_may_take_for_the_same_never_share_a_call(
    pixel: FakePixel, tmp_path: Path
) -> None:
    paths = []
    for folder, name in [("a", "x.jpg"), ("b", "X.JPG"), ("c", "Å.jpg"), ("d", "A\u030a.jpg")]:
        (tmp_path / folder).mkdir()
        paths.append(tmp_path / folder / name)
        paths[-1].write_bytes(f"{folder}".encode())
    pixel.rearrange = lambda jobs: [{**job, "name": job["name"].casefold()} for job in jobs]
    outcome = upload(pixel, "upload_multiple_images", paths, settings=IN_ONE_CALL)
    assert outcome.failed == []
    assert [content_of(pixel, row) for row in outcome.rows] == [b"a", b"b", b"c", b"d"]
    assert sorted(map(len, pixel.create_calls)) == [2, 2]


def test_one_refused_by_validation_does_not_cost_the_others(
    pixel: FakePixel, photos: Photos
) -> None:
    files = photos(20)
    pixel.judge = lambda job: (
        ("rejected", "no position in the image")
        if job["name"] == "DJI_0007.JPG"
        else ("validated_and_moved", None)
    )
    images, errors = outcome = upload(pixel, "upload_multiple_images", files)
    assert len(images) == 19
    (error,) = errors
    assert isinstance(error, PixelUploadJobError)
    assert (error.status, error.detail) == ("rejected", "no position in the image")
    assert error.path == files[7]
    assert error.job_id == outcome.rows[7].upload_job_id
    assert [row.path for row in outcome.failed] == [files[7]]


def test_a_failed_create_call_costs_its_own_batch_only(pixel: FakePixel, photos: Photos) -> None:
    def faults(method: str, path: str, number: int) -> tuple[int, Any] | None:
        if method == "POST" and len(pixel.create_calls) == 1 and not faults_given:
            faults_given.append(number)
            return 422, {"detail": "bad batch"}
        return None

    faults_given: list[int] = []
    pixel.api_faults = faults
    outcome = upload(pixel, "upload_multiple_images", photos(450, size=20), settings=IN_ONE_CALL)
    sent = sum(map(len, pixel.create_calls))
    assert 250 <= sent < 450
    assert [row.status for row in outcome.rows].count("failed") == 450 - sent
    assert all("bad batch" in str(row.error) for row in outcome.failed)
    assert len(outcome.resources) == sent


def test_a_403_ends_the_run_and_says_so_in_every_row(pixel: FakePixel, photos: Photos) -> None:
    pixel.api_faults = lambda method, path, number: (
        (403, {"detail": "not yours"}) if method == "POST" else None
    )
    outcome = upload(pixel, "upload_multiple_images", photos(900, size=20))
    assert len(outcome.failed) == 900
    assert all("not yours" in str(row.error) for row in outcome.rows)
    assert len([method for method, _ in pixel.api_requests if method == "POST"]) <= 2
    assert pixel.s3_requests == []


def test_a_finish_call_spoiled_by_one_job_is_repeated_for_each(
    pixel: FakePixel, photos: Photos
) -> None:
    pixel.api_faults = lambda method, path, number: (
        (409, {"detail": "job 3 is odd"})
        if path.endswith("multiple_uploadFinished") or path.endswith("/3/uploadFinished")
        else None
    )
    outcome = upload(pixel, "upload_multiple_images", photos(6), settings=IN_ONE_CALL)
    assert [row.status for row in outcome.rows] == ["uploaded"] * 2 + ["failed"] + ["uploaded"] * 3
    assert "job 3 is odd" in str(outcome.rows[2].error)


def test_a_finish_call_whose_answer_was_lost_counts(pixel: FakePixel, photos: Photos) -> None:
    def faults(method: str, path: str, number: int) -> tuple[int, Any] | None:
        if path.endswith("multiple_uploadFinished"):
            pixel._finish(list(pixel.jobs))
            return 500, {"detail": "gateway"}
        return None

    pixel.api_faults = faults
    outcome = upload(pixel, "upload_multiple_images", photos(6))
    assert outcome.failed == []


def test_support_files_travel_with_their_file(pixel: FakePixel, tmp_path: Path) -> None:
    files = []
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        paths = [tmp_path / folder / name for name in ("o.tif", "o.tfw", "o.prj")]
        for path in paths:
            path.write_bytes(f"{folder}/{path.name}".encode())
        files.append(PixelUploadFile(paths[0], support_files=paths[1:]))
    pixel.kind = "raster"
    outcome = upload(pixel, "upload_multiple_rasters", files)
    assert outcome.failed == []
    for row, folder in zip(outcome.rows, "ab", strict=True):
        sent = {slot: s.data for (job, slot), s in pixel.stored.items() if job == row.upload_job_id}
        assert sent == {
            "main": f"{folder}/o.tif".encode(),
            "o.tfw": f"{folder}/o.tfw".encode(),
            "o.prj": f"{folder}/o.prj".encode(),
        }


@pytest.mark.parametrize("swapped", [False, True])
def test_both_argument_orders_of_single_uploads_work(
    pixel: FakePixel, tmp_path: Path, swapped: bool
) -> None:
    main, side = tmp_path / "o.tif", tmp_path / "o.tfw"
    main.write_bytes(b"main")
    side.write_bytes(b"side")
    metadata = {"fields": {"name": "x"}}
    pixel.kind = "raster"
    pair = ([side], metadata) if swapped else (metadata, [side])
    raster = upload(pixel, "upload_raster", main, *pair)
    assert raster["name"] == "o.tif"
    assert pixel.asked[1]["metadata"] == {"fields": {"name": "x", "fields_type": "raster"}}
    assert pixel.stored[(1, "o.tfw")].data == b"side"
    assert ("PUT", "/projects/1/data_collections/2/upload_jobs/1/uploadFinished") in (
        pixel.api_requests
    )


@pytest.mark.parametrize(
    ("given", "travels"),
    [
        ("2024:05:17 12:30:00", "2024-05-17T12:30:00"),
        ("2024-05-17 12:30+02:00", "2024-05-17T12:30:00+02:00"),
        (datetime(2024, 5, 17, 12, 30), "2024-05-17T12:30:00"),
        (date(2024, 5, 17), "2024-05-17T00:00:00"),
    ],
)
def test_a_date_in_metadata_travels_with_the_zone_it_has(
    pixel: FakePixel, tmp_path: Path, given: object, travels: str
) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(b"a")
    upload(pixel, "upload_image", path, {"fields": {"capture_date": given}})
    assert pixel.asked[1]["metadata"]["fields"]["capture_date"] == travels


def test_numbers_in_metadata_may_be_text_as_in_a_csv_file(pixel: FakePixel, tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(b"a")
    fields = {"cam_heading": " 12.5", "cam_pitch": "-9e1", "cam_roll": "1e-05", "name": "7"}
    own = {"flight": "007", "gsd": None}
    upload(pixel, "upload_image", path, {"fields": fields, "json_metadata": own})
    assert pixel.asked[1]["metadata"] == {
        "fields": {
            "fields_type": "image",
            "cam_heading": 12.5,
            "cam_pitch": -90.0,
            "cam_roll": 1e-05,
            "name": "7",
        },
        "json_metadata": own,
    }
