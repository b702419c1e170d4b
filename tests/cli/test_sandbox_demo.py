"""Services, attachments, optimised versions, the sandbox and the demo."""

from __future__ import annotations

import csv
import io
import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from pixel_client import PixelClient
from pixel_client.cli.output.formats import without_secrets
from pixel_sandbox import samples

from .conftest import AREA, Run


def test_rasters_and_point_clouds_are_optimised_and_images_refused(
    pixel: Run, client: PixelClient, place: tuple[int, int], tmp_path: Path
) -> None:
    where = ("-p", str(place[0]))
    samples.make_geotiff(tmp_path / "ortho.tif", size=(64, 48))
    sent = pixel(
        "upload", str(tmp_path / "ortho.tif"), *where, "-c", "Ortho", "--create", "--type", "RGB"
    )
    assert sent.returncode == 0, sent.stderr
    made = pixel("optimize", *where, "-c", "Ortho", "--json")
    assert [each["status"].lower() for each in json.loads(made.stdout)] == ["completed"]
    refused = pixel("optimize", *where, "-c", "Photos")
    assert refused.returncode == 2
    (listed,) = json.loads(pixel("optimized", "list", *where, "-c", "Ortho", "--json").stdout)
    raster = str(listed["raster_id"])
    ours = (*where, "-c", "Ortho")
    assert pixel("optimized", "delete", raster, *ours).returncode == 2  # nobody can be asked
    gone = pixel("optimized", "delete", raster, *ours, "--profile", listed["profile"], "-y")
    assert gone.returncode == 0, gone.stderr
    moved = pixel("rasters", "move", raster, *ours, "--to", "Photos")
    assert moved.returncode == 1  # photos only
    assert pixel("rasters", "edit", raster, *ours, "--name", "a.tif").returncode == 0
    assert "a.tif" in pixel("rasters", "list", *ours).stdout


def test_point_clouds_from_upload_to_deletion(
    pixel: Run, client: PixelClient, place: tuple[int, int], tmp_path: Path
) -> None:
    project = str(place[0])
    samples.make_las(tmp_path / "a.laz")
    where = ("-p", project, "-c", "Scans")
    sent = pixel("upload", str(tmp_path / "a.laz"), *where, "--create", "--csv")
    assert sent.returncode == 0, sent.stderr
    (found,) = csv.DictReader(io.StringIO(pixel("point-clouds", "list", *where, "--csv").stdout))
    number = found["id"]
    assert (found["name"], found["format"]) == ("a.laz", "LAZ")
    edited = pixel("point-clouds", "edit", number, *where, "--taken", "1 May 2024", "--json")
    assert edited.returncode == 0, edited.stderr
    assert json.loads(edited.stdout)[0]["capture_date"].startswith("2024-05-01"), edited.stderr
    wrong = pixel("point-clouds", "edit", number, *where, "--taken", "5/6/2024")
    assert wrong.returncode == 2
    assert "two ways" in wrong.stderr
    tagged = pixel("point-clouds", "tag", number, *where, "--add", "ground", "--jsonl")
    assert json.loads(tagged.stdout)["tags"] == ["ground"]
    made = pixel("optimize", *where, "--json")
    assert [each["status"].lower() for each in json.loads(made.stdout)] == ["completed"]
    assert pixel("optimize", *where, "--profile", "jpeg").returncode == 2
    listed = pixel("optimized", "list", *where)
    assert number in listed.stdout
    assert pixel("optimized", "retry", *where, "--json").returncode == 0
    gone = pixel("optimized", "delete", number, *where, "--yes")
    assert gone.returncode == 0, gone.stderr
    assert json.loads(pixel("optimized", "list", *where, "--json").stdout) == []
    client.create_data_collection(place[0], "Others", "", "point_cloud")
    elsewhere = pixel("point-clouds", "move", number, *where, "--to", "x", "--to-project", "y")
    assert elsewhere.returncode == 2
    assert "within their project" in elsewhere.stderr
    assert pixel("point-clouds", "move", number, *where, "--to", "Others").returncode == 0
    there = ("-p", project, "-c", "Others")
    shown = pixel("point-clouds", "show", number, *there, "--json")
    assert json.loads(shown.stdout)["name"] == "a.laz"
    assert pixel("point-clouds", "delete", number, *there, "-y").returncode == 0
    assert pixel("point-clouds", "show", number, *there).returncode == 1


def test_the_type_of_geotiffs_is_not_guessed(pixel: Run, tmp_path: Path) -> None:
    samples.make_geotiff(tmp_path / "ortho.tif", size=(64, 48))
    asked = pixel("upload", str(tmp_path), "-p", "Nowhere", "-c", "Ortho", "--create")
    assert asked.returncode == 2
    assert "--type" in asked.stderr
    absent = pixel("upload", str(tmp_path / "none"), "-p", "Nowhere", "-c", "Ortho", "--create")
    assert absent.returncode == 2
    assert "There is no file or folder" in absent.stderr


