"""Images."""

from __future__ import annotations

from typing import Any

from pixel_client import ImageMetadataFields, ImageUpdateInput
from scripts.recording.scenario import scenario


@scenario()
def get_images(pixel: Any, project: int, images: int, image: int) -> None:
    """All, with every filter at once, and none when none are asked for."""
    assert [row.id for row in pixel.get_images(project, images)] == [image]
    (row,) = pixel.get_images(
        project, images, extended=True, name="photo", ids=[image], offset=0, limit=10
    )
    assert row.name == "photo.jpg"
    assert pixel.get_images(project, images, ids=[]) == []
    assert pixel.get_images(project, images, {"tags": ["nobody's"]}) == []


@scenario()
def get_image(pixel: Any, project: int, images: int, image: int) -> None:
    assert pixel.get_image(project, images, image).location["type"] == "Point"


@scenario()
def get_image_metadata(pixel: Any, project: int, images: int, image: int) -> None:
    assert pixel.get_image_metadata(project, images, image)


@scenario()
def update_image(pixel: Any, project: int, images: int, image: int) -> None:
    """Tags alone, then every field and free metadata."""
    assert pixel.update_image(project, images, image, {"add_tags": ["roof"]}).tags == ["roof"]
    changed = pixel.update_image(
        project,
        images,
        image,
        ImageUpdateInput(
            fields=ImageMetadataFields(
                image_type="oblique",
                name="Roof.jpg",
                location={"type": "Point", "coordinates": [10.5, 59.5]},
                cam_heading=90.0,
                cam_pitch=-45.0,
                cam_roll=1.5,
                hfov=70.0,
                vfov=50.0,
                far_dist=120.0,
                near_dist=5.0,
                cam_height=80.0,
                img_rotation=0.5,
                cam_orientation="1,2,3",
                focal_length=24.0,
                radial="0;0;0",
                capture_date="2024-06-01T12:30:00Z",
            ),
            json_metadata={"operator": "Kari", "height": 12.5, "note": None},
            remove_tags=["roof"],
        ),
    )
    assert changed["cam_heading"] == 90.0
    assert changed.tags == []


@scenario()
def move_image(pixel: Any, project: int, images: int, image: int, other_images: int) -> None:
    moved = pixel.move_image(project, images, image, project, other_images)
    assert moved["data_collection_id"] == other_images


@scenario()
def delete_image(pixel: Any, project: int, images: int, image: int) -> None:
    pixel.delete_image(project, images, image)
    assert pixel.get_images(project, images) == []
