"""Answers of either client, as they come: a list, pages, a search, awaited or not."""

from __future__ import annotations

import asyncio
import contextlib
import inspect
import itertools
from collections.abc import AsyncIterable, Awaitable, Callable, Iterable, Iterator, Mapping
from typing import Any, Protocol, TypeAlias, TypeVar

from ..exceptions import PixelInputError

__all__ = ["Answers", "AsyncAnswers", "Sink", "deliver", "is_async", "listed"]

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

Answers: TypeAlias = Iterable[Mapping[str, Any]] | Mapping[str, Any]
"""What `get_…`, `list_…`, `paginate_…` and `search` of a `PixelClient` return."""
AsyncAnswers: TypeAlias = (
    AsyncIterable[Mapping[str, Any]]
    | Awaitable[Iterable[Mapping[str, Any]]]
    | Awaitable[Mapping[str, Any]]
)
"""What they return on a `PixelClientAsync`, awaited or not."""

_BATCH = 1000  # answers that are handed over at once; a page of most lists


class Sink(Protocol[T_co]):
    """Where answers go. Its methods are called one after the other, not always in one thread."""

    def add(self, batch: list[Mapping[str, Any]]) -> None:
        """Take some answers."""

    def finish(self) -> T_co:
        """What became of them all."""

    def abandon(self) -> None:
        """Something failed; leave nothing behind."""


def is_async(answers: Any) -> bool:
    """Whether answers are to be awaited."""
    return hasattr(answers, "__aiter__") or inspect.isawaitable(answers)


def deliver(answers: Any, sink: Sink[T]) -> Any:
    """Give all answers to a sink.

    Args:
        answers: `Answers` or `AsyncAnswers`.
        sink: Where they go.

    Returns:
        What the sink makes of them; of `AsyncAnswers` a coroutine of it.

    Raises:
        PixelInputError: They are no answers.
    """
    if is_async(answers):
        return _deliver_async(answers, sink)
    try:
        for batch in _batches(listed(answers)):
            sink.add(batch)
        return sink.finish()
    except BaseException:
        sink.abandon()
        raise


def listed(answers: Any) -> Iterator[Mapping[str, Any]]:
    """The answers one by one: of a search its results, of a single object that object.

    Raises:
        PixelInputError: They are no answers.
    """
    if isinstance(answers, Mapping):
        found = answers.get("results")
        answers = found if isinstance(found, list) and "total_count" in answers else [answers]
    if isinstance(answers, str | bytes) or not isinstance(answers, Iterable):
        raise PixelInputError(
            f"give what a client answered: a list, pages or a search, not {type(answers).__name__}"
        )
    for number, each in enumerate(answers, start=1):
        if not isinstance(each, Mapping):
            raise PixelInputError(
                f"answer {number} is a {type(each).__name__}; an object of Pixel is needed, such "
                "as an image"
            )
        yield each


def _batches(answers: Iterator[Mapping[str, Any]]) -> Iterator[list[Mapping[str, Any]]]:
    while batch := list(itertools.islice(answers, _BATCH)):
        yield batch


async def _deliver_async(answers: Any, sink: Sink[T]) -> T:
    try:
        if not hasattr(answers, "__aiter__"):
            answers = await answers
        if not hasattr(answers, "__aiter__"):
            for batch in _batches(listed(answers)):
                await _apart(sink.add, batch)
            return await _apart(sink.finish)
        batch = []
        async with contextlib.AsyncExitStack() as stack:
            if hasattr(answers, "aclose"):
                await stack.enter_async_context(contextlib.aclosing(answers))
            async for each in answers:
                batch += listed([each])
                if len(batch) == _BATCH:
                    await _apart(sink.add, batch)
                    batch = []
        if batch:
            await _apart(sink.add, batch)
        return await _apart(sink.finish)
    except BaseException:
        sink.abandon()
        raise


async def _apart(call: Callable[..., T], *arguments: Any) -> T:
    """Call in a thread, so that the event loop goes on; when cancelled, wait for it first."""
    task = asyncio.ensure_future(asyncio.to_thread(call, *arguments))
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait([task])
        raise
