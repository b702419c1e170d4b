"""Connection pool for S3: send a request and read the response, in a sender thread.

Built on the standard library's `http.client`; `docs/transfer-core.md` compares it with others. The
body is sent in blocks, so that an early response is noticed, a stall is distinguished from a slow
connection, and another thread can cancel the exchange.
"""

from __future__ import annotations

import contextlib
import http.client
import os
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from urllib.parse import quote, urlsplit

import attrs
import httpx

from ...http.proxies import Proxy
from ..inputs.change_detection import no_handles
from .bandwidth import BandwidthLimiter
from .cancellation import CancelToken, TransferCancelledError
from .connector import Connector
from .request_stream import Connection, Request, SecureConnection, Stream

__all__ = ["ConnectionPool", "Response"]

_ANSWER_BYTES = 64 * 1024  # of an error page; S3's own are below 2 KiB

_IDLE_SECONDS = 5.0
"""A connection idle for longer is not reused: S3 closes them without notice."""

_DOUBTFUL_SECONDS = 1.0
"""A connection idle for this long may have been closed just as it was reused."""

_URL_CHARACTERS = "%/:=&?~#+!$,;'@()*[]"

Route = tuple[str, str, int]


@attrs.frozen
class Response:
    """A response of S3.

    Attributes:
        status: The HTTP status.
        headers: The headers.
        start: The first bytes of the response body.
        sent: Bytes of the file that were sent before it.
    """

    status: int
    headers: httpx.Headers
    start: bytes
    sent: int


@attrs.define
class PooledConnection:
    """A connection of the pool, with its proxy and since when it is idle."""

    connection: http.client.HTTPConnection
    proxy: Proxy | None
    pid: int = attrs.field(factory=os.getpid)
    since: float = 0.0
    idle_before: float = 0.0
    sent: int = 0

    @property
    def is_plain(self) -> bool:
        """Whether it is ours: recorders of cassettes replace it by their own."""
        return isinstance(self.connection, Connection)

    @property
    def sock(self) -> socket.socket | None:
        """Its socket; None where somebody else keeps it."""
        return self.connection.sock if self.is_plain else None

    def is_stale(self) -> bool:
        """Whether S3 has closed it, or is about to."""
        if self.pid != os.getpid() or time.monotonic() - self.since > _IDLE_SECONDS:
            return True
        return self.sock is not None and Stream.is_readable(self.sock)


