"""The examples run, against settings in the environment and against a sandbox of their own."""

from __future__ import annotations

import json
import os
import re
import runpy
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import nbformat
import pytest

from pixel_client import get_client
from pixel_sandbox import Sandbox

EXAMPLES = Path(__file__).parents[2] / "examples"
SCRIPTS = sorted(path.stem for path in EXAMPLES.glob("*.py"))


@pytest.fixture
def here(
    folder: Path, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """A folder, with settings in the environment; what an example changes is put back."""
    monkeypatch.chdir(folder)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "path", [str(EXAMPLES), *sys.path])
    before = signal.getsignal(signal.SIGTERM)
    yield folder
    signal.signal(signal.SIGTERM, before)
    sys.modules.pop("workplace", None)


def run(name: str, *arguments: str) -> object:
    """Run an example as `python examples/NAME.py` does; its exit code."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", [f"{name}.py", *arguments])
        with pytest.raises(SystemExit) as ended:
            runpy.run_path(str(EXAMPLES / f"{name}.py"), run_name="__main__")
    return ended.value.code


def test_every_example_is_run_here() -> None:
    shared = {"workplace"}
    text = Path(__file__).read_text(encoding="utf-8")
    assert [name for name in {*SCRIPTS} - shared if f'"{name}' not in text] == []


@pytest.mark.parametrize("name", [name for name in SCRIPTS if name != "workplace"])
def test_help_tells_what_each_takes(
    name: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert not run(name, "--help")
    assert capsys.readouterr().out.startswith(f"usage: {name}.py [-h]")


def test_the_demo_takes_files_of_ones_own(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("demo", ".") == 0
    said = capsys.readouterr().out
    assert "Uploaded: 8 of 9 files." in said
    assert "flight2/DJI_0003.JPG failed: " in said
    assert run("demo", "nowhere") == 2


def test_a_flight_is_uploaded_and_reported(here: Path, sandbox: Sandbox) -> None:
    where = ["--project", "E18 Vest", "--collection", "By example", "--timezone", "Europe/Oslo"]
    assert run("upload_flight", "flight2", *where) == 3  # one photo is broken
    assert run("upload_flight", "flight1", *where) == 0
    report = json.loads((here / "flight.geojson").read_text(encoding="utf-8"))
    assert [each["geometry"]["coordinates"][1] for each in report["features"]] == [59.91] * 3
    with get_client(settings=sandbox.settings) as client:
        (collection,) = client.list_data_collections(1, name="By example")
        images = client.get_images(1, collection.id)
    assert len(images) == 5
    assert {image["capture_date"][-6:] for image in images} == {"+02:00"}


def test_terrain_is_uploaded_checked_and_optimised(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tiles = sorted(map(str, (here / "dtm").iterdir()))
    assert run("upload_dtm", *tiles, "--project", "E18 Vest", "--collection", "By example 2") == 0
    assert "Optimised: 2 of 2." in capsys.readouterr().out
    # What does not fit the data collection is refused before anything is sent.
    refused = run(
        "upload_dtm", "ortho.tif", "--project", "E18 Vest", "--collection", "By example 2"
    )
    assert "raster-info" in str(refused)


def test_a_nightly_job_tells_by_its_exit_code_and_goes_on(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "incoming").mkdir()
    (here / "flight1").rename(here / "incoming" / "by night")
    assert run("nightly_sync", "incoming") == 0
    assert run("nightly_sync", "incoming") == 0
    assert "by night: {'skipped': 3}" in capsys.readouterr().out
    (here / "flight2").rename(here / "incoming" / "by night too")
    assert run("nightly_sync", "incoming") == 3
    events = (here / "nightly.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["event"] for line in events].count("RunFinished") == 4
    monkeypatch.setenv("PIXEL_PASSWORD", "wrong")
    assert run("nightly_sync", "incoming") == 1


def test_a_search_becomes_geojson_and_a_map(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("search_to_map", "--within", "0,0,1,1") == 1
    assert "Nothing was found." in capsys.readouterr().out
    for name in [name for name in os.environ if name.startswith("PIXEL_")]:
        monkeypatch.delenv(name)  # so that it starts a sandbox, and makes photos
    assert run("search_to_map", "--looking", "45,135", "--out", "found") == 0
    assert "6 images are in found.geojson and on found.html." in capsys.readouterr().out
    assert "http://" not in re.sub(r"http://www\.w3\.org\S*", "", Path("found.html").read_text())


def test_a_service_uploads_and_stops(here: Path, environment: dict[str, str]) -> None:
    command = [sys.executable, str(EXAMPLES / "async_service.py"), "--folders", ".", "--port", "0"]
    with subprocess.Popen(
        command, cwd=here, env=environment, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr is not None
        said = ""
        while not (found := re.search(r"running on (http://\S+)", said)):
            said += process.stderr.readline()
            assert process.poll() is None, said
        with httpx.Client(base_url=found[1]) as web:
            assert web.post("/uploads", params={"folder": "../nowhere"}).status_code == 404
            assert web.post("/uploads", params={"folder": "flight1"}).json() == {"upload": 1}
            while (told := web.get("/uploads/1").json())["state"] == "running":
                time.sleep(0.02)
            assert told == {"state": "finished", "files": {"uploaded": 3}}
            web.post("/uploads", params={"folder": "flight2"})
            assert web.delete("/uploads/2").json()["state"] == "stopped"
            assert web.get("/uploads/3").status_code == 404
        process.terminate()
        said += process.stderr.read()
        assert process.wait(timeout=30) in (0, -signal.SIGTERM), said
    assert "Traceback" not in said


def test_the_notebook_runs_with_the_sync_client_inside_jupyters_loop(
    here: Path, environment: dict[str, str]
) -> None:
    notebook = nbformat.read(EXAMPLES / "flight.ipynb", as_version=4)
    assert [cell for cell in notebook.cells if cell.get("outputs")] == []  # kept without
    probe = "import asyncio\nassert asyncio.get_running_loop().is_running()\nclient.me().username"
    notebook.cells.insert(2, nbformat.v4.new_code_cell(probe))
    nbformat.write(notebook, here / "probed.ipynb")
    jupyter = str(Path(sys.executable).with_name("jupyter-execute"))
    done = subprocess.run(
        [jupyter, "probed.ipynb", "--inplace", "--timeout=100"],
        cwd=here,
        env=environment | {"IPYTHONDIR": str(here / ".ipython")},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    notebook = nbformat.read(here / "probed.ipynb", as_version=4)
    shown = [
        output.get("text") or output["data"].get("text/html") or output["data"]["text/plain"]
        for cell in notebook.cells
        for output in cell.get("outputs", ())
    ]
    assert "'pilot'" in shown
    assert "<UploadReport: 12 uploaded>" in shown
    assert any("<iframe srcdoc=" in each and "DJI_0012.JPG" in each for each in shown)
    assert shown[-1].endswith(" m\n")
