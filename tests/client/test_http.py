"""The funnel against a real socket: what is asked again, what is raised, what never shows."""

from __future__ import annotations

import asyncio
import logging
import pickle
from pathlib import Path

import httpx
import pytest

from pixel_client import exceptions
from pixel_client.exceptions import (
    PixelBadRequestError,
    PixelClosedError,
    PixelConnectionError,
    PixelDecodeError,
    PixelError,
    PixelInputError,
    PixelServerError,
    PixelStatusError,
    PixelTimeoutError,
    TransferReason,
)
from pixel_client.http.urls import without_query

from .conftest import Calls
from .service import HANG, RESET, Answer, Service

PROJECT = {"id": 7, "name": "Flåm", "description": "", "area_of_interest": None}
GET = "GET /acme/projects/7"
RESTORE = "POST /acme/projects/7/restore"
DELETE = "DELETE /acme/projects/7"


@pytest.mark.parametrize(
    "fault", [429, 502, 503, 504, RESET, Answer(503, {}, {"Retry-After": "0"})], ids=str
)
def test_a_read_is_asked_again_after_a_passing_fault(
    calls: Calls, service: Service, fault: object
) -> None:
    service.on(GET, fault, fault, PROJECT)
    assert calls("get_project", 7)["name"] == "Flåm"
    assert len(service.seen) == 3
    assert len({s.headers["x-request-id"] for s in service.seen}) == 1


@pytest.mark.parametrize("fault", [500, 502, 503, 504, RESET], ids=str)
def test_a_post_that_may_have_been_done_is_not_repeated(
    calls: Calls, service: Service, fault: object
) -> None:
    service.on(RESTORE, fault, PROJECT)
    with pytest.raises((PixelServerError, PixelConnectionError)):
        calls("restore_project", 7)
    assert len(service.seen) == 1


def test_a_post_refused_for_its_rate_is_sent_again(calls: Calls, service: Service) -> None:
    service.on(RESTORE, Answer(429, {}, {"Retry-After": "0"}), PROJECT)
    assert calls("restore_project", 7).id == 7


def test_a_read_by_post_is_repeated(calls: Calls, service: Service) -> None:
    service.on("POST /acme/search/", RESET, {"count": 0, "total_count": 0, "results": []})
    assert calls("search", {"on": "images"})["count"] == 0
    assert len(service.seen) == 2


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, PixelBadRequestError),
        (401, exceptions.PixelUnauthorizedError),
        (403, exceptions.PixelPermissionError),
        (404, exceptions.PixelNotFoundError),
        (409, exceptions.PixelConflictError),
        (418, PixelBadRequestError),
        (422, exceptions.PixelValidationError),
        (429, exceptions.PixelRateLimitError),
        (499, PixelBadRequestError),
        (500, PixelServerError),
        (503, PixelServerError),
        (520, PixelServerError),
    ],
)
def test_an_error_answer_is_an_exception_of_its_kind(
    calls: Calls, service: Service, status: int, kind: type[PixelStatusError]
) -> None:
    service.on(GET, Answer(status, {"detail": "because"}))
    with pytest.raises(PixelStatusError) as caught:
        calls("get_project", 7)
    error = caught.value
    assert type(error) is kind
    assert (error.status_code, error.method, error.detail) == (status, "GET", "because")
    assert error.url == f"{service.url}/acme/projects/7"
    assert error.request_id == service.seen[-1].headers["x-request-id"]
    assert str(error) == f"{status} for GET {error.url}: because [request {error.request_id}]"
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again), again.request_id) == (kind, str(error), error.request_id)


def test_fastapis_list_of_faults_is_readable(calls: Calls, service: Service) -> None:
    detail = [
        {"loc": ["body", "name"], "msg": "Field required", "type": "missing"},
        {"loc": ["query", "limit"], "msg": "too large", "type": "x"},
    ]
    service.on(GET, Answer(422, {"detail": detail}))
    with pytest.raises(
        PixelBadRequestError, match=r"body\.name: Field required; query\.limit: too"
    ):
        calls("get_project", 7)


