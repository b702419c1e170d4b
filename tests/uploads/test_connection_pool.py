"""One body to a server that misbehaves: early and odd answers, closed connections, stalls."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from pixel_client.uploads.inputs.change_detection import FileChangedError
from pixel_client.uploads.s3.cancellation import TransferCancelledError
from pixel_client.uploads.s3.connection_pool import ConnectionPool

from .scripted import OK, Scripted, Sending, length_of, read_body, read_head, store_all, take

MIB = 1024**2


@pytest.fixture
def sending(tmp_path: Path) -> Iterator[Sending]:
    path = tmp_path / "photo.jpg"
    path.write_bytes(b"photo" * 1000)
    pool = ConnectionPool()
    yield Sending(pool, path)
    pool.close()


def big(sending: Sending, size: int = 100 * MIB) -> Sending:
    with sending.path.open("wb") as file:
        file.truncate(size)
    return sending


def test_a_connection_serves_one_body_after_the_other(sending: Sending) -> None:
    seen: list[Any] = []
    with Scripted(lambda sock, _: store_all(sock, seen)) as server:
        for number in range(3):
            url = f"{server.url}/b/{number}?X-Amz-Signature=a%2Fb&x=%20"
            assert sending.put(url).status == 200
    assert server.accepted == 1
    assert [body for _, body in seen] == [b"photo" * 1000] * 3
    assert seen[2][0].startswith(b"PUT /b/2?X-Amz-Signature=a%2Fb&x=%20 HTTP/1.1\r\n")
    assert sending.told == 15_000


@pytest.mark.parametrize("closes", [True, False])
def test_an_answer_before_the_bodys_end_ends_the_sending(sending: Sending, closes: bool) -> None:
    said = b"<Error><Code>AccessDenied</Code></Error>"
    taken: list[int] = []
    over = threading.Event()

    def script(sock: socket.socket, _: int) -> None:
        length = length_of(read_head(sock))
        taken.append(len(read_body(sock, MIB)))
        sock.sendall(b"HTTP/1.1 403 Forbidden\r\nContent-Length: %d\r\n\r\n" % len(said) + said)
        if not closes:  # S3 stays, and takes nothing more
            over.wait(20)
        assert length == 100 * MIB

    with Scripted(script) as server:
        response = big(sending).put(f"{server.url}/b/1")
        over.set()
        assert (response.status, response.start) == (403, said)
        assert response.sent < 100 * MIB
        assert sending.put(f"{server.url}/b/1").status == 403
    assert server.accepted == 2  # half a body leaves a connection of no use


def test_interim_answers_are_not_the_answer(sending: Sending) -> None:
    def script(sock: socket.socket, _: int) -> None:
        head = read_head(sock)
        sock.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
        read_body(sock, length_of(head) // 2)
        sock.sendall(b"HTTP/1.1 102 Processing\r\nX: y\r\n\r\n")
        read_body(sock, length_of(head) - length_of(head) // 2)
        sock.sendall(OK)

    with Scripted(script) as server:
        response = big(sending, 20 * MIB).put(f"{server.url}/b/1")
    assert (response.status, response.sent) == (200, 20 * MIB)


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.0 200 OK\r\nETag: e\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nETag: e\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
    ],
)
def test_a_server_that_closes_after_each_answer(sending: Sending, answer: bytes) -> None:
    def script(sock: socket.socket, _: int) -> None:
        take(sock)
        sock.sendall(answer)

    with Scripted(script) as server:
        for _ in range(3):
            response = sending.put(f"{server.url}/b/1")
            assert (response.status, response.headers["etag"]) == (200, "e")
    assert server.accepted == 3


def test_a_chunked_answer_keeps_its_connection(sending: Sending) -> None:
    def script(sock: socket.socket, _: int) -> None:
        while take(sock)[0]:
            sock.sendall(b"HTTP/1.1 500 No\r\nTransfer-Encoding: chunked\r\n\r\n")
            sock.sendall(b"5\r\n<Erro\r\n2\r\nr>\r\n0\r\n\r\n")

    with Scripted(script) as server:
        assert [sending.put(f"{server.url}/b/1").start for _ in range(2)] == [b"<Error>"] * 2
    assert server.accepted <= 2


def test_a_connection_closed_between_two_bodies_is_no_failed_try(sending: Sending) -> None:
    closed = threading.Event()

    def script(sock: socket.socket, number: int) -> None:
        take(sock)
        sock.sendall(OK)
        if number == 1:
            sock.shutdown(socket.SHUT_RDWR)
            sock.close()
            closed.set()
        else:
            take(sock)

    with Scripted(script) as server:
        sending.put(f"{server.url}/b/1")
        assert closed.wait(10)
        assert sending.put(f"{server.url}/b/2").status == 200
    assert server.accepted == 2


def test_one_closed_just_as_it_is_used_again_is_opened_anew(
    sending: Sending, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pixel_client.uploads.s3.connection_pool._DOUBTFUL_SECONDS", 0.0)

    def script(sock: socket.socket, number: int) -> None:
        take(sock)
        sock.sendall(OK)
        if number == 1:  # takes half of the next, and closes
            read_body(sock, length_of(read_head(sock)) // 2)
            return
        store_all(sock, [])

    with Scripted(script) as server:
        big(sending, 8 * MIB)
        sending.put(f"{server.url}/b/1")
        assert sending.put(f"{server.url}/b/2").status == 200
    assert server.accepted == 2
    assert sending.told == 16 * MIB  # what went twice is not told twice


def test_a_server_that_reads_nothing_is_a_write_time_out(sending: Sending) -> None:
    over = threading.Event()
    with Scripted(lambda sock, _: over.wait(20) and None, buffer=8192) as server:
        with pytest.raises(httpx.WriteTimeout):
            big(sending).put(f"{server.url}/b/1", httpx.Timeout(20, write=0.3))
        over.set()


@pytest.mark.parametrize("half", [b"H", b"HTTP/1.1 100 Continue"])
def test_half_an_answer_does_not_hide_a_server_that_reads_nothing(
    sending: Sending, half: bytes
) -> None:
    over = threading.Event()

    def script(sock: socket.socket, _: int) -> None:
        sock.sendall(half)
        over.wait(20)

    with Scripted(script, buffer=8192) as server:
        with pytest.raises(httpx.WriteTimeout):
            big(sending).put(f"{server.url}/b/1", httpx.Timeout(20, write=0.3))
        over.set()


def test_an_interim_answer_in_pieces_is_not_the_answer(sending: Sending) -> None:
    limiter = threading.Event()

    def script(sock: socket.socket, _: int) -> None:
        head = read_head(sock)
        for piece in (b"HT", b"TP/1.1 1", b"00 Continue\r\n\r", b"\n"):
            sock.sendall(piece)
            limiter.wait(0.02)
        read_body(sock, length_of(head))
        sock.sendall(OK)

    with Scripted(script) as server:
        response = big(sending, 8 * MIB).put(f"{server.url}/b/1")
    assert (response.status, response.sent) == (200, 8 * MIB)


def test_a_slow_link_is_no_stall(sending: Sending) -> None:
    """The whole body takes many times the write time-out; each bit of it does not."""
    limiter = threading.Event()

    def script(sock: socket.socket, _: int) -> None:
        left = length_of(read_head(sock))
        while left:
            left -= len(sock.recv(min(32 * 1024, left)))
            limiter.wait(0.015)
        sock.sendall(OK)

    with Scripted(script, buffer=8192) as server:
        response = big(sending, MIB).put(f"{server.url}/b/1", httpx.Timeout(20, write=0.5))
    assert response.sent == MIB


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (b"", httpx.RemoteProtocolError),
        (b"SSH-2.0-OpenSSH\r\n", httpx.RemoteProtocolError),
    ],
)
def test_what_is_no_answer(sending: Sending, answer: bytes, error: type[Exception]) -> None:
    def script(sock: socket.socket, _: int) -> None:
        take(sock)
        sock.sendall(answer)

    with Scripted(script) as server, pytest.raises(error):
        sending.put(f"{server.url}/b/1")


def test_half_an_error_page_is_used_and_its_connection_not(sending: Sending) -> None:
    def script(sock: socket.socket, _: int) -> None:
        take(sock)
        sock.sendall(b"HTTP/1.1 503 No\r\nContent-Length: 100\r\n\r\n<Error>")

    with Scripted(script) as server:
        for _ in range(2):
            response = sending.put(f"{server.url}/b/1")
            assert (response.status, response.start) == (503, b"<Error>")
    assert server.accepted == 2


def test_an_answer_that_does_not_come_is_a_read_time_out(sending: Sending) -> None:
    over = threading.Event()

    def script(sock: socket.socket, _: int) -> None:
        take(sock)
        over.wait(20)

    with Scripted(script) as server:
        with pytest.raises(httpx.ReadTimeout):
            sending.put(f"{server.url}/b/1", httpx.Timeout(20, read=0.2))
        over.set()


TRICKLES = {
    "the head": b"HTTP/1.1 200 OK\r\nX-Slow: " + b"z" * 10_000,
    "the body": b"HTTP/1.1 200 OK\r\nContent-Length: 10000\r\n\r\n" + b"z" * 10_000,
    "a chunk": b"HTTP/1.1 503 X\r\nTransfer-Encoding: chunked\r\n\r\n2000\r\n" + b"z" * 8192,
}


@pytest.mark.parametrize(
    ("what", "early"), [("the head", False), ("the body", True), ("a chunk", False)]
)
def test_an_answer_that_trickles_is_a_read_time_out(
    sending: Sending, what: str, early: bool
) -> None:
    head, _, rest = TRICKLES[what].rpartition(b"z")[0].partition(b"z")
    over = threading.Event()

    def script(sock: socket.socket, _: int) -> None:
        if early:
            read_head(sock)
        else:
            take(sock)
        sock.sendall(head)
        for byte in rest:
            sock.sendall(bytes([byte]))
            if over.wait(0.05):
                return

    with Scripted(script) as server:
        body = big(sending) if early else sending
        with pytest.raises(httpx.ReadTimeout):
            body.put(f"{server.url}/b/1", httpx.Timeout(20, read=0.2))
        over.set()


def test_redirects_are_answers(sending: Sending) -> None:
    seen: list[Any] = []
    with Scripted(lambda sock, _: store_all(sock, seen)) as other:

        def script(sock: socket.socket, _: int) -> None:
            take(sock)
            where = f"{other.url}/b/1?X-Amz-Signature=s".encode()
            sock.sendall(b"HTTP/1.1 307 X\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n" % where)

        with Scripted(script) as server:
            assert sending.put(f"{server.url}/b/1").status == 307
    assert seen == []


@pytest.mark.parametrize("where", ["reading nothing", "before its answer", "while connecting"])
def test_a_cut_ends_an_exchange_at_once(sending: Sending, where: str) -> None:
    """The server stays as it is for the whole test: only the cut can end the exchange."""
    reached, over = threading.Event(), threading.Event()

    def script(sock: socket.socket, _: int) -> None:
        if where == "reading nothing":
            read_head(sock)
        elif where == "before its answer":
            take(sock)
        reached.set()
        over.wait(30)

    ended: list[BaseException] = []

    def run(url: str) -> None:
        try:
            sending.put(url, httpx.Timeout(25))
        except BaseException as error:
            ended.append(error)

    with Scripted(script) as server:
        # TLS that is never answered: the exchange is still connecting.
        scheme = "https" if where == "while connecting" else "http"
        thread = threading.Thread(target=run, args=(f"{scheme}://localhost:{server.port}/b",))
        big(sending, 5 * MIB if where == "before its answer" else 100 * MIB)
        thread.start()
        assert reached.wait(10)
        sending.cancel_token.cancel()
        thread.join(10)
        assert not thread.is_alive()
        over.set()
    assert [type(error) for error in ended] == [TransferCancelledError]


def test_closing_the_wire_ends_what_is_under_way_and_refuses_more(sending: Sending) -> None:
    reached, over = threading.Event(), threading.Event()

    def script(sock: socket.socket, _: int) -> None:
        take(sock)
        reached.set()
        over.wait(30)

    ended: list[BaseException] = []

    def run() -> None:
        try:
            sending.put(f"{server.url}/b/1")
        except BaseException as error:
            ended.append(error)

    with Scripted(script) as server:
        thread = threading.Thread(target=run)
        thread.start()
        assert reached.wait(10)
        sending.pool.close()
        thread.join(10)
        over.set()
        assert [type(error) for error in ended] == [TransferCancelledError]
        with pytest.raises(TransferCancelledError):
            sending.put(f"{server.url}/b/1")
    assert server.accepted == 1


def test_a_file_that_shrinks_on_the_way_is_never_whole(sending: Sending) -> None:
    whole: list[bool] = []

    def script(sock: socket.socket, _: int) -> None:
        head = read_head(sock)
        with sending.path.open("r+b") as file:
            file.truncate(MIB)
        whole.append(False)
        whole[0] = len(read_body(sock, length_of(head))) == length_of(head)

    with Scripted(script, buffer=8192) as server, pytest.raises(FileChangedError):
        big(sending, 40 * MIB).put(f"{server.url}/b/1")
    assert whole == [False]


def test_without_sendfile_the_same_bytes_arrive(
    sending: Sending, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Any] = []
    sending.path.write_bytes(bytes(range(256)) * 12_345)
    with Scripted(lambda sock, _: store_all(sock, seen)) as server:
        sending.put(f"{server.url}/b/1")
        monkeypatch.setattr("pixel_client.uploads.s3.request_stream._sendfile", None)
        sending.put(f"{server.url}/b/2")

        def refused(*_: int) -> int:
            raise OSError(22, "not on this file system")

        monkeypatch.setattr("pixel_client.uploads.s3.request_stream._sendfile", refused)
        sending.put(f"{server.url}/b/3")
    assert [body == sending.path.read_bytes() for _, body in seen] == [True] * 3
    assert sending.told == 3 * sending.path.stat().st_size
