"""Stream the body of one request to a socket: a file or a range of it, with its envelope."""

from __future__ import annotations

import errno
import http.client
import math
import os
import select
import socket
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from functools import partial
from io import FileIO
from typing import Any, cast

import attrs
import httpx

from ..inputs.change_detection import FileChangedError, check_unchanged, open_planned
from ..inputs.planned_file import PlannedBody
from .bandwidth import BandwidthLimiter
from .cancellation import CancelToken
from .deadline_reader import DeadlineReader

__all__ = ["Answer", "Connection", "Request", "SecureConnection", "Stream"]

PIECE_BYTES = 256 * 1024
"""What is read, written and told as progress at a time; a sending thread holds no more."""

_READ, _WRITE = 1, 4  # as poll(2) has them
_INTERIM = b"HTTP/1.1 1"
_NETWORK_ERRNOS = {errno.ETIMEDOUT, errno.ENETDOWN, errno.ENETUNREACH, errno.EHOSTUNREACH}
_NO_SENDFILE_ERRNOS = {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.ENOTSOCK}
_sendfile: Callable[[int, int, int, int], int] | None = getattr(os, "sendfile", None)

_own = threading.local()


@attrs.frozen
class Request:
    """A request whose body is a range of a file.

    Attributes:
        method: POST or PUT.
        url: Where to.
        headers: Its headers, with the length of the whole body.
        head: Bytes before the file's.
        tail: Bytes after them.
        body: The file.
        offset: Its first byte that goes.
        length: How many bytes of it go.
        on_bytes: Called in the thread with the size of each piece that went out.
    """

    method: str
    url: str = attrs.field(repr=False)
    headers: Mapping[str, str] = attrs.field(repr=False)
    head: bytes = attrs.field(repr=False)
    tail: bytes = attrs.field(repr=False)
    body: PlannedBody
    offset: int
    length: int
    on_bytes: Callable[[int], None]


@attrs.frozen
class Answer:
    """What came back: status, headers, and the start of the body."""

    status: int
    headers: httpx.Headers
    start: bytes


class Connection(http.client.HTTPConnection):
    """http.client's, which words the head of a request but leaves the sending of it to `Stream`."""

    def __init__(self, host: str, port: int) -> None:
        super().__init__(host, port)
        self.head = b""

    def send(self, data: Any) -> None:
        """Keep a part of the head."""
        self.head += data


class SecureConnection(Connection):
    """The same for a socket that speaks TLS already."""

    default_port = http.client.HTTPS_PORT


