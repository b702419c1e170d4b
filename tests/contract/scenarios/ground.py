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

RECIPES: dict[str, Recipe] = {"folder": Recipe(kind=None, make=lambda *_: None)}
"""By the name of the argument; `folder` is an empty folder and no id."""

Get = Callable[[str], Any]


def recipe(kind: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    def add(make: Callable[..., Any]) -> Callable[..., Any]:
        RECIPES[make.__name__] = Recipe(kind=kind, make=make)
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


HARVESTED = "https://features.example/FeatureServer/0"


@recipe("arcgis_service")
def feature_service(pixel: Any, get: Get) -> int:
    made = pixel.create_arcgis_service(
        "Feature",
        {
            "name": "Photos",
            "description": "A recording",
            "data_collection_ids": [get("images")],
            "options": {"feature_service_options": {"image_layer": {}}},
        },
    )
    return int(made["id"])


@recipe("arcgis_service")
def running_feature_service(pixel: Any, get: Get) -> int:
    pixel.start_arcgis_service("Feature", get("feature_service"))
    return int(get("feature_service"))


@recipe("arcgis_service")
def image_service(pixel: Any, get: Get) -> int:
    made = pixel.create_arcgis_service(
        "Image",
        {
            "name": "Mosaic",
            "description": "A recording",
            "data_collection_ids": [get("rasters")],
            "options": {"image_service_options": {"default_service_srid": 25832}},
        },
    )
    return int(made["id"])


@recipe("harvest_service")
def harvest_service(pixel: Any, get: Get) -> int:
    made = pixel.create_harvest_service(
        get("project"),
        get("images"),
        {
            "name": "Old photos",
            "description": "A recording",
            "url": HARVESTED,
            "auth": {"credentials": {"username": "kari", "password": "harvest-me"}},
            "field_mappings": {
                "maps": [{"model": "image", "field_name": "name", "external_field": "TITLE"}],
                "extra_fields": ["OPERATOR"],
            },
        },
    )
    return int(made["id"])


@recipe("attachment")
def attachment(pixel: Any, get: Get) -> int:
    (made,) = pixel.add_attachments("project", get("project"), [SAMPLES / "bare.prj"])
    return int(made["id"])


@recipe("optimized_raster")
def optimized_raster(pixel: Any, get: Get) -> int:
    raster = get("raster")
    (made,) = pixel.create_optimized_rasters(get("project"), get("rasters"), [raster])
    return int(made["id"])


@recipe("optimized_point_cloud")
def optimized_point_cloud(pixel: Any, get: Get) -> int:
    cloud = get("point_cloud")
    (made,) = pixel.create_optimized_point_clouds(get("project"), get("point_clouds"), [cloud])
    return int(made["id"])


MODULE = "collection_statistics"


@recipe("analysis_service")
def analysis_service(pixel: Any, get: Get) -> int:
    made = pixel.create_analysis_service(
        {
            "name": "Statistics",
            "module_name": MODULE,
            "enabled": True,
            "config": {"percentiles": [50]},
        }
    )
    return int(made["id"])


@recipe("analysis_task")
def analysis_task(pixel: Any, get: Get) -> int:
    get("image")
    task = {"name": "First", "params": {"data_collection_id": get("images")}}
    made = pixel.create_analysis_task(get("analysis_service"), task)
    return int(made["id"])
