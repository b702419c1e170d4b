# mypy: ignore-errors
"""Base of the operation classes: validation, sending, pagination and waiting."""

from __future__ import annotations

import abc
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, TypeVar

import httpx

from .. import checks
from ..encoding import json_of, query_of
from ..mapping import ModelDict
from ..paging import pages_of
from ..parsing import HasGeoInterface, HasSecret
from ..problem import Problem, ProblemCode
from ..types import UNSET, Unset
from ..waiting import completed

__all__ = [
    "HasGeoInterface",
    "HasSecret",
    "Operations",
    "build",
    "given",
    "listed",
    "merged",
    "start_of",
]

IDS_PER_CALL = 50  # when created objects are read

T = TypeVar("T")
M = TypeVar("M", bound=ModelDict)


def given(value: T | None) -> T | Unset:
    """Replace None with UNSET, which is not sent."""
    return UNSET if value is None else value


def listed(value: Sequence[T] | str) -> list[Any]:
    """The elements of a list in a query, also given as `11,12`."""
    return value.split(",") if isinstance(value, str) else list(value)


def build(model: type[M], value: M | Mapping[str, Any] | HasGeoInterface) -> M:
    """Build a model from a mapping or an object with `__geo_interface__`; a model is kept.

    Raises:
        TypeError: The value has another type, lacks a required field, or has an unknown field.
    """
    return model.from_input(value)


def merged(value: Any, fields: Mapping[str, Any]) -> Any:
    """Merge fields passed beside a body into it; they take precedence.

    Args:
        value: A model, a mapping, or None; other values are returned unchanged.
        fields: Name in the contract -> value; UNSET is skipped.

    Returns:
        A new dict.
    """
    if value is not None and not isinstance(value, Mapping):
        return value
    given_fields = {name: item for name, item in fields.items() if not isinstance(item, Unset)}
    return {**(value or {}), **given_fields}


def start_of(body: Any) -> dict[str, Any]:
    """The start of pagination: the `offset` of the body."""
    return {"offset": body.get("offset")} if isinstance(body, Mapping) else {}


