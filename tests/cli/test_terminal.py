"""`pixel` in a terminal, as a new user meets it: questions, a live bar, Ctrl-C, and going on."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pexpect
import pytest

from pixel_sandbox import Sandbox


@pytest.fixture
def slow() -> Iterator[Sandbox]:
    with Sandbox(validation_delay=0.8) as running:
        yield running


@pytest.fixture
def terminal(environment: dict[str, str], slow: Sandbox, tmp_path: Path) -> Iterator[Callable]:
    """Starts `pixel` in a terminal of 100 by 30."""
    started = []
    folder = tmp_path / "there"
    folder.mkdir()

    def start(*arguments: str, **variables: str) -> pexpect.spawn:
        child = pexpect.spawn(
            sys.executable,
            ["-c", "from pixel_client.cli import main; main()", *arguments],
            env=environment | slow.settings | {"TERM": "xterm-256color"} | variables,
            cwd=folder,
            dimensions=(30, 100),
            encoding="utf-8",
            timeout=60,
        )
        started.append(child)
        return child

    yield start
    for child in started:
        child.close(force=True)


def ended(child: pexpect.spawn) -> int:
    child.expect(pexpect.EOF)
    child.close()
    return child.exitstatus


def test_login_asks_for_what_is_missing_and_writes_a_private_file(
    terminal: Callable, tmp_path: Path
) -> None:
    child = terminal("login", PIXEL_USERNAME="", PIXEL_PASSWORD="")
    child.expect("User name: ")
    child.sendline("pilot")
    child.expect("Password: ")
    child.sendline("pilot")
    child.expect("you, just now")
    child.expect("Signed in as pilot")
    child.expect("Write the settings to .env")
    child.sendline("y")
    assert ended(child) == 0
    written = tmp_path / "there" / ".env"
    assert written.stat().st_mode & 0o777 == 0o600
    where = {"PIXEL_API_URL": "", "PIXEL_AUTH_SERVER_URL": "", "PIXEL_TENANT": ""}
    child = terminal("whoami", PIXEL_USERNAME="", PIXEL_PASSWORD="", **where)
    child.expect("pilot")
    assert ended(child) == 0


def test_an_upload_is_interrupted_and_goes_on(terminal: Callable, photos: Path) -> None:
    (photos / "DJI_0003.JPG").unlink()
    place = ("-p", "Road", "-c", "Flight")
    child = terminal("upload", str(photos), *place, "--create")
    child.expect("Created project")
    child.expect("the service looks at them")  # the bar's second line: all is sent
    child.sendintr()
    child.expect("Stopped. . of 5 files are uploaded; what was sent is kept.")
    child.expect("pixel retry 1")
    assert ended(child) == 130
    child = terminal("retry")
    child.expect("5 of 5 files")
    child.expect("They are in Road / Flight")
    assert ended(child) == 0
    child = terminal("status")
    child.expect("finished")
    child.expect("interrupted")
    assert ended(child) == 0


def test_a_deletion_is_asked_for_first(terminal: Callable) -> None:
    child = terminal("projects", "create", "Old", "--area", "10,59,11,60", "-q")
    assert ended(child) == 0
    child = terminal("projects", "delete", "Old")
    child.expect("Delete project 1, 'Old', and all in it.*:")
    child.sendline("n")
    child.expect("Nothing was done")
    assert ended(child) == 1
    child = terminal("projects", "delete", "Old")
    child.expect("and all in it.*:")
    child.sendline("y")
    child.expect("pixel projects restore 1")
    assert ended(child) == 0