class ConnectionPool:
    """Connections to S3, for all uploads of a client and for any thread.

    Args:
        tls: Returns the TLS context; called when it is first needed.
        proxy: A proxy's URL for all connections, or None for the environment's.
        allow_http: Whether plain http may leave this machine.
        keep: Idle connections to keep.
        bandwidth: Limit for all transfers together in bytes per second, or None for no limit.
    """

    def __init__(
        self,
        tls: Callable[[], ssl.SSLContext] = ssl.create_default_context,
        proxy: str | None = None,
        allow_http: bool = False,
        keep: int = 10,
        bandwidth: float | None = None,
    ) -> None:
        self._bandwidth = BandwidthLimiter(bandwidth)
        self._connector = Connector(tls, proxy, allow_http)
        self._keep = keep
        self._lock = threading.Lock()
        self._idle: dict[Route, list[PooledConnection]] = {}
        self._closed = False
        self._under_way: set[CancelToken] = set()

    def close(self) -> None:
        """Close all connections; exchanges in progress end with `TransferCancelledError`."""
        with self._lock:
            self._closed = True
            under_way = list(self._under_way)
            idle = [pooled for route in self._idle.values() for pooled in route]
            self._idle.clear()
        for cancel_token in under_way:
            cancel_token.cancel()
        for pooled in idle:
            pooled.connection.close()

    def exchange(
        self, request: Request, timeout: httpx.Timeout, cancel_token: CancelToken
    ) -> Response:
        """Send a request and read the response, which may come before the end of the body.

        Args:
            request: The request.
            timeout: Seconds for each step; `write` is for a standstill, not for the body.
            cancel_token: Cancels the exchange from another thread.

        Raises:
            httpx.TransportError: There was no response.
            OSError: The file cannot be read or changed, or no more files may be open.
            TransferCancelledError: The exchange was cancelled or the pool was closed.
        """
        with self._lock:
            self._under_way.add(cancel_token)
            if self._closed:
                cancel_token.cancel()
        try:
            return self._exchange(request, timeout, cancel_token)
        finally:
            with self._lock:
                self._under_way.discard(cancel_token)

    def _exchange(
        self, request: Request, timeout: httpx.Timeout, cancel_token: CancelToken
    ) -> Response:
        cancel_token.check()
        route, path = _route_of(request.url)
        pooled = self._take(route)
        try:
            try:
                response = self._send_and_read(pooled, route, path, request, timeout, cancel_token)
            except (httpx.NetworkError, httpx.RemoteProtocolError):
                # Closed by S3 for being idle, just as it was used again: not a failed attempt.
                if pooled.idle_before < _DOUBTFUL_SECONDS:
                    raise
                cancel_token.check()
                request.on_bytes(-pooled.sent)
                pooled.connection.close()
                pooled = self._new(route)
                response = self._send_and_read(pooled, route, path, request, timeout, cancel_token)
        except BaseException:
            cancel_token.hold(None)
            pooled.connection.close()
            raise
        cancel_token.hold(None)
        self._put(route, pooled)
        return response

    def _take(self, route: Route) -> PooledConnection:
        while True:
            with self._lock:
                idle = self._idle.get(route)
                pooled = idle.pop() if idle else None
            if pooled is None:
                return self._new(route)
            if not pooled.is_stale():
                pooled.idle_before = time.monotonic() - pooled.since
                return pooled
            pooled.connection.close()

    def _put(self, route: Route, pooled: PooledConnection) -> None:
        pooled.since = time.monotonic()
        with self._lock:
            idle = self._idle.setdefault(route, [])
            if not self._closed and len(idle) < self._keep and pooled.connection.sock is not None:
                idle.append(pooled)
                return
        pooled.connection.close()

    def _new(self, route: Route) -> PooledConnection:
        scheme, host, port = route
        proxy = self._connector.proxy_for(scheme, host, port)
        own: type[Connection]
        current: type[http.client.HTTPConnection]
        if scheme == "https":
            own, current = SecureConnection, http.client.HTTPSConnection
        else:
            own, current = Connection, http.client.HTTPConnection
        # Looked up now, not at import: recorders of cassettes put theirs in its place.
        return PooledConnection(
            (own if current.__module__ == "http.client" else current)(host, port), proxy
        )

    def _send_and_read(
        self,
        pooled: PooledConnection,
        route: Route,
        path: str,
        request: Request,
        timeout: httpx.Timeout,
        cancel_token: CancelToken,
    ) -> Response:
        connection = pooled.connection
        if pooled.is_plain and connection.sock is None:
            connection.sock = self._connector.connect(
                *route, pooled.proxy, timeout.connect, cancel_token
            )
        elif pooled.sock is not None:
            cancel_token.hold(pooled.sock)
        stream = Stream(
            connection, pooled.sock, request.method, timeout.write, cancel_token, self._bandwidth
        )
        send_error: httpx.TransportError | None = None
        with _as_httpx_errors(httpx.WriteError, httpx.WriteTimeout, cancel_token):
            _start(connection, pooled.proxy, route, path, request, timeout.write)
        pooled.sent = 0
        try:
            whole = stream.send(request)
        except (httpx.WriteError, httpx.RemoteProtocolError) as error:
            whole, send_error = False, error  # S3 may have said why before it closed
        finally:
            pooled.sent = stream.sent
        with _as_httpx_errors(httpx.ReadError, httpx.ReadTimeout, cancel_token):
            try:
                response = stream.answer(timeout.read, _ANSWER_BYTES)
            except (OSError, http.client.HTTPException):
                if send_error is not None:
                    cancel_token.check()
                    raise send_error from None
                raise
        if not whole:
            connection.close()
        return Response(response.status, response.headers, response.start, stream.sent)


def _start(
    connection: http.client.HTTPConnection,
    proxy: Proxy | None,
    route: Route,
    path: str,
    request: Request,
    seconds: float | None,
) -> None:
    scheme, host, port = route
    headers: Mapping[str, str] = request.headers
    if proxy is not None and scheme == "http" and not proxy.scheme.startswith("socks5"):
        there = f"[{host}]" if ":" in host else host
        path = f"http://{there}:{port}{path}"
        if proxy.authorization is not None:
            headers = {**headers, "Proxy-Authorization": proxy.authorization}
    if isinstance(connection.sock, socket.socket):
        connection.sock.settimeout(seconds)
    connection.putrequest(request.method, path, skip_accept_encoding=True)
    for name, value in headers.items():
        connection.putheader(name, value)
    connection.endheaders()


def _route_of(url: str) -> tuple[Route, str]:
    try:
        parts = urlsplit(url if url.isascii() else quote(url, _URL_CHARACTERS))
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        raise httpx.UnsupportedProtocol("the service names an address that is none") from None
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return (parts.scheme, parts.hostname or "", port), path


@contextlib.contextmanager
def _as_httpx_errors(
    error: type[httpx.TransportError],
    timeout: type[httpx.TransportError],
    cancel_token: CancelToken,
) -> Iterator[None]:
    """Raise network errors as errors of httpx."""
    try:
        yield
    except (TransferCancelledError, httpx.TransportError):
        raise
    except TimeoutError as problem:
        cancel_token.check()
        raise timeout(str(problem)) from None
    except http.client.HTTPException as problem:
        cancel_token.check()
        raise httpx.RemoteProtocolError(type(problem).__name__) from None
    except (OSError, ValueError) as problem:
        cancel_token.check()
        if no_handles(problem):
            raise
        raise error(str(problem)) from None
