"""What a new user meets: helps, paths, messages, and summaries that say what is so."""

from __future__ import annotations

import errno
import io
import json
import logging
import re
import shutil
from pathlib import Path

import httpx
import pytest
from rich.console import Console
from typer.main import get_command
from typer.testing import CliRunner

from pixel_client import PixelClient
from pixel_client.cli.command import _LogHandler
from pixel_client.cli.errors import CommandError, relative_paths, write_errors
from pixel_client.cli.main import app
from pixel_client.cli.output.writer import Output
from pixel_client.cli.uploads.run_history import last_runs
from pixel_client.core.atomic_file import AtomicFile
from pixel_client.http.retry import retried
from pixel_client.uploads.events.rich_progress import RichProgress
from pixel_client.uploads.events.types import FileSkipped, RunPlanned

from .conftest import Run


def test_the_help_shows_flags_without_a_value_and_fills_its_lines() -> None:
    shown = CliRunner().invoke(app, ["plan", "--help"], env={"COLUMNS": "80"}).stdout
    assert "<bool>" not in shown
    assert "--type no service is contacted." in shown
    assert "<bool>" not in CliRunner().invoke(app, ["projects", "--help"]).stdout


def test_zone_is_a_hidden_spelling_of_timezone(pixel: Run, photos: Path) -> None:
    asked = ("plan", str(photos / "DJI_0000.JPG"), "--type", "image", "--json")
    assert pixel(*asked).returncode == 0
    for flag in ("--timezone", "--zone"):
        done = pixel(*asked, flag, "Nowhere/Land")
        assert done.returncode == 2
        assert "Nowhere/Land" in done.stderr
    for command in ("plan", "upload", "watch"):
        shown = CliRunner().invoke(app, [command, "--help"]).stdout
        assert "--timezone" in shown
        assert "--zone" not in shown


def test_what_options_take_has_a_name_for_people() -> None:
    shown = CliRunner().invoke(app, ["collections", "create", "--help"], env={"COLUMNS": "80"})
    options = re.findall(r"--[a-z-]+ .*", shown.stdout)
    takes = {line.split()[0]: line for line in reversed(options)}  # examples come last
    assert " TEXT " in takes["--description"]
    assert " NUMBER " in takes["--srid"]
    assert " NUMBER " in takes["--cell-size"]
    assert " FILE " in takes["--env-file"]
    assert " image | raster | " in takes["--type"]
    assert not re.search(r"DS\s+M", shown.stdout)


def test_a_plan_with_errors_is_told_not_to_be_written(
    pixel: Run, photos: Path, tmp_path: Path
) -> None:
    plan = tmp_path / "a.plan"
    asked = ("plan", str(photos), "--type", "image", "--write", str(plan))
    done = pixel(*asked)
    assert done.returncode == 1
    assert "DJI_0001.JPG" in done.stdout
    assert f"an upload would send nothing. {plan} was not written." in done.stderr
    assert not plan.exists()
    done = pixel(*asked, "--skip-invalid")
    assert done.returncode == 3
    assert "would be uploaded; 1 with errors would be skipped." in done.stderr
    assert plan.exists()


def test_no_help_keeps_the_lines_of_the_source() -> None:
    waiting = [get_command(app)]
    while waiting:
        command = waiting.pop()
        assert "\n" not in (command.help or "").replace("\n\n", ""), command.name
        waiting += getattr(command, "commands", {}).values()


@pytest.mark.parametrize("command", ["upload", "plan", "watch"])
def test_an_empty_path_is_not_the_folder_one_is_in(pixel: Run, command: str) -> None:
    done = pixel(command, "", "-p", "1", "-c", "2")
    assert done.returncode == 2
    assert "the path is empty" in done.stderr


@pytest.mark.parametrize("option", ["--project", "--collection"])
@pytest.mark.parametrize("command", [("upload", "."), ("images", "list"), ("plan", ".")])
def test_an_empty_name_is_refused_before_anything_else(
    pixel: Run, command: tuple[str, ...], option: str
) -> None:
    place = {"--project": "1", "--collection": "1", option: " "}
    done = pixel(*command, *(each for pair in place.items() for each in pair))
    assert done.returncode == 2
    assert option in done.stderr
    assert "it is empty" in done.stderr


