"""One request to S3 and its answer, on connections that are kept: what runs in sender threads.

On `http.client` of the standard library, which `docs/transfer-core.md` compares with others. The
body goes out block by block, so that an answer before its end is seen, a stall is told from a slow
link, and another thread can end it all.
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
"""A connection that was idle for longer is not used again: S3 closes them unannounced."""

_DOUBTFUL_SECONDS = 1.0
"""One that was idle for as long may have been closed just as it was used again."""

_URL_CHARACTERS = "%/:=&?~#+!$,;'@()*[]"

Route = tuple[str, str, int]


@attrs.frozen
class Response:
    """S3's answer.

    Attributes:
        status: The HTTP status.
        headers: The headers.
        start: The first bytes of its body.
        sent: Bytes of the file that went out before it.
    """

    status: int
    headers: httpx.Headers
    start: bytes
    sent: int


@attrs.define
class PooledConnection:
    """A connection: http.client's, what to ask it for, and since when it is idle."""

    connection: http.client.HTTPConnection
    proxy: Proxy | None
    pid: int = attrs.field(factory=os.getpid)
    since: float = 0.0
    idle_before: float = 0.0
    sent: int = 0

    @property
    def is_plain(self) -> bool:
        """Whether it is ours: recorders of cassettes put their own in its place."""
        return isinstance(self.connection, Connection)

    @property
    def sock(self) -> socket.socket | None:
        """Its socket; None where somebody else keeps it."""
        return self.connection.sock if self.is_plain else None

    def is_stale(self) -> bool:
        """Whether S3 has closed it, or soon will have."""
        if self.pid != os.getpid() or time.monotonic() - self.since > _IDLE_SECONDS:
            return True
        return self.sock is not None and Stream.is_readable(self.sock)


class ConnectionPool:
    """Connections to S3, for all uploads of a client and for any thread.

    Args:
        tls: Gives the TLS context; asked when it is first needed.
        proxy: A proxy's URL for all connections, or None for the environment's.
        allow_http: Whether plain http may leave this machine.
        keep: Idle connections to keep.
        bandwidth: Bytes a second that all bodies together may take, or None for no limit.
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
        """Close all connections; what is under way ends with `TransferCancelledError`."""
        with self._lock:
            self._closed = True
            under_way = list(self._under_way)
            lines = [line for route in self._idle.values() for line in route]
            self._idle.clear()
        for cancel_token in under_way:
            cancel_token.cancel()
        for line in lines:
            line.connection.close()

    def exchange(
        self, request: Request, timeout: httpx.Timeout, cancel_token: CancelToken
    ) -> Response:
        """Send a request and read the answer, which may come before the body's end.

        Args:
            request: The request.
            timeout: Seconds for each step; `write` is for a standstill, not for the body.
            cancel_token: Ends this from another thread.

        Raises:
            httpx.TransportError: No answer came.
            OSError: The file cannot be read or changed, or no more files may be open.
            TransferCancelledError: It was ended, or all of it is closed.
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
        line = self._take(route)
        try:
            try:
                response = self._talk(line, route, path, request, timeout, cancel_token)
            except (httpx.NetworkError, httpx.RemoteProtocolError):
                # Closed by S3 for being idle, just as it was used again: that is no failed try.
                if line.idle_before < _DOUBTFUL_SECONDS:
                    raise
                cancel_token.check()
                request.on_bytes(-line.sent)
                line.connection.close()
                line = self._new(route)
                response = self._talk(line, route, path, request, timeout, cancel_token)
        except BaseException:
            cancel_token.hold(None)
            line.connection.close()
            raise
        cancel_token.hold(None)
        self._put(route, line)
        return response

    def _take(self, route: Route) -> PooledConnection:
        while True:
            with self._lock:
                lines = self._idle.get(route)
                line = lines.pop() if lines else None
            if line is None:
                return self._new(route)
            if not line.is_stale():
                line.idle_before = time.monotonic() - line.since
                return line
            line.connection.close()

    def _put(self, route: Route, line: PooledConnection) -> None:
        line.since = time.monotonic()
        with self._lock:
            lines = self._idle.setdefault(route, [])
            if not self._closed and len(lines) < self._keep and line.connection.sock is not None:
                lines.append(line)
                return
        line.connection.close()

    def _new(self, route: Route) -> PooledConnection:
        scheme, host, port = route
        proxy = self._connector.proxy_for(scheme, host, port)
        ours: type[Connection]
        made: type[http.client.HTTPConnection]
        if scheme == "https":
            ours, made = SecureConnection, http.client.HTTPSConnection
        else:
            ours, made = Connection, http.client.HTTPConnection
        # Looked up now, not at import: recorders of cassettes put theirs in its place.
        return PooledConnection(
            (ours if made.__module__ == "http.client" else made)(host, port), proxy
        )

    def _talk(
        self,
        line: PooledConnection,
        route: Route,
        path: str,
        request: Request,
        timeout: httpx.Timeout,
        cancel_token: CancelToken,
    ) -> Response:
        connection = line.connection
        if line.is_plain and connection.sock is None:
            connection.sock = self._connector.connect(
                *route, line.proxy, timeout.connect, cancel_token
            )
        elif line.sock is not None:
            cancel_token.hold(line.sock)
        stream = Stream(
            connection, line.sock, request.method, timeout.write, cancel_token, self._bandwidth
        )
        trouble: httpx.TransportError | None = None
        with _said_as(httpx.WriteError, httpx.WriteTimeout, cancel_token):
            _start(connection, line.proxy, route, path, request, timeout.write)
        line.sent = 0
        try:
            whole = stream.send(request)
        except (httpx.WriteError, httpx.RemoteProtocolError) as error:
            whole, trouble = False, error  # S3 may have said why before it closed
        finally:
            line.sent = stream.sent
        with _said_as(httpx.ReadError, httpx.ReadTimeout, cancel_token):
            try:
                response = stream.answer(timeout.read, _ANSWER_BYTES)
            except (OSError, http.client.HTTPException):
                if trouble is not None:
                    cancel_token.check()
                    raise trouble from None
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
def _said_as(
    error: type[httpx.TransportError],
    timeout: type[httpx.TransportError],
    cancel_token: CancelToken,
) -> Iterator[None]:
    """Raise errors of the network as httpx's."""
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
