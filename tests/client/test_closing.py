"""What a close, a callback or the end of a loop leaves behind: nothing that runs or waits."""

from __future__ import annotations

import asyncio
import gc
import threading
import warnings

import httpx
import pytest

from pixel_client import PixelApiSettings, PixelClient, PixelClientAsync
from pixel_client.exceptions import PixelClosedError

from .service import HANG, Service

JOB, ME = "GET /acme/jobs/1", "GET /acme/users/me"


def make(service: Service, **options: httpx.Timeout) -> PixelClientAsync:
    return PixelClientAsync(PixelApiSettings(**service.settings), **options)


def test_calls_that_wait_for_a_connection_end_with_the_client(service: Service) -> None:
    """More calls than connections: those in the queue are not sent after the close."""
    service.on(ME, HANG)

    async def run() -> list[BaseException | None]:
        client = make(service, timeout_pixel=httpx.Timeout(None))
        calls = [asyncio.create_task(client.me()) for _ in range(110)]
        while len(service.seen) < 100:
            await asyncio.sleep(0.01)
        await client.aclose()
        done, waiting = await asyncio.wait(calls, timeout=10)
        for call in waiting:
            call.cancel()
        assert not waiting
        assert not any(call.cancelling() for call in done)
        return [call.exception() for call in done]

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        errors = asyncio.run(run())
        gc.collect()  # an unclosed socket would warn here
    assert {str(error) for error in errors} == {"the client was closed while it was used"}
    assert {type(error) for error in errors} == {PixelClosedError}
    assert len(service.seen) == 100


def test_a_callers_own_cancellation_stays_one(service: Service) -> None:
    service.on(ME, HANG)

    async def run() -> None:
        client = make(service)
        call = asyncio.create_task(client.me())
        while not service.seen:
            await asyncio.sleep(0.01)
        call.cancel()
        await client.aclose()  # before the call has noticed
        with pytest.raises(asyncio.CancelledError):
            await call

    asyncio.run(run())


def test_loops_that_ended_are_forgotten(service: Service) -> None:
    service.on(ME, {"username": "ola"})
    client = make(service)

    async def once() -> None:
        await client.me()
        assert len(client._session._by_loop) == 1

    for _ in range(3):
        asyncio.run(once())
    assert len(client._session._by_loop) == 0
    asyncio.run(client.aclose())


def test_a_callback_that_exits_reaches_its_caller_and_harms_no_other_call(
    service: Service,
) -> None:
    service.on(JOB, {"id": 1, "completed": True, "status": "SUCCESS"})
    service.on(ME, {"username": "ola"})
    with PixelClient(PixelApiSettings(**service.settings)) as client:
        for error in (SystemExit, KeyboardInterrupt):

            def leave(_: object, error: type[BaseException] = error) -> None:
                raise error

            with pytest.raises(error):
                client.wait_for_job(1, on_poll=leave)
            assert client.me().username == "ola"


def test_a_callback_cannot_close_the_client_it_runs_in(service: Service) -> None:
    service.on(JOB, {"id": 1, "completed": True, "status": "SUCCESS"})
    service.on(ME, {"username": "ola"})
    before = set(threading.enumerate())
    client = PixelClient(PixelApiSettings(**service.settings))
    with pytest.raises(RuntimeError, match="callback"):
        client.wait_for_job(1, on_poll=lambda _: client.close())
    assert not client.closed
    assert client.me().username == "ola"
    client.close()
    left = set(threading.enumerate()) - before
    assert not [thread for thread in left if thread.name == "pixel-client"]


def test_a_client_whose_thread_was_ended_counts_as_closed(service: Service) -> None:
    """Ctrl-C may cut a close short: the cache must not hand such a client out."""
    client = PixelClient(PixelApiSettings(**service.settings))
    client._portal.close()
    assert client.closed
    assert "(closed)" in repr(client)
    client.close()
