"""One sandbox with a flight, an orthophoto and a point cloud, for all tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs
import pytest

from pixel_client import PixelClient, get_client
from pixel_sandbox import Sandbox, samples

AREA = {
    "type": "Polygon",
    "coordinates": [[[10, 59], [11.5, 59], [11.5, 60.5], [10, 60.5], [10, 59]]],
}
CAMERA = {"cam_heading": 90, "cam_pitch": 0, "hfov": 90, "vfov": 60, "cam_height": 100}


@attrs.frozen
class Place:
    """What there is: a project, and collections of each type."""

    settings: Any
    project: int
    images: int
    rasters: int
    point_clouds: int


@pytest.fixture(scope="session")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder = tmp_path_factory.mktemp("flight")
    for number in range(3):
        position = None if number == 2 else (10.75, 59.91, 120.5)
        samples.make_jpeg(folder / f"{number}.jpg", position=position, seed=number)
    samples.make_geotiff(folder / "ortho.tif")
    samples.make_las(folder / "cloud.laz")
    with Sandbox() as sandbox, get_client(settings=sandbox.settings) as client:
        project = client.create_project("E18 Vest", "", AREA).id
        kinds = {"image": "*.jpg", "RGB": "*.tif", "point_cloud": "*.laz"}
        made = {}
        for kind, files in kinds.items():
            made[kind] = client.create_data_collection(project, kind, "", kind).id
            client.upload(project, made[kind], folder / files)
        first = client.get_images(project, made["image"], name="0.jpg")[0]
        update = {"fields": {"fields_type": "image", **CAMERA}, "json_metadata": {"pilot": "Kåre"}}
        client.update_image(project, made["image"], first.id, update)
        yield Place(sandbox.settings, project, *made.values())


@pytest.fixture
def client(place: Place) -> Iterator[PixelClient]:
    with get_client(settings=place.settings) as client:
        yield client
