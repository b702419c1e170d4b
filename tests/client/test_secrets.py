"""No error holds a secret: not its text, its chain, nor the variables of the frames it crossed."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from typing import Any

import pytest

from pixel_client import PixelApiSettings
from pixel_client.exceptions import PixelError, PixelSettingsError, PixelValidationError

from .conftest import Calls
from .service import HANG, RESET, Answer, Service

ME = "GET /acme/users/me"
SECRETS = ("hunter2", "token-1", "refresh-1")


def chain(error: BaseException | None) -> Iterator[BaseException]:
    if error is not None:
        yield error
        yield from chain(error.__cause__)
        yield from chain(error.__context__)


def audit(error: BaseException) -> None:
    """Look where a debugger or an error reporter looks."""
    for link in chain(error):
        told = "".join(
            traceback.TracebackException.from_exception(link, capture_locals=True).format()
        )
        told += repr(link) + repr(vars(link))
        assert not [secret for secret in SECRETS if secret in told]
        assert getattr(link, "_request", None) is None  # it has the token, or the password


@pytest.mark.parametrize("fault", [RESET, HANG, 401, Answer(200, text="<html>"), 500], ids=str)
def test_an_error_of_the_api_holds_no_token(
    service: Service, mode: str, no_pauses: None, fault: Any
) -> None:
    service.on(ME, fault)
    calls = Calls(mode, service.settings, upload_num_retries=1, timeout_pixel=0.5)
    with pytest.raises(PixelError) as caught:
        calls("me")
    calls.close()
    audit(caught.value)


def test_a_refusal_that_repeats_what_was_sent_is_not_kept_whole(
    service: Service, mode: str
) -> None:
    sent = {"email": "ola", "password": "hunter2", "first_name": "Ola", "last_name": "N"}
    problems = [
        {"type": "missing", "loc": ["body", "user_type"], "msg": "Field required", "input": sent},
        {"type": "too_short", "loc": ["body", "password"], "msg": "Too short", "input": "hunter2"}
        | {"ctx": {"min_length": 12}},
    ]
    service.on("POST /acme/users/oidc/", Answer(422, json={"detail": problems, "input": "kept"}))
    calls = Calls(mode, service.settings)
    with pytest.raises(PixelValidationError) as caught:
        calls("create_oidc_user", sent | {"email": "ola@example.com", "user_type": "viewer"})
    calls.close()
    error = caught.value
    assert "body.user_type: Field required; body.password: Too short" in str(error)
    shown = "".join(map(str, (error, vars(error), error.json_resp_msg)))
    assert "hunter2" not in shown
    assert error.detail[1]["ctx"] == {"min_length": 12}
    assert error.response_json["input"] == "kept"


@pytest.mark.parametrize("fault", [RESET, HANG, 401, Answer(200, text="<html>"), 500], ids=str)
def test_an_error_of_the_sign_in_holds_no_password(
    service: Service, mode: str, no_pauses: None, fault: Any
) -> None:
    service.token_script.extend([fault] * 4)
    calls = Calls(mode, service.settings, upload_num_retries=1, timeout_pixel=0.5)
    for _ in range(2):  # the second is told of the first one's refusal
        with pytest.raises(PixelError) as caught:
            calls("me")
        audit(caught.value)
    calls.close()


def test_settings_at_fault_leave_no_trace_of_their_values() -> None:
    with pytest.raises(PixelSettingsError) as caught:
        PixelApiSettings(PIXEL_PASSWORD="hunter2", PIXEL_ENV="moon")
    assert list(chain(caught.value)) == [caught.value]
