# mypy: ignore-errors
"""What the classes of operations share: how a request is handed over, and what arguments become."""

from __future__ import annotations

import abc
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from typing import Any, TypeVar

from ..mapping import ModelMapping
from ..parsing import HasGeoInterface, HasSecret
from ..types import UNSET, Unset

__all__ = ["HasGeoInterface", "HasSecret", "Operations", "build", "given"]

T = TypeVar("T")
M = TypeVar("M", bound=ModelMapping)


def given(value: T | None) -> T | Unset:
    """The value, or UNSET (nothing travels) for None."""
    return UNSET if value is None else value


def build(model: type[M], value: M | Mapping[str, Any] | HasGeoInterface) -> M:
    """The model itself, or one made of a mapping or of what has `__geo_interface__`.

    Raises:
        TypeError: It is none of these, a required field is missing, or a field is unknown.
    """
    return model.from_input(value)


class Operations(abc.ABC):
    """Base of the classes of operations; the client says how a request is checked and sent."""

    @abc.abstractmethod
    def _check(
        self, operation: str, params: Mapping[str, Any] | None, values: Mapping[str, object]
    ) -> None:
        """Raise when an argument is outside what the contract allows."""

    @abc.abstractmethod
    async def _send(
        self,
        operation: str,
        request: dict[str, Any],
        parse: Callable[..., T],
        params: Mapping[str, Any] | None = None,
    ) -> T:
        """Send a request and read the answer.

        Args:
            operation: Name of the operation.
            request: Arguments of `httpx.AsyncClient.request`.
            parse: Reads the answer; takes `client` and `response`.
            params: More query parameters; those of the request win.
        """

    @abc.abstractmethod
    def _paginate(
        self,
        fetch: Callable[[Mapping[str, Any]], Awaitable[Sequence[T]]],
        page_size: int,
        params: Mapping[str, Any] | None,
        filters: Mapping[str, Any],
    ) -> AsyncIterator[T]:
        """Walk through all pages.

        Args:
            fetch: Asks for one page; takes the query parameters.
            page_size: Elements a page.
            params: Query parameters; `filters` win.
            filters: The named query parameters; None is not given. `limit` is the most in all.
        """