def test_an_error_page_that_is_not_json_is_shown_cut(calls: Calls, service: Service) -> None:
    service.on(GET, Answer(404, text="<html>" + "x" * 10_000))
    with pytest.raises(PixelBadRequestError) as caught:
        calls("get_project", 7)
    assert "<html>xxx" in str(caught.value)
    assert len(str(caught.value)) < 2_500


@pytest.mark.parametrize(("status", "kind"), [(200, PixelDecodeError), (422, PixelStatusError)])
def test_an_answer_of_brackets_without_end_is_an_error_of_ours(
    calls: Calls, service: Service, status: int, kind: type[PixelError]
) -> None:
    service.on(GET, Answer(status, text="[" * 100_000))
    with pytest.raises(kind):
        calls("get_project", 7)


@pytest.mark.parametrize("text", ["<html>sign in to Wi-Fi</html>", "[1, 2]", '"x"', "null", ""])
def test_a_success_that_cannot_be_read_keeps_the_answer(
    calls: Calls, service: Service, text: str
) -> None:
    service.on(GET, Answer(200, text=text))
    with pytest.raises(PixelDecodeError, match="get_project: the answer cannot be read") as caught:
        calls("get_project", 7)
    assert caught.value.body == text


def test_the_callers_query_and_body_never_show_in_errors(calls: Calls, service: Service) -> None:
    service.on("GET /acme/projects/", Answer(400, {"detail": "no"}))
    with pytest.raises(PixelBadRequestError) as caught:
        calls("list_projects", name="secret-name")
    assert "secret-name" not in str(caught.value)


def test_no_answer_is_told_with_the_number_of_tries(
    service: Service, mode: str, no_pauses: None
) -> None:
    service.on(GET, RESET)
    calls = Calls(mode, service.settings, upload_num_retries=2)
    with pytest.raises(PixelConnectionError, match=r"no answer after 3 tries: "):
        calls("get_project", 7)
    assert len(service.seen) == 3
    calls.close()


def test_a_silent_service_times_out(service: Service, mode: str, no_pauses: None) -> None:
    service.on(GET, HANG)
    timeout = httpx.Timeout(5.0, read=0.1)
    calls = Calls(mode, service.settings, upload_num_retries=1, timeout_pixel=timeout)
    with pytest.raises(PixelTimeoutError, match="ReadTimeout") as caught:
        calls("get_project", 7)
    assert isinstance(caught.value, TimeoutError)
    assert len(service.seen) == 2
    calls.close()


def test_redirects_at_home_are_followed_with_the_token(calls: Calls, service: Service) -> None:
    service.on(GET, Answer(307, None, {"Location": "/acme/projects/7/"}))
    service.on("GET /acme/projects/7/", PROJECT)
    assert calls("get_project", 7).id == 7
    assert service.seen[1].headers["authorization"] == "Bearer token-1"


def test_redirects_elsewhere_are_not_followed(calls: Calls, service: Service) -> None:
    other = Service()
    service.on(GET, Answer(307, None, {"Location": f"{other.url}/steal?x=1"}))
    with pytest.raises(PixelStatusError, match=r"redirects to 127\.0\.0\.1 are not followed"):
        calls("get_project", 7)
    assert other.seen == []
    other.close()


@pytest.mark.parametrize("status", [300, 302, 304])
def test_a_redirect_to_nowhere_is_an_error_answer(
    calls: Calls, service: Service, status: int
) -> None:
    service.on("GET /acme/users/me", Answer(status, {"detail": "moved"}))
    with pytest.raises(PixelStatusError) as caught:
        calls("me")
    assert caught.value.status_code == status


def test_redirects_in_a_circle_end(calls: Calls, service: Service) -> None:
    service.on(GET, Answer(307, None, {"Location": "/acme/projects/7"}))
    with pytest.raises(PixelConnectionError, match="circle"):
        calls("get_project", 7)


