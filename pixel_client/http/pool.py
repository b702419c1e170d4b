"""Connection pool of the API: last in, first out, with a deadline for slow responses."""

from __future__ import annotations

import asyncio
import contextlib
import ssl
import time
from collections import defaultdict
from collections.abc import AsyncIterator
from typing import Any

import httpx

from .proxies import environment_proxy

__all__ = ["ConnectionStack", "Deadlines"]

LEAST_BYTES_PER_SECOND = 1024
"""Slower than this, over all of it, a response is given up: time-outs are about each read only."""

Origin = tuple[str, str, int | None]


class ConnectionStack(httpx.AsyncBaseTransport):
    """A transport whose cost of a request does not grow with the number of requests.

    httpx's own asks every connection's socket, at the start and at the end of each request: half of
    the CPU of many small requests at once. Here each connection is a transport of httpx by itself,
    so that proxies, TLS, and what replaces httpx's transports in tests, work as they do there.

    Args:
        tls: For all connections.
        proxy: A proxy's URL for all connections, or None for the environment's.
        most: Connections at once.
        keepalive_expiry: Seconds after which an idle connection is not used again.
    """

    def __init__(
        self,
        tls: ssl.SSLContext,
        proxy: str | None = None,
        most: int = 100,
        keepalive_expiry: float = 5.0,
    ) -> None:
        self._tls, self._proxy = tls, proxy
        self._limits = httpx.Limits(max_connections=1, keepalive_expiry=keepalive_expiry)
        self._places = asyncio.Semaphore(most)
        self._idle: defaultdict[Origin, list[httpx.AsyncHTTPTransport]] = defaultdict(list)
        self._ended = False

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request on the connection that was used last, or on a new one."""
        patience = request.extensions.get("timeout", {}).get("pool")
        try:
            async with asyncio.timeout(patience if self._places.locked() else None):
                await self._places.acquire()
        except TimeoutError:
            raise httpx.PoolTimeout("no connection has become free in time") from None
        origin = request.url.scheme, request.url.host, request.url.port
        try:
            idle = self._idle[origin]
            connection = idle.pop() if idle else self._connection(origin)
            try:
                response = await connection.handle_async_request(request)
            except BaseException:
                await connection.aclose()
                raise
        except BaseException:
            self._places.release()
            raise
        response.stream = _Body(response.stream, lambda: self._give_back(origin, connection))
        return response

    def _connection(self, origin: Origin) -> httpx.AsyncHTTPTransport:
        proxy = environment_proxy(*origin) if self._proxy is None else self._proxy
        try:
            return httpx.AsyncHTTPTransport(
                verify=self._tls, proxy=proxy, limits=self._limits, trust_env=False
            )
        except (ValueError, ImportError, httpx.InvalidURL):  # its text would show the password
            raise httpx.UnsupportedProtocol(
                "the proxy must be a URL such as http://proxy.example:3128;"
                " socks5:// needs the package socksio: pip install 'httpx[socks]'"
            ) from None

    async def _give_back(self, origin: Origin, connection: httpx.AsyncHTTPTransport) -> None:
        self._places.release()
        if self._ended:
            await connection.aclose()
        else:
            self._idle[origin].append(connection)

    async def aclose(self) -> None:
        """Close the idle connections now, and the others when they are given back."""
        self._ended = True
        for idle in self._idle.values():
            while idle:
                with contextlib.suppress(Exception):
                    await idle.pop().aclose()


class _Body(httpx.AsyncByteStream):
    """A response's body, at whose end its connection is given back."""

    def __init__(self, stream: Any, give_back: Any) -> None:
        self._stream, self._give_back, self._open = stream, give_back, True

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for part in self._stream:
            yield part

    async def aclose(self) -> None:
        if self._open:
            self._open = False
            try:
                await self._stream.aclose()
            finally:
                await self._give_back()


class Deadlines(httpx.AsyncBaseTransport):
    """A transport whose answers come in time, as the time-outs of single reads do not see to.

    Args:
        transport: What sends the requests.
    """

    def __init__(self, transport: httpx.AsyncBaseTransport) -> None:
        self._transport = transport

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request; the answer's head comes in no more time than all steps may take."""
        told = request.extensions.get("timeout", {})
        steps = [told.get(step) for step in ("pool", "connect", "write", "read", "read")]
        seconds = None
        if None not in steps:
            length = int(request.headers.get("content-length", 0))
            seconds = sum(steps) + length / LEAST_BYTES_PER_SECOND
        try:
            async with asyncio.timeout(seconds):
                response = await self._transport.handle_async_request(request)
        except TimeoutError:
            raise httpx.ReadTimeout("the answer comes too slowly") from None
        response.stream = _InTime(response.stream, told.get("read"))
        return response

    async def aclose(self) -> None:
        """Close the connections."""
        await self._transport.aclose()


class _InTime(httpx.AsyncByteStream):
    """An answer's body, which is given up when it comes too slowly."""

    def __init__(self, stream: Any, seconds: float | None) -> None:
        self._stream, self._seconds = stream, seconds

    async def __aiter__(self) -> AsyncIterator[bytes]:
        waited, came, since = 0.0, 0, time.monotonic()
        try:
            async for part in self._stream:
                came += len(part)
                waited += time.monotonic() - since
                if self._seconds is not None and (
                    waited > 2 * self._seconds + came / LEAST_BYTES_PER_SECOND
                ):
                    raise httpx.ReadTimeout("the answer comes too slowly")
                yield part
                since = time.monotonic()
        except BaseException:
            await self.aclose()
            raise

    async def aclose(self) -> None:
        await self._stream.aclose()