def test_attachments_are_added_and_deleted(
    pixel: Run, place: tuple[int, int], tmp_path: Path
) -> None:
    note = tmp_path / "note.txt"
    note.write_text("windy", encoding="utf-8")
    of = ("project", str(place[0]))
    made = pixel("attachments", "add", *of, str(note), "--json")
    assert made.returncode == 0, made.stderr
    (attachment,) = json.loads(made.stdout)
    listed = pixel("attachments", "list", *of, "--jsonl").stdout
    assert json.loads(listed)["name"] == "note.txt"
    assert "X-Amz" not in listed + made.stdout
    gone = pixel("attachments", "delete", *of, str(attachment["id"]), "--yes")
    assert gone.returncode == 0, gone.stderr
    assert pixel("attachments", "list", *of, "--jsonl").stdout == ""


def test_services_are_listed_stopped_and_started(
    pixel: Run, client: PixelClient, place: tuple[int, int]
) -> None:
    made = client.create_arcgis_service(
        "Feature",
        {
            "name": "Shown",
            "description": "",
            "data_collection_ids": [place[1]],
            "options": {"feature_service_options": {"image_layer": {"include_fields": ["name"]}}},
        },
    )
    kind = ("--type", "Feature")
    listed = pixel("services", "arcgis", "list", *kind, "--json")
    assert made.id in [each["id"] for each in json.loads(listed.stdout)]
    for verb in ("start", "stop", "refresh", "show"):
        done = pixel("services", "arcgis", verb, str(made.id), *kind, "--json")
        assert done.returncode == 0, done.stderr
    assert pixel("services", "arcgis", "delete", str(made.id), *kind, "-y").returncode == 0
    harvest = pixel("services", "harvest", "list", "-p", str(place[0]), "-c", "Photos", "--json")
    assert json.loads(harvest.stdout) == []


def test_jobs_of_uploads_are_listed(
    pixel: Run, client: PixelClient, place: tuple[int, int]
) -> None:
    asked = {"name": "a.JPG", "md5": "1B2M2Y8AsgTpgAmY7PhCfg=="}
    (job,) = client.create_upload_jobs(*place, [asked])
    listed = pixel("jobs", "list", "-p", str(place[0]), "-c", "Photos", "--json")
    assert [each["id"] for each in json.loads(listed.stdout)] == [job.id]


def test_passwords_and_presigned_requests_are_starred_out() -> None:
    shown = without_secrets(
        {
            "name": "a",
            "auth": {"username": "ola", "password": "Hush-9-hush", "api_key": "Hush-9-hush"},
            "upload_fields": {"policy": "Hush-9-hush"},
            "files": [{"url": "https://s3.invalid/a?X-Amz-Signature=Hush-9-hush&b=1"}],
            "upload_parts": None,
        }
    )
    assert "Hush" not in str(shown)
    assert (shown["name"], shown["auth"]["username"]) == ("a", "ola")
    assert shown["files"] == [{"url": "https://s3.invalid/a?***"}]


def test_the_sandbox_serves_until_it_is_stopped(environment: dict[str, str]) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", "from pixel_client.cli import main; main()", "sandbox"],
        env=environment, stdout=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    try:
        assert process.stdout is not None
        for line in process.stdout:
            if "Ctrl-C" in line:
                break
        process.send_signal(signal.SIGINT)
        said = process.communicate(timeout=60)[0]
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
    assert process.returncode == 0
    assert "has stopped" in said


def test_the_demo_runs_from_plan_to_result(shell: Run, tmp_path: Path) -> None:
    done = shell("demo")
    assert done.returncode == 0, done.stderr
    assert "Uploaded 11 of 11 files" in done.stderr
    assert "DJI_0007.JPG" in done.stderr
    assert not (tmp_path / "state").exists()


def test_the_demo_names_the_extra_that_is_missing(
    pixel: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pixel_sandbox.server.IMPORTED_LATER", ("no_such_package",))
    done = pixel("demo")
    assert done.returncode == 2
    assert "no_such_package" in done.stderr
    assert "pip install 'pixel-client[sandbox]'" in done.stderr


def test_an_area_is_a_box_or_a_file(pixel: Run, tmp_path: Path) -> None:
    file = tmp_path / "area.geojson"
    ring = [[10.5, 59.7], [11.0, 59.7], [11.0, 60.1], [10.5, 59.7]]
    shape = {"type": "Polygon", "coordinates": [ring]}
    file.write_text(json.dumps({"type": "Feature", "geometry": shape, "properties": {}}))
    assert pixel("projects", "create", "File", "--area", str(file)).returncode == 0
    assert pixel("projects", "create", "Box", "--area", AREA).returncode == 0
    for wrong in ("11,59,10,60", "10,59,11", str(tmp_path / "none.geojson")):
        refused = pixel("projects", "create", "Wrong", "--area", wrong)
        assert refused.returncode == 2
        assert "WEST,SOUTH,EAST,NORTH" in refused.stderr
