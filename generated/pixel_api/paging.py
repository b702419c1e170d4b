# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
"""Page after page of a list, also when the service gives shorter pages than were asked for."""

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
    """Go through a list that is served in pages.

    A page shorter than asked for may be the last, or the service may never give more than so
    many. So the next page is asked for too: an empty one ends the list, anything else shows what
    a full page is here, and from then on a shorter one is the last.

    Args:
        fetch: Gets one page, given the query with its `offset` and `limit`.
        page_size: Items to ask for at a time, from 1.
        filters: The query; `offset` is where to begin, `limit` the most items to give in all.
        refusal: The error for a number outside its range.
        unreadable: The error for a service that gives the same page again and again.

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
            raise unreadable(f"the page at offset {offset} is the one before it again")
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
