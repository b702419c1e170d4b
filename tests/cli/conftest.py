"""A sandbox, and `pixel` run beside it as in a shell."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import attrs
import pytest
from typer.testing import CliRunner

from pixel_client import PixelClient, get_client
from pixel_client.cli.main import app
from pixel_sandbox import Sandbox, samples

AREA = "10.5,59.7,11.0,60.1"
Run = Callable[..., "Done"]


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as running:
        yield running


@pytest.fixture(scope="session")
def slow() -> Iterator[Sandbox]:
    """One that takes its time to look at what was uploaded."""
    with Sandbox(validation_delay=0.8) as running:
        yield running


@pytest.fixture
def environment(sandbox: Sandbox, tmp_path: Path) -> dict[str, str]:
    """The variables of a shell that knows the sandbox, with a state folder of its own."""
    kept = {n: v for n, v in os.environ.items() if not n.startswith(("PIXEL_", "KEYCLOAK_"))}
    return kept | sandbox.settings | {"XDG_STATE_HOME": str(tmp_path / "state")}


@attrs.frozen
class Done:
    """How a command ended."""

    returncode: int
    stdout: str
    stderr: str


@attrs.frozen
class Process:
    """`pixel` as it runs."""

    child: subprocess.Popen[str]

    def until(self, text: str) -> str:
        """Read on until a line holds this; answers all that was read."""
        assert self.child.stderr is not None
        said = ""
        for line in self.child.stderr:
            said += line
            if text in line:
                return said
        raise AssertionError(f"{text!r} was not said: {said}")

    def ended(self, number: signal.Signals | None = None) -> tuple[int, str]:
        """Send a signal, wait for the end; answers the exit code and what was said last."""
        if number is not None:
            self.child.send_signal(number)
        said = self.child.communicate(timeout=60)[1]
        return self.child.returncode, said


@pytest.fixture
def pixel(
    environment: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Done]:
    """Runs `pixel` to its end, in a folder of its own, within this process."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)

    def run(*arguments: str, **variables: str) -> Done:
        done = CliRunner().invoke(app, arguments, env=environment | variables)
        return Done(done.exit_code, done.stdout, done.stderr)

    return run


@pytest.fixture
def shell(environment: dict[str, str], tmp_path: Path) -> Callable[..., Done]:
    """Runs `pixel` to its end as a program of its own."""

    def run(*arguments: str, **variables: str) -> Done:
        done = subprocess.run(
            [sys.executable, "-c", "from pixel_client.cli import main; main()", *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=100,
            cwd=tmp_path,
            env=environment | variables,
        )
        return Done(done.returncode, done.stdout, done.stderr)

    return run


@pytest.fixture
def process(environment: dict[str, str], tmp_path: Path) -> Iterator[Callable[..., Process]]:
    """Starts `pixel` as a program of its own; what it says is read line by line."""
    started: list[Process] = []

    def start(*arguments: str, **variables: str) -> Process:
        child = subprocess.Popen(
            [sys.executable, "-c", "from pixel_client.cli import main; main()", *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            cwd=tmp_path,
            env=environment | variables,
            start_new_session=True,
        )
        started.append(Process(child))
        return started[-1]

    yield start
    for each in started:
        each.child.kill()
        each.child.communicate()


@pytest.fixture
def client(sandbox: Sandbox) -> Iterator[PixelClient]:
    with get_client(settings=sandbox.settings) as client:
        yield client


@pytest.fixture
def place(client: PixelClient, request: pytest.FixtureRequest) -> tuple[int, int]:
    """A project and a collection of images, of this test alone."""
    ring = [[10.5, 59.7], [11.0, 59.7], [11.0, 60.1], [10.5, 60.1], [10.5, 59.7]]
    area = {"type": "Polygon", "coordinates": [ring]}
    project = client.create_project(f"P {request.node.name}", "", area)
    return project.id, client.create_data_collection(project.id, "Photos", "", "image").id


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    """A folder with six photos, one of them cut short, and a text."""
    folder = tmp_path / "card"
    folder.mkdir()
    for number in range(6):
        samples.make_jpeg(folder / f"DJI_{number:04}.JPG", heading=90.0, seed=number)
    broken = folder / "DJI_0003.JPG"
    broken.write_bytes(broken.read_bytes()[:-300])
    (folder / "notes.txt").write_text("windy", encoding="utf-8")
    return folder
