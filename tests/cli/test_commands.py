"""Commands of a request or two, as a script meets them: output, exit codes, errors."""

from __future__ import annotations

import csv
import io
import json
import re
import shlex
from pathlib import Path

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from pixel_client import PixelClient
from pixel_client.cli.commands.search import _print_fields, condition
from pixel_client.cli.main import app
from pixel_client.cli.output.cells import columns, plain
from pixel_client.cli.output.writer import Output
from pixel_client.cli.session import Session

from .conftest import AREA, Run


def test_projects_from_creation_to_restoration(pixel: Run) -> None:
    made = json.loads(pixel("projects", "create", "Road", "--area", AREA, "--json").stdout)
    number = str(made["id"])
    assert json.loads(pixel("projects", "show", "road", "--json").stdout)["id"] == made["id"]
    tagged = pixel("projects", "tag", "Road", "--add", "2024", "--add", "draft", "--json")
    assert json.loads(tagged.stdout)["tags"] == ["2024", "draft"]
    assert pixel("projects", "delete", number, "--yes").returncode == 0
    gone = pixel("projects", "show", "Road")
    assert (gone.returncode, gone.stdout) == (2, "")
    assert "pixel projects list" in gone.stderr
    deleted = json.loads(pixel("projects", "list", "--deleted", "--json").stdout)
    assert made["id"] in [each["id"] for each in deleted]
    assert pixel("projects", "restore", number).returncode == 0
    assert pixel("projects", "show", number).returncode == 0


def test_collections_by_name_within_a_project(pixel: Run, place: tuple[int, int]) -> None:
    where = ("--project", str(place[0]))
    made = pixel("collections", "create", "DTM 1", *where, "--type", "DTM", "--srid", "25832", "-q")
    assert made.returncode == 0, made.stderr
    shown = json.loads(pixel("collections", "show", "dtm 1", *where, "--json").stdout)
    assert shown["data_collection_type"] == "DTM"
    listed = pixel("collections", "list", *where, "--type", "DTM", "--csv").stdout
    assert [row["name"] for row in csv.DictReader(io.StringIO(listed))] == ["DTM 1"]
    nowhere = pixel("collections", "list", *where, "--geojson")
    assert {each["geometry"] for each in json.loads(nowhere.stdout)["features"]} == {None}
    assert "None of the items has a location" in nowhere.stderr
    assert "None of the items" not in pixel("projects", "list", "--geojson").stderr
    wrong = pixel("collections", "create", "x", *where, "--type", "image", "--srid", "25832")
    assert wrong.returncode == 2
    assert "rasters only" in wrong.stderr


def test_of_several_ids_those_that_fail_make_it_partly(
    pixel: Run, client: PixelClient, place: tuple[int, int], photos: Path
) -> None:
    image = client.upload_image(*place, photos / "DJI_0000.JPG")
    where = ("-p", str(place[0]), "-c", "Photos")
    tagged = pixel("images", "tag", str(image.id), "999999", *where, "--add", "seen")
    assert tagged.returncode == 3
    assert client.get_image(*place, image.id).tags == ["seen"]
    assert "999999" in tagged.stderr
    shown = json.loads(pixel("images", "list", *where, "--geojson").stdout)
    assert shown["features"][0]["geometry"]["coordinates"][:2] == pytest.approx([10.75, 59.91])
    refused = pixel("images", "delete", str(image.id), *where)
    assert refused.returncode == 2
    assert "--yes" in refused.stderr
    assert pixel("images", "delete", str(image.id), *where, "--yes").returncode == 0
    assert pixel("images", "delete", str(image.id), *where, "--yes").returncode == 1
    assert pixel("images", "list", *where, "--jsonl").stdout == ""


def test_search_finds_by_condition_and_area(
    pixel: Run, client: PixelClient, place: tuple[int, int], photos: Path
) -> None:
    image = client.upload_image(*place, photos / "DJI_0001.JPG")
    asked = ("search", "images", "--where", "name ~ DJI_0001%", "--jsonl")
    there = pixel(*asked, "--intersects", "10.7,59.9,10.8,60.0")
    assert image.id in [json.loads(line)["id"] for line in there.stdout.splitlines()]
    elsewhere = pixel(*asked, "--intersects", "11.7,59.9,11.8,60.0")
    assert (elsewhere.returncode, elsewhere.stdout) == (0, "")


def test_what_can_be_searched_is_a_row_a_field(pixel: Run) -> None:
    done = pixel("search", "images", "--fields")
    rows = {line.split()[0]: line.split()[1:] for line in done.stdout.splitlines()}
    assert rows["field"] == ["type", "--where", "--text", "--sort", "--field"]
    assert rows["cam_heading"] == ["number", "yes", "yes", "yes"]
    assert rows["location"] == ["yes"]
    assert "Operators of --where for a list: == != in !in contains !contains\n" in done.stderr
    told = json.loads(pixel("search", "images", "--fields", "--json").stdout)
    assert {"name", "type", "operators"} == set(told["filter_fields"][0])


