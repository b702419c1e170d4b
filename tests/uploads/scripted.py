"""Servers that play a script on real loopback sockets: S3 at its worst, and proxies."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx

from pixel_client.uploads.inputs.planned_file import FileStamp, PlannedBody
from pixel_client.uploads.s3.cancellation import CancelToken
from pixel_client.uploads.s3.connection_pool import ConnectionPool, Response
from pixel_client.uploads.s3.request_stream import Request

OK = b'HTTP/1.1 200 OK\r\nETag: "e"\r\nContent-Length: 0\r\n\r\n'


def read_head(sock: socket.socket) -> bytes:
    """A request's head, byte by byte so that nothing else is taken; empty at the end."""
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        byte = sock.recv(1)
        if not byte:
            return b""
        head += byte
    return head


def length_of(head: bytes) -> int:
    lines = head.decode("latin-1").lower().split("\r\n")
    return next(int(x.split(":")[1]) for x in lines if x.startswith("content-length:"))


def read_body(sock: socket.socket, length: int) -> bytes:
    body = b""
    while len(body) < length:
        block = sock.recv(min(65536, length - len(body)))
        if not block:
            return body
        body += block
    return body


def take(sock: socket.socket) -> tuple[bytes, bytes]:
    """A whole request; two empty ones at the end."""
    head = read_head(sock)
    return head, read_body(sock, length_of(head)) if head else b""


def store_all(sock: socket.socket, seen: list[Any]) -> None:
    """What S3 does when all is well."""
    while (request := take(sock))[0]:
        seen.append(request)
        sock.sendall(OK)


class Scripted:
    """A server that plays `script(socket, number)` to each connection, in a thread of its own."""

    def __init__(
        self,
        script: Callable[[socket.socket, int], None],
        tls: ssl.SSLContext | None = None,
        buffer: int | None = None,
    ) -> None:
        self._script, self._tls = script, tls
        self._listener = socket.socket()
        if buffer:
            self._listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
        self._listener.bind(("127.0.0.1", 0))
        self._listener.listen()
        self.port: int = self._listener.getsockname()[1]
        self.url = f"{'https' if tls else 'http'}://localhost:{self.port}"
        self.accepted = 0
        self._open: set[socket.socket] = set()
        self._threads = [threading.Thread(target=self._accept, daemon=True)]
        self._threads[0].start()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                sock, _ = self._listener.accept()
                self.accepted += 1
                self._open.add(sock)
                thread = threading.Thread(
                    target=self._serve, args=(sock, self.accepted), daemon=True
                )
                self._threads.append(thread)
                thread.start()

    def _serve(self, sock: socket.socket, number: int) -> None:
        used = sock
        try:
            if self._tls:
                used = self._tls.wrap_socket(sock, server_side=True)
                self._open.add(used)
            self._script(used, number)
        except (OSError, ValueError):
            pass  # the client went away, as most of these tests have it do
        finally:
            used.close()
            sock.close()

    def __enter__(self) -> Scripted:
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for sock in list(self._open):
            with contextlib.suppress(OSError):
                socket.socket.shutdown(sock, socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(5)


class Sending:
    """Sends files over one wire, and counts what it was told of them."""

    def __init__(self, pool: ConnectionPool, path: Path) -> None:
        self.pool, self.path = pool, path
        self.told = 0
        self.cancel_token = CancelToken()

    def put(self, url: str, timeout: httpx.Timeout | None = None) -> Response:
        body = PlannedBody(self.path, self.path.name, FileStamp.of(self.path.stat()))
        size = self.path.stat().st_size
        headers = {"Content-Length": str(size)}
        outgoing = Request("PUT", url, headers, b"", b"", body, 0, size, self._count)
        return self.pool.exchange(outgoing, timeout or httpx.Timeout(20), self.cancel_token)

    def _count(self, size: int) -> None:
        self.told += size


def pump(one: socket.socket, other: socket.socket) -> None:
    """Carry bytes both ways until an end is reached."""

    def carry(source: socket.socket, target: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while block := source.recv(65536):
                target.sendall(block)
        for sock in (source, target):
            with contextlib.suppress(OSError):
                socket.socket.shutdown(sock, socket.SHUT_RDWR)

    back = threading.Thread(target=carry, args=(other, one), daemon=True)
    back.start()
    carry(one, other)
    back.join()


@contextlib.contextmanager
def tunnelling(answer: bytes = b"HTTP/1.1 200 Go\r\n\r\n", tls: Any = None) -> Iterator[Any]:
    """A proxy for CONNECT; yields it and the heads it has seen."""
    heads: list[bytes] = []

    def script(sock: socket.socket, _: int) -> None:
        heads.append(read_head(sock))
        there = heads[-1].split(b" ")[1].decode()
        sock.sendall(answer)
        if b" 200 " in answer:
            host, port = there.rsplit(":", 1)
            with socket.create_connection((host, int(port))) as onward:
                pump(sock, onward)

    with Scripted(script, tls) as proxy:
        yield proxy, heads
