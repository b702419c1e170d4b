# mypy: ignore-errors
"""What the classes of operations share: how a request is handed over, and what arguments become."""

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

IDS_A_CALL = 50  # of a list that is read back

T = TypeVar("T")
M = TypeVar("M", bound=ModelDict)


def given(value: T | None) -> T | Unset:
    """The value, or UNSET (nothing travels) for None."""
    return UNSET if value is None else value


def listed(value: Sequence[T] | str) -> list[Any]:
    """The elements of a list in a query, which may be given as it travels: `11,12`."""
    return value.split(",") if isinstance(value, str) else list(value)


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
    """Base of the classes of operations; the client sends requests and knows the errors."""

    @abc.abstractmethod
    async def _request(self, request: dict[str, Any]) -> httpx.Response:
        """Send a request; raise when the answer is an error.

        Args:
            request: Arguments of `httpx.AsyncClient.request`. Its extension `repeatable` says
                whether it may be sent again when the answer was lost.
        """

    @abc.abstractmethod
    def _refusal(self, operation: str, problems: list[Problem]) -> Exception:
        """The error for bad arguments."""

    @abc.abstractmethod
    def _unreadable(self, operation: str, reason: str, text: str) -> Exception:
        """The error for an answer that is not what the contract says."""

    @abc.abstractmethod
    def _late(self, job: str, number: int, timeout: float, last: Mapping[str, Any]) -> Exception:
        """The error for a job that has not ended in time."""

    @abc.abstractmethod
    def _bar(
        self, title: str, progress: bool | None
    ) -> AbstractContextManager[Callable[[Mapping[str, Any]], object]]:
        """What shows a group of jobs while it is waited for."""

    @abc.abstractmethod
    async def _wait_for(self, job: Mapping[str, Any], timeout: float | None) -> Mapping[str, Any]:
        """Wait for a job, or a group of jobs, and give its last state.

        Args:
            job: What the service said when it was started, with `job_id` or `group_id`.
            timeout: Seconds at most, or None.
        """

    def _check(
        self, operation: str, params: Mapping[str, Any] | None, values: Mapping[str, object]
    ) -> None:
        """Raise when an argument is outside what the contract allows."""
        if found := checks.problems(operation, params, values):
            raise self._refusal(operation, found)

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
        """What an operation answers when nothing was asked of it, and nothing sent."""
        return parse(client=None, response=httpx.Response(200, json=answer))

    def _either(self, operation: str, **named: T | None) -> T | None:
        """The value of an argument that has two names, of which one may be given."""
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
        """Walk through all pages.

        Args:
            operation: Name of the method.
            fetch: Asks for one page; takes the query parameters.
            page_size: Elements a page.
            params: Query parameters; `filters` win.
            filters: The named query parameters; None is not given. `limit` is the most in all.
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
                message=f"is seconds from 0, or None, not {timeout!r}",
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
        """Look until `completed` is true.

        Args:
            operation: Name of the method.
            look: Asks for the present state.
            number: Id of the job or the group.
            timeout: Seconds at most, or None.
            on_poll: Called with each state.
            progress: Whether to show a bar; None shows it in a terminal.
        """
        self._check_timeout(operation, timeout)
        job = operation.removeprefix("wait_for_").replace("_", " ")
        with self._bar(f"{job} {number}", progress) as show:

            def tell(state: M) -> None:
                show(state)
                if on_poll is not None:
                    on_poll(state)

            return await completed(
                look, timeout, tell, lambda last: self._late(job, number, timeout or 0.0, last)
            )

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

    async def _read_back(
        self, read: Callable[[list[int]], Awaitable[list[T]]], ids: Sequence[int]
    ) -> list[T]:
        """What has these ids, asked for in lists that fit into a URL."""
        found: list[T] = []
        for start in range(0, len(ids), IDS_A_CALL):
            found += await read(list(ids[start : start + IDS_A_CALL]))
        return found