def test_an_upload_that_was_held_back_does_not_tell_the_speed_of_the_line(
    pixel: Run,
    photos: Path,
    place: tuple[int, int],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    where = ("--project", str(place[0]), "--collection", str(place[1]))
    pixel("upload", str(photos), *where, "--skip-invalid", "--bandwidth", "500Mbit")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    run = last_runs()[0]
    assert run.request.options.bandwidth == 62_500_000
    run.sent, run.seconds = 10**9, 100.0
    assert run.speed is None


def test_a_file_that_was_deleted_at_the_service_is_named_and_not_said_to_be_there(
    pixel: Run, client: PixelClient, place: tuple[int, int], photos: Path
) -> None:
    where = ("-p", str(place[0]), "-c", "Photos", "--skip-invalid")
    assert "All files are in" in pixel("upload", str(photos), *where).stderr
    first = client.get_images(*place)[0]
    client.delete_image(*place, first.id)
    done = pixel("upload", str(photos), *where)
    assert f"1 already uploaded ({first.name})" in done.stderr
    assert "with --again-missing it is sent again" in done.stderr
    assert "All files are in" not in done.stderr
    assert pixel("upload", str(photos), *where, "--again", "--again-missing").returncode == 2
    mended = pixel("upload", str(photos), *where, "--again-missing")
    assert "Uploaded 1 of 5 files" in mended.stderr
    assert "All files are in" in mended.stderr
    assert len(client.get_images(*place)) == 5


def test_a_retry_is_as_the_upload_was(
    pixel: Run, client: PixelClient, place: tuple[int, int], photos: Path, tmp_path: Path
) -> None:
    where = ("-p", str(place[0]), "-c", "Photos")
    photo = str(photos / "DJI_0000.JPG")
    mine = ("--journal", str(tmp_path / "mine.journal"))
    for again in ((), ("--again",)):
        assert "Uploaded 1 of 1" in pixel("upload", photo, *where, *mine, *again).stderr
        # It looks into the same journal, and what was sent again is not sent a third time.
        assert "Uploaded 0 of 1" in pixel("retry").stderr
    assert len(client.get_images(*place)) == 2


def test_a_place_that_is_not_there_is_told_with_what_to_do(
    pixel: Run, client: PixelClient, place: tuple[int, int], photos: Path
) -> None:
    name = client.get_project(place[0]).name
    done = pixel("upload", str(photos), "-p", name.replace("P ", "Q "), "-c", "Photos")
    assert done.returncode == 2
    first, listing, create = done.stderr.splitlines()
    assert f"Did you mean {name!r}?" in first
    assert listing == "  pixel projects list"
    assert create == "Or create it with --create."
    asked = ("upload", str(photos), "-p", "Q", "-c", "Photos", "--create", "--area", "1,2,3")
    done = pixel(*asked)  # known before a file is read
    assert (done.returncode, done.stderr.count("DJI")) == (2, 0)
    assert "WEST,SOUTH,EAST,NORTH" in done.stderr


def test_what_would_be_passed_over_in_silence_is_refused(
    pixel: Run, client: PixelClient, place: tuple[int, int], photos: Path, tmp_path: Path
) -> None:
    plan, where = tmp_path / "a.plan", ("-p", str(place[0]), "-c", "Photos")
    photo = str(photos / "DJI_0000.JPG")
    assert pixel("plan", photo, *where, "-w", str(plan)).returncode == 0
    done = pixel("upload", "--plan", str(plan), "--timezone", "Europe/Oslo", "--strict")
    assert done.returncode == 2
    assert "--timezone, --strict" in done.stderr
    done = pixel("upload", photo, *where, "--create", "--type", "DTM")
    assert done.returncode == 2
    assert "'Photos' exists, with type image instead of DTM" in done.stderr
    assert client.get_images(*place) == []
    assert pixel("upload", "--plan", str(plan)).returncode == 0
    assert "Uploaded 1 of 1" in pixel("upload", "--plan", str(plan), "--again").stderr


def test_a_plan_for_people_keeps_room_for_names(pixel: Run, photos: Path) -> None:
    done = pixel("plan", str(photos), "--type", "image", "--skip-invalid")
    row = next(line for line in done.stdout.splitlines() if "DJI_0001" in line)
    longitude = row.split()[5]
    assert 0 < len(longitude.partition(".")[2]) <= 5
    exact = json.loads(
        pixel("plan", str(photos), "--type", "image", "--skip-invalid", "--json").stdout
    )
    assert round(exact[1]["longitude"], 5) == float(longitude)


def test_paths_below_this_folder_are_told_relative_paths(
    pixel: Run, photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(photos.parent)
    done = pixel("plan", photos.name, "--type", "image")
    assert f" {photos.name}/DJI_0003.JPG: " in done.stderr
    monkeypatch.chdir("/")
    assert relative_paths("/a/b: gone") == "/a/b: gone"


def test_a_full_disk_is_told_with_the_file_and_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "flight.html"
    path.write_text("before", encoding="utf-8")

    def write() -> None:
        with write_errors(path), AtomicFile(path) as file:
            file.write("half")
            raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(CommandError, match=r"flight\.html cannot be written: No space"):
        write()
    assert path.read_text(encoding="utf-8") == "before"
    assert list(tmp_path.iterdir()) == [path]
    with pytest.raises(TimeoutError), write_errors(path):
        raise TimeoutError("the service took too long")


def test_a_network_that_is_gone_is_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    retry = retried(httpx.ConnectError("[Errno 111] Connection refused"))
    records = [{"msg": f"retry {n}: ConnectError"} | retry for n in range(3)]
    records += [{"msg": "something else"}]
    # The command says itself how a stopped upload is resumed.
    records += [{"msg": "that was all for now", "pixel_event": "upload-stopped"}]
    for verbose, told in ((False, 1), (True, 3)):
        said = _LogHandler(Output(verbose=verbose))
        for fields in records:
            said.handle(logging.makeLogRecord({"levelno": logging.WARNING} | fields))
        lines = capsys.readouterr().err.splitlines()
        assert ["ConnectError" in line for line in lines] == [True] * told + [False]
        assert lines[-1] == "something else"


def test_files_that_were_all_there_before_are_a_whole_bar(tmp_path: Path) -> None:
    text = io.StringIO()
    progress = RichProgress(Console(file=text, force_terminal=True, width=80))
    path = tmp_path / "a.jpg"
    progress(RunPlanned(files=1, refused=0, size=10))
    progress(FileSkipped(path, "it was uploaded before", size=10))
    progress.close()
    assert "100%" in text.getvalue()


def test_a_search_says_where_what_it_finds_is(
    pixel: Run, place: tuple[int, int], photos: Path
) -> None:
    shutil.copy(photos / "DJI_0001.JPG", photos / "Lone.JPG")
    pixel("upload", str(photos / "Lone.JPG"), "-p", str(place[0]), "-c", "Photos")
    done = pixel("search", "images", "--where", "name == Lone.JPG", "--limit", "1")
    assert {"project", "collection", "taken"} <= set(done.stdout.splitlines()[0].split())
    assert str(place[1]) in done.stdout.splitlines()[1].split()


def test_a_plan_shows_the_files_and_the_map_where_errors_stop_it(
    pixel: Run, photos: Path, tmp_path: Path
) -> None:
    page, written = tmp_path / "flight.html", tmp_path / "flight.plan"
    asked = ("plan", str(photos), "--type", "image")
    done = pixel(*asked, "--map", str(page), "--write", str(written))
    assert done.returncode == 1
    assert "--skip-invalid" in done.stderr
    assert "would be uploaded" not in done.stderr
    rows = done.stdout.splitlines()
    assert len(rows) == 7
    assert "truncated" in next(row for row in rows if "DJI_0003" in row)
    assert page.exists()
    assert not written.exists()


def test_a_pattern_takes_folders_and_tells_their_type(
    pixel: Run, client: PixelClient, photos: Path, tmp_path: Path
) -> None:
    for name in ("flight1/deep", "flight2"):
        (tmp_path / name).mkdir(parents=True)
    (photos / "DJI_0000.JPG").rename(tmp_path / "flight1" / "deep" / "a.JPG")
    (photos / "DJI_0001.JPG").rename(tmp_path / "flight2" / "b.JPG")
    pattern = str(tmp_path / "flight*")
    planned = pixel("plan", pattern, "--type", "image", "--json")
    assert sorted(row["name"] for row in json.loads(planned.stdout)) == ["a.JPG", "b.JPG"]
    done = pixel("upload", pattern, "-p", "By pattern", "-c", "Photos", "--create")
    assert done.returncode == 0, done.stderr
    assert "Uploaded 2 of 2 files" in done.stderr
    nothing = pixel("upload", str(tmp_path / "fligth*"), "-p", "None", "-c", "x", "--create")
    assert nothing.returncode == 2
    assert "There is no file or folder" in nothing.stderr
