"""Errors: what they say, what they keep, and that they travel between processes whole."""

from __future__ import annotations

import copy
import os
import pickle
from pathlib import Path

import pytest

from pixel_client import exceptions as e

JOB = e.PixelUploadJobError(7, "failed", "not a JPEG", Path("a.jpg"))
ALL = [
    e.PixelError("x"),
    e.PixelSettingsError("x"),
    e.PixelInputError(["a", "b"], operation="search"),
    e.PixelInputError("is 0", path="a[0]", code=e.ProblemCode.RANGE, allowed={"minimum": 1}),
    e.PixelJournalError("x", hint_code=e.HintCode.JOURNAL_IN_USE),
    e.PixelClosedError("x"),
    e.PixelConnectionError("x"),
    e.PixelTimeoutError("x"),
    e.PixelStatusError({"detail": "d"}, 300, "GET", "https://h/x", "id-1", hint="go home"),
    e.PixelNotFoundError("text", 404, "GET", "https://h/x"),
    e.PixelServerError(None, 500, "GET", "https://h/x", "id-1"),
    e.PixelSignInError("x", 401),
    e.PixelDecodeError("me", "why", "body"),
    e.PixelJobTimeoutError("x", 5, {"id": 5}),
    e.PixelTransferError(
        "x",
        reason=e.TransferReason.CHANGED_FILE,
        status_code=400,
        s3_code="BadDigest",
        hint="h",
        attempts=3,
    ),
    JOB,
    e.PixelMultipleUploadJobError([JOB, JOB]),
]


@pytest.mark.parametrize("error", ALL, ids=lambda error: type(error).__name__)
def test_errors_survive_pickle_and_copy(error: e.PixelError) -> None:
    for again in (pickle.loads(pickle.dumps(error)), copy.copy(error)):
        assert type(again) is type(error)
        assert str(again) == str(error)
        assert set(vars(again)) == set(vars(error))
        plain = {k: v for k, v in vars(error).items() if k != "errors"}
        assert {k: v for k, v in vars(again).items() if k != "errors"} == plain


def test_every_error_is_a_pixel_error_and_some_are_more() -> None:
    for name in e.__all__:
        if name.startswith("Pixel"):
            assert issubclass(getattr(e, name), e.PixelError)
    assert issubclass(e.PixelSettingsError, ValueError)
    assert issubclass(e.PixelInputError, ValueError)
    assert issubclass(e.PixelTimeoutError, TimeoutError)
    assert issubclass(e.PixelJobTimeoutError, TimeoutError)
    assert issubclass(e.PixelClosedError, RuntimeError)


def test_words_alone_are_a_problem_of_the_given_code() -> None:
    error = e.PixelInputError("is 0", path="a", code=e.ProblemCode.RANGE, allowed={"minimum": 1})
    assert error.problems == (
        e.Problem(path="a", code=e.ProblemCode.RANGE, message="is 0", allowed={"minimum": 1}),
    )
    assert str(error) == str(error.problems[0]) == "a is 0"
    since = e.Problem(path="a", message="is missing", since=(("b", "'x'"), ("c", "given")))
    assert str(e.PixelInputError([since])) == "a is missing, since b is 'x' and c is given"


def test_every_hint_has_words() -> None:
    assert all(code.words and "{" not in code.words for code in e.HintCode)
    assert e.HintCode("maybe-uploaded").words.endswith("send it again with reupload=True")
    clock = e.HintCode.CLOCK_OFF
    assert e.PixelTransferError("x", hint_code=clock).hint == clock.words


def test_several_problems_are_a_list_and_one_is_a_sentence() -> None:
    assert str(e.PixelInputError("a is wrong", operation="me")) == "me: a is wrong"
    assert str(e.PixelInputError(["a", "b"])).split("\n") == ["2 problems", "  - a", "  - b"]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"detail": "because"}, ": because"),
        ({"error": "x"}, ': {"error": "x"}'),
        ({"detail": None}, ': {"detail": null}'),
        ({"detail": {"reason": "æ"}}, ': {"reason": "æ"}'),
        ([1, 2], ": [1, 2]"),
        ("plain", ": plain"),
        ("", ""),
        (None, ""),
    ],
)
def test_a_status_error_says_what_the_service_said(body: object, said: str) -> None:
    assert str(e.PixelStatusError(body, 400, "GET", "u")) == f"400 for GET u{said}"


def test_an_upload_error_names_its_file_or_its_job() -> None:
    assert str(JOB) == "a.jpg: not a JPEG (status 'failed', upload job 7)"
    assert str(e.PixelUploadJobError(7, "failed", None)).startswith("upload job 7: no reason")
    assert str(e.PixelUploadJobError(None, None, "gone", Path("b"))) == "b: gone"
    odd = Path(os.fsdecode(b"\xff.jpg"))
    assert str(e.PixelUploadJobError(None, "refused", "odd", odd)).encode()
    assert "2 files were not uploaded\n  - a.jpg" in str(e.PixelMultipleUploadJobError([JOB, JOB]))


def test_a_refused_request_keeps_1_2_8s_attributes() -> None:
    error = e.PixelValidationError({"detail": "d"}, 422, "POST", "https://h/x", "id-1")
    assert error.json_resp_msg == '{\n    "detail": "d"\n}'
    assert error.body is None
    assert (error.status_code, error.method, error.url) == (422, "POST", "https://h/x")


def test_a_name_that_is_no_error_is_not_there() -> None:
    with pytest.raises(AttributeError, match="no attribute 'PixelNoError'"):
        e.PixelNoError  # noqa: B018
