"""Uploads at the command line: checks first, resumed, accounted for."""

from __future__ import annotations

import errno
import json
import os
import re
import signal
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pixel_client import PixelClient, get_client
from pixel_client.cli.uploads import run_history
from pixel_client.cli.uploads.bandwidth_option import parse_bandwidth
from pixel_client.uploads import UploadReport
from pixel_sandbox import Sandbox, samples

from .conftest import Process, Run


def test_nothing_is_sent_while_something_is_wrong(
    pixel: Run, client: PixelClient, place: tuple[int, int], photos: Path
) -> None:
    done = pixel("upload", str(photos), "-p", str(place[0]), "-c", "Photos")
    assert done.returncode == 1
    assert "DJI_0003.JPG" in done.stderr
    assert "--skip-invalid" in done.stderr
    assert client.get_images(*place) == []


def test_a_bad_file_is_left_out_mended_and_retried(
    pixel: Run, client: PixelClient, place: tuple[int, int], photos: Path
) -> None:
    where = ("-p", str(place[0]), "-c", "Photos")
    done = pixel("upload", str(photos), *where, "--skip-invalid", "--json")
    assert done.returncode == 3, done.stderr
    assert json.loads(done.stdout)["counts"] == {"uploaded": 5}
    status = pixel("status", "1")
    assert status.returncode == 3
    assert "left_out  1\n" in status.stdout
    assert "pixel retry 1" in status.stderr
    samples.make_jpeg(photos / "DJI_0003.JPG", seed=3)
    again = pixel("retry", "--csv")
    assert again.returncode == 0, again.stderr
    assert pixel("status", "2").returncode == 0
    assert sorted(image.name for image in client.get_images(*place)) == [
        f"DJI_{number:04}.JPG" for number in range(6)
    ]
    assert again.stdout.count(",skipped,") == 5
    assert client.get_images(*place)[0]["location"]["coordinates"][0] == pytest.approx(10.75)


def test_create_makes_what_is_missing_only_when_there_is_something_to_send(
    pixel: Run, client: PixelClient, photos: Path
) -> None:
    asked = ("upload", str(photos), "-p", "Brand new", "-c", "Flight", "--create")
    assert pixel(*asked).returncode == 1
    assert client.list_projects(name="Brand new") == []
    done = pixel(*asked, "--skip-invalid")
    assert done.returncode == 3, done.stderr
    (project,) = client.list_projects(name="Brand new")
    ring = project["area_of_interest"]["coordinates"][0]
    assert ring[0] == pytest.approx([10.745, 59.905])
    (collection,) = client.list_data_collections(project.id)
    assert collection.data_collection_type == "image"


def test_a_failed_file_is_named_with_the_command_that_goes_on(
    pixel: Run, client: PixelClient, place: tuple[int, int], photos: Path, tmp_path: Path
) -> None:
    rows = tmp_path / "rows.csv"
    where = ("-p", str(place[0]), "-c", str(place[1]))
    done = pixel("upload", str(photos), *where, "--no-check", "--report", str(rows))
    assert done.returncode == 3
    assert "pixel retry 1" in done.stderr
    assert "DJI_0003.JPG" in done.stderr
    assert ",failed," in rows.read_text(encoding="utf-8")
    status = pixel("status", "1", "--json")
    assert status.returncode == 3
    told = json.loads(status.stdout)
    assert [Path(each["path"]).name for each in told["files_failed"]] == ["DJI_0003.JPG"]
    assert (told["uploaded"], told["failed"], told["skipped"]) == (5, 1, 0)


def test_an_upload_that_was_killed_is_seen_as_cut_short_and_goes_on(
    process: Callable[..., Process], pixel: Run, slow: Sandbox, photos: Path, tmp_path: Path
) -> None:
    (photos / "DJI_0003.JPG").unlink()
    asked = ("upload", str(photos), "-p", "Killed", "-c", "Photos", "--create", "-v")
    running = process(*asked, **slow.settings)
    running.until("Created data collection")
    notes = tmp_path / "state" / "pixel-client" / "runs" / "1.json"
    while not notes.exists() or not notes.read_text(encoding="utf-8"):
        time.sleep(0.01)
    assert json.loads(pixel("status", "--json").stdout)[0]["state"] == "running"
    os.kill(running.child.pid, signal.SIGKILL)
    os.waitid(os.P_PID, running.child.pid, os.WEXITED | os.WNOWAIT)  # dead, and not yet buried
    seen = pixel("status", "1", "--json")
    assert seen.returncode == 130
    assert json.loads(seen.stdout)["state"] == "cut short"
    again = pixel("retry", **slow.settings)
    assert again.returncode == 0, again.stderr
    with get_client(settings=slow.settings) as client:
        (project,) = client.list_projects(name="Killed")
        (collection,) = client.list_data_collections(project.id)
        assert len(client.get_images(project.id, collection.id)) == 5


