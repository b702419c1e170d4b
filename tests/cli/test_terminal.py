"""`pixel` in a terminal, as a new user meets it, from `login` to `delete`."""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path

import pexpect
import pytest

from pixel_client import get_client
from pixel_sandbox import Sandbox, samples

COLUMNS = 80
PLACE = ("-p", "Road", "-c", "Flight")


class Session:
    """A terminal of 80 by 24, in a folder of its own."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        folder.mkdir()
        self.child = pexpect.spawn(
            sys.executable,
            [str(Path(__file__).with_name("prompt.py"))],
            env=environment | {"TERM": "xterm-256color"},
            cwd=folder,
            dimensions=(24, COLUMNS),
            encoding="utf-8",
            timeout=60,
        )
        self.child.expect_exact("$ ")

    def type(self, *words: str) -> None:
        """Type a command."""
        line = shlex.join(words)
        self.child.sendline(line)
        self.child.expect_exact(line.split(" ")[0])  # the echo

    def until(self, text: str) -> str:
        """Wait until this is shown."""
        self.child.expect(text)
        return self.child.before

    def ended(self) -> tuple[int, str]:
        """Wait for the command's end: its exit code, and what was shown meanwhile."""
        self.child.expect(r"\[(-?\d+)\]\r\n\$ ")
        return int(self.child.match[1]), self.child.before

    def run(self, *words: str, code: int = 0) -> str:
        """Run a command to its end; answers what was shown, without colours."""
        self.type(*words)
        found, shown = self.ended()
        text = re.sub(r"\x1b\[[\d;?]*[a-zA-Z]", "", shown)
        assert found == code, text
        lines = text.split("\n")[1:]  # after the echo
        assert max(map(len, "\n".join(lines).splitlines()), default=0) <= COLUMNS
        return "\n".join(lines)


@pytest.fixture
def terminal(environment: dict[str, str], slow: Sandbox, tmp_path: Path) -> Iterator[Session]:
    session = Session(tmp_path / "there", environment | slow.settings)
    yield session
    session.child.close(force=True)


def test_login_asks_for_what_is_missing_and_writes_a_private_file(
    terminal: Session, tmp_path: Path
) -> None:
    unknown = ("PIXEL_USERNAME=", "PIXEL_PASSWORD=", "pixel")
    terminal.type(*unknown, "login")
    terminal.until("User name: ")
    terminal.child.sendline("pilot")
    terminal.until("Password: ")
    terminal.child.sendline("pilot")
    assert "pilot" not in terminal.until("setting ")  # it is not echoed
    terminal.until("entered now")
    terminal.until("Signed in as pilot")
    terminal.until("Write the settings to .env")
    terminal.child.sendline("y")
    assert terminal.ended()[0] == 0
    written = tmp_path / "there" / ".env"
    assert written.stat().st_mode & 0o777 == 0o600
    where = ("PIXEL_API_URL=", "PIXEL_AUTH_SERVER_URL=", "PIXEL_TENANT=")
    assert re.search(r"username\s+pilot", terminal.run(*where, *unknown, "whoami"))


def test_from_plan_to_deletion(terminal: Session, photos: Path, tmp_path: Path) -> None:
    there = tmp_path / "there"

    # It is told what is wrong before anything is sent.
    plan = ("pixel", "plan", str(photos), "--type", "image", "--map", "m.html")
    told = terminal.run(*plan, code=1).replace("\r\n", "")  # a path may be longer than a line
    assert "DJI_0003.JPG" in told
    assert (there / "m.html").exists()
    told = terminal.run(*plan, "--skip-invalid", code=3)
    assert re.search(r"DJI_0000.JPG +[\d.,]+ \w+ +2024-06-01 12:30 +10.75 +59.91 +90", told), told
    assert "<circle" in (there / "m.html").read_text(encoding="utf-8")
    (photos / "DJI_0003.JPG").unlink()

    # The upload is interrupted, looked at, and goes on.
    terminal.type("pixel", "upload", str(photos), *PLACE, "--create")
    terminal.until("Created project")
    terminal.until("the service looks at them")  # the bar's second line: all is sent
    terminal.child.sendintr()
    terminal.until("Interrupted: . of 5 files uploaded; completed parts are kept.")
    terminal.until("pixel retry 1")
    assert terminal.ended()[0] == 130
    assert "interrupted" in terminal.run("pixel", "status")
    assert "Resume with" in terminal.run("pixel", "status", "1", code=130)
    told = terminal.run("pixel", "retry")
    assert "5 of 5 files" in told
    assert "All files are in Road / Flight" in told

    # What is there.
    listed = terminal.run("pixel", "images", "list", *PLACE)
    assert listed.split("\r\n")[0].split() == ["id", "name", "taken", "location", "type"]
    assert len(re.findall(r"DJI_000\d.JPG  2024-06-01 12:30  10.75, 59.91", listed)) == 5
    found = terminal.run("pixel", "search", "images", "--where", "name ~ DJI_0001%")
    assert "DJI_0001.JPG" in found
    note = tmp_path / "note with a long name, so long that a table must cut it to fit here.txt"
    note.write_text("windy", encoding="utf-8")
    attached = terminal.run("pixel", "attachments", "add", "project", "1", str(note))
    assert "note with a long name" in attached
    assert "holds images" in terminal.run("pixel", "optimize", *PLACE, code=2)
    assert "Nothing found" in terminal.run("pixel", "services", "arcgis", "list", "-t", "Image")

    # A deletion is asked for first.
    terminal.type("pixel", "projects", "delete", "Road")
    terminal.until(r"Delete project \d+, 'Road', with all its contents.*:")
    terminal.child.sendline("n")
    terminal.until("Nothing was changed")
    assert terminal.ended()[0] == 1
    terminal.type("pixel", "projects", "delete", "Road")
    terminal.until("with all its contents.*:")
    terminal.child.sendintr()
    terminal.until("Interrupted")
    assert terminal.ended()[0] == 130
    terminal.type("pixel", "projects", "delete", "Road")
    terminal.until("with all its contents.*:")
    terminal.child.sendline("y")
    terminal.until(r"pixel projects restore \d+")
    assert terminal.ended()[0] == 0


def test_what_is_made_at_the_service_leaves_its_table_alone(
    terminal: Session, slow: Sandbox, tmp_path: Path
) -> None:
    samples.make_geotiff(tmp_path / "ortho.tif", size=(64, 48))
    area = {"type": "Polygon", "coordinates": [[[10, 59], [11, 59], [11, 60], [10, 59]]]}
    with get_client(settings=slow.settings) as client:
        project = client.create_project("Rasters", "", area).id
        collection = client.create_data_collection(project, "Ortho", "", "RGB").id
        client.upload_raster(project, collection, tmp_path / "ortho.tif")
    where = ("-p", str(project), "-c", str(collection))
    for quiet in ((), ("-q",)):
        shown = terminal.run("pixel", "optimize", *where, *quiet)
        assert "job/s" not in shown  # the client's own bar
        if quiet:
            assert len(shown.split("\r\n")) == 3, shown  # heading, row


@pytest.mark.parametrize(("variable", "coloured"), [("NO_COLOR=", True), ("NO_COLOR=1", False)])
def test_colours_are_left_out_when_they_are_not_wanted(
    terminal: Session, variable: str, coloured: bool
) -> None:
    terminal.type(variable, "pixel", "projects", "show", "none such")
    assert ("\x1b[31m" in terminal.ended()[1]) is coloured
