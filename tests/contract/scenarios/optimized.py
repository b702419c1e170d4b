"""Optimised rasters and point clouds."""

from __future__ import annotations

from typing import Any

from pixel_client import NearblackOptions
from scripts.recording.scenario import scenario


@scenario()
def create_optimized_rasters(pixel: Any, project: int, rasters: int, raster: int) -> None:
    """Of one raster with every option; of all, when none is named."""
    (one,) = pixel.create_optimized_rasters(
        project,
        rasters,
        [raster],
        profile="best",
        nearblack=NearblackOptions(enabled=True, color="white", algorithm="floodfill"),
        overview_resampling="nearest",
    )
    (other,) = pixel.create_optimized_rasters(project, rasters)
    assert one["id"] != other["id"]


@scenario()
def run_optimize_rasters(pixel: Any, project: int, rasters: int, optimized_raster: int) -> None:
    """Run and waited for; then the failed ones once more, of which there are none."""
    assert pixel.run_optimize_rasters(project, rasters, [optimized_raster])
    pixel.run_optimize_rasters(project, rasters, retry_failed=True, wait=False)


@scenario()
def get_optimized_rasters(pixel: Any, project: int, rasters: int, optimized_raster: int) -> None:
    (row,) = pixel.get_optimized_rasters(project, rasters)
    assert row["id"] == optimized_raster
    (same,) = pixel.get_optimized_rasters(
        project, rasters, extended=True, name="ortho", ids=[optimized_raster], offset=0, limit=10
    )
    assert same["id"] == optimized_raster
    assert pixel.get_optimized_rasters(project, rasters, tags=["nobody's"]) == []


@scenario()
def delete_optimized_rasters(
    pixel: Any, project: int, rasters: int, raster: int, optimized_raster: int
) -> None:
    """Those of a profile that there is none of, then all."""
    pixel.delete_optimized_rasters(project, rasters, raster, profile="best")
    assert len(pixel.get_optimized_rasters(project, rasters, ids=[optimized_raster])) == 1
    pixel.delete_optimized_rasters(project, rasters, raster)
    assert pixel.get_optimized_rasters(project, rasters) == []


@scenario()
def optimize_rasters(pixel: Any, project: int, rasters: int, raster: int) -> None:
    """Create, run, wait and read back in one call."""
    assert pixel.optimize_rasters(project, rasters, [raster])


@scenario()
def create_optimized_point_clouds(
    pixel: Any, project: int, point_clouds: int, point_cloud: int
) -> None:
    (row,) = pixel.create_optimized_point_clouds(project, point_clouds, [point_cloud])
    assert row["id"]


@scenario()
def run_optimize_point_clouds(
    pixel: Any, project: int, point_clouds: int, optimized_point_cloud: int
) -> None:
    """The service calls them point cloud ids, and means those of the optimised ones."""
    assert pixel.run_optimize_point_clouds(project, point_clouds, [optimized_point_cloud])


@scenario()
def get_optimized_point_clouds(
    pixel: Any, project: int, point_clouds: int, optimized_point_cloud: int
) -> None:
    (row,) = pixel.get_optimized_point_clouds(project, point_clouds)
    assert row["id"] == optimized_point_cloud
    pixel.get_optimized_point_clouds(
        project,
        point_clouds,
        extended=True,
        ids=[optimized_point_cloud],
        offset=0,
        limit=10,
        format="LAZ",
        point_record_format=6,
        version_major=1,
        version_minor=4,
        status="pending",
    )
    by_name = pixel.get_optimized_point_clouds(project, point_clouds, name="scan")
    assert [each["id"] for each in by_name] == [optimized_point_cloud]
    assert pixel.get_optimized_point_clouds(project, point_clouds, tags=["nobody's"]) == []


@scenario()
def delete_optimized_point_cloud(
    pixel: Any, project: int, point_clouds: int, point_cloud: int, optimized_point_cloud: int
) -> None:
    pixel.delete_optimized_point_cloud(project, point_clouds, point_cloud)
    assert pixel.get_optimized_point_clouds(project, point_clouds) == []


@scenario()
def optimize_point_clouds(pixel: Any, project: int, point_clouds: int, point_cloud: int) -> None:
    """Create, run, wait and read back in one call."""
    assert pixel.optimize_point_clouds(project, point_clouds, [point_cloud])
