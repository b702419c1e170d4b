"""Waiting for a token that another event loop fetches, and that may never come from there."""

from __future__ import annotations

import asyncio
import threading

import pytest

from pixel_api.api.projects import list_projects
from pixel_client import PixelApiSettings, PixelClientAsync
from pixel_client.exceptions import PixelSignInError
from pixel_client.http import auth

from .service import Answer, Service

ME = "GET /acme/users/me"


def make(service: Service) -> PixelClientAsync:
    return PixelClientAsync(PixelApiSettings(**service.settings))


def test_who_waits_for_a_loop_that_stopped_fetches_the_token(service: Service) -> None:
    service.on(ME, {"username": "ola"})
    service.token_gate = threading.Event()
    client = make(service)
    stopped = asyncio.new_event_loop()
    answers: list[str | None] = []

    async def wait_for_it() -> None:
        answers.append((await client.me()).username)

    waiter = threading.Thread(target=lambda: asyncio.run(wait_for_it()), daemon=True)

    async def fetch_and_leave() -> asyncio.Task[object]:
        call = asyncio.create_task(client.me())
        await asyncio.to_thread(service.token_entered.wait, 10)
        waiter.start()
        while len(client._session._by_loop) < 2:
            await asyncio.sleep(0.01)
        return call

    call = stopped.run_until_complete(fetch_and_leave())
    service.token_gate.set()
    waiter.join(20)
    assert answers == ["ola"]
    stopped.run_until_complete(call)
    stopped.run_until_complete(stopped.shutdown_asyncgens())
    stopped.run_until_complete(stopped.shutdown_default_executor())
    stopped.close()
    asyncio.run(client.aclose())


def test_a_loop_held_up_by_a_call_that_waits_for_its_token_is_let_go(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(auth, "PATIENCE", 0.1)
    service.on(ME, {"username": "ola"})
    service.on("GET /acme/projects/", [])
    answers: list[object] = []

    async def hold_up() -> None:
        async with make(service) as client:
            call = asyncio.create_task(client.me())
            while client._session._auth._flight is None:
                await asyncio.sleep(0)
            # Blocks the loop that fetches the token.
            answers.append(list_projects.sync(client=client.api))
            answers.append((await call).username)

    thread = threading.Thread(target=lambda: asyncio.run(hold_up()), daemon=True)
    thread.start()
    thread.join(20)
    assert answers == [[], "ola"]


def test_each_who_waits_gets_an_error_of_its_own(service: Service) -> None:
    service.token_script.append(Answer(401, {"error_description": "no"}))

    async def main() -> None:
        async with make(service) as client:
            calls = (client.me() for _ in range(5))
            errors = await asyncio.gather(*calls, return_exceptions=True)
            assert {type(error) for error in errors} == {PixelSignInError}
            assert len({id(error) for error in errors}) == 5

    asyncio.run(main())
    assert len(service.token_requests) == 1
