"""What scenarios stand on: made anew for each recording, by the names of their arguments."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from scripts.recording.session import Recipe

SAMPLES = Path(__file__).parents[1] / "samples"
AREA = {
    "type": "Polygon",
    "coordinates": [[[10.0, 59.0], [11.0, 59.0], [11.0, 60.0], [10.0, 60.0], [10.0, 59.0]]],
}
MARK = "recorded"  # a tag of whatever is made here

RECIPES: dict[str, Recipe] = {"folder": Recipe(None, lambda *_: None)}
"""By the name of the argument; `folder` is an empty folder and no id."""

Get = Callable[[str], Any]


def recipe(kind: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    def add(make: Callable[..., Any]) -> Callable[..., Any]:
        RECIPES[make.__name__] = Recipe(kind, make)
        return make

    return add


@recipe("project")
def project(pixel: Any, get: Get) -> int:
    return int(pixel.create_project("Survey", "A recording", AREA, tags=[MARK])["id"])


@recipe("project")
def other_project(pixel: Any, get: Get) -> int:
    return int(pixel.create_project("Archive", "A recording", AREA, tags=[MARK])["id"])


@recipe("project")
def deleted_project(pixel: Any, get: Get) -> int:
    number = pixel.create_project("Mistake", "A recording", AREA, tags=[MARK])["id"]
    pixel.delete_project(number)
    return int(number)


def collection(pixel: Any, project: int, name: str, kind: str) -> int:
    return int(pixel.create_data_collection(project, name, "A recording", kind, [MARK])["id"])


@recipe("data_collection")
def images(pixel: Any, get: Get) -> int:
    return collection(pixel, get("project"), "Flight 1", "image")


@recipe("data_collection")
def other_images(pixel: Any, get: Get) -> int:
    return collection(pixel, get("project"), "Flight 2", "image")


@recipe("data_collection")
def deleted_images(pixel: Any, get: Get) -> int:
    number = collection(pixel, get("project"), "Flight 0", "image")
    pixel.delete_data_collection(get("project"), number)
    return number


@recipe("data_collection")
def rasters(pixel: Any, get: Get) -> int:
    return collection(pixel, get("project"), "Orthophotos", "RGB")


@recipe("data_collection")
def other_rasters(pixel: Any, get: Get) -> int:
    return collection(pixel, get("project"), "Old orthophotos", "RGB")


@recipe("data_collection")
def point_clouds(pixel: Any, get: Get) -> int:
    return collection(pixel, get("project"), "Scans", "point_cloud")


@recipe("data_collection")
def other_point_clouds(pixel: Any, get: Get) -> int:
    return collection(pixel, get("project"), "Old scans", "point_cloud")


@recipe("image")
def image(pixel: Any, get: Get) -> int:
    path = SAMPLES / "photo.jpg"
    return int(pixel.upload_image(get("project"), get("images"), path, progress=False)["id"])


@recipe("raster")
def raster(pixel: Any, get: Get) -> int:
    path = SAMPLES / "ortho.tif"
    return int(pixel.upload_raster(get("project"), get("rasters"), path, progress=False)["id"])


@recipe("point_cloud")
def point_cloud(pixel: Any, get: Get) -> int:
    path = SAMPLES / "scan.laz"
    made = pixel.upload_point_cloud(get("project"), get("point_clouds"), path, progress=False)
    return int(made["id"])


@recipe("image")
def five_images(pixel: Any, get: Get) -> list[int]:
    made = []
    for number in range(1, 6):  # one by one, so that each gets its number in turn
        path = get("folder") / f"photo-{number}.jpg"
        path.write_bytes((SAMPLES / "photo.jpg").read_bytes())
        row = pixel.upload_image(get("project"), get("images"), path, progress=False)
        made.append(int(row["id"]))
    return made
