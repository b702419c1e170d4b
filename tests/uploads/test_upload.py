"""`upload`: what is named is found, with its side-cars, and every file has its row."""

from __future__ import annotations

import csv
import io
import json
import logging
import os
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pixel_client.exceptions import (
    PixelInputError,
    PixelMultipleUploadJobError,
    PixelPermissionError,
    PixelUploadJobError,
)
from pixel_client.uploads import JsonLines, PixelUploadFile

from .caller import upload
from .pixel import POLICY, SIGNATURE, FakePixel, Fault

Photos = Callable[..., list[Path]]


def made(folder: Path, *names: str) -> list[Path]:
    paths = [folder / name for name in names]
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(str(path.relative_to(folder)).encode())
    return paths


def sent(pixel: FakePixel, report: Any) -> dict[str, set[str]]:
    """The support files that went with each file that was uploaded."""
    return {
        row.path.name: {
            slot for job, slot in pixel.stored if job == row.upload_job_id and slot != "main"
        }
        for row in report
        if row.status == "uploaded"
    }


def test_a_folder_a_pattern_a_file_and_an_upload_file(pixel: FakePixel, tmp_path: Path) -> None:
    made(tmp_path, "a/1.JPG", "a/deep/er/2.jpg", "a/.hidden.jpg", "a/.git/3.jpg", "a/notes.txt")
    made(tmp_path, "b/4.jpg", "b/5.jpg", "b/6.png", "c/7.odd", "d/8.jpg")
    sources = [
        tmp_path / "a",
        str(tmp_path / "b" / "*.jpg"),
        tmp_path / "c" / "7.odd",
        PixelUploadFile(tmp_path / "d" / "8.jpg"),
        tmp_path / "d",
        tmp_path / "absent.jpg",
        str(tmp_path / "no*"),
    ]
    report = upload(pixel, "upload", sources, journal=False)
    assert [(row.path.name, row.status) for row in report] == [
        ("1.JPG", "uploaded"),
        ("notes.txt", "skipped"),
        ("2.jpg", "uploaded"),
        ("4.jpg", "uploaded"),
        ("5.jpg", "uploaded"),
        ("7.odd", "uploaded"),
        ("8.jpg", "uploaded"),
        ("8.jpg", "skipped"),
        ("absent.jpg", "failed"),
        ("no*", "failed"),
    ]
    said = {row.path.name: row.detail for row in report if row.detail}
    assert "name the file itself" in said["notes.txt"]
    assert "listed twice" in said["8.jpg"]
    assert said["absent.jpg"] == "there is no such file"
    assert "no file or folder fits" in said["no*"]


def test_links_that_lead_back_are_walked_once(pixel: FakePixel, tmp_path: Path) -> None:
    made(tmp_path / "a", "1.jpg", "deep/2.jpg")
    (tmp_path / "a" / "deep" / "up").symlink_to(tmp_path / "a")
    (tmp_path / "a" / "loop").symlink_to(tmp_path / "a" / "loop")
    os.mkfifo(tmp_path / "a" / "pipe.jpg")
    report = upload(pixel, "upload", tmp_path / "a", journal=False)
    assert {row.path.name: row.status for row in report} == {
        "1.jpg": "uploaded",
        "2.jpg": "uploaded",
        "loop": "skipped",
        "pipe.jpg": "failed",
    }


def test_side_cars_travel_with_their_file_whatever_their_case(
    pixel: FakePixel, tmp_path: Path
) -> None:
    made(
        tmp_path / "f",
        *("o.tif", "o.TFW", "o.prj", "o.tif.aux.xml", "o.tif.ovr", "O.msk"),
        *("p.jpg", "p.JGW", "p.xmp"),
        *("q.TIFF", "q.tfw"),
        *("lonely.tfw", "r.tif"),
    )
    pixel.kind = "raster"
    report = upload(pixel, "upload", tmp_path / "f", journal=False)
    assert sent(pixel, report) == {
        "o.tif": {"o.TFW", "o.prj", "o.tif.aux.xml", "o.tif.ovr", "O.msk"},
        "p.jpg": {"p.JGW", "p.xmp"},
        "q.TIFF": {"q.tfw"},
        "r.tif": set(),
    }
    (lonely,) = report.of("skipped")
    assert lonely.path.name == "lonely.tfw"
    assert "side-car" in lonely.detail


