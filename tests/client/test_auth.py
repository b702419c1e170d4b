"""Sign-in against a real socket: one request however many wait, ahead of expiry, clear refusals."""

from __future__ import annotations

import asyncio
import gc
import threading
import time
import traceback

import pytest

from pixel_client import PixelClientAsync
from pixel_client.exceptions import PixelSignInError, PixelUnauthorizedError

from .conftest import Calls
from .service import RESET, Answer, Service

ME = "GET /acme/users/me"


def make(service: Service, **changes: str) -> PixelClientAsync:
    return PixelClientAsync.from_settings(_settings(service, **changes))


def _settings(service: Service, **changes: str):
    from pixel_client import PixelApiSettings

    return PixelApiSettings(**(service.settings | changes))


def test_the_password_grant_is_asked_as_keycloak_knows_it(calls: Calls, service: Service) -> None:
    service.on(ME, {"username": "ola"})
    assert calls("me")["username"] == "ola"
    assert calls("me")["username"] == "ola"
    assert service.token_requests == [
        {
            "client_id": "frontend",
            "username": "ola",
            "password": "hunter2-secret",
            "scope": "openid email profile",
            "grant_type": "password",
            "path": service.token_path,
        }
    ]
    assert [s.headers["authorization"] for s in service.seen] == ["Bearer token-1"] * 2


def test_a_token_is_renewed_before_its_end_with_the_refresh_token(
    calls: Calls, service: Service
) -> None:
    service.token_life = 0.001
    service.on(ME, {})
    calls("me")
    time.sleep(0.01)
    calls("me")
    assert [r["grant_type"] for r in service.token_requests] == ["password", "refresh_token"]
    assert service.token_requests[1]["refresh_token"] == "refresh-1"


def test_an_ended_session_falls_back_to_the_password(calls: Calls, service: Service) -> None:
    service.token_life = 0.001
    service.on(ME, {})
    calls("me")
    time.sleep(0.01)
    service.token_script.append(Answer(400, {"error": "invalid_grant"}))
    calls("me")
    assert [r["grant_type"] for r in service.token_requests] == [
        "password",
        "refresh_token",
        "password",
    ]


def test_a_token_the_api_refuses_is_replaced_once(calls: Calls, service: Service) -> None:
    service.on(ME, {"username": "ola"})
    calls("me")
    service.valid_tokens = set()  # all tokens revoked; the next one issued is good
    assert calls("me")["username"] == "ola"
    assert len(service.token_requests) == 2


def test_an_api_that_refuses_every_token_says_so(calls: Calls, service: Service) -> None:
    service.on(ME, 401)
    with pytest.raises(PixelUnauthorizedError, match="401"):
        calls("me")
    assert len(service.seen) == 2


def test_twenty_refusals_at_once_make_one_token_request(service: Service) -> None:
    service.on(ME, {})

    async def run() -> None:
        async with make(service) as client:
            await client.me()
            service.valid_tokens = set()
            service.token_gate = threading.Event()
            many = [asyncio.create_task(client.me()) for _ in range(20)]
            while len(service.seen) < 21:  # every call has been refused or is on its way
                await asyncio.sleep(0.01)
            beats = 0
            for _ in range(5):  # the loop goes on while Keycloak thinks
                await asyncio.sleep(0.01)
                beats += 1
            service.token_gate.set()
            await asyncio.gather(*many)
            assert beats == 5

    asyncio.run(run())
    assert len(service.token_requests) == 2


def test_calls_of_several_loops_and_threads_share_one_token_request(service: Service) -> None:
    service.on(ME, {})
    service.token_gate = threading.Event()
    client = make(service)

    async def many() -> None:
        await asyncio.gather(*(client.me() for _ in range(5)))

    threads = [threading.Thread(target=asyncio.run, args=(many(),)) for _ in range(4)]
    for thread in threads:
        thread.start()
    assert service.token_entered.wait(10)
    time.sleep(0.1)
    service.token_gate.set()
    for thread in threads:
        thread.join()
    asyncio.run(client.aclose())
    assert len(service.token_requests) == 1
    assert len(service.seen) == 20


