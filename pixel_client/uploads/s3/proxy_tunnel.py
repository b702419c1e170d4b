"""Tunnels through HTTP and SOCKS 5 proxies. Called in sender threads."""

from __future__ import annotations

import contextlib
import select
import socket
import ssl
import struct
import threading

import httpx

from ...http.proxies import Proxy

__all__ = ["relayed", "socks5", "tunnel"]

_MOST_HEAD_BYTES = 64 * 1024  # of a proxy's answer
_CARRIED_BYTES = 64 * 1024
_SOCKS_REFUSALS = {2: "not allowed", 3: "network unreachable", 4: "host unreachable", 5: "refused"}


def tunnel(sock: socket.socket, proxy: Proxy, host: str, port: int) -> None:
    """Have an HTTP proxy connect through to a host.

    Raises:
        httpx.ProxyError: It will not.
    """
    there = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    head = f"CONNECT {there} HTTP/1.1\r\nHost: {there}\r\n"
    if proxy.authorization is not None:
        head += f"Proxy-Authorization: {proxy.authorization}\r\n"
    sock.sendall(head.encode("ascii") + b"\r\n")
    answer = b""
    # Byte by byte at its end, so that nothing of what follows the head is taken with it.
    while not answer.endswith(b"\r\n\r\n"):
        byte = sock.recv(1)
        answer += byte
        if not byte or len(answer) > _MOST_HEAD_BYTES:
            raise httpx.ProxyError("the proxy closed the connection")
    status = answer.split(b"\r\n", 1)[0].decode("latin-1").split(" ", 1)[-1]
    if not status.startswith("2"):
        raise httpx.ProxyError(f"the proxy answered {status}")


def socks5(sock: socket.socket, proxy: Proxy, host: str, port: int) -> None:
    """Have a SOCKS 5 proxy (RFC 1928, RFC 1929) connect through to a host, whose name it looks up.

    Raises:
        httpx.ProxyError: It will not.
    """
    sock.sendall(b"\x05\x01\x00" if proxy.user is None else b"\x05\x02\x00\x02")
    version, method = _exactly(sock, 2)
    if version != 5 or method not in (0, 2):
        raise httpx.ProxyError("the proxy takes none of our ways to sign in")
    if method == 2:
        user, password = (proxy.user or "").encode(), proxy.password.encode()
        sock.sendall(b"\x01" + bytes([len(user)]) + user + bytes([len(password)]) + password)
        if _exactly(sock, 2)[1] != 0:
            raise httpx.ProxyError("the proxy refused the user name and password")
    name = host.encode("idna")
    sock.sendall(b"\x05\x01\x00\x03" + bytes([len(name)]) + name + struct.pack("!H", port))
    _, status, _, kind = _exactly(sock, 4)
    if status != 0:
        raise httpx.ProxyError(f"the proxy answered {_SOCKS_REFUSALS.get(status, status)}")
    length = {1: 4, 4: 16}.get(kind) or _exactly(sock, 1)[0]
    _exactly(sock, length + 2)


def relayed(outer: ssl.SSLSocket) -> socket.socket:
    """A plain socket whose bytes travel through an encrypted one, for TLS within TLS.

    A thread carries them, until either end is closed.
    """
    ours, theirs = socket.socketpair()
    outer.settimeout(0)
    threading.Thread(target=_carry, args=(outer, theirs), name="pixel-relay", daemon=True).start()
    return ours


def _carry(outer: ssl.SSLSocket, inner: socket.socket) -> None:
    with outer, inner, contextlib.suppress(OSError):
        while True:
            ready = [] if outer.pending() else select.select([outer, inner], [], [])[0]
            if inner in ready:
                data = memoryview(inner.recv(_CARRIED_BYTES))
                if not data:
                    return
                while data:
                    try:
                        data = data[outer.send(data) :]
                    except ssl.SSLWantWriteError:
                        select.select([], [outer], [])
            if outer in ready or not ready:
                with contextlib.suppress(ssl.SSLWantReadError):
                    back = outer.recv(_CARRIED_BYTES)
                    if not back:
                        return
                    inner.sendall(back)


def _exactly(sock: socket.socket, count: int) -> bytes:
    got = b""
    while len(got) < count:
        more = sock.recv(count - len(got))
        if not more:
            raise httpx.ProxyError("the proxy closed the connection")
        got += more
    return got
