"""S3 and the network misbehave: what can be healed is, and the rest is one row with a reason."""

from __future__ import annotations

import socket
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import httpx
import pytest

from pixel_client.exceptions import (
    PixelInputError,
    PixelTransferError,
    PixelUploadJobError,
)
from pixel_client.uploads import SendRetried, UploadEvent

from .caller import upload
from .pixel import POLICY, SIGNATURE, FakePixel, Fault, Request

Photos = Callable[..., list[Path]]
MIB = 1024**2

HTML = Fault(200, headers={"content-type": "text/html"}, body=b"<html>Sign in, please</html>")
PAST = format_datetime(datetime.now(UTC) - timedelta(hours=1), usegmt=True)

ONCE = {
    "500": Fault(500, "InternalError"),
    "502": Fault(502),
    "503 with Retry-After": Fault(503, "SlowDown", headers={"retry-after": "0"}),
    "503 with a date": Fault(503, "SlowDown", headers={"retry-after": PAST}),
    "503 with nonsense": Fault(503, "SlowDown", headers={"retry-after": "soon"}),
    "504": Fault(504),
    "307 of a new bucket": Fault(307, "TemporaryRedirect"),
    "429": Fault(429),
    "RequestTimeout": Fault(400, "RequestTimeout", "Your socket connection was not read from"),
    "a sign-in page": HTML,
    "an empty 200": Fault(200, body=b""),
    "reset mid-body": Fault(act="reset mid-body"),
    "reset before the answer": Fault(act="reset before answer"),
    "stall": Fault(act="stall"),
    "early 503": Fault(503, "SlowDown", act="answer early"),
}


def once(fault: Fault, at: int) -> Callable[[Request, int], Fault | None]:
    return lambda request, number: fault if number == at else None


@pytest.mark.parametrize("multipart", [False, True])
@pytest.mark.parametrize("what", ONCE)
def test_a_single_fault_changes_nothing_in_the_end(
    pixel: FakePixel, photos: Photos, no_pauses: None, what: str, multipart: bool
) -> None:
    files = photos(4, size=2 * MIB)
    events: list[UploadEvent] = []
    pixel.faults = once(ONCE[what], at=2)
    outcome = upload(
        pixel,
        "upload_multiple_images",
        files,
        multipart=multipart,
        on_event=events.append,
        settings={"timeout_upload": httpx.Timeout(30.0, read=0.5)},
    )
    assert outcome.failed == []
    for row in outcome.rows:
        stored = pixel.stored[(row.upload_job_id, "1" if multipart else "main")]
        assert stored.data == row.path.read_bytes()  # from its start, not from where it broke
    assert sorted(row.attempts for row in outcome.rows) == [1, 1, 1, 2]
    assert len([event for event in events if isinstance(event, SendRetried)]) == 1
    sent = sum(getattr(event, "size", 0) for event in events if type(event).__name__ == "BytesSent")
    assert sent == sum(path.stat().st_size for path in files)


def permanent(fault: Fault, job: int = 2) -> Callable[[Request, int], Fault | None]:
    return lambda request, number: fault if request.path.startswith(f"/s3/form/{job}/") else None


REFUSED = [
    (Fault(403, "SignatureDoesNotMatch", f"see https://s3/x?{SIGNATURE}"), "SignatureDoesNotMatch",
     "bad-signature"),
    (Fault(403, "AccessDenied", "x"), "AccessDenied", "refused"),
    (Fault(400, "EntityTooLarge", "x"), "EntityTooLarge", "too-large"),
    (Fault(403, body=b"<html>blocked", headers={"content-type": "text/html"}), None,
     "unexpected-response"),
    (Fault(302, headers={"location": f"http://portal/?{SIGNATURE}"}), None, "unexpected-response"),
]  # fmt: skip

HEALED = [
    (Fault(403, "AccessDenied", "Request has expired"), "AccessDenied", "expired"),
    (Fault(403, "AccessDenied", "Invalid according to Policy: Policy expired."), "AccessDenied",
     "expired"),
    (Fault(400, "ExpiredToken", "x"), "ExpiredToken", "expired"),
    (Fault(403, "InvalidAccessKeyId", "x"), "InvalidAccessKeyId", "key-changed"),
    (Fault(400, "BadDigest", "x"), "BadDigest", "changed-file"),
    (Fault(404, "NoSuchUpload", "x"), "NoSuchUpload", "upload-gone"),
]  # fmt: skip