def test_the_caller_that_fetches_may_be_cancelled_without_harm_to_the_others(
    service: Service,
) -> None:
    service.on(ME, {"username": "ola"})
    service.token_gate = threading.Event()

    async def run() -> None:
        async with make(service) as client:
            first = asyncio.create_task(client.me())
            await asyncio.to_thread(service.token_entered.wait, 10)
            others = [asyncio.create_task(client.me()) for _ in range(3)]
            await asyncio.sleep(0.01)
            first.cancel()
            service.token_gate.set()
            answers = await asyncio.gather(first, *others, return_exceptions=True)
            assert isinstance(answers[0], asyncio.CancelledError)
            assert [a["username"] for a in answers[1:]] == ["ola"] * 3

    asyncio.run(run())
    assert len(service.token_requests) == 1


def test_a_loop_that_ends_while_fetching_leaves_the_work_to_another(service: Service) -> None:
    service.on(ME, {"username": "ola"})
    service.token_gate = threading.Event()
    client = make(service)

    async def give_up() -> None:
        asyncio.create_task(client.me())  # noqa: RUF006  cancelled by the end of the loop
        await asyncio.to_thread(service.token_entered.wait, 10)

    waiting: list[object] = []

    async def wait_for_it() -> None:
        waiting.append(await client.me())

    first = threading.Thread(target=asyncio.run, args=(give_up(),))
    first.start()
    assert service.token_entered.wait(10)
    second = threading.Thread(target=asyncio.run, args=(wait_for_it(),))
    second.start()
    first.join()
    service.token_gate.set()
    second.join()
    asyncio.run(client.aclose())
    assert waiting[0]["username"] == "ola"
    assert len(service.token_requests) <= 2


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (
            Answer(401, {"error": "invalid_grant", "error_description": "Invalid credentials"}),
            ["Invalid credentials", "'ola'", "PIXEL_USERNAME", "PIXEL_PASSWORD"],
        ),
        (
            Answer(400, {"error": "invalid_grant", "error_description": "Account disabled"}),
            ["refused the user 'ola'", "Account disabled", "PIXEL_USERNAME", "PIXEL_PASSWORD"],
        ),
        (Answer(403, {}), ["refused the user 'ola'", "no reason was given", "PIXEL_PASSWORD"]),
        (Answer(404, {"error": "Realm does not exist"}), ["no realm 'Acme'", "PIXEL_TENANT"]),
        (Answer(200, text="<html>Hotel Wi-Fi</html>"), ["without a token", "proxy"]),
        (Answer(200, {"access_token": None}), ["without a token"]),
        (Answer(200, ["x"]), ["without a token"]),
        (Answer(500, text="oops"), ["500"]),
    ],
)
def test_a_refusal_says_what_to_check_and_hides_the_password(
    calls: Calls, service: Service, answer: Answer, words: list[str]
) -> None:
    service.token_script.extend([answer] * 3)  # what may pass is asked for again
    with pytest.raises(PixelSignInError) as caught:
        calls("me")
    for word in words:
        assert word in str(caught.value)
    assert "hunter2" not in str(caught.value)
    assert service.seen == []


@pytest.mark.parametrize(("status", "requests"), [(400, 1), (401, 1), (403, 1), (404, 2)])
def test_a_refused_sign_in_is_not_repeated_at_once(
    calls: Calls, service: Service, status: int, requests: int
) -> None:
    """A realm that is not there is looked for in both spellings."""
    service.token_script.extend([Answer(status, {"error": "invalid_grant"})] * 9)
    for _ in range(5):
        with pytest.raises(PixelSignInError) as caught:
            calls("me")
        assert caught.value.status_code == status
    assert len(service.token_requests) == requests


@pytest.mark.parametrize("odd", [Answer(500), Answer(200, None, {"Content-Type": "text/html"})])
@pytest.mark.parametrize(("times", "requests"), [(1, 2), (2, 3), (3, 3)])
def test_an_odd_answer_to_the_sign_in_is_asked_again_twice(
    calls: Calls, service: Service, odd: Answer, times: int, requests: int
) -> None:
    service.on(ME, {"username": "ola"})
    service.token_script.extend([odd] * times)
    if times < 3:
        assert calls("me")["username"] == "ola"
    else:
        with pytest.raises(PixelSignInError):
            calls("me")
    assert len(service.token_requests) == requests


