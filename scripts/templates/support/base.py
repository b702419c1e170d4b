# mypy: ignore-errors
"""What the classes of operations share: how a request is handed over, and what arguments become."""

from __future__ import annotations

import abc
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from typing import Any, NoReturn, TypeVar

import httpx

from ..mapping import ModelMapping
from ..parsing import HasGeoInterface, HasSecret
from ..types import UNSET, Unset

__all__ = [
    "HasGeoInterface",
    "HasSecret",
    "Operations",
    "build",
    "given",
    "merged",
    "start_of",
]

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


def merged(value: Any, fields: Mapping[str, Any]) -> Any:
    """A body with fields that were given beside it, which win; what is no mapping stays as it is.

    Args:
        value: A model, a mapping, or None.
        fields: Name in the contract -> value; UNSET is not given.

    Returns:
        A new dict where there was something to add.
    """
    if value is not None and not isinstance(value, Mapping):
        return value
    given_fields = {name: item for name, item in fields.items() if not isinstance(item, Unset)}
    return {**(value or {}), **given_fields}


def start_of(body: Any) -> dict[str, Any]:
    """Where a walk through pages begins: the `offset` of the body that asks for one."""
    return {"offset": body.get("offset")} if isinstance(body, Mapping) else {}


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

    @abc.abstractmethod
    async def _wait_for(self, job: Mapping[str, Any], timeout: float | None) -> Mapping[str, Any]:
        """Wait for a job, or a group of jobs, and give its last state.

        Args:
            job: What the service said when it was started, with `job_id` or `group_id`.
            timeout: Seconds at most, or None.
        """

    async def _settled(
        self,
        answer: M,
        field: str,
        timeout: float | None,
        reread: Mapping[str, Callable[[], Awaitable[Mapping[str, Any]]]],
    ) -> M:
        """The answer with its job as it ended, and with what was read again after it."""
        job = answer.get(field)
        if not isinstance(job, Mapping) or {"job_id", "group_id"}.isdisjoint(job):
            return answer
        ended = {**job, **await self._wait_for(job, timeout)}
        fresh = {name: dict(await read()) for name, read in reread.items()}
        return type(answer).from_dict({**answer, field: ended, **fresh})

    def _nothing(self, parse: Callable[..., T], answer: Any) -> T:
        """What an operation answers when nothing was asked of it, and nothing sent."""
        return parse(client=None, response=httpx.Response(200, json=answer))

    def _either(self, operation: str, **named: T | None) -> T | None:
        """The value of an argument that has two names.

        Raises:
            Exception: Both were given; the client's error for bad arguments.
        """
        found = {name: value for name, value in named.items() if value is not None}
        if len(found) > 1:
            self._refuse(operation, [f"{' and '.join(found)} are the same argument; give one"])
        return next(iter(found.values()), None)

    @abc.abstractmethod
    def _refuse(self, operation: str, problems: list[str]) -> NoReturn:
        """Raise the error for bad arguments."""
