"""The API's connections: an idle one is taken from a stack, and what trickles is given up."""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import ssl
import time
import urllib.request
from collections import defaultdict
from collections.abc import AsyncIterator
from typing import Any

import httpcore
import httpx

__all__ = ["ConnectionStack", "Deadlines", "routes"]

LEAST_BYTES_PER_SECOND = 1024
"""Slower than this, over all of it, an answer is given up: time-outs are about each read only."""

_ERRORS: dict[type[BaseException], type[httpx.TransportError]] = {
    httpcore.ConnectTimeout: httpx.ConnectTimeout,
    httpcore.ReadTimeout: httpx.ReadTimeout,
    httpcore.WriteTimeout: httpx.WriteTimeout,
    httpcore.PoolTimeout: httpx.PoolTimeout,
    httpcore.TimeoutException: httpx.TimeoutException,
    httpcore.ConnectError: httpx.ConnectError,
    httpcore.ReadError: httpx.ReadError,
    httpcore.WriteError: httpx.WriteError,
    httpcore.NetworkError: httpx.NetworkError,
    httpcore.LocalProtocolError: httpx.LocalProtocolError,
    httpcore.RemoteProtocolError: httpx.RemoteProtocolError,
    httpcore.ProtocolError: httpx.ProtocolError,
    httpcore.UnsupportedProtocol: httpx.UnsupportedProtocol,
}
_RAISED = tuple(_ERRORS)


def routes(tls: ssl.SSLContext, proxy: str | None) -> dict[str, Any]:
    """The options `transport` and `mounts` of an httpx client with these connections.

    Args:
        tls: For all connections.
        proxy: A proxy's URL for all connections, or None for the environment's.
    """
    proxies = environment_proxies() if proxy is None else {"all://": proxy}
    return {
        "transport": Deadlines(ConnectionStack(tls)),
        "mounts": {
            pattern: Deadlines(httpx.AsyncHTTPTransport(verify=tls, proxy=url)) if url else None
            for pattern, url in proxies.items()
        },
    }


def environment_proxies() -> dict[str, str | None]:
    """The environment's proxies by the URL patterns of httpx; None where none is to be used.

    Reads `HTTP_PROXY`, `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY`, or the settings of the system.
    httpx does the same by itself, but not for a transport it is given.
    """
    found = urllib.request.getproxies()
    direct = [name for name in map(str.strip, found.get("no", "").split(",")) if name]
    if "*" in direct:
        return {}
    urls = {f"{scheme}://": found.get(scheme) for scheme in ("http", "https", "all")}
    proxies = {key: url if "://" in url else f"http://{url}" for key, url in urls.items() if url}
    return {**proxies, **dict.fromkeys(map(_pattern, direct))}


def _pattern(name: str) -> str:
    """The URL pattern of an entry of `NO_PROXY`: a domain stands for those below it too."""
    if "://" in name:
        return name
    with contextlib.suppress(ValueError):
        is_v6 = ipaddress.ip_address(name.partition("/")[0]).version == 6
        return f"all://[{name}]" if is_v6 else f"all://{name}"
    return f"all://{name}" if name.lower() == "localhost" else f"all://*{name}"


class ConnectionStack(httpx.AsyncBaseTransport):
    """A transport whose cost of a request does not grow with the number of requests.

    httpx's own asks every connection's socket, at the start and at the end of each request: half of
    the CPU of many small requests at once.

    Args:
        tls: For all connections.
        most: Connections at once.
        keepalive_expiry: Seconds after which an idle connection is not used again.
    """

    def __init__(self, tls: ssl.SSLContext, most: int = 100, keepalive_expiry: float = 5.0) -> None:
        self._tls, self._keepalive_expiry = tls, keepalive_expiry
        self._places = asyncio.Semaphore(most)
        self._idle: defaultdict[str, list[httpcore.AsyncHTTPConnection]] = defaultdict(list)
        self._ended = False

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request on the connection that was used last, or on a new one."""
        patience = request.extensions.get("timeout", {}).get("pool")
        try:
            async with asyncio.timeout(patience if self._places.locked() else None):
                await self._places.acquire()
        except TimeoutError:
            raise httpx.PoolTimeout("no connection has become free in time") from None
        url = request.url
        target = httpcore.URL(
            scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
        )
        try:
            connection, answer = await self._exchange(
                httpcore.Request(
                    request.method,
                    target,
                    headers=request.headers.raw,
                    content=request.stream,
                    extensions=request.extensions,
                )
            )
        except BaseException as error:
            self._places.release()
            if isinstance(error, _RAISED):
                raise _as_httpx(error) from error
            raise
        return httpx.Response(
            answer.status,
            headers=answer.headers,
            stream=_Body(self, target.origin, connection, answer.stream),
            extensions=answer.extensions,
        )

    async def _exchange(
        self, request: httpcore.Request
    ) -> tuple[httpcore.AsyncHTTPConnection, httpcore.Response]:
        origin = request.url.origin
        idle = self._idle[str(origin)]
        while True:
            connection = idle.pop() if idle else self._connection(origin)
            try:
                if not (connection.is_closed() or connection.has_expired()):
                    return connection, await connection.handle_async_request(request)
            except httpcore.ConnectionNotAvailable:
                pass  # the server ended it meanwhile
            except BaseException:
                await connection.aclose()
                raise
            await connection.aclose()

    def _connection(self, origin: httpcore.Origin) -> httpcore.AsyncHTTPConnection:
        return httpcore.AsyncHTTPConnection(
            origin, ssl_context=self._tls, keepalive_expiry=self._keepalive_expiry
        )

    async def give_back(
        self, origin: httpcore.Origin, connection: httpcore.AsyncHTTPConnection
    ) -> None:
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


def _as_httpx(error: BaseException) -> httpx.TransportError:
    return next(_ERRORS[kind] for kind in type(error).__mro__ if kind in _ERRORS)(str(error))


class _Body(httpx.AsyncByteStream):
    """An answer's body, at whose end its connection is given back."""

    def __init__(
        self,
        stack: ConnectionStack,
        origin: httpcore.Origin,
        connection: httpcore.AsyncHTTPConnection,
        stream: Any,
    ) -> None:
        self._stack, self._origin, self._connection = stack, origin, connection
        self._stream, self._open = stream, True

    async def __aiter__(self) -> AsyncIterator[bytes]:
        try:
            async for part in self._stream:
                yield part
        except _RAISED as error:
            raise _as_httpx(error) from error

    async def aclose(self) -> None:
        if self._open:
            self._open = False
            try:
                await self._stream.aclose()
            finally:
                await self._stack.give_back(self._origin, self._connection)


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
