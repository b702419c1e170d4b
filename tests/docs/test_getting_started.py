"""Every Python block of the first page runs, as it is printed."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pixel_client import get_client
from pixel_sandbox import Sandbox, samples

PAGE = Path(__file__).parents[2] / "docs" / "index.md"
BLOCKS = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
AREA = {"type": "Polygon", "coordinates": [[[10, 59], [11, 59], [11, 60], [10, 59]]]}


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, dict[str, str]]]:
    """A folder with photos, and a Pixel with the project and the collections of the page."""
    folder = tmp_path_factory.mktemp("page")
    (folder / "flight1").mkdir()
    for number in range(2):
        samples.make_jpeg(folder / "flight1" / f"DJI_{number}.JPG", seed=number)
    with Sandbox() as sandbox:
        with get_client(settings=sandbox.settings) as client:
            project = client.create_project("Bryggen", "", AREA)
            for kind in ("raster", "image"):
                client.create_data_collection(project.id, kind, "", kind)
        # Where Linux, macOS and Windows keep the state of programs, for the upload's journal.
        state = dict.fromkeys(("XDG_STATE_HOME", "HOME", "LOCALAPPDATA"), str(folder / "state"))
        yield folder, {**os.environ, **sandbox.environment, **state}


def test_the_blocks_run_one_after_the_other(workplace: tuple[Path, dict[str, str]]) -> None:
    folder, environment = workplace
    expected = ["1 Bryggen", "{'uploaded': 2}", "DJI_0.JPG", "there is no such project"]
    assert len(BLOCKS) == len(expected)
    for block, words in zip(BLOCKS, expected, strict=True):
        done = subprocess.run(
            [sys.executable, "-c", block],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            timeout=100,
        )
        assert (done.returncode, done.stderr) == (0, "")
        assert words in done.stdout