def test_a_tenant_in_mixed_case_finds_its_realm(service: Service) -> None:
    service.on("GET /acme/users/me", {"username": "ola"})
    service.token_path = "/auth/realms/SurveyCo/protocol/openid-connect/token"

    async def run() -> None:
        async with make(service, PIXEL_TENANT="SurveyCo") as client:
            assert (await client.me())["username"] == "ola"

    asyncio.run(run())
    assert [r["path"].split("/")[3] for r in service.token_requests] == ["Surveyco", "SurveyCo"]


def test_a_sign_in_server_that_stumbles_is_asked_again(calls: Calls, service: Service) -> None:
    service.on(ME, {"username": "ola"})
    service.token_script.extend([503, RESET, Answer(429, {}, {"Retry-After": "0"})])
    assert calls("me")["username"] == "ola"
    assert len(service.token_requests) == 4


def test_a_sign_in_server_that_is_not_there_is_named(mode: str, no_pauses: None) -> None:
    service = Service()
    url = service.url
    settings = service.settings
    service.close()
    calls = Calls(mode, settings, upload_num_retries=1)
    with pytest.raises(PixelSignInError, match=f"{url}/auth does not answer"):
        calls("me")
    calls.close()


def test_a_fetch_cancelled_before_it_began_holds_nobody_up(service: Service) -> None:
    service.on(ME, {"username": "ola"})

    async def main() -> None:
        async with make(service) as client:
            call = asyncio.create_task(client.me())
            while not (begun := asyncio.all_tasks() - {call, asyncio.current_task()}):
                await asyncio.sleep(0)
            for task in (call, *begun):
                task.cancel()
            await asyncio.gather(call, *begun, return_exceptions=True)
            assert (await asyncio.wait_for(client.me(), 10)).username == "ola"

    asyncio.run(main())


def test_a_loop_left_while_fetching_holds_nobody_up(service: Service) -> None:
    """A loop run by hand may end without anyone cancelling its tasks."""
    service.on(ME, {"username": "ola"})
    service.token_gate = threading.Event()
    client = make(service)
    left = asyncio.new_event_loop()

    async def give_up() -> None:
        call = asyncio.create_task(client.me())
        await asyncio.to_thread(service.token_entered.wait, 10)
        call.cancel()

    async def main() -> str | None:
        try:
            return (await asyncio.wait_for(client.me(), 10)).username
        finally:
            await client.aclose()

    try:
        left.run_until_complete(give_up())
        service.token_gate.set()
        assert asyncio.run(main()) == "ola"
    finally:
        rest = asyncio.all_tasks(left)
        for task in rest:
            task.cancel()
        left.run_until_complete(asyncio.gather(*rest, return_exceptions=True))
        left.run_until_complete(left.shutdown_asyncgens())
        left.run_until_complete(left.shutdown_default_executor())
        left.close()


def test_a_failure_nobody_waits_for_is_not_reported_as_lost(
    service: Service, caplog: pytest.LogCaptureFixture
) -> None:
    gate = service.token_gate = threading.Event()
    service.token_script.append(Answer(401, {"error_description": "no"}))

    async def main() -> None:
        async with make(service) as client:
            call = asyncio.create_task(client.me())
            await asyncio.to_thread(service.token_entered.wait, 10)
            call.cancel()
            await asyncio.gather(call, return_exceptions=True)
            gate.set()
            with pytest.raises(PixelSignInError):
                await client.me()

    asyncio.run(main())
    gc.collect()
    assert not [r for r in caplog.records if r.name == "asyncio" and r.levelname == "ERROR"]


@pytest.mark.parametrize("token", ["tok\nen-secret", "tok en-secret\0", "tøken-secret", ""])
def test_a_token_that_fits_no_header_is_refused_and_not_shown(
    calls: Calls, service: Service, token: str
) -> None:
    service.token_script.append({"access_token": token, "expires_in": 300})
    with pytest.raises(PixelSignInError, match="without a token") as caught:
        calls("me")
    assert "en-secret" not in "".join(traceback.format_exception(caught.value))
