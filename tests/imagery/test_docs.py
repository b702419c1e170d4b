"""docs/imagery.md: its Python runs as it is printed, and its table of codes is the code's."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pixel_client import get_client
from pixel_client.imagery import CODES
from pixel_sandbox import Sandbox

from .photo_files import at, dji, photo, write

PAGE = (Path(__file__).parents[2] / "docs" / "imagery.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
AREA = {"type": "Polygon", "coordinates": [[[10, 59], [11, 59], [11, 60], [10, 60], [10, 59]]]}


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Any]]:
    """The folder with the flight, and a Pixel with the project and the collection, of the page."""
    folder = tmp_path_factory.mktemp("imagery")
    (folder / "flight1").mkdir()
    for number in range(3):
        raw = photo(
            exif={0x9003: "2024:05:17 12:30:00", 0xA405: 24},
            gps=at(59.91, 10.75, 120.5),
            xmp=dji(GimbalYawDegree=-90, GimbalPitchDegree=-60, GimbalRollDegree=1),
        )
        cut = len(raw) // 2 if number == 2 else None
        write(folder / "flight1", f"DJI_000{number}.JPG", raw[:cut])
    table = "fil;x;y;Azimut;dato\nDJI_0001;597868,4;6642681,5;12,5;17.05.2024\n"
    write(folder, "flight1.csv", table.encode())
    with Sandbox() as sandbox:
        with get_client(settings=sandbox.settings) as client:
            project = client.create_project("Bryggen", "", AREA)
            for kind in ("raster", "image"):
                client.create_data_collection(project.id, kind, "", kind)
        yield folder, sandbox


def run(workplace: tuple[Path, Any], code: str) -> str:
    folder, sandbox = workplace
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        cwd=folder,
        env={**os.environ, **sandbox.environment, "XDG_STATE_HOME": str(folder / "state")},
        capture_output=True,
        text=True,
        timeout=100,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_the_first_block_uploads_what_is_whole(workplace: tuple[Path, Any]) -> None:
    printed = run(workplace, BLOCKS[0])
    assert "3 files, 2 of them without errors (1 errors, 0 warnings)" in printed
    assert "error truncated: flight1/DJI_0002.JPG: the file ends" in printed
    assert "{'uploaded': 2}" in printed
    with get_client(settings=workplace[1].settings) as client:
        images = client.get_images(1, 2)
        assert sorted(image["name"] for image in images) == ["DJI_0000.JPG", "DJI_0001.JPG"]
        for image in images:
            assert (image["cam_heading"], image["cam_pitch"], image["cam_roll"]) == (270, 30, 1)
            assert image["capture_date"] == "2024-05-17T12:30:00+02:00"
            assert image["location"]["coordinates"] == pytest.approx([10.75, 59.91, 120.5])
            assert image["hfov"] == pytest.approx(71.6, abs=0.1)


def test_the_other_blocks_run_too(workplace: tuple[Path, Any]) -> None:
    assert len(BLOCKS) == 3
    printed = run(workplace, BLOCKS[1])
    assert "cam_pitch 30.0 from XMP drone-dji:Gimbal angles, plus 90°" in printed
    shown = "print(report.counts, report.rows[1].metadata.fields)"
    printed = run(workplace, f"{BLOCKS[2]}{shown}")
    assert "'manifest-no-row': 2" in printed
    assert "'cam_heading': 12.5" in printed


def test_the_page_has_every_code_with_its_level() -> None:
    table = dict(re.findall(r"^\| `([a-z-]+)` \| (error|warning) \|", PAGE, re.MULTILINE))
    assert table == {code: each.level.value for code, each in CODES.items()}
