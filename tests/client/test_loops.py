"""One client, several event loops; the sync client where loops already run."""

from __future__ import annotations

import asyncio
import gc
import threading
import time
import warnings

import httpx
import pytest

from pixel_client import PixelApiSettings, PixelClient, PixelClientAsync

from .service import Service


@pytest.fixture
def me(service: Service) -> Service:
    service.on("GET /acme/users/me", {"username": "ola"})
    return service


def test_an_async_client_survives_loop_after_loop_and_leaves_nothing_open(me: Service) -> None:
    client = PixelClientAsync(PixelApiSettings(**me.settings))

    async def once() -> str:
        return (await client.me())["username"]

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert [asyncio.run(once()) for _ in range(4)] == ["ola"] * 4
        gc.collect()  # an unclosed socket would warn here
    assert len(me.token_requests) == 1
    asyncio.run(client.aclose())


def test_an_async_client_serves_loops_side_by_side(me: Service) -> None:
    client = PixelClientAsync(PixelApiSettings(**me.settings))
    answers: list[str] = []

    async def some() -> None:
        for _ in range(5):
            answers.append((await client.me())["username"])

    threads = [threading.Thread(target=asyncio.run, args=(some(),)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == ["ola"] * 20
    asyncio.run(client.aclose())


def test_closing_from_one_loop_closes_the_pools_of_others(me: Service) -> None:
    client = PixelClientAsync(PixelApiSettings(**me.settings))
    opened, stop = threading.Event(), threading.Event()
    state: list[bool] = []

    async def other() -> None:
        await client.me()
        pool = client.api.get_async_httpx_client()
        opened.set()
        await asyncio.to_thread(stop.wait, 10)
        state.append(pool.is_closed)

    thread = threading.Thread(target=asyncio.run, args=(other(),))
    thread.start()
    assert opened.wait(10)
    asyncio.run(client.aclose())
    stop.set()
    thread.join()
    assert state == [True]


def test_a_client_is_closed_when_the_pools_of_other_loops_are(me: Service) -> None:
    client = PixelClientAsync(PixelApiSettings(**me.settings))
    pools: list[httpx.AsyncClient] = []
    opened, closing, order = threading.Event(), threading.Event(), list[str]()

    async def other() -> None:
        await client.me()
        pools.append(client.api.get_async_httpx_client())
        opened.set()
        closing.wait(10)  # this loop is busy, and closes nothing meanwhile
        time.sleep(0.2)
        order.append("the loop is free")
        while not pools[0].is_closed:
            await asyncio.sleep(0.01)

    async def close() -> None:
        closing.set()
        await client.aclose()
        order.append("closed")

    thread = threading.Thread(target=asyncio.run, args=(other(),))
    thread.start()
    assert opened.wait(10)
    asyncio.run(close())
    assert pools[0].is_closed
    thread.join(10)
    assert order == ["the loop is free", "closed"]


def test_the_sync_client_works_inside_a_running_loop(me: Service) -> None:
    async def cell() -> str:
        with PixelClient(PixelApiSettings(**me.settings)) as client:
            return client.me()["username"]

    assert asyncio.run(cell()) == "ola"


# What was not closed warns when it is collected, as Python's own sockets and files do. As an error
# that warning would be kept, and with it the frames and clients of where it was raised.
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_sync_clients_dropped_without_a_close_leave_no_threads(me: Service) -> None:
    before = set(threading.enumerate())
    for _ in range(3):
        client = PixelClient(PixelApiSettings(**me.settings))
        assert client.me().username
    del client
    theirs = [t for t in threading.enumerate() if t.name == "pixel-client" and t not in before]
    for _ in range(100):  # what one collection sets free may hold what the next one does
        gc.collect()
        for thread in theirs:
            thread.join(0.1)
        if not any(thread.is_alive() for thread in theirs):
            break
    assert not [thread for thread in theirs if thread.is_alive()]


def test_the_sync_client_works_in_threads(me: Service) -> None:
    answers: list[str] = []
    with PixelClient(PixelApiSettings(**me.settings)) as client:
        threads = [
            threading.Thread(target=lambda: answers.append(client.me()["username"]))
            for _ in range(8)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert answers == ["ola"] * 8
    assert not [t for t in threading.enumerate() if t.name == "pixel-client"]
