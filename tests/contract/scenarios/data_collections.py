"""Data collections."""

from __future__ import annotations

from typing import Any

from pixel_client import RasterInfo
from scripts.recording.scenario import scenario

from .ground import MARK


@scenario()
def create_data_collection(pixel: Any, project: int) -> None:
    """One of images, and one of rasters with all there is to say."""
    least = pixel.create_data_collection(project, "Flight 1", "Photos", "image")
    most = pixel.create_data_collection(
        project,
        "Terrain",
        "A model",
        "DTM",
        tags=["terrain"],
        raster_info=RasterInfo(
            srid=25832, format="GTiff", data_type="float32", cell_size=[0.5, 0.5], num_bands=1
        ),
    )
    assert least.data_collection_type == "image"
    assert most["raster_info"]["srid"] == 25832


@scenario()
def list_data_collections(pixel: Any, project: int, images: int, rasters: int) -> None:
    """All of a project, and with every filter at once."""
    assert [row.id for row in pixel.list_data_collections(project)] == [images, rasters]
    (row,) = pixel.list_data_collections(
        project,
        extended=True,
        name="ortho",
        ids=[images, rasters],
        tags=[MARK],
        offset=0,
        limit=10,
        data_collection_type="RGB",
    )
    assert row.id == rasters


@scenario()
def list_deleted_data_collections(
    pixel: Any, project: int, images: int, deleted_images: int
) -> None:
    """All of a project, and with every filter at once."""
    assert [row.id for row in pixel.list_deleted_data_collections(project)] == [deleted_images]
    (row,) = pixel.list_deleted_data_collections(
        project,
        extended=True,
        name="flight",
        ids=[images, deleted_images],
        tags=[MARK],
        offset=0,
        limit=10,
        data_collection_type="image",
    )
    assert row.id == deleted_images
    assert pixel.list_deleted_data_collections(project, data_collection_type="DSM") == []


@scenario()
def get_data_collection(pixel: Any, project: int, images: int) -> None:
    assert pixel.get_data_collection(project, images).data_collection_type == "image"


@scenario()
def update_data_collection(pixel: Any, project: int, images: int) -> None:
    """One field, then all."""
    assert pixel.update_data_collection(project, images, description="New").name == "Flight 1"
    changed = pixel.update_data_collection(
        project, images, name="Flight 9", description="Newer", add_tags=["x"], remove_tags=[MARK]
    )
    assert (changed.name, changed.tags) == ("Flight 9", ["x"])


@scenario()
def move_data_collection(pixel: Any, project: int, images: int, other_project: int) -> None:
    moved = pixel.move_data_collection(project, images, other_project)
    assert moved.project_id == other_project


@scenario()
def delete_data_collection(pixel: Any, project: int, images: int) -> None:
    assert pixel.delete_data_collection(project, images)["id"] == images


@scenario()
def restore_data_collection(pixel: Any, project: int, deleted_images: int) -> None:
    assert pixel.restore_data_collection(project, deleted_images).id == deleted_images
