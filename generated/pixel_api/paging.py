# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
"""Pagination, also when the service returns shorter pages than requested."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from typing import Any, TypeVar

from .parsing import bare_number
from .problem import Problem, ProblemCode

T = TypeVar("T")


async def pages_of(
    fetch: Callable[[Mapping[str, Any]], Awaitable[Sequence[T]]],
    page_size: int,
    filters: Mapping[str, Any],
    refusal: Callable[[list[Problem]], Exception],
    unreadable: Callable[[str], Exception],
) -> AsyncIterator[T]:
    """Iterate over a paginated list.

    A page shorter than requested may be the last, or the service may limit the page size. So the
    next page is requested too: an empty one ends the list, any other shows the size of a full
    page, and from then on a shorter page is the last.

    Args:
        fetch: Requests one page, given the query with `offset` and `limit`.
        page_size: Items per request, at least 1.
        filters: The query; `offset` is the start, `limit` the maximum number of items in total.
        refusal: The error for numbers out of range.
        unreadable: The error for a service that repeats the same page.

    Yields:
        The elements.
    """
    query = {name: value for name, value in filters.items() if value is not None}
    start, most = query.pop("offset", 0), query.pop("limit", None)
    start, most, page_size = (bare_number(value) for value in (start, most, page_size))
    numbers = [("offset", start, 0), ("page_size", page_size, 1)]
    numbers += [("limit", most, 0)] if most is not None else []
    problems = [
        Problem(
            path=name,
            code=ProblemCode.RANGE,
            message=f"must be a whole number from {low}, not {value!r}",
            allowed={"type": "integer", "minimum": low},
        )
        for name, value, low in numbers
        if not _is_whole(value, low)
    ]
    if problems:
        raise refusal(problems)
    left: int | None = most
    offset, full, previous = start, page_size, None
    while left is None or left > 0:
        asked = page_size if left is None else min(page_size, left)
        page = await fetch({**query, "offset": offset, "limit": asked})
        if not page:
            return
        ends = (page[0], page[-1], len(page))
        if ends == previous:
            raise unreadable(f"the page at offset {offset} repeats the one before")
        for item in page if left is None else page[:left]:
            yield item
        if left is not None:
            left -= len(page)
        if len(page) < min(asked, full) and previous is not None:
            return
        full = min(full, len(page)) if previous is None else full
        previous = ends
        offset += len(page)


def _is_whole(value: object, low: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= low
