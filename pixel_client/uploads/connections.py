"""The API's connections: an idle one is taken from a stack, where httpcore looks at all of them."""

from __future__ import annotations

import asyncio
import contextlib
from collections import defaultdict
from collections.abc import AsyncIterator
from typing import Any

import httpcore

__all__ = ["ConnectionStack"]


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
        stream = _Stream(response.stream, self, request.url.origin, connection)
        return httpcore.Response(
            response.status,
            headers=response.headers,
            content=stream,
            extensions=response.extensions,
        )

    async def _exchange(self, request: httpcore.Request) -> tuple[Any, httpcore.Response]:
        idle = self._idle[str(request.url.origin)]
        while True:
            connection = idle.pop() if idle else self.create_connection(request.url.origin)
            try:
                if not (connection.is_closed() or connection.has_expired()):
                    return connection, await connection.handle_async_request(request)
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


class _Stream:
    """An answer's body, which gives its connection back at its end."""

    def __init__(
        self, stream: Any, stack: ConnectionStack, origin: httpcore.Origin, connection: Any
    ) -> None:
        self._stream, self._stack, self._whence = stream, stack, (origin, connection)
        self._open = True

    async def __aiter__(self) -> AsyncIterator[bytes]:
        try:
            async for part in self._stream:
                yield part
        except BaseException:
            await self.aclose()
            raise

    async def aclose(self) -> None:
        if self._open:
            self._open = False
            try:
                await self._stream.aclose()
            finally:
                await self._stack.give_back(*self._whence)
