"""The ways to S3: TLS with a CA of its own, client certificates, proxies, and cassettes."""

from __future__ import annotations

import base64
import socket
import ssl
import threading
from pathlib import Path
from typing import Any

import httpx
import pytest
import trustme
import vcr

from pixel_client.exceptions import HintCode, TransferReason
from pixel_client.uploads.s3.cancellation import TransferCancelledError
from pixel_client.uploads.s3.connection_pool import ConnectionPool
from pixel_client.uploads.s3.response import classify_error

from .scripted import (
    OK,
    Scripted,
    Sending,
    length_of,
    pump,
    read_body,
    read_head,
    store_all,
    take,
    tunnelling,
)

MIB = 1024**2
CA = trustme.CA()


def serving(names: str = "localhost", ask: trustme.CA | None = None) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    CA.issue_cert(names).configure_cert(context)
    if ask is not None:
        context.verify_mode = ssl.CERT_REQUIRED
        ask.configure_trust(context)
    return context


def trusting() -> ssl.SSLContext:
    context = ssl.create_default_context()
    CA.configure_trust(context)
    return context


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "photo.jpg"
    path.write_bytes(b"photo" * 500_000)
    return path


@pytest.fixture(autouse=True)
def no_proxies_around(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


def put(path: Path, url: str, **ways: Any) -> int:
    pool = ConnectionPool(**{"tls": trusting, **ways})
    try:
        sending = Sending(pool, path)
        statuses = {sending.put(url).status for _ in range(2)}
        assert len(statuses) == 1
        return statuses.pop()
    finally:
        pool.close()


def test_https_with_a_ca_of_ones_own(path: Path) -> None:
    seen: list[Any] = []
    with Scripted(lambda sock, _: store_all(sock, seen), serving()) as server:
        assert put(path, f"{server.url}/b/1") == 200
    assert [body == path.read_bytes() for _, body in seen] == [True, True]
    assert server.accepted == 1


@pytest.mark.parametrize(("names", "trusted"), [("localhost", False), ("other.example", True)])
def test_a_certificate_that_is_not_trusted_is_told_with_a_hint(
    path: Path, names: str, trusted: bool
) -> None:
    tls = trusting if trusted else ssl.create_default_context
    with (
        Scripted(lambda sock, _: store_all(sock, []), serving(names)) as server,
        pytest.raises(httpx.ConnectError) as caught,
    ):
        put(path, f"{server.url}/b/1", tls=tls)
    result = classify_error(caught.value)
    assert (result.transient, result.reason) == (False, TransferReason.NOT_TRUSTED)
    assert result.hint is HintCode.UNTRUSTED_CERTIFICATE


def test_a_client_certificate(path: Path) -> None:
    own = trustme.CA()
    with Scripted(lambda sock, _: store_all(sock, []), serving(ask=own)) as server:

        def tls() -> ssl.SSLContext:
            context = trusting()
            own.issue_cert("ola@survey.example").configure_cert(context)
            return context

        assert put(path, f"{server.url}/b/1", tls=tls) == 200
        with pytest.raises(httpx.TransportError):
            put(path, f"{server.url}/b/1")


def test_an_answer_before_the_bodys_end_by_https(path: Path) -> None:
    def script(sock: socket.socket, _: int) -> None:
        head = read_head(sock)
        sock.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
        read_body(sock, MIB)
        sock.sendall(b"HTTP/1.1 403 No\r\nContent-Length: 2\r\n\r\nno")
        threading.Event().wait(0.2)
        assert length_of(head) == 300 * MIB

    with path.open("wb") as file:
        file.truncate(300 * MIB)
    with Scripted(script, serving()) as server:
        reply = Sending(ConnectionPool(tls=trusting), path).put(f"{server.url}/b/1")
    assert (reply.status, reply.start) == (403, b"no")
    assert reply.sent < 300 * MIB


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize("where", ["option", "environment"])
def test_https_through_a_proxy(
    path: Path, monkeypatch: pytest.MonkeyPatch, scheme: str, where: str
) -> None:
    seen: list[Any] = []
    with (
        Scripted(lambda sock, _: store_all(sock, seen), serving()) as server,
        tunnelling(tls=serving() if scheme == "https" else None) as (proxy, heads),
    ):
        url = f"{scheme}://ola:s%C3%A6cret@localhost:{proxy.port}"
        if where == "environment":
            monkeypatch.setenv("HTTPS_PROXY", url)
        ways = {"proxy": url} if where == "option" else {}
        assert put(path, f"{server.url}/b/1?X-Amz-Signature=s", **ways) == 200
    assert [body == path.read_bytes() for _, body in seen] == [True, True]
    (head,) = heads
    assert head.startswith(f"CONNECT localhost:{server.port} HTTP/1.1\r\n".encode())
    said = base64.b64encode("ola:sæcret".encode())
    assert b"Proxy-Authorization: Basic " + said in head
    assert b"X-Amz" not in head
    assert b"authorization" not in seen[0][0].lower()


def test_plain_http_through_a_proxy(path: Path) -> None:
    seen: list[Any] = []
    with Scripted(lambda sock, _: store_all(sock, seen)) as proxy:
        ways = {"proxy": f"http://ola:word@localhost:{proxy.port}", "allow_http": True}
        assert put(path, "http://bucket.example/b/1?x=y", **ways) == 200
    head = seen[0][0]
    assert head.startswith(b"PUT http://bucket.example:80/b/1?x=y HTTP/1.1\r\n")
    assert b"\r\nHost: bucket.example" in head
    assert b"\r\nProxy-Authorization: Basic b2xhOndvcmQ=\r\n" in head


def test_no_proxy_in_the_environment_is_heeded(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("NO_PROXY", "localhost")
    with Scripted(lambda sock, _: store_all(sock, [])) as server:
        assert put(path, f"{server.url}/b/1") == 200
        monkeypatch.delenv("NO_PROXY")
        with pytest.raises(httpx.ConnectError):
            put(path, f"{server.url}/b/1")


def test_a_proxy_that_refuses(path: Path) -> None:
    refusal = b"HTTP/1.1 407 Proxy Authentication Required\r\nX: y\r\n\r\n"
    with tunnelling(refusal) as (proxy, _):
        url = f"http://ola:word@localhost:{proxy.port}"
        with pytest.raises(httpx.ProxyError, match="407 Proxy Authentication") as caught:
            put(path, "https://bucket.example/b?X-Amz-Signature=s", proxy=url)
    assert "word" not in str(caught.value)


@pytest.mark.parametrize("user", ["", "ola:word@"])
def test_socks(path: Path, user: str) -> None:
    seen: list[Any] = []

    def script(sock: socket.socket, _: int) -> None:
        _, count = sock.recv(2)
        methods = read_body(sock, count)
        assert (2 in methods) == bool(user)
        sock.sendall(b"\x05\x02" if user else b"\x05\x00")
        if user:
            assert read_body(sock, 2 + 3 + 1 + 4) == b"\x01\x03ola\x04word"
            sock.sendall(b"\x01\x00")
        head = read_body(sock, 5)
        host = read_body(sock, head[4]).decode()
        port = int.from_bytes(read_body(sock, 2), "big")
        if host != "localhost":
            sock.sendall(b"\x05\x04\x00\x01" + bytes(6))
            return
        sock.sendall(b"\x05\x00\x00\x01" + bytes(6))
        with socket.create_connection((host, port)) as onward:
            pump(sock, onward)

    with (
        Scripted(lambda sock, _: store_all(sock, seen), serving()) as server,
        Scripted(script) as proxy,
    ):
        url = f"socks5h://{user}localhost:{proxy.port}"
        assert put(path, f"{server.url}/b/1", proxy=url) == 200
        with pytest.raises(httpx.ProxyError, match="host unreachable"):
            put(path, "https://bucket.example/b", proxy=url)
    assert [body == path.read_bytes() for _, body in seen] == [True, True]


def test_a_cut_while_a_proxy_thinks(path: Path) -> None:
    reached, over = threading.Event(), threading.Event()

    def script(sock: socket.socket, _: int) -> None:
        read_head(sock)
        reached.set()
        over.wait(30)

    ended: list[type[BaseException]] = []
    with Scripted(script) as proxy:
        sending = Sending(ConnectionPool(proxy=proxy.url), path)

        def run() -> None:
            try:
                sending.put("https://bucket.example/b")
            except BaseException as error:
                ended.append(type(error))

        thread = threading.Thread(target=run)
        thread.start()
        assert reached.wait(10)
        sending.cancel_token.cancel()
        thread.join(10)
        assert not thread.is_alive()
        over.set()
    assert ended == [TransferCancelledError]


def test_a_name_that_leads_nowhere(path: Path) -> None:
    with pytest.raises(httpx.ConnectError):
        put(path, "https://bucket.invalid/b")
    with pytest.raises(httpx.ConnectError):
        put(path, f"https://{'x' * 300}.example/b")
    for url in ("ftp://bucket.example/b", "nonsense", "http://localhost:99999/b"):
        with pytest.raises(httpx.UnsupportedProtocol):
            put(path, url)


def test_a_cassette_records_and_replays_bodies(path: Path, tmp_path: Path) -> None:
    def script(sock: socket.socket, _: int) -> None:
        while take(sock)[0]:
            sock.sendall(OK)

    recorder = vcr.VCR(match_on=["method", "uri", "body"])
    cassette = str(tmp_path / "cassette.yaml")
    with Scripted(script) as server:
        url = f"{server.url}/b/1"
        with recorder.use_cassette(cassette, record_mode="once"):
            assert put(path, url) == 200
    with recorder.use_cassette(cassette, record_mode="none") as played:
        assert put(path, url) == 200
    assert played.all_played
    assert server.accepted > 0