def test_side_cars_that_could_be_anybodys_fail_their_files(
    pixel: FakePixel, tmp_path: Path
) -> None:
    made(tmp_path / "f", "a.tif", "a.jpg", "a.prj", "b.tif", "b.tfw", "b.TFW", "c.tif", "c.tfw")
    pixel.kind = "raster"
    report = upload(pixel, "upload", tmp_path / "f", journal=False)
    said = {row.path.name: row.detail for row in report.failed}
    assert set(said) == {"a.tif", "a.jpg", "b.tif"}
    assert (
        said["a.tif"]
        == "side-car a.prj fits a.jpg and a.tif: name each file's own in support_files"
    )
    assert "b.TFW and b.tfw are both its side-car" in said["b.tif"]
    assert sent(pixel, report) == {"c.tif": {"c.tfw"}}


def test_a_file_of_its_own_spelling_has_the_side_car_of_that_spelling(
    pixel: FakePixel, tmp_path: Path
) -> None:
    made(tmp_path / "f", "a.tif", "A.tif", "a.tfw", "A.tfw")
    pixel.kind = "raster"
    report = upload(pixel, "upload", tmp_path / "f", journal=False)
    assert sent(pixel, report) == {"a.tif": {"a.tfw"}, "A.tif": {"A.tfw"}}


def test_side_cars_are_looked_for_beside_a_named_file_unless_it_names_its_own(
    pixel: FakePixel, tmp_path: Path
) -> None:
    a, _, b, _, c, _ = made(tmp_path, "a.tif", "a.tfw", "b.tif", "b.tfw", "c.tif", "c.tfw")
    pixel.kind = "raster"
    files = [a, PixelUploadFile(b, support_files=[])]
    report = upload(pixel, "upload", files, journal=False)
    assert sent(pixel, report) == {"a.tif": {"a.tfw"}, "b.tif": set()}
    report = upload(pixel, "upload", c, journal=False, side_cars=False)
    assert sent(pixel, report) == {"c.tif": set()}


def test_a_report_in_all_its_forms(pixel: FakePixel, photos: Photos, tmp_path: Path) -> None:
    files = photos(4)
    pixel.faults = lambda request, number: (
        Fault(403, "AccessDenied", "no") if pixel.name_of(request) == "DJI_0002.JPG" else None
    )
    place = {"type": "Point", "coordinates": [10.0, 60.0]}
    really_look = pixel._look

    def look(job: dict[str, Any]) -> dict[str, Any]:
        seen = really_look(job)
        for resource in pixel.resources.values():
            resource["location"] = place
        return seen

    pixel._look = look  # type: ignore[method-assign]
    report = upload(pixel, "upload", files, journal=False)
    assert len(report) == 4
    assert repr(report) == "<UploadReport: 1 failed, 3 uploaded>"
    assert [resource["name"] for resource in report.resources] == [
        "DJI_0000.JPG",
        "DJI_0001.JPG",
        "DJI_0003.JPG",
    ]
    (row,) = report.failed
    assert (row.path, row.error_class, row.s3_code) == (
        files[2],
        "PixelTransferError",
        "AccessDenied",
    )
    with pytest.raises(PixelUploadJobError, match="AccessDenied"):
        report.raise_for_failures()
    report.to_csv(tmp_path / "report.csv")
    with (tmp_path / "report.csv").open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    assert [line["status"] for line in table] == ["uploaded", "uploaded", "failed", "uploaded"]
    assert table[2]["s3_code"] == "AccessDenied"
    assert table[0]["resource_id"] == str(next(iter(report)).resource_id)
    text = io.StringIO()
    report.to_json(text)
    told = json.loads(text.getvalue())
    assert told["counts"] == {"failed": 1, "uploaded": 3}
    assert [file["path"] for file in told["files"]] == [str(path) for path in files]
    report.to_geojson(tmp_path / "report.geojson")
    features = json.loads((tmp_path / "report.geojson").read_text())["features"]
    assert [feature["geometry"] for feature in features] == [place, place, None, place]
    assert features[2]["properties"]["status"] == "failed"


def test_several_failures_are_raised_together_and_none_not_at_all(
    pixel: FakePixel, tmp_path: Path, photos: Photos
) -> None:
    absent = [tmp_path / f"absent{number}.jpg" for number in range(2)]
    with pytest.raises(PixelMultipleUploadJobError, match="2 files were not uploaded"):
        upload(pixel, "upload", absent, journal=False).raise_for_failures()
    upload(pixel, "upload", photos(1), journal=False).raise_for_failures()
    empty = upload(pixel, "upload", [], journal=False)
    assert (len(empty), repr(empty)) == (0, "<UploadReport: no files>")


