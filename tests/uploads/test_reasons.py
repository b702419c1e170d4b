"""What S3's responses and the lack of one are reported as: a reason, and whether it may pass."""

from __future__ import annotations

import ssl

import httpx
import pytest

from pixel_client.exceptions import PixelTransferError, TransferReason
from pixel_client.uploads.engine.error_policy import action_for
from pixel_client.uploads.s3.error_codes import Action
from pixel_client.uploads.s3.response import classify_error, classify_response

MD5 = "XrY7u+Ae7tCTyyK7j1rNww=="  # of b"hello world"
OTHER_ETAG = {"etag": '"00000000000000000000000000000000"'}


def body(code: str, message: str = "") -> bytes:
    return f"<Error><Code>{code}</Code><Message>{message}</Message></Error>".encode()


@pytest.mark.parametrize(
    ("status", "headers", "start", "reason"),
    [
        (200, OTHER_ETAG, b"", "changed-file"),
        (200, {"content-type": "text/html", "etag": "x"}, b"<html>", "unexpected-response"),
        (302, {}, b"", "unexpected-response"),
        (307, {}, body("TemporaryRedirect"), "storage-error"),
        (403, {"content-type": "text/html"}, b"<html>", "unexpected-response"),
        (403, {}, body("AccessDenied", "Request has expired"), "expired"),
        (403, {}, body("AccessDenied", "Invalid according to Policy: Policy expired."), "expired"),
        (403, {}, body("AccessDenied", "Access Denied"), "refused"),
        (400, {}, body("ExpiredToken"), "expired"),
        (400, {}, body("RequestTimeout"), "stalled"),
        (400, {}, body("BadDigest"), "changed-file"),
        (400, {}, body("InvalidDigest"), "changed-file"),
        (400, {}, body("InvalidToken"), "key-changed"),
        (403, {}, body("InvalidAccessKeyId"), "key-changed"),
        (403, {}, body("SignatureDoesNotMatch"), "bad-signature"),
        (403, {}, body("RequestTimeTooSkewed"), "clock-off"),
        (404, {}, body("NoSuchUpload"), "upload-gone"),
        (404, {}, body("NoSuchBucket"), "refused"),
        (400, {}, body("EntityTooLarge"), "too-large"),
        (400, {}, body("EntityTooSmall"), "too-small"),
        (403, {}, body("QuotaExceeded"), "storage-full"),
        (503, {}, body("SlowDown"), "busy"),
        (503, {}, b"", "busy"),
        (429, {}, b"", "busy"),
        (429, {}, body("TooManyRequests"), "busy"),
        (503, {}, body("ServiceUnavailable"), "busy"),
        (408, {}, b"", "timeout"),
        (500, {}, body("InternalError"), "storage-error"),
        (502, {}, b"", "storage-error"),
    ],
)
def test_a_response_has_a_reason(
    status: int, headers: dict[str, str], start: bytes, reason: str
) -> None:
    result = classify_response("PUT", status, httpx.Headers(headers), start, MD5)
    assert (result.stored, result.reason) == (False, reason)


@pytest.mark.parametrize(
    ("error", "reason", "transient"),
    [
        (httpx.ConnectTimeout(""), "timeout", True),
        (httpx.ReadTimeout(""), "timeout", True),
        (httpx.WriteTimeout(""), "stalled", True),
        (httpx.ProxyError("407"), "proxy", True),
        (httpx.ConnectError("refused"), "network", True),
        (httpx.ReadError("reset"), "network", True),
        (httpx.RemoteProtocolError("gone"), "network", True),
        (httpx.UnsupportedProtocol("ftp"), "bad-address", False),
        (httpx.InvalidURL("no"), "bad-address", False),
        # The words of a certificate that is not trusted do not make it one.
        (httpx.ConnectError("CERTIFICATE_VERIFY_FAILED"), "network", True),
    ],
)
def test_the_lack_of_a_response_has_a_reason(
    error: Exception, reason: str, transient: bool
) -> None:
    result = classify_error(error)
    assert (result.reason, result.transient) == (reason, transient)


def test_a_certificate_that_is_not_trusted_is_known_by_its_type() -> None:
    error = httpx.ConnectError("in other words")
    error.__context__ = ssl.SSLCertVerificationError(1, "in other words")
    result = classify_error(error)
    assert (result.reason, result.transient) == (TransferReason.NOT_TRUSTED, False)


@pytest.mark.parametrize(
    ("reason", "action"),
    [
        (TransferReason.EXPIRED, Action.NEW_JOB),
        (TransferReason.NOT_TRUSTED, Action.ABORT),
        (TransferReason.REFUSED, Action.GIVE_UP),
    ],
)
def test_what_is_done_follows_the_reason(reason: TransferReason, action: Action) -> None:
    for hint in (None, "in other words"):
        error = PixelTransferError("x", reason=reason, status_code=403, hint=hint)
        assert action_for(error) is action
