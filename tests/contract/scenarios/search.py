"""Search. It finds what others made too, so no tenant is searched."""

from __future__ import annotations

from typing import Any

from pixel_client.models import SearchQuery, SortField
from scripts.recording.scenario import scenario


@scenario(only_sandbox=True)
def search(pixel: Any, images: int, five_images: list[int]) -> None:
    """With as little as possible, and with all there is."""
    assert pixel.search({"on": "images"}).count >= 5
    found = pixel.search(
        SearchQuery(
            on="images",
            intersects="POLYGON ((10 59, 11 59, 11 60, 10 60, 10 59))",
            filter={
                "and": [
                    {"~": [{"var": "name"}, "photo-%"]},
                    {"or": [{"in": [{"var": "id"}, five_images]}, {"==": [{"var": "name"}, None]}]},
                    {">": [{"var": "capture_date"}, "2020-01-01T00:00:00Z"]},
                ]
            },
            search="photo",
            out_fields=["id", "name"],
            sort=[SortField(field="name", direction="desc")],
            distinct=True,
            limit=2,
            offset=1,
        )
    )
    assert [row["name"] for row in found.results] == ["photo-4.jpg", "photo-3.jpg"]


@scenario(only_sandbox=True)
def paginate_search(pixel: Any, images: int, five_images: list[int]) -> None:
    query = {"on": "images", "out_fields": ["name"], "sort": [{"field": "name"}]}
    rows = pixel.paginate_search(query, page_size=2)
    assert [row["name"] for row in rows] == [f"photo-{n}.jpg" for n in range(1, 6)]


@scenario()
def search_info(pixel: Any) -> None:
    assert pixel.search_info("images")