class Operations(abc.ABC):
    """Base of the operation classes; the client implements sending and errors."""

    @abc.abstractmethod
    async def _request(self, request: dict[str, Any]) -> httpx.Response:
        """Send a request; raise for error responses.

        Args:
            request: Arguments of `httpx.AsyncClient.request`. Its extension `repeatable` states
                whether it may be retried after a lost response.
        """

    @abc.abstractmethod
    def _refusal(self, operation: str, problems: list[Problem]) -> Exception:
        """The error for invalid arguments."""

    @abc.abstractmethod
    def _unreadable(self, operation: str, reason: str, text: str) -> Exception:
        """The error for a response that violates the contract."""

    @abc.abstractmethod
    def _late(self, job: str, number: int, timeout: float, last: Mapping[str, Any]) -> Exception:
        """The error for a job that did not end in time."""

    @abc.abstractmethod
    def _bar(
        self, title: str, progress: bool | None
    ) -> AbstractContextManager[Callable[[Mapping[str, Any]], object]]:
        """The progress bar for a group of jobs."""

    @abc.abstractmethod
    async def _wait_for(self, job: Mapping[str, Any], timeout: float | None) -> Mapping[str, Any]:
        """Wait for a job, or a group of jobs, and return its last state.

        Args:
            job: The service's response to its start, with `job_id` or `group_id`.
            timeout: Maximum seconds to wait, or None.
        """

    def _check(
        self, operation: str, params: Mapping[str, Any] | None, values: Mapping[str, object]
    ) -> None:
        """Raise when arguments violate the contract."""
        if found := checks.problems(operation, params, values):
            raise self._refusal(operation, found)

    async def _send(
        self,
        operation: str,
        request: dict[str, Any],
        parse: Callable[..., T],
        params: Mapping[str, Any] | None = None,
    ) -> T:
        """Send a request and parse the response.

        Args:
            operation: Name of the operation.
            request: Arguments of `httpx.AsyncClient.request`.
            parse: Parses the response; takes `client` and `response`.
            params: Additional query parameters; those of the request take precedence.
        """
        query = {**(params or {}), **request.get("params", {})}
        if query.get("ids") is not None and not query["ids"]:
            # No ids asked for, none answered: the service would take it for "all".
            return self._nothing(parse, [])
        request = {**request, "params": query_of(query)}
        request["extensions"] = {"repeatable": checks.repeatable(operation)}
        if "json" in request:
            try:
                request["content"] = json_of(request.pop("json"))
            except (TypeError, ValueError) as error:
                is_text = isinstance(error, UnicodeEncodeError)
                code = ProblemCode.NOT_UTF8 if is_text else ProblemCode.TYPE
                problem = Problem(code=code, message=f"the body cannot be sent: {error}")
                raise self._refusal(operation, [problem]) from None
        response = await self._request(request)
        try:
            return parse(client=None, response=response)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            reason = f"{type(error).__name__}: {error}"
            raise self._unreadable(operation, reason, response.text) from error

    def _nothing(self, parse: Callable[..., T], answer: Any) -> T:
        """The result of an operation for an empty list, without a request."""
        return parse(client=None, response=httpx.Response(200, json=answer))

    def _either(self, operation: str, **named: T | None) -> T | None:
        """The value of an argument that has an alias."""
        found = {name: value for name, value in named.items() if value is not None}
        if len(found) > 1:
            text = f"{' and '.join(found)} are the same argument; give one"
            problem = Problem(code=ProblemCode.CONFLICT, message=text)
            raise self._refusal(operation, [problem])
        return next(iter(found.values()), None)

    def _paginate(
        self,
        operation: str,
        fetch: Callable[[Mapping[str, Any]], Awaitable[Sequence[T]]],
        page_size: int,
        params: Mapping[str, Any] | None,
        filters: Mapping[str, Any],
    ) -> AsyncIterator[T]:
        """Iterate over all pages.

        Args:
            operation: Name of the method.
            fetch: Requests one page; takes the query parameters.
            page_size: Elements per page.
            params: Query parameters; `filters` take precedence.
            filters: Named query parameters; None is skipped. `limit` is the maximum in total.
        """
        if params is not None and not isinstance(params, Mapping):
            text = f"must be a mapping, not {params!r}"
            problem = Problem(path="params", code=ProblemCode.TYPE, message=text)
            raise self._refusal(operation, [problem])
        named = {name: value for name, value in filters.items() if value is not None}
        return pages_of(
            fetch,
            page_size,
            {**(params or {}), **named},
            lambda problems: self._refusal(operation, problems),
            lambda reason: self._unreadable(operation, reason, ""),
        )

    def _check_timeout(self, operation: str, timeout: float | None) -> None:
        if timeout is not None and not timeout >= 0:
            problem = Problem(
                path="timeout",
                code=ProblemCode.RANGE,
                message=f"must be seconds from 0, or None, not {timeout!r}",
                allowed={"minimum": 0},
            )
            raise self._refusal(operation, [problem])

    async def _until(
        self,
        operation: str,
        look: Callable[[], Awaitable[M]],
        number: int,
        timeout: float | None,
        on_poll: Callable[[M], object] | None,
        progress: bool | None,
    ) -> M:
        """Poll until `completed` is true.

        Args:
            operation: Name of the method.
            look: Requests the present state.
            number: Id of the job or the group.
            timeout: Maximum seconds to wait, or None.
            on_poll: Called with each state.
            progress: Whether to show a bar; None shows it in a terminal.
        """
        self._check_timeout(operation, timeout)
        job = operation.removeprefix("wait_for_").replace("_", " ")
        with self._bar(f"{job} {number}", progress) as show:

            def report(state: M) -> None:
                show(state)
                if on_poll is not None:
                    on_poll(state)

            return await completed(
                look, timeout, report, lambda last: self._late(job, number, timeout or 0.0, last)
            )

    async def _settled(
        self,
        answer: M,
        field: str,
        timeout: float | None,
        reread: Mapping[str, Callable[[], Awaitable[Mapping[str, Any]]]],
    ) -> M:
        """The response with the final state of its job, and reread fields."""
        job = answer.get(field)
        if not isinstance(job, Mapping) or {"job_id", "group_id"}.isdisjoint(job):
            return answer
        ended = {**job, **await self._wait_for(job, timeout)}
        fresh = {name: dict(await read()) for name, read in reread.items()}
        return type(answer).from_dict({**answer, field: ended, **fresh})

    async def _read_back(
        self, read: Callable[[list[int]], Awaitable[list[T]]], ids: Sequence[int]
    ) -> list[T]:
        """Read the objects with these ids, in batches that fit into a URL."""
        found: list[T] = []
        for start in range(0, len(ids), IDS_PER_CALL):
            found += await read(list(ids[start : start + IDS_PER_CALL]))
        return found