def test_a_journal_that_another_upload_holds_is_told(
    pixel: Run, place: tuple[int, int], photos: Path, tmp_path: Path
) -> None:
    journal = tmp_path / "mine.journal"
    held = sqlite3.connect(journal, isolation_level=None)
    held.execute("PRAGMA locking_mode=EXCLUSIVE")
    held.execute("BEGIN EXCLUSIVE")
    photo = photos / "DJI_0000.JPG"
    asked = ("upload", str(photo), "-p", str(place[0]), "-c", "Photos", "--journal", str(journal))
    done = pixel(*asked)
    held.close()
    assert done.returncode == 1
    assert "in use by another upload" in done.stderr
    assert "--journal FILE" in done.stderr
    assert json.loads(pixel("status", "1", "--json").stdout)["state"] == "stopped"
    assert pixel(*asked).returncode == 0


@pytest.mark.parametrize("suffix", [".csv", ".json", ".geojson"])
def test_a_report_is_a_file_of_rows(
    pixel: Run, place: tuple[int, int], photos: Path, tmp_path: Path, suffix: str
) -> None:
    report = tmp_path / f"report{suffix}"
    where = ("-p", str(place[0]), "-c", "Photos")
    done = pixel("upload", str(photos / "DJI_0000.JPG"), *where, "--report", str(report))
    assert done.returncode == 0, done.stderr
    text = report.read_text(encoding="utf-8")
    assert "DJI_0000.JPG" in text
    if suffix != ".csv":
        assert json.loads(text)


def test_a_report_that_cannot_be_written_is_told_before_anything_is_sent(
    pixel: Run, client: PixelClient, place: tuple[int, int], photos: Path, tmp_path: Path
) -> None:
    asked = ("upload", str(photos / "DJI_0000.JPG"), "-p", str(place[0]), "-c", "Photos")
    for wrong in (tmp_path / "none" / "rows.csv", tmp_path / "rows.txt"):
        done = pixel(*asked, "--report", str(wrong))
        assert done.returncode == 2
        assert str(wrong) in done.stderr
    assert client.get_images(*place) == []


