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