def test_plain_http_to_another_machine_is_refused(service: Service) -> None:
    from pixel_client import get_client

    for name in ("PIXEL_API_URL", "PIXEL_AUTH_SERVER_URL"):
        settings = service.settings | {name: "http://pixel.example/acme"}
        with pytest.raises(PixelInputError, match="plain http"):
            get_client(settings=settings)
        get_client(settings=settings, allow_http=True).close()
    ipv6 = service.settings | {"PIXEL_API_URL": "http://[::1]:9/acme"}
    get_client(settings=ipv6).close()


def test_files_do_not_travel_readable_to_another_machine(service: Service, tmp_path: Path) -> None:
    from pixel_client import PixelApiSettings, PixelClientAsync
    from pixel_client.uploads.inputs.planned_file import FileStamp, PlannedBody
    from pixel_client.uploads.s3.cancellation import CancelToken
    from pixel_client.uploads.s3.connection_pool import ConnectionPool
    from pixel_client.uploads.s3.request_stream import Request
    from pixel_client.uploads.s3.response import classify_error

    path = tmp_path / "x"
    path.write_bytes(b"x")
    body = PlannedBody(path, "x", FileStamp.of(path.stat()))

    def put(wire: ConnectionPool, url: str) -> None:
        headers = {"Content-Length": "1"}
        outgoing = Request("PUT", url, headers, b"", b"", body, 0, 1, lambda _: None)
        wire.exchange(outgoing, httpx.Timeout(10), CancelToken())

    service.on("PUT /bucket/key", 200)

    async def run() -> None:
        async with PixelClientAsync(PixelApiSettings(**service.settings)) as client:
            wire = client._s3_pool()
            with pytest.raises(httpx.UnsupportedProtocol, match=r"bucket\.example") as caught:
                put(wire, "http://bucket.example/key?X-Amz-Signature=5ec4e7")
            verdict = classify_error(caught.value)
            assert not verdict.transient
            assert verdict.reason is TransferReason.BAD_ADDRESS
            assert "allow_http=True" in verdict.message
            assert "5ec4e7" not in verdict.message
            await asyncio.to_thread(put, wire, f"{service.url}/bucket/key")
        assert "authorization" not in service.seen[0].headers

    asyncio.run(run())


def test_logs_tell_of_retries_and_hide_tokens(
    calls: Calls, service: Service, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    service.on(GET, 503, PROJECT)
    calls("get_project", 7)
    assert "503; asking again in 0.0 s (try 2 of 9)" in caplog.text
    retries = [r for r in caplog.records if getattr(r, "pixel_event", None) == "retry"]
    assert [vars(record)["pixel_outcome"] for record in retries] == ["503"]
    for secret in ("token-1", "refresh-1", "hunter2"):
        assert secret not in caplog.text


def test_a_closed_client_does_not_go_on_asking(service: Service) -> None:
    from pixel_client import PixelApiSettings, PixelClientAsync

    service.on(GET, 503)

    async def run() -> None:
        client = PixelClientAsync(PixelApiSettings(**service.settings))
        call = asyncio.create_task(client.get_project(7))
        while not service.seen:
            await asyncio.sleep(0.01)
        await client.aclose()
        with pytest.raises(PixelError):
            await call

    asyncio.run(run())


def test_a_call_cut_off_by_a_close_is_told_at_once(
    service: Service, caplog: pytest.LogCaptureFixture
) -> None:
    from pixel_client import PixelApiSettings, PixelClientAsync

    service.on(GET, HANG)

    async def run() -> None:
        client = PixelClientAsync(PixelApiSettings(**service.settings))
        call = asyncio.create_task(client.get_project(7))
        while not service.seen:
            await asyncio.sleep(0.01)
        await client.aclose()
        with pytest.raises(PixelClosedError, match="closed while it was used"):
            await call

    asyncio.run(run())
    assert "asking again" not in caplog.text


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://u:p@h/x?y=1#z", "https://h/x"),
        (httpx.URL("http://127.0.0.1:9/a%20b"), "http://127.0.0.1:9/a%20b"),
    ],
)
def test_a_shown_url_has_no_query_and_no_user(url: str | httpx.URL, shown: str) -> None:
    assert without_query(url) == shown
