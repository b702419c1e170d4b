"""Open a socket to S3, directly or through a proxy, with or without TLS, before a deadline.

Called in sender threads. Errors of the network are raised as httpx's, so that one vocabulary says
what went wrong; a lack of file handles stays an `OSError`.
"""

from __future__ import annotations

import contextlib
import socket
import ssl
import sys
import time
from collections.abc import Callable

import httpx

from ...http.proxies import Proxy, environment_proxy
from ...http.urls import is_loopback
from ..inputs.change_detection import no_handles
from .cancellation import CancelToken
from .proxy_tunnel import relayed, socks5, tunnel

__all__ = ["Connector"]

# What the system may hold back unsent, in bytes. Its own megabytes would take a slow link longer to
# send than we wait for an answer, and would show as sent what is not.
_UNSENT_BYTES = 128 * 1024
_NOTSENT_LOWAT = {"linux": 25, "darwin": 0x201}.get(sys.platform)  # TCP_NOTSENT_LOWAT


class Connector:
    """Opens sockets.

    Args:
        tls: Gives the TLS context; asked when it is first needed, since making one is not free.
        proxy: A proxy's URL for all connections, or None for the environment's.
        allow_http: Whether plain http may leave this machine.
    """

    def __init__(
        self, tls: Callable[[], ssl.SSLContext], proxy: str | None, allow_http: bool
    ) -> None:
        self._tls, self._proxy, self._allow_http = tls, proxy, allow_http
        self._family: dict[str, int] = {}

    def proxy_for(self, scheme: str, host: str, port: int) -> Proxy | None:
        """The proxy on the way to a host.

        Raises:
            httpx.UnsupportedProtocol: The way is neither https nor safe.
        """
        if scheme not in ("http", "https") or not host:
            raise httpx.UnsupportedProtocol("the service names no http or https URL for the files")
        if scheme == "http" and not (self._allow_http or is_loopback(host)):
            raise httpx.UnsupportedProtocol(
                f"the service names plain http at {host} for the files; if you know"
                " the network, allow it with get_client(allow_http=True)"
            )
        url = self._proxy or environment_proxy(scheme, host, port)
        return None if url is None else Proxy.of(url)

    def connect(
        self,
        scheme: str,
        host: str,
        port: int,
        proxy: Proxy | None,
        seconds: float | None,
        cancel_token: CancelToken,
    ) -> socket.socket:
        """A socket that speaks to the host, TLS included.

        Args:
            scheme: http or https.
            host: The host.
            port: Its port.
            proxy: The proxy on the way, or None.
            seconds: For each step, or None to wait without end.
            cancel_token: Holds the socket from its first moment.

        Raises:
            httpx.TransportError: There is no connection to be had.
            OSError: No more files may be open.
        """
        sock: socket.socket | None = None
        try:
            sock = self._tcp(
                *((proxy.host, proxy.port) if proxy else (host, port)), seconds, cancel_token
            )
            if proxy is not None:
                sock = self._through(sock, proxy, scheme, host, port, cancel_token)
            if scheme == "https":
                sock = self._encrypted(sock, host, cancel_token)
        except BaseException as error:
            cancel_token.hold(None)
            if sock is not None:
                sock.close()
            cancel_token.check()
            if isinstance(error, TimeoutError):
                raise httpx.ConnectTimeout(str(error)) from None
            # ValueError: a name that cannot be one.
            if isinstance(error, OSError | ValueError) and not no_handles(error):
                raise httpx.ConnectError(str(error)) from None
            raise
        return sock

    def _tcp(
        self, host: str, port: int, seconds: float | None, cancel_token: CancelToken
    ) -> socket.socket:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        # What worked before comes first: a broken IPv6 would cost each connection its time-out.
        first = self._family.get(host, found[0][0])
        found.sort(key=lambda entry: entry[0] != first)
        deadline = None if seconds is None else time.monotonic() + seconds
        for left, (family, kind, protocol, _, address) in zip(
            range(len(found), 0, -1), found, strict=True
        ):
            sock = socket.socket(family, kind, protocol)
            try:
                cancel_token.hold(sock)
                if deadline is not None:
                    sock.settimeout(max(0.001, (deadline - time.monotonic()) / left))
                sock.connect(address)
                cancel_token.check()
                sock.settimeout(seconds)
                sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                if _NOTSENT_LOWAT is not None:
                    with contextlib.suppress(OSError):  # a system without it sends all the same
                        sock.setsockopt(socket.IPPROTO_TCP, _NOTSENT_LOWAT, _UNSENT_BYTES)
                self._family[host] = family
            except BaseException as error:
                cancel_token.hold(None)
                sock.close()
                if left == 1 or not isinstance(error, OSError):
                    raise
            else:
                return sock
        raise OSError("the name has no address")

    def _encrypted(
        self, sock: socket.socket, host: str, cancel_token: CancelToken
    ) -> socket.socket:
        if isinstance(sock, ssl.SSLSocket):
            sock = relayed(sock)
        encrypted = self._tls().wrap_socket(
            sock, server_hostname=host, do_handshake_on_connect=False
        )
        try:
            cancel_token.hold(encrypted)
            encrypted.do_handshake()
        except BaseException:
            cancel_token.hold(None)
            encrypted.close()
            raise
        return encrypted

    def _through(
        self,
        sock: socket.socket,
        proxy: Proxy,
        scheme: str,
        host: str,
        port: int,
        cancel_token: CancelToken,
    ) -> socket.socket:
        if proxy.scheme == "https":
            sock = self._encrypted(sock, proxy.host, cancel_token)
        if proxy.scheme.startswith("socks5"):
            socks5(sock, proxy, host, port)
        elif scheme == "https":
            tunnel(sock, proxy, host, port)
        return sock