def test_a_permission_that_ends_stops_the_run_and_the_next_goes_on(
    pixel: FakePixel, photos: Photos, tmp_path: Path
) -> None:
    files = photos(450, size=20)
    pixel.api_faults = lambda method, path, number: (
        (403, {"detail": "no longer"})
        if method == "POST" and len(pixel.create_calls) >= 1
        else None
    )
    report = upload(pixel, "upload", files, journal=tmp_path / "j")
    assert isinstance(report.stopped, PixelPermissionError)
    assert report.counts == {
        "pending": 450 - len(pixel.resources),
        "uploaded": len(pixel.resources),
    }
    with pytest.raises(PixelPermissionError):
        report.raise_for_failures()
    pixel.api_faults = lambda *_: None
    report = upload(pixel, "upload", files, journal=tmp_path / "j")
    assert set(report.counts) <= {"uploaded", "skipped"}
    assert len(pixel.resources) == 450


@pytest.mark.parametrize(
    "given",
    [
        {"sources": 3},
        {"sources": [3]},
        {"sources": [""]},
        {"sources": [b"x"]},
        {"multipart": "yes"},
        {"prefix_folder": 1.5},
        {"multipart_part_size": 1},
        {"journal": 3},
        {"journal": ""},
        {"patience": -1},
        {"patience": "long"},
        {"reupload": "yes"},
        {"side_cars": None, "progress": "no"},
    ],
)
def test_wrong_arguments_ask_nothing(pixel: FakePixel, given: dict[str, Any]) -> None:
    with pytest.raises(PixelInputError):
        upload(pixel, "upload", **{"sources": [], "journal": False} | given)
    assert pixel.api_requests == []


def test_a_collection_that_takes_nobody_knows_what(pixel: FakePixel, photos: Photos) -> None:
    pixel.says = "hologram"
    with pytest.raises(PixelInputError, match="hologram"):
        upload(pixel, "upload", photos(1), journal=False)


@pytest.mark.parametrize("door", ["upload", "upload_multiple_images"])
def test_a_file_whose_signed_request_expired_gets_another_job(
    pixel: FakePixel, photos: Photos, no_pauses: None, door: str
) -> None:
    expired = Fault(403, "AccessDenied", "Request has expired")
    pixel.faults = lambda request, number: expired if number == 2 else None
    outcome = upload(pixel, door, photos(4))
    assert list(outcome.failed) == []
    made = [path for method, path in pixel.api_requests if method == "POST"]
    assert len([path for path in made if path.endswith("/upload_jobs/")]) >= 2


def test_no_secret_in_anything_that_is_left_behind(
    pixel: FakePixel, photos: Photos, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    files = photos(30)
    faults = {
        3: Fault(500, "InternalError", f"see https://s3/x?{SIGNATURE}"),
        5: Fault(403, "AccessDenied", f"Policy {POLICY} expired"),
        7: Fault(act="reset mid-body"),
        9: Fault(403, "SignatureDoesNotMatch", f"https://s3/x?{SIGNATURE}"),
        11: Fault(400, "BadDigest"),
        13: Fault(302, headers={"location": f"https://s3/x?{SIGNATURE}"}),
    }
    pixel.faults = lambda request, number: faults.get(number)
    left = tmp_path / "left"
    left.mkdir()
    with caplog.at_level(logging.DEBUG):
        report = upload(
            pixel, "upload", files, journal=left / "j", on_event=JsonLines(left / "events.jsonl")
        )
    report.to_csv(left / "report.csv")
    report.to_json(left / "report.json")
    report.to_geojson(left / "report.geojson")
    assert len(report.failed) == 2
    with pytest.raises(PixelMultipleUploadJobError) as caught:
        report.raise_for_failures()
    (left / "log").write_text(caplog.text + "".join(traceback.format_exception(caught.value)))
    (left / "repr").write_text(repr(list(report)) + repr(report))
    paths = list(left.iterdir())
    assert len(paths) >= 7
    for path in paths:
        held = path.read_bytes()
        for secret in (SIGNATURE.split("=")[1], "X-Amz-Signature", POLICY):
            assert secret.encode() not in held, path
