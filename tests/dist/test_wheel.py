"""The wheel in an empty environment: what it holds, what it needs, what importing it costs."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BASE = {
    "attrs", "httpx", "platformdirs", "pydantic-settings", "python-dateutil", "sniffio",
    "tqdm",
}  # fmt: skip


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), "."],
        cwd=ROOT,
        check=True,
        capture_output=True,
        timeout=300,
    )
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="session")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """An environment with the wheel and its base dependencies only, as already installed here."""
    site = tmp_path_factory.mktemp("env")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(site)], check=True)
    target = next(site.glob("lib/python*/site-packages"))
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(target)
    listed = "\n".join(str(path) for path in _closure(BASE))
    (target / "_base.txt").write_text(listed)
    import shutil

    for path in _closure(BASE):
        if path.is_dir():
            shutil.copytree(path, target / path.name, dirs_exist_ok=True)
        else:
            shutil.copy(path, target / path.name)
    return str(site / "bin" / "python")


def _closure(names: set[str]) -> list[Path]:
    """The installed files of these distributions and of all that they require without extras."""
    from importlib.metadata import distribution

    from packaging.requirements import Requirement

    seen: dict[str, set[Path]] = {}
    todo = list(names)
    while todo:
        name = todo.pop().lower().replace("_", "-")
        if name in seen:
            continue
        dist = distribution(name)
        root = Path(str(dist.locate_file("")))
        tops = {root / file.parts[0] for file in dist.files or [] if ".." not in file.parts}
        seen[name] = {top for top in tops if top.name != "__pycache__"}
        for text in dist.requires or []:
            requirement = Requirement(text)
            if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
                todo.append(requirement.name)
    return sorted({path for paths in seen.values() for path in paths})


def test_it_holds_three_typed_packages_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.split("/")[0] for name in names if ".dist-info/" not in name}
    assert tops == {"pixel_client", "pixel_api", "pixel_sandbox"}
    for package in tops:
        assert f"{package}/py.typed" in names
    assert "pixel_client/sync.py" in names
    assert not [name for name in names if "__pycache__" in name or name.endswith(".jinja")]
    assert [name for name in names if name.endswith("licenses/LICENSE")]


def test_it_imports_with_the_base_dependencies_only(python: str) -> None:
    code = (
        "import pixel_client, sys; from pixel_client import *;"
        "from pixel_client import ListParams, ImageMetadataFields;"
        "from pixel_client.models import SearchQuery; print(pixel_client.__version__);"
        "print(sorted(m for m in ('fastapi', 'rasterio', 'boto3') if m in sys.modules))"
    )
    done = subprocess.run([python, "-I", "-c", code], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    version, loaded = done.stdout.split("\n")[:2]
    assert version.startswith("2.")
    assert loaded == "[]"


def test_importing_it_costs_little_more_than_what_it_stands_on(python: str) -> None:
    """At most 1.5 times `import httpx, pydantic_settings`, in instructions of one run of both.

    Not a timed assertion: the work is counted as the number of functions Python calls.
    """
    count = (
        "import sys\nn = 0\n"
        "def note(*_):\n    global n; n += 1\n"
        "sys.setprofile(note)\nimport {what}\nsys.setprofile(None)\nprint(n)"
    )

    def calls(what: str) -> float:
        runs = [
            int(
                subprocess.run(
                    [python, "-I", "-c", count.format(what=what)],
                    capture_output=True,
                    text=True,
                    check=True,
                    timeout=60,
                ).stdout
            )
            for _ in range(3)
        ]
        return statistics.median(runs)

    calls("pixel_client.factory")  # leaves compiled files behind, as an installation does
    assert calls("pixel_client.factory") <= 1.5 * calls("httpx, pydantic_settings")
    assert calls("pixel_client") <= 0.1 * calls("httpx, pydantic_settings")


def test_importing_it_opens_no_connection_and_starts_no_thread(python: str) -> None:
    code = (
        "import socket, threading\n"
        "def refuse(*a, **k): raise SystemExit('a connection at import')\n"
        "socket.socket.connect = refuse; socket.getaddrinfo = refuse\n"
        "import pixel_client\n"
        "assert threading.active_count() == 1, threading.enumerate()\n"
    )
    done = subprocess.run([python, "-I", "-c", code], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")


SCRIPT = """
import datetime
from pathlib import Path
from typing import Any, assert_type

from pixel_api.models import Image, Project, SearchResults
from pixel_api.types import Unset
from pixel_client import PixelClient, PixelClientAsync, PixelError, get_client
from pixel_client import ImageMetadataFields, MetadataObject, PixelUploadFile

metadata = MetadataObject(fields=ImageMetadataFields(name="a"))
file = PixelUploadFile(file=Path("a.jpg"), metadata=metadata)

with get_client() as client:
    assert_type(client, PixelClient)
    for project in client.list_projects():
        assert_type(project, Project)
        assert_type(project.id, int)
        assert_type(project.created_at, datetime.datetime | None | Unset)
        assert_type(project["id"], Any)
        assert_type(dict(project), dict[str, Any])
    for image in client.paginate_images(1, 2):
        assert_type(image, Image)
    for row in client.upload_multiple_images(1, 2, [file, "b.jpg"]).failed:
        assert_type(row.path, Path)
    assert_type(client.search({"page": 1}), SearchResults)


async def main() -> None:
    async with get_client(async_=True) as client:
        assert_type(client, PixelClientAsync)
        assert_type(await client.list_projects(), list[Project])
        async for image in client.paginate_images(1, 2):
            assert_type(image, Image)
        try:
            client.no_such_method()  # wrong
            client.get_images(collection=1)  # wrong
        except PixelError as error:
            print(error)
"""


def test_a_type_checker_finds_names_and_types_in_it(python: str, tmp_path: Path) -> None:
    """By the rules for packages that are installed, which look at no name that is not exported."""
    import pixel_client

    head = ["from __future__ import annotations"]
    for module in (pixel_client, pixel_client.models):
        head += [f"from {module.__name__} import {name}" for name in dir(module)]
    script = tmp_path / "script.py"
    script.write_text("\n".join(head) + SCRIPT)
    settings = {"include": ["script.py"], "typeCheckingMode": "standard"}
    (tmp_path / "pyrightconfig.json").write_text(json.dumps(settings))
    checker = Path(sys.executable).with_name("basedpyright")
    done = subprocess.run(
        [str(checker), "--outputjson", "--pythonpath", python, "-p", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    lines = script.read_text().splitlines()
    found = {
        (lines[item["range"]["start"]["line"]].strip(), item.get("rule"))
        for item in json.loads(done.stdout)["generalDiagnostics"]
        if item["severity"] == "error"
    }
    assert found == {
        ("client.no_such_method()  # wrong", "reportAttributeAccessIssue"),
        ("client.get_images(collection=1)  # wrong", "reportCallIssue"),
    }