class Stream:
    """Writes a body to a connection, and looks out for an answer while it does.

    Without a socket (a recorder of cassettes has taken the connection over) blocks are handed to
    the connection as they are.
    """

    def __init__(
        self,
        connection: http.client.HTTPConnection,
        sock: socket.socket | None,
        method: str,
        seconds: float | None,
        cancel_token: CancelToken,
        bandwidth: BandwidthLimiter,
    ) -> None:
        self._connection, self._sock = connection, sock
        self._method, self._seconds = method, seconds
        self._cancel_token, self._bandwidth = cancel_token, bandwidth
        self._early: http.client.HTTPResponse | None = None
        self.sent = 0

    def send(self, request: Request) -> bool:
        """Write head, file and tail; False when S3 answered before all of it was gone.

        Raises:
            httpx.TransportError: The connection broke, or stood still for too long.
            FileChangedError: The file is not what was planned; S3 never gets it whole then.
            OSError: It cannot be read.
        """
        head = request.head
        if isinstance(self._connection, Connection):
            head, self._connection.head = self._connection.head + head, b""
        with open_planned(request.body, request.offset) as file:
            if self._sock is not None:
                self._sock.settimeout(0)
            if len(head) + request.length + len(request.tail) <= PIECE_BYTES:
                return self._at_once(head, file, request)
            if not self._push(memoryview(head)):
                return False
            plain = self._sock is not None and not isinstance(self._sock, ssl.SSLSocket)
            copy = self._copied_by_kernel if plain and _sendfile else self._copied
            if not copy(file, request):
                return False
            return self._push(memoryview(request.tail))

    def answer(self, seconds: float | None, most: int) -> Answer:
        """Wait for the answer and read the start of it."""
        connection: Any = self._connection
        if self._sock is not None:
            # What was begun with goes on: its reader holds what came so far.
            early = self._early or self._response()
            self._reader.within(seconds)
            connection.response_class = lambda *_, **__: early
        try:
            response: http.client.HTTPResponse = connection.getresponse()
        finally:
            if self._sock is not None:
                connection.response_class = http.client.HTTPResponse
        start = response.read(most)
        headers = httpx.Headers(response.getheaders())
        if not response.isclosed():
            response.close()
            if self._sock is not None:
                self._connection.close()  # more of it may come
        return Answer(response.status, headers, start)

    def _at_once(self, head: bytes, file: FileIO, request: Request) -> bool:
        block, start, end = _block(), len(head), len(head) + request.length
        block[:start] = head
        while start < end:
            count = file.readinto(block[start:end])
            if not count:
                raise FileChangedError("the file became shorter while it was sent")
            start += count
        check_unchanged(os.fstat(file.fileno()), request.body)
        whole = end + len(request.tail)
        block[end:whole] = request.tail
        if not self._push(block[:whole]):
            return False
        self._went(request.length, request)
        return True

    def _copied(self, file: FileIO, request: Request) -> bool:
        block, left = _block(), request.length - self.sent
        while left:
            count = file.readinto(block[: min(len(block), left)])
            if not count:
                raise FileChangedError("the file became shorter while it was sent")
            if count == left:
                # Checked before the last bytes leave: a body cut short is never taken for whole.
                check_unchanged(os.fstat(file.fileno()), request.body)
            if not self._push(block[:count]):
                return False
            self._went(count, request)
            left -= count
        return True

    def _copied_by_kernel(self, file: FileIO, request: Request) -> bool:
        source = file.fileno()
        while self.sent < request.length:
            count = min(PIECE_BYTES, request.length - self.sent)
            if self.sent + count == request.length:
                check_unchanged(os.fstat(source), request.body)
            start, end = request.offset + self.sent, request.offset + self.sent + count
            try:
                if not self._send(end - start, partial(self._sendfile, source, start)):
                    return False
            except OSError as error:
                if error.errno not in _NO_SENDFILE_ERRNOS:
                    raise
                file.seek(start)  # a file system that cannot
                return self._copied(file, request)
            self._went(count, request)
        check_unchanged(os.fstat(source), request.body)
        return True

    def _sendfile(self, source: int, start: int, done: int, most: int) -> int:
        assert self._sock is not None
        assert _sendfile is not None
        count = _sendfile(self._sock.fileno(), source, start + done, most)
        if not count:
            raise FileChangedError("the file became shorter while it was sent")
        return count

    def _push(self, piece: memoryview) -> bool:
        sock = self._sock
        if sock is None:
            self._connection.send(bytes(piece))
            return True
        return self._send(len(piece), lambda done, most: sock.send(piece[done : done + most]))

    def _send(self, length: int, write: Callable[[int, int], int]) -> bool:
        """Have `write` send `length` bytes; False when an answer came before them."""
        assert self._sock is not None
        if length and _ready(self._sock, _READ, 0) and self._is_answered():
            return False
        done = 0
        while done < length:
            most = self._bandwidth.wait(length - done, self._cancel_token)
            try:
                count = write(done, most)
            except (BlockingIOError, ssl.SSLWantWriteError, ssl.SSLWantReadError):
                if not self._wait():
                    return False
                continue
            except OSError as error:
                if not isinstance(error, ConnectionError | ssl.SSLError) and (
                    error.errno not in _NETWORK_ERRNOS
                ):
                    raise
                self._cancel_token.check()
                raise httpx.WriteError(str(error)) from None
            self._bandwidth.spend(count)
            done += count
        return True

    def _went(self, count: int, request: Request) -> None:
        self.sent += count
        request.on_bytes(count)

    def _wait(self) -> bool:
        """Wait until there is room to write; False when there is an answer."""
        until = math.inf if self._seconds is None else time.monotonic() + self._seconds
        while True:
            self._cancel_token.check()
            left = max(0.0, until - time.monotonic())
            events = _ready(self._sock, _READ | _WRITE, None if left == math.inf else left)
            self._cancel_token.check()
            if not (events & _WRITE or left):  # also when half an answer is there all the while
                raise httpx.WriteTimeout("S3 took no byte for too long")
            if events & ~_WRITE and self._is_answered():
                return False
            if events & _WRITE:
                return True
            time.sleep(0.001)  # half of a record or of an interim answer: the rest is on its way

    def _is_answered(self) -> bool:
        """Look at what came, without taking it: an answer, or the connection's end."""
        try:
            if isinstance(self._sock, ssl.SSLSocket):
                # TLS has messages of its own; only its decrypted bytes tell.
                if self._early is None:
                    self._early = self._response()
                start = self._early.fp.peek(1)
            else:
                assert self._sock is not None
                start = self._sock.recv(1024, socket.MSG_PEEK)
        except (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError):
            return False
        except OSError:
            return True  # what broke is said when the answer is read
        if not start.startswith(_INTERIM):
            return not start or not _INTERIM.startswith(start)
        end = start.find(b"\r\n\r\n") + 4
        if end < 4:
            return False
        # An interim answer, such as 100 Continue that nobody asked for.
        if isinstance(self._sock, ssl.SSLSocket):
            assert self._early is not None
            self._early.fp.read(end)
        else:
            self._sock.recv(end)
        return False

    def _response(self) -> http.client.HTTPResponse:
        assert self._sock is not None
        self._reader = DeadlineReader(self._sock)
        return http.client.HTTPResponse(cast("socket.socket", self._reader), method=self._method)

    @staticmethod
    def is_readable(sock: socket.socket) -> bool:
        """Whether something came on an idle connection, as when it was closed."""
        try:
            return bool(_ready(sock, _READ, 0))
        except (OSError, ValueError):
            return True


def _ready(sock: socket.socket | None, events: int, seconds: float | None) -> int:
    """What a socket is ready for, of `events`, after that many seconds at most."""
    assert sock is not None
    if hasattr(select, "poll"):
        poll = select.poll()
        poll.register(sock, events)
        found = poll.poll(None if seconds is None else int(seconds * 1000))
        return found[0][1] if found else 0
    write = [sock] if events & _WRITE else []
    readable, writable, _ = select.select([sock], write, [], seconds)
    return (_READ if readable else 0) | (_WRITE if writable else 0)


def _block() -> memoryview:
    block: memoryview | None = getattr(_own, "block", None)
    if block is None:
        block = _own.block = memoryview(bytearray(PIECE_BYTES))
    return block
