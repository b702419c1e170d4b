"""Rasters."""

from __future__ import annotations

from typing import Any

from pixel_client import RasterMetadataFields, RasterUpdateInput
from scripts.recording.scenario import scenario


@scenario()
def get_rasters(pixel: Any, project: int, rasters: int, raster: int) -> None:
    """All, with every filter at once, and none of a tag that nobody gave."""
    assert [row.id for row in pixel.get_rasters(project, rasters)] == [raster]
    (row,) = pixel.get_rasters(
        project, rasters, extended=True, name="ort", ids=[raster], offset=0, limit=5, format="GTiff"
    )
    assert row.name == "ortho.tif"
    assert pixel.get_rasters(project, rasters, tags=["nobody's"]) == []


@scenario()
def get_raster(pixel: Any, project: int, rasters: int, raster: int) -> None:
    assert pixel.get_raster(project, rasters, raster).id == raster


@scenario()
def update_raster(pixel: Any, project: int, rasters: int, raster: int) -> None:
    changed = pixel.update_raster(
        project,
        rasters,
        raster,
        RasterUpdateInput(
            fields=RasterMetadataFields(name="Quay.tif", capture_date="2024-06-01T12:30:00Z"),
            json_metadata={"gsd": 0.1},
            add_tags=["final"],
        ),
    )
    assert (changed.name, changed.tags) == ("Quay.tif", ["final"])
    assert pixel.update_raster(project, rasters, raster, {"remove_tags": ["final"]}).tags == []


@scenario()
def move_raster(pixel: Any, project: int, rasters: int, raster: int, other_rasters: int) -> None:
    moved = pixel.move_raster(project, rasters, raster, project, other_rasters)
    assert moved["data_collection_id"] == other_rasters


@scenario()
def delete_raster(pixel: Any, project: int, rasters: int, raster: int) -> None:
    pixel.delete_raster(project, rasters, raster)
    assert pixel.get_rasters(project, rasters) == []
