"""Page after page."""

from __future__ import annotations

from typing import Any

from scripts.recording.scenario import scenario


@scenario()
def paginate_images(pixel: Any, project: int, images: int, five_images: list[int]) -> None:
    """Five images in pages of two: the third page is short, so it is the last."""
    rows = pixel.paginate_images(project, images, page_size=2)
    assert [row.id for row in rows] == five_images


@scenario()
def paginate_from_the_middle(pixel: Any, project: int, images: int, five_images: list[int]) -> None:
    """From the second on, three in all: what is asked for is never more than is wanted."""
    rows = pixel.paginate_images(project, images, 2, {"limit": 3}, offset=1)
    assert [row.id for row in rows] == five_images[1:4]


@scenario(sandbox={"page_limit": 2})
def paginate_where_pages_are_capped(
    pixel: Any, project: int, images: int, five_images: list[int]
) -> None:
    """The service gives two at a time, however many are asked for."""
    rows = pixel.paginate_images(project, images, page_size=100)
    assert [row.id for row in rows] == five_images


@scenario()
def paginate_projects(pixel: Any, project: int, other_project: int) -> None:
    """Two projects in pages of one; only ours are asked for."""
    rows = pixel.paginate_projects(page_size=1, ids=[project, other_project])
    assert [row.id for row in rows] == [project, other_project]


@scenario()
def paginate_data_collections(pixel: Any, project: int, images: int, rasters: int) -> None:
    rows = pixel.paginate_data_collections(project, page_size=1)
    assert [row.id for row in rows] == [images, rasters]


@scenario()
def paginate_rasters(pixel: Any, project: int, rasters: int, raster: int) -> None:
    rows = pixel.paginate_rasters(project, rasters, page_size=1, format="GTiff")
    assert [row.id for row in rows] == [raster]


@scenario()
def paginate_point_clouds(pixel: Any, project: int, point_clouds: int, point_cloud: int) -> None:
    rows = pixel.paginate_point_clouds(project, point_clouds, page_size=1, version_major=1)
    assert [row.id for row in rows] == [point_cloud]


@scenario()
def paginate_upload_jobs(pixel: Any, project: int, rasters: int, raster: int) -> None:
    (job,) = pixel.paginate_upload_jobs(project, rasters, page_size=1)
    assert job.result["resource_id"] == raster


@scenario()
def paginate_optimized_rasters(
    pixel: Any, project: int, rasters: int, optimized_raster: int
) -> None:
    rows = pixel.paginate_optimized_rasters(project, rasters, page_size=1)
    assert [row["id"] for row in rows] == [optimized_raster]


@scenario()
def paginate_optimized_point_clouds(
    pixel: Any, project: int, point_clouds: int, optimized_point_cloud: int
) -> None:
    rows = pixel.paginate_optimized_point_clouds(project, point_clouds, page_size=1)
    assert [row["id"] for row in rows] == [optimized_point_cloud]