@pytest.mark.parametrize("multipart", [False, True])
@pytest.mark.parametrize(("fault", "code", "reason"), HEALED)
def test_a_file_whose_job_came_to_nothing_gets_another(
    pixel: FakePixel, photos: Photos, fault: Fault, code: str, reason: str, multipart: bool
) -> None:
    pixel.faults = once(fault, at=2)
    outcome = upload(pixel, "upload_multiple_images", photos(5), multipart=multipart)
    assert outcome.failed == []
    assert len(pixel.jobs) == 6
    assert len(pixel.resources) == 5
    assert len(set(pixel.finished)) == len(pixel.finished) == 5


@pytest.mark.parametrize(("fault", "code", "reason"), HEALED)
def test_a_file_that_no_job_helps_fails_alone_with_the_reason(
    pixel: FakePixel, photos: Photos, fault: Fault, code: str, reason: str
) -> None:
    pixel.faults = lambda request, number: (
        fault
        if request.filename == "DJI_0002.JPG" or "DJI_0002" in pixel.name_of(request)
        else None
    )
    outcome = upload(pixel, "upload_multiple_images", photos(5))
    (row,) = outcome.failed
    assert row.path.name == "DJI_0002.JPG"
    assert (row.error_class, row.s3_code) == ("PixelTransferError", code)
    assert row.error is not None
    cause = row.error.__cause__
    assert isinstance(cause, PixelTransferError)
    assert (cause.reason, cause.hint_code) == (reason, row.hint_code)
    assert row.hint is None or (row.hint_code is not None and row.hint == row.hint_code.words)
    assert len(pixel.jobs) <= 8
    assert len(pixel.resources) == 4
    assert_no_secret(row.error)


@pytest.mark.parametrize(("fault", "code", "reason"), REFUSED)
def test_a_refusal_is_not_repeated_and_costs_one_row(
    pixel: FakePixel, photos: Photos, fault: Fault, code: str | None, reason: str
) -> None:
    pixel.faults = permanent(fault)
    outcome = upload(pixel, "upload_multiple_images", photos(5))
    assert [row.status for row in outcome.rows].count("uploaded") == 4
    (row,) = outcome.failed
    assert isinstance(row.error, PixelUploadJobError)
    cause = row.error.__cause__
    assert isinstance(cause, PixelTransferError)
    assert (cause.reason, cause.status_code, cause.s3_code) == (reason, fault.status, code)
    assert cause.hint_code is row.hint_code
    assert cause.hint is None or str(row.error).count(cause.hint) == 1
    assert (row.attempts, row.upload_job_id) == (1, 2)
    assert 2 not in pixel.finished
    assert_no_secret(row.error)


def assert_no_secret(error: BaseException | None) -> None:
    while error is not None:
        for text in (str(error), repr(error), repr(error.args), repr(vars(error))):
            assert "SECRET" not in text
            assert "X-Amz" not in text
            assert POLICY not in text
        error = error.__cause__ or error.__context__


@pytest.mark.parametrize("what", ["500", "stall", "reset mid-body", "a sign-in page"])
def test_faults_that_stay_end_after_the_retries(
    pixel: FakePixel, photos: Photos, no_pauses: None, what: str
) -> None:
    pixel.faults = permanent(ONCE[what])
    outcome = upload(
        pixel,
        "upload_multiple_images",
        photos(3),
        settings={"upload_num_retries": 2, "timeout_upload": httpx.Timeout(30.0, read=0.3)},
    )
    (row,) = outcome.failed
    assert row.attempts == 3
    assert "tried 3 times" in str(row.error)
    assert_no_secret(row.error)
    assert len([r for r in pixel.s3_requests if r.path.startswith("/s3/form/2/")]) == 3


def test_a_server_that_asks_for_a_very_long_pause_is_not_waited_for(
    pixel: FakePixel, photos: Photos, no_pauses: None
) -> None:
    pixel.faults = permanent(Fault(503, "SlowDown", headers={"retry-after": "3600"}))
    outcome = upload(pixel, "upload_multiple_images", photos(3))
    assert outcome.failed[0].attempts == 1


@pytest.mark.parametrize("form", ["seconds", "date"])
def test_the_pause_is_what_the_server_asks_for(
    pixel: FakePixel, photos: Photos, no_pauses: None, form: str
) -> None:
    soon = format_datetime(datetime.now(UTC) + timedelta(seconds=3), usegmt=True)
    header = {"retry-after": "1" if form == "seconds" else soon}
    pixel.faults = once(Fault(503, "SlowDown", headers=header), at=1)
    events: list[UploadEvent] = []
    outcome = upload(pixel, "upload_multiple_images", photos(1), on_event=events.append)
    assert outcome.rows[0].attempts == 2
    (retried,) = [event for event in events if isinstance(event, SendRetried)]
    assert retried.pause == 1 if form == "seconds" else 0 < retried.pause <= 3
    assert "SlowDown" in retried.reason


