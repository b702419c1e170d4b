"""Every Python block of the README runs, as it is printed."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from pixel_client import get_client
from pixel_sandbox import Sandbox, samples

README = Path(__file__).parents[2] / "README.md"
BLOCKS = re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
AREA = {"type": "Polygon", "coordinates": [[[10, 59], [11, 59], [11, 60], [10, 59]]]}


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory):
    """A folder with the files, and a Pixel with the project and the collections, of the README."""
    folder = tmp_path_factory.mktemp("readme")
    (folder / "flight1").mkdir()
    for number in range(3):
        samples.make_jpeg(folder / "flight1" / f"DJI_{number}.JPG", seed=number)
    samples.make_geotiff(folder / "ortho.tif")
    with Sandbox() as sandbox:
        with get_client(settings=sandbox.settings) as client:
            project = client.create_project("Bryggen", "", AREA)
            for kind in ("point_cloud", "image", "raster"):
                client.create_data_collection(project.id, kind, "", kind)
        yield folder, {**os.environ, **sandbox.environment}


@pytest.mark.parametrize(
    ("number", "printed"),
    [(0, ["1 Bryggen", "3 uploaded"]), (1, ["DJI_0.JPG"]), (2, ["pilot"])],
)
@pytest.mark.filterwarnings("ignore::rasterio.errors.NotGeoreferencedWarning")
def test_a_block_runs(workplace, number: int, printed: list[str]) -> None:
    folder, environment = workplace
    assert len(BLOCKS) == 3
    done = subprocess.run(
        [sys.executable, "-c", BLOCKS[number]],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=100,
    )
    assert (done.returncode, done.stderr) == (0, "")
    for words in printed:
        assert words in done.stdout