def test_what_cannot_be_noted_in_the_end_is_uploaded_all_the_same(
    pixel: Run,
    place: tuple[int, int],
    photos: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(UploadReport, "to_csv", full)
    kept = run_history.Run.save
    monkeypatch.setattr(
        run_history.Run, "save", lambda run: full() if run.state == "finished" else kept(run)
    )
    asked = ("upload", str(photos / "DJI_0000.JPG"), "-p", str(place[0]), "-c", "Photos")
    done = pixel(*asked, "--report", str(tmp_path / "rows.csv"))
    assert done.returncode == 3
    assert "Uploaded 1 of 1" in done.stderr
    assert "rows.csv cannot be written: No space left" in done.stderr
    assert "could not be recorded" in done.stderr


def test_a_plan_tells_how_long_it_takes_and_by_what(
    pixel: Run, place: tuple[int, int], photos: Path, tmp_path: Path
) -> None:
    asked = ("plan", str(photos), "--type", "image", "--skip-invalid")
    assert "at 20 Mbit/s." in pixel(*asked, "--speed", "20Mbit").stderr
    assert "give your bandwidth with --speed" in pixel(*asked).stderr
    assert pixel(*asked, "--speed", "fast").returncode == 2
    Request = run_history.Request
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
        run = run_history.start_run(
            Request(service="x", project=1, collection=2, place="", sources=[])
        )
        run.state, run.sent, run.seconds = "finished", 25_000_000, 10.0
        run.close()
    assert f"at 20 Mbit/s, the speed of upload {run.number}" in pixel(*asked).stderr


@pytest.mark.parametrize(
    ("text", "speed"),
    [
        ("20Mbit", 2.5e6), ("20", 2.5e6), ("2.5 MB/s", 2.5e6), ("1Gbps", 1.25e8),
        ("800kbit/s", 1e5), ("500kB", 5e5), ("20Mb", 2.5e6),
    ],
)  # fmt: skip
def test_speeds_are_read(text: str, speed: float) -> None:
    assert parse_bandwidth(text) == pytest.approx(speed)


def test_an_upload_can_be_held_back(pixel: Run, place: tuple[int, int], photos: Path) -> None:
    where = ("-p", str(place[0]), "-c", "Photos")
    photo = str(photos / "DJI_0000.JPG")
    assert pixel("upload", photo, *where, "--bandwidth", "0").returncode == 2
    done = pixel("upload", photo, *where, "--bandwidth", "1Gbit")
    assert done.returncode == 0, done.stderr


def test_a_plan_is_sent_exactly_or_not_at_all(
    pixel: Run, client: PixelClient, place: tuple[int, int], photos: Path, tmp_path: Path
) -> None:
    plan = tmp_path / "flight.plan"
    where = ("-p", str(place[0]), "-c", "Photos")
    done = pixel("plan", str(photos), *where, "--skip-invalid", "--write", str(plan))
    assert done.returncode == 3, done.stderr
    samples.make_jpeg(photos / "DJI_0009.JPG", seed=9)  # not in the plan
    before = (photos / "DJI_0000.JPG").read_bytes()
    samples.make_jpeg(photos / "DJI_0000.JPG", seed=77)
    changed = pixel("upload", "--plan", str(plan))
    assert changed.returncode == 2
    assert "DJI_0000.JPG" in changed.stderr
    assert client.get_images(*place) == []
    (photos / "DJI_0000.JPG").write_bytes(before)
    anew = pixel(
        "plan", str(photos / "DJI_000[0-5].JPG"), *where, "--skip-invalid", "-w", str(plan)
    )
    assert anew.returncode == 3
    sent = pixel("upload", "--plan", str(plan), "--jsonl")
    assert sent.returncode == 0, sent.stderr
    assert len(sent.stdout.splitlines()) == 5
    assert {image.name for image in client.get_images(*place)}.isdisjoint({"DJI_0009.JPG"})
    text = plan.read_text(encoding="utf-8")
    plan.write_text(text.replace('"cam_heading": 90.0', '"cam_heading": 91.0'), encoding="utf-8")
    edited = pixel("upload", "--plan", str(plan))
    assert edited.returncode == 2
    assert "changed after it was written" in edited.stderr


def test_a_plan_for_a_type_asks_no_service(pixel: Run, photos: Path) -> None:
    done = pixel(
        "plan",
        str(photos),
        "--type",
        "image",
        "--skip-invalid",
        "--geojson",
        PIXEL_API_URL="http://127.0.0.1:9",
    )
    assert done.returncode == 3, done.stderr
    told = json.loads(done.stdout)
    assert told["features"][0]["properties"]["cam_heading"] == 90.0


def test_a_manifest_says_more(
    pixel: Run, client: PixelClient, place: tuple[int, int], photos: Path, tmp_path: Path
) -> None:
    table = tmp_path / "flight.csv"
    table.write_text("file;cam_heading\nDJI_0000.JPG;123,5\n", encoding="utf-8")
    done = pixel(
        "upload", str(photos / "DJI_0000.JPG"), "-p", str(place[0]), "-c", "Photos",
        "--manifest", str(table),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    (image,) = client.get_images(*place, extended=True)
    assert image["cam_heading"] == 123.5


def test_a_map_shows_every_photo_and_loads_nothing(
    pixel: Run, place: tuple[int, int], photos: Path, tmp_path: Path
) -> None:
    (photos / "DJI_0000.JPG").rename(photos / "<b>&.JPG")
    page = tmp_path / "flight.html"
    where = ("-p", str(place[0]), "-c", "Photos")
    done = pixel("plan", str(photos), *where, "--skip-invalid", "--map", str(page), "-q")
    assert done.returncode == 3, done.stderr
    text = page.read_text(encoding="utf-8")
    assert text.count("<circle") == text.count("<line") == 6
    assert text.count('class="area"') == 1
    assert "&lt;b&gt;&amp;.JPG" in text
    assert "//" not in text
    # The photos look east: each line ends to the right of its dot, at the same height.
    shapes = re.findall(r'x1="([\d.-]+)" y1="([\d.-]+)" x2="([\d.-]+)" y2="([\d.-]+)"', text)
    for x1, y1, x2, y2 in shapes:
        assert float(x2) > float(x1)
        assert y1 == y2