def test_what_a_service_says_otherwise_of_its_fields_is_shown_as_it_is(
    capsys: pytest.CaptureFixture[str],
) -> None:
    _print_fields(Session(Output()), {"fields": {"a": "text"}, "sort_fields": None})
    assert capsys.readouterr().out.splitlines()[0] == 'fields       {"a": "text"}'
    _print_fields(Session(Output()), {"sort_fields": ["a"]})
    assert capsys.readouterr().out.split() == [
        "field",
        "type",
        "--where",
        "--text",
        "--sort",
        "--field",
        "a",
        "yes",
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("name ~ DJI%", {"~": [{"var": "name"}, "DJI%"]}),
        ("cam_heading>=90", {">=": [{"var": "cam_heading"}, 90]}),
        ("id in 1, 2", {"in": [{"var": "id"}, [1, 2]]}),
        ("name = 'a b'", {"==": [{"var": "name"}, "a b"]}),
        ("tags !contains x", {"!contains": [{"var": "tags"}, "x"]}),
    ],
)
def test_conditions_are_read(text: str, told: object) -> None:
    assert condition(text) == told


def test_a_table_has_no_colour_in_a_pipe_and_nothing_but_results_on_stdout(shell: Run) -> None:
    done = shell("projects", "list", "--name", "none such")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "Nothing found.\n"
    assert shell("projects", "list", "--name", "none such", "-q").stderr == ""
    shown = shell("whoami", FORCE_COLOR="")
    assert "\x1b" not in shown.stdout + shown.stderr


def test_missing_settings_are_named_in_a_sentence(pixel: Run) -> None:
    done = pixel("whoami", PIXEL_TENANT="", PIXEL_PASSWORD="")
    assert done.returncode == 2
    assert "PIXEL_TENANT" in done.stderr
    assert "PIXEL_PASSWORD" in done.stderr
    assert "pixel login" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_wrong_password_is_told_and_never_shown(pixel: Run) -> None:
    for arguments in (("whoami",), ("whoami", "-v"), ("login",)):
        done = pixel(*arguments, PIXEL_PASSWORD="Hush-9-hush")
        assert done.returncode == 1
        assert "Hush-9-hush" not in done.stdout + done.stderr
        assert ("Traceback" in done.stderr) == ("-v" in arguments)


def test_login_tells_where_each_setting_comes_from(pixel: Run, tmp_path: Path) -> None:
    file = tmp_path / "acme.env"
    written = pixel("login", "--write", str(file))
    assert written.returncode == 0, written.stderr
    assert file.stat().st_mode & 0o777 == 0o600
    gone = dict.fromkeys(("PIXEL_TENANT", "PIXEL_USERNAME", "PIXEL_PASSWORD"), "")
    gone |= {"PIXEL_API_URL": "", "PIXEL_AUTH_SERVER_URL": ""}
    told = json.loads(pixel("login", "--env-file", str(file), "--json", **gone).stdout)
    origins = {row["setting"]: row["from"] for row in told}
    assert origins["PIXEL_TENANT"] == str(file)
    assert origins["PIXEL_ENV"] == "the environment"
    assert "pilot" not in [r["value"] for r in told if r["setting"] == "PIXEL_PASSWORD"]


def test_a_file_that_lies_here_cannot_send_the_password_elsewhere(
    pixel: Run, tmp_path: Path
) -> None:
    (tmp_path / "here" / ".env").write_text("PIXEL_AUTH_SERVER_URL=http://127.0.0.1:9\n")
    done = pixel("whoami", PIXEL_AUTH_SERVER_URL="")
    assert done.returncode == 2
    assert "--env-file .env" in done.stderr


def test_two_forms_at_once_are_refused(pixel: Run) -> None:
    done = pixel("projects", "list", "--json", "--csv")
    assert (done.returncode, done.stdout) == (2, "")


def test_help_loads_nothing_of_the_client() -> None:
    import subprocess
    import sys

    code = (
        "import sys\nsys.argv = ['pixel', '--help']\n"
        "from pixel_client.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print([m for m in ('httpx', 'pydantic', 'attrs', 'pixel_client.client', 'numpy')"
        " if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.stderr.strip() == "['attrs']"  # columns are attrs classes
    assert "pixel login" in done.stdout


def commands(command: object, path: tuple[str, ...] = ()) -> dict[str, object]:
    inner = getattr(command, "commands", None)
    if not inner:
        return {" ".join(path): command}
    return {
        found: each
        for name, group in inner.items()
        for found, each in commands(group, (*path, name)).items()
    }


def test_every_command_has_help_with_an_example_that_can_be_read() -> None:
    wrong = []
    for path, command in commands(get_command(app)).items():
        examples = re.findall(r"\[cyan\](pixel .*?)\[/cyan\]", command.epilog or "")
        if not examples or not command.help:
            wrong.append(path)
        for example in examples:
            words = shlex.split(example.split(" > ")[0])[1:]
            try:
                command.make_context("pixel", words[len(path.split()) :])
            except Exception as error:
                wrong.append(f"{example}: {error}")
    assert wrong == []
    shown = CliRunner().invoke(app, ["images", "edit", "--help"], env={"COLUMNS": "200"})
    assert "pixel images edit 31 --set json_metadata.reviewed=yes" in shown.output


def test_what_a_terminal_would_obey_is_spelled_out() -> None:
    assert plain("a\x1b[2Jb\tc") == "a\\x1b[2Jb\\tc"
    assert plain("blåbær\nand") == "blåbær\nand"


def test_columns_are_read_from_a_short_text() -> None:
    first, second = columns("id# taken_at#=capture_date")
    assert (first.title, first.field, first.right) == ("id", "id", True)
    assert (second.title, second.field, second.right) == ("taken at", "capture_date", True)
