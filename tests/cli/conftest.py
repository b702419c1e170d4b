"""A sandbox, and `pixel` run beside it as in a shell."""

from __future__ import annotations

import os
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
