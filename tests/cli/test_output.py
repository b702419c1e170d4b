"""What a service, a shell or a terminal may do to the command line."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pixel_client import PixelClient
from pixel_client.cli.output.cells import columns
from pixel_client.cli.output.tables import MAX_ROWS, fit_widths
from pixel_client.cli.output.writer import Output

from .conftest import AREA, Run

PIXEL = f"{sys.executable} -c 'from pixel_client.cli import main; main()'"
EVIL = "\x1b[2J\x9b31m\x1b]0;title\x07\u202egpj.\nevil 🧑‍🚀"


def bash(line: str, environment: dict[str, str], folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-c", line], env=environment, cwd=folder, capture_output=True, text=True,
        timeout=60, stdin=subprocess.DEVNULL,
    )  # fmt: skip


@pytest.fixture
def evil(client: PixelClient) -> int:
    ring = [[10.5, 59.7], [11.0, 59.7], [11.0, 60.1], [10.5, 59.7]]
    project = client.create_project(
        EVIL, EVIL, {"type": "Polygon", "coordinates": [ring]}, None, [EVIL]
    )
    return project.id


def test_names_of_the_service_cannot_speak_to_the_terminal(pixel: Run, evil: int) -> None:
    for arguments in (
        ("list", "--name", EVIL),
        ("show", str(evil)),
        ("show", str(evil), "--json"),
        ("list", "--name", EVIL, "--jsonl"),
        ("tag", EVIL, "--add", "a"),
        ("delete", str(evil)),
    ):
        done = pixel("projects", *arguments)
        shown = done.stdout + done.stderr
        assert not {"\x1b", "\x9b", "\x07", "\u202e"} & set(shown), arguments
        assert "🧑" in shown
    listed = pixel("projects", "list", "--name", EVIL)
    assert len(listed.stdout.splitlines()) == 2
    assert json.loads(pixel("projects", "show", str(evil), "--json").stdout)["name"] == EVIL


def test_an_ambiguous_name_is_refused_with_the_ids(pixel: Run) -> None:
    made = [
        json.loads(pixel("projects", "create", "Twin", "--area", AREA, "--json").stdout)["id"]
        for _ in "ab"
    ]
    done = pixel("projects", "delete", "Twin", "--yes")
    assert done.returncode == 2
    assert f"use one of the ids {made[0]}, {made[1]}" in done.stderr


@pytest.mark.parametrize("number", ["-1", "0", "99999999999999999999999"])
def test_ids_that_cannot_be_are_refused(pixel: Run, place: tuple[int, int], number: str) -> None:
    done = pixel("images", "show", "-p", str(place[0]), "-c", "Photos", "--", number)
    assert done.returncode in (1, 2)
    assert "unexpected" not in done.stderr


def test_a_closed_pipe_is_no_error(
    environment: dict[str, str], tmp_path: Path, place: tuple[int, int]
) -> None:
    line = f"{PIXEL} projects list --FORM | head -c 1 > /dev/null; echo ${{PIPESTATUS[0]}}"
    lines = [line.replace("--FORM", form) for form in ("--jsonl", "")]
    lines.append(f"{PIXEL} projects show {place[0]} | true; echo ${{PIPESTATUS[0]}}")
    done = bash("; ".join(lines), environment, tmp_path)
    assert done.stdout.split() == ["0", "0", "0"]
    assert done.stderr == ""


def test_closed_streams_are_no_error(environment: dict[str, str], tmp_path: Path) -> None:
    done = bash(f"{PIXEL} projects list --json >&- 2>&-; echo $?", environment, tmp_path)
    assert (done.stdout, done.stderr) == ("0\n", "")


def test_a_refusal_of_the_service_is_told_once(pixel: Run) -> None:
    done = pixel("search", "images", "--intersects", "POLYGON((bad")
    assert done.returncode == 1
    assert done.stderr.count("request ") == 1
    assert "422" in done.stderr
    assert done.stderr.startswith("pixel: --intersects: ")


def test_a_terminal_without_unicode_gets_what_it_can_show(
    environment: dict[str, str], tmp_path: Path, client: PixelClient
) -> None:
    ring = [[10.5, 59.7], [11.0, 59.7], [11.0, 60.1], [10.5, 59.7]]
    client.create_project("Blåbær", "", {"type": "Polygon", "coordinates": [ring]})
    ascii_only = environment | {"LC_ALL": "C", "PYTHONIOENCODING": "ascii"}
    table = bash(f"{PIXEL} projects list --name Blåbær", ascii_only, tmp_path)
    assert table.stderr == ""
    assert "Bl\\xe5b\\xe6r" in table.stdout
    piped = bash(f"{PIXEL} projects list --name Blåbær --json", ascii_only, tmp_path)
    assert [each["name"] for each in json.loads(piped.stdout)] == ["Blåbær"]


def test_a_name_that_is_no_text_is_told(environment: dict[str, str], tmp_path: Path) -> None:
    done = bash(f"{PIXEL} projects show $'\\xff'", environment, tmp_path)
    assert done.returncode == 2
    assert "is not valid UTF-8" in done.stderr


def test_an_unreachable_service_is_told_with_what_to_do(pixel: Run) -> None:
    away = {"PIXEL_API_URL": "http://127.0.0.1:9/x", "PIXEL_AUTH_SERVER_URL": "http://127.0.0.1:9"}
    done = pixel("projects", "list", **away)
    assert done.returncode == 1
    assert "Check the network" in done.stderr
    assert "Traceback" not in done.stderr


def test_what_a_viewer_may_not_do_is_told(pixel: Run, tmp_path: Path) -> None:
    user = {
        "first_name": "A",
        "last_name": "B",
        "email": "viewer@example.com",
        "password": "Hush-9-hush",
    }
    (tmp_path / "viewer.json").write_text(json.dumps(user))
    made = pixel(
        "users", "create", "--from", str(tmp_path / "viewer.json"), "--type", "viewer", "--json"
    )
    name = json.loads(made.stdout)["username"]
    done = pixel(
        "projects", "create", "Mine", "--area", AREA,
        PIXEL_USERNAME=name, PIXEL_PASSWORD="Hush-9-hush",
    )  # fmt: skip
    assert done.returncode == 1
    assert "Permission denied" in done.stderr
    assert "403" in done.stderr
    assert "Hush" not in done.stderr


@pytest.mark.parametrize(
    "content", [b"\xff\xfe\x00PIXEL", b"PIXEL_TENANT\n= =\n'", b"PIXEL_API_URL=nonsense\n", b""]
)
def test_a_broken_env_file_is_told(pixel: Run, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "here" / ".env").write_bytes(content)
    nothing = dict.fromkeys(
        (
            "PIXEL_TENANT",
            "PIXEL_USERNAME",
            "PIXEL_PASSWORD",
            "PIXEL_API_URL",
            "PIXEL_AUTH_SERVER_URL",
        ),
        "",
    )
    for command in ("whoami", "login"):
        done = pixel(command, **nothing)
        assert done.returncode == 2
        assert "unexpected" not in done.stderr
        assert "Traceback" not in done.stderr


# --- tables


def counted(total: int, seen: list[int]) -> Iterator[dict[str, object]]:
    for number in range(total):
        seen.append(number)
        yield {"id": number, "name": f"a name {number} " * 9, "at": "2024-05-01T12:30:00Z"}


def terminal(width: int) -> tuple[Output, list[str]]:
    from rich.console import Console

    output, lines = Output(), []

    class Lines:
        encoding = "utf-8"

        def write(self, text: str) -> None:
            lines.extend(text.splitlines())

        def flush(self) -> None: ...

    console = Console(file=Lines(), force_terminal=True, width=width, color_system=None)
    output._consoles = {False: console, True: console}
    return output, lines


@pytest.mark.parametrize("width", [40, 80, 120])
def test_a_table_fits_a_terminal_and_reads_no_more_than_it_shows(width: int) -> None:
    output, lines = terminal(width)
    seen: list[int] = []
    shown = output.items(counted(10_000, seen), columns("id# name empty at"), all_rows=False)
    assert shown == MAX_ROWS
    assert len(seen) <= MAX_ROWS + 1
    assert max(map(len, lines)) <= width
    assert lines[0].split() == ["id", "name", "at"]
    assert "a name 1" in lines[2]
    assert "2024-05-01 12:30" in lines[2]
    assert "--all" in "".join(lines)


def test_a_table_in_a_pipe_is_whole(capsys: pytest.CaptureFixture[str]) -> None:
    assert Output().items(counted(250, []), columns("id# name empty at"), all_rows=False) == 250
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 251
    assert "…" not in "".join(lines)
    assert lines[0].split() == ["id", "name", "empty", "at"]


def test_widths_are_cut_where_it_hurts_least() -> None:
    assert fit_widths([5, 30, 16], [True, False, True], 80) == ([5, 30, 16], 2)
    assert fit_widths([5, 60, 40, 16], [True, False, False, True], 80) == ([5, 26, 27, 16], 2)
    assert fit_widths([5, 30, 9, 16], [True, False, False, True], 50) == ([5, 17, 9, 16], 1)
