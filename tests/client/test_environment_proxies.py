"""The environment's proxies, for the API's requests and for those to S3."""

from __future__ import annotations

import asyncio
import base64
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import pytest

from pixel_client import PixelApiSettings, PixelClientAsync
from pixel_client.exceptions import PixelError
from pixel_client.pool import ConnectionStack
from pixel_client.uploads.proxies import environment_proxy

VARIABLES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY")


@pytest.fixture(autouse=True)
def _no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


@pytest.mark.parametrize(
    ("environment", "origin", "proxy"),
    [
        ({}, ("https", "a.example", None), None),
        ({"HTTP_PROXY": "http://p:1"}, ("http", "a.example", None), "http://p:1"),
        ({"HTTP_PROXY": "http://p:1"}, ("https", "a.example", None), None),
        ({"HTTPS_PROXY": "http://p:1"}, ("https", "a.example", None), "http://p:1"),
        ({"HTTPS_PROXY": "p:1"}, ("https", "a.example", None), "http://p:1"),
        ({"ALL_PROXY": "socks5://p:1"}, ("https", "a.example", None), "socks5://p:1"),
        (
            {"ALL_PROXY": "http://p:1", "HTTPS_PROXY": "http://q:2"},
            ("https", "a.example", None),
            "http://q:2",
        ),
        ({"ALL_PROXY": "http://p:1", "NO_PROXY": "*"}, ("https", "a.example", None), None),
        ({"ALL_PROXY": "http://p:1", "NO_PROXY": "example"}, ("https", "a.example", None), None),
        ({"ALL_PROXY": "http://p:1", "NO_PROXY": ".example"}, ("http", "a.example", 80), None),
        (
            {"ALL_PROXY": "http://p:1", "NO_PROXY": "a.example:444"},
            ("http", "a.example", 444),
            None,
        ),
        (
            {"ALL_PROXY": "http://p:1", "NO_PROXY": "a.example:444"},
            ("http", "a.example", 445),
            "http://p:1",
        ),
        (
            {"ALL_PROXY": "http://p:1", "NO_PROXY": "b.example"},
            ("http", "a.example", 80),
            "http://p:1",
        ),
    ],
)
def test_which_proxy_is_on_the_way(
    environment: dict[str, str],
    origin: tuple[str, str, int | None],
    proxy: str | None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name.lower(), value)
    assert environment_proxy(*origin) == proxy


@asynccontextmanager
async def a_proxy() -> AsyncIterator[tuple[int, list[bytes]]]:
    """A proxy that answers plain requests itself, as if it had passed them on."""
    heads: list[bytes] = []
    connections: list[asyncio.Task[None] | None] = []

    async def connection(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connections.append(asyncio.current_task())
        try:
            while True:
                heads.append(await reader.readuntil(b"\r\n\r\n"))
                writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
        except asyncio.IncompleteReadError:
            writer.close()
            await writer.wait_closed()

    server = await asyncio.start_server(connection, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1], heads
    finally:
        server.close()
        await asyncio.gather(*filter(None, connections))


async def get(url: str, proxy: str | None = None) -> str:
    stack = ConnectionStack(ssl.create_default_context(), proxy)
    async with httpx.AsyncClient(transport=stack) as client:
        return (await client.get(url)).text


def test_requests_go_through_the_environments_proxy_and_sign_in_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def main() -> None:
        async with a_proxy() as (port, heads):
            monkeypatch.setenv("http_proxy", f"http://ola:word@127.0.0.1:{port}")
            assert await get("http://pixel.invalid/x") == "ok"
            monkeypatch.setenv("no_proxy", "pixel.invalid")
            with pytest.raises(httpx.ConnectError):
                await get("http://pixel.invalid/x")
        (head,) = heads
        assert head.startswith(b"GET http://pixel.invalid/x HTTP/1.1\r\n")
        assert base64.b64encode(b"ola:word") in head

    asyncio.run(main())


def test_the_option_comes_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    async def main() -> None:
        async with a_proxy() as (port, heads):
            monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
            monkeypatch.setenv("no_proxy", "*")
            assert await get("http://pixel.invalid/x", f"http://127.0.0.1:{port}") == "ok"
        assert len(heads) == 1

    asyncio.run(main())


@pytest.mark.parametrize("proxy", ["ftp://ola:the-word@p:1", "http://ola:the-word@p:port"])
def test_a_variable_that_is_no_proxy_is_an_error_that_shows_no_password(
    proxy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("https_proxy", proxy)
    settings = PixelApiSettings(
        PIXEL_API_URL="https://pixel.invalid",
        PIXEL_AUTH_SERVER_URL="https://sign-in.invalid",
        PIXEL_TENANT="acme",
        PIXEL_USERNAME="ola",
        PIXEL_PASSWORD="secret",
    )

    async def main() -> None:
        async with PixelClientAsync(settings) as client:
            await client.me()

    with pytest.raises(PixelError) as caught:
        asyncio.run(main())
    chain: BaseException | None = caught.value
    while chain is not None:
        assert "the-word" not in f"{chain}{chain!r}"
        chain = chain.__cause__ or chain.__context__
    assert "proxy" in str(caught.value)
