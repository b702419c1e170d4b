"""Page after page of a list, also when the service gives shorter pages than were asked for."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from typing import Any, TypeVar

from .exceptions import PixelDecodeError, PixelInputError

__all__ = ["paginate"]

T = TypeVar("T")


async def paginate(
    fetch: Callable[[Mapping[str, Any]], Awaitable[Sequence[T]]],
    page_size: int,
    filters: Mapping[str, Any],
) -> AsyncIterator[T]:
    """Go through a list that is served in pages.

    A page shorter than asked for may be the last, or the service may never give more than so
    many. So the next page is asked for too: an empty one ends the list, anything else shows what
    a full page is here, and from then on a shorter one is the last.

    Args:
        fetch: Gets one page, given the query with its `offset` and `limit`.
        page_size: Items to ask for at a time, from 1.
        filters: The query; `offset` is where to begin, `limit` the most items to give in all.

    Raises:
        PixelInputError: `page_size`, `offset` or `limit` is not a whole number in its range.
        PixelDecodeError: The service gives the same page again and again.
    """
    query = {name: value for name, value in filters.items() if value is not None}
    start = _whole("offset", query.pop("offset", 0), 0)
    most = query.pop("limit", None)
    left = None if most is None else _whole("limit", most, 0)
    page_size = _whole("page_size", page_size, 1)
    offset, full, previous = start, page_size, None
    while left is None or left > 0:
        asked = page_size if left is None else min(page_size, left)
        page = await fetch({**query, "offset": offset, "limit": asked})
        if not page:
            return
        if previous is not None and list(page) == previous:
            raise PixelDecodeError(
                "paginate", f"the page at offset {offset} is the one before it again", ""
            )
        for item in page if left is None else page[:left]:
            yield item
        if left is not None:
            left -= len(page)
        if len(page) < min(asked, full) and previous is not None:
            return
        full = min(full, len(page)) if previous is None else full
        previous = list(page)
        offset += len(page)


def _whole(name: str, value: object, low: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < low:
        raise PixelInputError(f"{name} must be a whole number from {low}, not {value!r}")
    return value
