"""Work through a long list with a few tasks."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from typing import TypeVar

__all__ = ["each", "first_of"]

T = TypeVar("T")


async def each(items: Iterable[T], work: Callable[[T], Awaitable[None]], workers: int) -> None:
    """Await `work` for every item, `workers` of them at a time.

    The items are taken one by one as workers come free, so that ten thousand items are ten tasks.

    Raises:
        Exception: The first error; the other workers are then cancelled and waited for.
    """
    feed = iter(items)

    async def worker() -> None:
        for item in feed:
            await work(item)

    try:
        async with asyncio.TaskGroup() as group:
            for _ in range(workers):
                group.create_task(worker())
    except BaseExceptionGroup as errors:
        raise first_of(errors) from None


def first_of(errors: BaseExceptionGroup[BaseException]) -> BaseException:
    """The first error of a group, as deep as it may lie."""
    error: BaseException = errors
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error
