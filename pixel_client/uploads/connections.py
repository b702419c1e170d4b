"""The API's connections: an idle one is taken from a stack, and what trickles is given up."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable
from functools import partial
from typing import Any

import httpcore
import httpx

__all__ = ["ConnectionStack", "punctual"]

LEAST_BYTES_PER_SECOND = 1024
"""Slower than this, over all of it, an answer is given up: time-outs are about each read only."""


class ConnectionStack(httpcore.AsyncConnectionPool):
    """A pool whose cost of a request does not grow with the number of requests.

    httpcore's own asks every connection's socket, at the start and at the end of each request: half
    of the CPU of many small requests at once.

    Args:
        most: Connections at once.
        keepalive_expiry: Seconds after which an idle connection is not used again.
        **options: As httpcore's.
    """

    def __init__(self, most: int = 100, keepalive_expiry: float = 5.0, **options: Any) -> None:
        super().__init__(keepalive_expiry=keepalive_expiry, **options)
        self._places = asyncio.Semaphore(most)
        self._idle: defaultdict[str, list[Any]] = defaultdict(list)
        self._ended = False

    async def handle_async_request(self, request: httpcore.Request) -> httpcore.Response:
        """Send a request on the connection that was used last, or on a new one."""
        patience = request.extensions.get("timeout", {}).get("pool")
        try:
            async with asyncio.timeout(patience if self._places.locked() else None):
                await self._places.acquire()
        except TimeoutError:
            raise httpcore.PoolTimeout from None
        try:
            connection, response = await self._exchange(request)
        except BaseException:
            self._places.release()
            raise
        giving_back = partial(self.give_back, request.url.origin, connection)
        return _with(response, _Stream(response.stream, _patience(request), giving_back))

    async def _exchange(self, request: httpcore.Request) -> tuple[Any, httpcore.Response]:
        idle = self._idle[str(request.url.origin)]
        while True:
            connection = idle.pop() if idle else self.create_connection(request.url.origin)
            try:
                if not (connection.is_closed() or connection.has_expired()):
                    return connection, await _in_time(connection, request)
            except httpcore.ConnectionNotAvailable:
                pass  # the server ended it meanwhile
            except BaseException:
                await connection.aclose()
                raise
            await connection.aclose()

    async def give_back(self, origin: httpcore.Origin, connection: Any) -> None:
        """Take a connection back when its answer was read, or given up."""
        self._places.release()
        if connection.is_idle() and not self._ended:
            self._idle[str(origin)].append(connection)
        else:
            await connection.aclose()

    async def aclose(self) -> None:
        """Close the idle connections now, and the others when they are given back."""
        self._ended = True
        for idle in self._idle.values():
            while idle:
                with contextlib.suppress(Exception):
                    await idle.pop().aclose()


class _Punctual:
    """A pool of httpcore's, as for a proxy, whose answers come in time."""

    def __init__(self, pool: Any) -> None:
        self._pool = pool

    async def handle_async_request(self, request: httpcore.Request) -> httpcore.Response:
        response = await _in_time(self._pool, request)
        return _with(response, _Stream(response.stream, _patience(request), _nothing))

    async def __aenter__(self) -> None:
        await self._pool.__aenter__()

    async def __aexit__(self, *ended: Any) -> None:
        await self._pool.__aexit__(*ended)

    async def aclose(self) -> None:
        await self._pool.aclose()


def punctual(client: httpx.AsyncClient) -> httpx.AsyncClient:
    """Give an httpx client this stack, and see that its proxies are in time too.

    httpx takes no pool, but keeps its own under these names.
    """
    for transport in client._mounts.values():
        if isinstance(transport, httpx.AsyncHTTPTransport):
            transport._pool = _Punctual(transport._pool)  # type: ignore[assignment]
    if isinstance(client._transport, httpx.AsyncHTTPTransport):
        tls = client._transport._pool._ssl_context
        client._transport._pool = ConnectionStack(ssl_context=tls)
    return client


async def _in_time(pool: Any, request: httpcore.Request) -> httpcore.Response:
    """The answer's head, in no more time than all steps on the way to it may take."""
    told = request.extensions.get("timeout", {})
    steps = [told.get(step) for step in ("pool", "connect", "write", "read", "read")]
    seconds = None
    if None not in steps:
        length = next((v for k, v in request.headers if k.lower() == b"content-length"), b"0")
        seconds = sum(steps) + int(length) / LEAST_BYTES_PER_SECOND
    try:
        async with asyncio.timeout(seconds):
            response: httpcore.Response = await pool.handle_async_request(request)
            return response
    except TimeoutError:
        raise httpcore.ReadTimeout("the answer comes too slowly") from None


def _patience(request: httpcore.Request) -> float | None:
    seconds: float | None = request.extensions.get("timeout", {}).get("read")
    return seconds


def _with(response: httpcore.Response, stream: _Stream) -> httpcore.Response:
    return httpcore.Response(
        response.status,
        headers=response.headers,
        content=stream,
        extensions=response.extensions,
    )


async def _nothing() -> None:
    pass


class _Stream:
    """An answer's body, which comes in time, and gives its connection back at its end."""

    def __init__(
        self, stream: Any, seconds: float | None, at_end: Callable[[], Awaitable[None]]
    ) -> None:
        self._stream, self._seconds, self._at_end = stream, seconds, at_end
        self._open = True

    async def __aiter__(self) -> AsyncIterator[bytes]:
        waited, came, since = 0.0, 0, time.monotonic()
        try:
            async for part in self._stream:
                came += len(part)
                waited += time.monotonic() - since
                if self._seconds is not None and (
                    waited > 2 * self._seconds + came / LEAST_BYTES_PER_SECOND
                ):
                    raise httpcore.ReadTimeout("the answer comes too slowly")
                yield part
                since = time.monotonic()
        except BaseException:
            await self.aclose()
            raise

    async def aclose(self) -> None:
        if self._open:
            self._open = False
            try:
                await self._stream.aclose()
            finally:
                await self._at_end()