def test_nobody_listens(pixel: FakePixel, photos: Photos, no_pauses: None) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    pixel.rearrange = lambda jobs: [
        {**job, "url": f"http://127.0.0.1:{port}/x?{SIGNATURE}"} for job in jobs
    ]
    outcome = upload(pixel, "upload_multiple_images", photos(1), settings={"upload_num_retries": 1})
    assert "ConnectError" in str(outcome.rows[0].error)
    assert outcome.rows[0].attempts == 2
    assert_no_secret(outcome.rows[0].error)


@pytest.mark.parametrize(
    "url", ["ftp://x/y?X-Amz-Signature=SECRET", "http://host:port/?SECRET", "x"]
)
def test_an_address_that_is_none_is_not_tried_again(
    pixel: FakePixel, photos: Photos, url: str
) -> None:
    pixel.rearrange = lambda jobs: [{**job, "url": url} for job in jobs]
    outcome = upload(pixel, "upload_multiple_images", photos(1))
    assert outcome.rows[0].attempts == 1
    assert_no_secret(outcome.rows[0].error)


def test_an_etag_of_other_bytes_is_not_success(
    pixel: FakePixel, photos: Photos, no_pauses: None
) -> None:
    other = '"' + "0" * 32 + '"'
    pixel.faults = once(Fault(200, body=b"", headers={"etag": other}), at=1)
    outcome = upload(pixel, "upload_multiple_images", photos(1))
    assert outcome.rows[0].attempts == 2


@pytest.mark.parametrize(
    "headers",
    [
        {"x-amz-server-side-encryption": "aws:kms"},
        {"x-amz-server-side-encryption-customer-algorithm": "AES256"},
    ],
)
def test_an_etag_under_a_key_is_no_md5(
    pixel: FakePixel, photos: Photos, headers: dict[str, str]
) -> None:
    etag = {"etag": '"' + "0" * 32 + '"'}
    pixel.faults = once(Fault(200, body=b"", headers=etag | headers), at=1)
    outcome = upload(pixel, "upload_multiple_images", photos(1))
    assert outcome.rows[0].attempts == 1


def test_a_stuck_job_ends_at_the_deadline(pixel: FakePixel, photos: Photos) -> None:
    pixel.judge = lambda job: (
        ("validating" if job["name"] == "DJI_0001.JPG" else "validated_and_moved"), None
    )  # fmt: skip
    short = {"tuned": {"stall_seconds": 0.5}}
    outcome = upload(pixel, "upload_multiple_images", photos(3), settings=short)
    (row,) = outcome.failed
    assert "no upload job got further for 0.5 seconds" in str(row.error)
    assert "'validating'" in str(row.error)


@pytest.mark.usefixtures("no_pauses")
def test_a_resource_that_cannot_be_read_back_is_uploaded_all_the_same(
    pixel: FakePixel, photos: Photos
) -> None:
    pixel.api_faults = lambda method, path, number: (
        (500, {"detail": "down"}) if path.endswith("/images/") else None
    )
    images, errors = outcome = upload(pixel, "upload_multiple_images", photos(2))
    assert images == []
    assert outcome.failed == []
    assert [row.resource_id for row in outcome.rows] == [1001, 1002]
    assert all("was not read back" in str(error) for error in errors)


def test_a_collection_of_another_kind_is_noticed_before_anything_is_sent(
    pixel: FakePixel, photos: Photos
) -> None:
    pixel.kind = "point_cloud"
    with pytest.raises(PixelInputError, match="not for images: it takes point clouds"):
        upload(pixel, "upload_image", photos(1)[0])
    with pytest.raises(PixelInputError, match="not for images"):
        upload(pixel, "upload_multiple_images", photos(3))
    assert {method for method, _ in pixel.api_requests} == {"GET"}
    assert pixel.s3_requests == []


def test_a_job_that_became_something_else_is_said(pixel: FakePixel, photos: Photos) -> None:
    pixel.says = "a type that nobody knows"
    pixel.kind = "point_cloud"
    with pytest.raises(PixelUploadJobError, match="not for images: the file became point cloud"):
        upload(pixel, "upload_image", photos(1)[0])


def test_a_missing_file_of_a_single_upload(pixel: FakePixel, tmp_path: Path) -> None:
    with pytest.raises(PixelUploadJobError, match="there is no such file") as caught:
        upload(pixel, "upload_image", tmp_path / "absent.jpg")
    assert caught.value.path == tmp_path / "absent.jpg"
    assert caught.value.job_id is None
    assert isinstance(caught.value.__cause__, FileNotFoundError)
    assert {method for method, _ in pixel.api_requests} == {"GET"}
