"""A service and an S3 that take bytes as fast as a socket gives them: what all contenders talk to.

One thread, and on Linux bodies are dropped inside the kernel (`MSG_TRUNC`), so that the sink costs
next to nothing beside the client. It counts what came and how long it was; with `--check` it
also reads all bytes, and refuses those whose MD5 is not the one that was announced.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import re
import selectors
import socket
import ssl
import sys
from typing import Any, Protocol
from urllib.parse import parse_qs, unquote, urlsplit

from .sink_api import BUCKET, Service, Stored

HEAD_BYTES = 64 * 1024
GULP_BYTES = 4 * 1024**2
DROP = getattr(socket, "MSG_TRUNC", 0) if sys.platform == "linux" else 0
SCRATCH = bytearray(GULP_BYTES)
READ, WRITE = selectors.EVENT_READ, selectors.EVENT_WRITE

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_DECODED = re.compile(rb"\r\nx-amz-decoded-content-length: *(\d+)", re.IGNORECASE)
_MD5 = re.compile(rb"\r\ncontent-md5: *([^\r]+)", re.IGNORECASE)
_BOUNDARY = re.compile(rb"\r\ncontent-type: *multipart/form-data; *boundary=([^\r;]+)", re.I)
_EXPECT = re.compile(rb"\r\nexpect: *100-continue", re.IGNORECASE)
_FILE = re.compile(rb'name="file".*?\r\n\r\n', re.DOTALL)


class _Digest(Protocol):
    def update(self, data: memoryview, /) -> None: ...
    def digest(self) -> bytes: ...


class Connection:
    """One connection: a head, a body that is kept (API) or dropped (S3), an answer; and again."""

    def __init__(self, sock: socket.socket, sink: Sink) -> None:
        self.sock, self.sink = sock, sink
        self.waiting = bytearray()  # received, not yet used
        self.unsent = memoryview(b"")
        self.dropping = 0  # bytes of a body for S3 still to come
        self.digest: _Digest | None = None
        self.stored: Stored | None = None
        self.tail = 0

    def readable(self) -> bool:
        """Take what came; False when the other side is gone."""
        if self.dropping:
            return self._drop()
        data = self.sock.recv(HEAD_BYTES)
        if not data:
            return False
        self.waiting += data
        while self._request():
            pass
        return True

    def _drop(self) -> bool:
        want = min(self.dropping, GULP_BYTES)
        if self.digest is None and DROP and not isinstance(self.sock, ssl.SSLSocket):
            count = self.sock.recv_into(SCRATCH, want, DROP)
        else:
            count = self.sock.recv_into(SCRATCH, want)
            if self.digest is not None:
                file_part = min(count, max(0, self.dropping - self.tail))
                self.digest.update(memoryview(SCRATCH)[:file_part])
        self.dropping -= count
        if count and not self.dropping:
            self._stored()
        return bool(count)

    def _request(self) -> bool:
        end = self.waiting.find(b"\r\n\r\n")
        if end < 0:
            return False
        head = bytes(self.waiting[: end + 2])
        method, target, _ = head[: head.index(b"\r\n")].decode("latin-1").split(" ", 2)
        found = _LENGTH.search(head)
        length = int(found[1]) if found else 0
        if _EXPECT.search(head) and len(self.waiting) == end + 4:
            self.sock.send(b"HTTP/1.1 100 Continue\r\n\r\n")
        if target.startswith(BUCKET) and (method == "PUT" or b"form-data" in head):
            return self._body(target, head, end + 4, length)
        if len(self.waiting) < end + 4 + length:
            return False
        body = bytes(self.waiting[end + 4 : end + 4 + length])
        del self.waiting[: end + 4 + length]
        url = urlsplit(target)
        query = {k: v[0] for k, v in parse_qs(url.query, keep_blank_values=True).items()}
        status, content = self.sink.service.answer(method, unquote(url.path), query, body)
        kind = "application/xml" if content.startswith(b"<") else "application/json"
        self.answer(status, content, f"content-type: {kind}\r\n")
        return True

    def _body(self, target: str, head: bytes, start: int, length: int) -> bool:
        size, tail = length, 0
        boundary = _BOUNDARY.search(head)
        if boundary:
            opening = _FILE.search(self.waiting, start)
            if opening is None:
                return False  # the form's fields are not all here yet
            tail = len(boundary[1]) + 8
            size = length - (opening.end() - start) - tail
            length -= opening.end() - start
            start = opening.end()
        decoded, md5 = _DECODED.search(head), _MD5.search(head)
        query = urlsplit(target).query
        self.stored = Stored(
            unquote(urlsplit(target).path),
            int(decoded[1]) if decoded else size,
            md5[1].decode() if md5 else self.sink.service.announced(target),
            parse_qs(query) if "partNumber" in query else {},
        )
        self.tail, here = tail, self.waiting[start : start + length]
        self.digest = None
        if self.sink.check and not decoded:
            self.digest = hashlib.md5(usedforsecurity=False)
            self.digest.update(memoryview(bytes(here[:size])))
        self.dropping = length - len(here)
        del self.waiting[: start + len(here)]
        if self.dropping:
            return False
        self._stored()
        return bool(self.waiting)

    def _stored(self) -> None:
        assert self.stored is not None
        said = self.stored.md5
        if self.digest is not None:
            found = base64.b64encode(self.digest.digest()).decode()
            if said is not None and said != found:
                self.answer(400, b"<Error><Code>BadDigest</Code></Error>", "")
                return
            said = found
        self.sink.service.store(self.stored)
        etag = base64.b64decode(said).hex() if said else "not-an-md5"
        self.answer(200, b"", f'etag: "{etag}"\r\n')

    def answer(self, status: int, content: bytes, headers: str) -> None:
        """Send an answer, as much of it as goes out at once."""
        head = f"HTTP/1.1 {status} X\r\n{headers}content-length: {len(content)}\r\n\r\n"
        self.unsent = memoryview(bytes(self.unsent) + head.encode() + content)
        self.writable()

    def writable(self) -> None:
        """Send what did not go out yet."""
        while self.unsent:
            try:
                self.unsent = self.unsent[self.sock.send(self.unsent) :]
            except (BlockingIOError, ssl.SSLWantWriteError, ssl.SSLWantReadError):
                break


class Sink:
    """The loop around the connections."""

    def __init__(self, check: bool, validation: float, tls: ssl.SSLContext | None) -> None:
        self.check, self.tls = check, tls
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=1024)
        scheme = "https" if tls else "http"
        self.url = f"{scheme}://127.0.0.1:{self.listener.getsockname()[1]}"
        self.service = Service(self.url, validation)

    def serve(self) -> None:
        """Serve until standard input ends."""
        self.listener.setblocking(False)
        selector = selectors.DefaultSelector()
        selector.register(self.listener, READ)
        selector.register(0, READ)
        while True:
            for key, event in selector.select():
                if key.fd == 0:
                    return
                connection: Connection | None = key.data
                if connection is None:
                    self._accept(selector)
                elif not self._serve_one(connection, event):
                    selector.unregister(connection.sock)
                    connection.sock.close()
                elif event & WRITE or connection.unsent:
                    selector.modify(
                        connection.sock, READ | (WRITE if connection.unsent else 0), connection
                    )

    def _accept(self, selector: selectors.BaseSelector) -> None:
        sock, _ = self.listener.accept()
        sock.setblocking(False)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if self.tls:
            sock = self.tls.wrap_socket(sock, server_side=True, do_handshake_on_connect=False)
        selector.register(sock, READ, Connection(sock, self))

    @staticmethod
    def _serve_one(connection: Connection, event: int) -> bool:
        try:
            if event & WRITE:
                connection.writable()
            if event & READ:
                alive = connection.readable()
                sock: Any = connection.sock
                while alive and isinstance(sock, ssl.SSLSocket) and sock.pending():
                    alive = connection.readable()
                return alive
        except (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError):
            pass
        except OSError:
            return False
        return True


def main() -> None:
    """Serve, after printing the address."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--validation", type=float, default=0.0)
    parser.add_argument("--tls", metavar="CERTIFICATE_AND_KEY")
    parser.add_argument("--page", type=int, help="encode all images in pages of this many")
    told = parser.parse_args()
    tls = None
    if told.tls:
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(told.tls)
    sink = Sink(told.check, told.validation, tls)
    if told.page:
        sink.service.prepare_pages(told.page)
    print(sink.url, flush=True)
    sink.serve()


if __name__ == "__main__":
    main()
