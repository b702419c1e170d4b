"""Paging over lists whose pages are as long as the service pleases."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pixel_api.paging import pages_of
from pixel_client.exceptions import PixelDecodeError, PixelInputError
from tests.refusing import refused


def paginate(fetch: Any, page_size: Any, filters: Mapping[str, Any]) -> Any:
    return pages_of(
        fetch,
        page_size,
        filters,
        PixelInputError,
        lambda reason: PixelDecodeError("paginate_things", reason, ""),
    )


class Listing:
    def __init__(self, count: int, cap: int) -> None:
        self.items, self.cap = list(range(count)), cap
        self.asked: list[Mapping[str, Any]] = []

    async def fetch(self, query: Mapping[str, Any]) -> list[int]:
        self.asked.append(dict(query))
        start = query["offset"]
        return self.items[start : start + min(query["limit"], self.cap)]


def run(listing: Listing, page_size: int, **filters: Any) -> list[int]:
    async def collect() -> list[int]:
        return [item async for item in paginate(listing.fetch, page_size, filters)]

    return asyncio.run(collect())


@given(
    count=st.integers(0, 60),
    cap=st.integers(1, 30),
    page_size=st.integers(1, 40),
    offset=st.integers(0, 70),
    limit=st.none() | st.integers(0, 70),
)
def test_every_item_comes_once_and_in_order(
    count: int, cap: int, page_size: int, offset: int, limit: int | None
) -> None:
    listing = Listing(count, cap)
    stop = None if limit is None else offset + limit
    assert run(listing, page_size, offset=offset, limit=limit) == listing.items[offset:stop]


def test_a_service_that_caps_pages_loses_nothing() -> None:
    listing = Listing(250, cap=100)
    assert len(run(listing, 200)) == 250
    assert [q["offset"] for q in listing.asked] == [0, 100, 200]


def test_full_pages_need_no_request_more_than_one() -> None:
    listing = Listing(25, cap=1000)
    run(listing, 10)
    assert [(q["offset"], q["limit"]) for q in listing.asked] == [(0, 10), (10, 10), (20, 10)]


def test_filters_travel_with_every_page_and_none_does_not() -> None:
    listing = Listing(3, cap=2)
    run(listing, 2, name="x", tags=None)
    assert all(q["name"] == "x" and "tags" not in q for q in listing.asked)


def test_pages_are_fetched_only_as_they_are_needed() -> None:
    listing = Listing(1000, cap=10)

    async def first() -> int:
        async for item in paginate(listing.fetch, 10, {}):
            return item
        raise AssertionError

    assert asyncio.run(first()) == 0
    assert len(listing.asked) == 1


def test_a_service_that_ignores_the_offset_is_found_out() -> None:
    async def stuck(query: Mapping[str, Any]) -> list[int]:
        return [1, 2, 3]

    async def collect() -> None:
        async for _ in paginate(stuck, 3, {}):
            pass

    with pytest.raises(PixelDecodeError, match="repeats the one before"):
        asyncio.run(collect())


@pytest.mark.parametrize(
    ("page_size", "filters", "path"),
    [
        (0, {}, "page_size"),
        (-5, {}, "page_size"),
        (2.5, {}, "page_size"),
        (True, {}, "page_size"),
        (10, {"offset": -1}, "offset"),
        (10, {"limit": "7"}, "limit"),
    ],
)
def test_pages_that_cannot_be_are_refused(
    page_size: Any, filters: dict[str, Any], path: str
) -> None:
    with refused(path, "range"):
        run(Listing(1, 1), page_size, **filters)
