"""The stack of connections under the API's client: places, reuse, and what breaks."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest

from pixel_client import PixelApiSettings, PixelClientAsync
from pixel_client.http.pool import ConnectionStack

from .service import Service

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"

Serve = Callable[["Server", asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


class Server:
    def __init__(self) -> None:
        self.accepted = self.requests = self.open = self.most = 0
        self.gate = asyncio.Event()
        self.gate.set()
        self.url = ""


async def answer_all(
    server: Server, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> None:
    while await reader.readuntil(b"\r\n\r\n"):
        server.requests += 1
        await server.gate.wait()
        writer.write(OK)


@asynccontextmanager
async def serving(
    serve: Serve = answer_all, most: int = 4, **options: Any
) -> AsyncIterator[tuple[Server, httpx.AsyncClient, ConnectionStack]]:
    state = Server()

    async def connection(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        state.accepted += 1
        state.open += 1
        state.most = max(state.most, state.open)
        try:
            await serve(state, reader, writer)
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            state.open -= 1
            writer.close()

    server = await asyncio.start_server(connection, "127.0.0.1", 0)
    state.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"
    stack = ConnectionStack(ssl.create_default_context(), most=most)
    client = httpx.AsyncClient(transport=stack, **options)
    try:
        yield state, client, stack
    finally:
        await client.aclose()
        server.close()


async def settled(condition: Callable[[], bool]) -> None:
    while not condition():
        await asyncio.sleep(0.005)


def test_many_requests_go_over_few_connections_which_are_kept() -> None:
    async def main() -> None:
        async with serving() as (server, client, _):
            for _ in range(3):
                answers = await asyncio.gather(*(client.get(server.url) for _ in range(50)))
                assert {answer.text for answer in answers} == {"ok"}
            assert server.requests == 150
            assert server.accepted == server.most == 4

    asyncio.run(main())


def test_a_full_stack_is_a_pool_time_out_and_then_of_use_again() -> None:
    async def main() -> None:
        async with serving(most=1) as (server, client, _):
            server.gate.clear()
            first = asyncio.create_task(client.get(server.url))
            await settled(lambda: server.requests == 1)
            with pytest.raises(httpx.PoolTimeout):
                await client.get(server.url, timeout=httpx.Timeout(20, pool=0.05))
            server.gate.set()
            assert (await first).text == "ok"
            assert (await client.get(server.url)).text == "ok"
            assert server.accepted == 1

    asyncio.run(main())


@pytest.mark.parametrize("when", ["waiting for a place", "waiting for the answer"])
def test_a_cancelled_request_leaves_its_place(when: str) -> None:
    async def main() -> None:
        async with serving(most=1) as (server, client, _):
            server.gate.clear()
            tasks = [asyncio.create_task(client.get(server.url)) for _ in range(2)]
            await settled(lambda: server.requests == 1)
            await asyncio.sleep(0)
            gone, stays = (tasks[1], tasks[0]) if when == "waiting for a place" else tasks
            gone.cancel()
            await asyncio.wait([gone])
            assert gone.cancelled()
            server.gate.set()
            assert (await stays).text == "ok"
            assert (await client.get(server.url)).text == "ok"
            await settled(lambda: server.open == 1)

    asyncio.run(main())


def test_a_connection_that_the_service_closed_is_not_used_again() -> None:
    async def once(
        server: Server, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(OK)

    async def main() -> None:
        async with serving(once) as (server, client, _):
            for number in range(1, 4):
                assert (await client.get(server.url)).text == "ok"
                await settled(lambda: server.open == 0)
                assert server.accepted == number

    asyncio.run(main())


def test_what_breaks_on_the_way_gives_its_place_back() -> None:
    async def half(
        server: Server, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        await reader.readuntil(b"\r\n\r\n")
        if server.accepted % 2:
            writer.write(OK[:-1])

    async def main() -> None:
        async with serving(half, most=1) as (server, client, _):
            for _ in range(6):
                with pytest.raises(httpx.RemoteProtocolError):
                    await client.get(server.url)
            assert server.accepted == 6
        async with serving(most=1) as (server, client, _):
            for _ in range(2):
                with pytest.raises(httpx.ConnectError):
                    await client.get("http://127.0.0.1:1/")
            assert (await client.get(server.url)).text == "ok"

    asyncio.run(main())


def test_an_answer_given_up_half_way_closes_its_connection() -> None:
    async def long(
        server: Server, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n" + b"x" * 1000)
        await reader.read()

    async def main() -> None:
        async with serving(long, most=1) as (server, client, _):
            for number in range(1, 3):
                async with client.stream("GET", server.url) as answer:
                    assert answer.status_code == 200
                await settled(lambda: server.open == 0)
                assert server.accepted == number

    asyncio.run(main())


def test_closing_ends_idle_connections_and_those_given_back_later() -> None:
    async def main() -> None:
        async with serving() as (server, client, stack):
            await asyncio.gather(*(client.get(server.url) for _ in range(3)))
            server.gate.clear()
            late = asyncio.create_task(client.get(server.url))
            await settled(lambda: server.requests == 4)
            await stack.aclose()
            server.gate.set()
            assert (await late).text == "ok"
            await settled(lambda: server.open == 0)

    asyncio.run(main())


def test_the_clients_own_requests_use_the_stack(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[str] = []
    handle = ConnectionStack.handle_async_request

    async def counted(stack: ConnectionStack, request: httpx.Request) -> httpx.Response:
        sent.append(request.url.path.rpartition("/")[2])
        return await handle(stack, request)

    monkeypatch.setattr(ConnectionStack, "handle_async_request", counted)
    service.on("GET /acme/users/me", {"username": "ola"})

    async def main() -> None:
        async with PixelClientAsync(PixelApiSettings(**service.settings)) as client:
            await client.me()

    asyncio.run(main())
    assert sent == ["token", "me"]
