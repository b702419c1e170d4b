"""Point clouds."""

from __future__ import annotations

from typing import Any

from pixel_client import PointCloudMetadataFields, PointCloudUpdateInput
from scripts.recording.scenario import scenario


@scenario()
def get_point_clouds(pixel: Any, project: int, point_clouds: int, point_cloud: int) -> None:
    """All, with every filter at once, and none of a tag that nobody gave."""
    assert [row.id for row in pixel.get_point_clouds(project, point_clouds)] == [point_cloud]
    (row,) = pixel.get_point_clouds(
        project,
        point_clouds,
        extended=True,
        name="scan",
        ids=[point_cloud],
        offset=0,
        limit=5,
        format="LAZ",
        point_record_format=6,
        version_major=1,
        version_minor=4,
    )
    assert row.name == "scan.laz"
    assert pixel.get_point_clouds(project, point_clouds, tags=["nobody's"]) == []


@scenario()
def get_point_cloud(pixel: Any, project: int, point_clouds: int, point_cloud: int) -> None:
    assert pixel.get_point_cloud(project, point_clouds, point_cloud).id == point_cloud


@scenario()
def update_point_cloud(pixel: Any, project: int, point_clouds: int, point_cloud: int) -> None:
    changed = pixel.update_point_cloud(
        project,
        point_clouds,
        point_cloud,
        PointCloudUpdateInput(
            fields=PointCloudMetadataFields(name="Roof.laz", capture_date="2024-06-01T12:30:00Z"),
            json_metadata={"scanner": "L2"},
            add_tags=["roof"],
        ),
    )
    assert (changed.name, changed.tags) == ("Roof.laz", ["roof"])
    less = {"remove_tags": ["roof"]}
    assert pixel.update_point_cloud(project, point_clouds, point_cloud, less).tags == []


@scenario()
def move_point_cloud(
    pixel: Any, project: int, point_clouds: int, point_cloud: int, other_point_clouds: int
) -> None:
    moved = pixel.move_point_cloud(project, point_clouds, point_cloud, other_point_clouds)
    assert moved["data_collection_id"] == other_point_clouds


@scenario()
def delete_point_cloud(pixel: Any, project: int, point_clouds: int, point_cloud: int) -> None:
    pixel.delete_point_cloud(project, point_clouds, point_cloud)
    assert pixel.get_point_clouds(project, point_clouds) == []
