"""Classify S3's responses: stored, worth another attempt, or failed. Pure decisions, no I/O."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping

import attrs
import httpx

from ...exceptions import HintCode, TransferReason
from ...http.retry import is_untrusted, parse_retry_after
from ...http.urls import scrub
from ..inputs.hashes import md5_hex
from .error_codes import EXPIRED, S3_CODES, S3_PASSING, S3_STATUSES, Action

__all__ = ["AttemptResult", "classify_error", "classify_response"]

_CONGESTED_CODES = frozenset({"SlowDown", "RequestTimeout", "TooManyRequests"})

_PORTAL = HintCode.STRANGER_ANSWERS

_HEX_MD5 = re.compile(r'^"?([0-9a-fA-F]{32})"?$')

# By kind of exception, the first match counts; any other error is final.
_TRANSIENT: tuple[tuple[type[Exception], TransferReason], ...] = (
    (httpx.WriteTimeout, TransferReason.STALLED),
    (httpx.TimeoutException, TransferReason.TIMEOUT),
    (httpx.ProxyError, TransferReason.PROXY),
    (httpx.NetworkError, TransferReason.NETWORK),
    (httpx.RemoteProtocolError, TransferReason.NETWORK),
)


@attrs.frozen
class AttemptResult:
    """The outcome of an attempt.

    Attributes:
        stored: S3 has the bytes.
        transient: S3 does not have them, and another attempt may succeed.
        message: The reason in one sentence, without any query string.
        reason: The reason as a code; meaningless when the bytes are stored.
        status_code: S3's HTTP status, or None when there was no response.
        s3_code: S3's error code, or None.
        hint: The advice for the user, or None.
        retry_after: Seconds S3 asked us to wait, or None.
        congested: S3 is overloaded; use fewer parallel transfers.
    """

    stored: bool = False
    transient: bool = False
    message: str = ""
    reason: TransferReason = TransferReason.REFUSED
    status_code: int | None = None
    s3_code: str | None = None
    hint: HintCode | None = None
    retry_after: float | None = None
    congested: bool = False


def classify_response(
    method: str, status: int, headers: Mapping[str, str], start: bytes, md5: str
) -> AttemptResult:
    """Classify a response of S3.

    Args:
        method: POST (a form) or PUT (a part).
        status: The HTTP status.
        headers: The response headers, by name in any case (`httpx.Headers`).
        start: The first bytes of the response body.
        md5: Base64 MD5 of the bytes that were sent.
    """
    if 200 <= status < 300:
        return _classify_success(method, status, headers, md5)
    code, message = _xml(start, "Code"), _xml(start, "Message")
    if 300 <= status < 400 and code not in S3_CODES:
        return AttemptResult(
            message=f"S3 answered {status}, a redirect",
            reason=TransferReason.UNEXPECTED_RESPONSE,
            status_code=status,
            hint=_PORTAL,
        )
    text = ": ".join(filter(None, (code, scrub(message or ""))))
    known = S3_CODES.get(code or "")
    # AWS S3 words this only, as "Request has expired" and "Invalid according to Policy: Policy
    # expired", both under the code AccessDenied; the store of the sandbox words it so too.
    if known is None and status == 403 and "expired" in (message or "").lower():
        known = EXPIRED
    if known is None:
        default = TransferReason.STORAGE_ERROR if status >= 500 else TransferReason.REFUSED
        hint, reason, passes = None, S3_STATUSES.get(status, default), False
    else:
        hint, reason = known.hint, known.reason
        passes = known.action in (Action.RETRY, Action.PAUSE)
    if hint is None and code is None and _is_html(headers):
        hint, reason = _PORTAL, TransferReason.UNEXPECTED_RESPONSE
    return AttemptResult(
        transient=status in S3_PASSING or passes,
        message=f"S3 answered {status}" + (f" {text}" if text else ""),
        reason=reason,
        status_code=status,
        s3_code=code,
        hint=hint,
        retry_after=parse_retry_after(headers),
        congested=status in (429, 503) or code in _CONGESTED_CODES,
    )


def _classify_success(
    method: str, status: int, headers: Mapping[str, str], md5: str
) -> AttemptResult:
    etag = headers.get("etag")
    known = etag is not None or (method == "POST" and status in (201, 204))
    if not known or _is_html(headers):
        return AttemptResult(
            transient=True,
            message=f"the answer {status} is not S3's",
            reason=TransferReason.UNEXPECTED_RESPONSE,
            status_code=status,
            hint=_PORTAL,
        )
    found = _HEX_MD5.match(etag or "")
    # With a key of KMS or of the customer the ETag looks like an MD5 and is none.
    sealed = headers.get("x-amz-server-side-encryption", "AES256") != "AES256" or bool(
        headers.get("x-amz-server-side-encryption-customer-algorithm")
    )
    if found and not sealed and found[1].lower() != md5_hex(md5):
        return AttemptResult(
            transient=True,
            message="S3 stored other bytes than were sent: its ETag is not their MD5",
            reason=TransferReason.CHANGED_FILE,
            status_code=status,
            hint=HintCode.FILE_CHANGED,
        )
    return AttemptResult(stored=True, status_code=status)


def classify_error(error: Exception) -> AttemptResult:
    """Classify an attempt without a response."""
    untrusted = is_untrusted(error)
    passing = next((reason for kind, reason in _TRANSIENT if isinstance(error, kind)), None)
    reason = TransferReason.NOT_TRUSTED if untrusted else passing
    text = scrub(str(error))
    return AttemptResult(
        transient=passing is not None and not untrusted,
        reason=reason or TransferReason.BAD_ADDRESS,
        message=f"no answer from S3: {type(error).__name__}" + (f" ({text})" if text else ""),
        hint=HintCode.UNTRUSTED_CERTIFICATE if untrusted else None,
    )


def _xml(start: bytes, tag: str) -> str | None:
    # No XML parser: the answer may be cut, or not S3's at all.
    found = re.search(rf"<{tag}>([^<]*)</{tag}>".encode(), start)
    return html.unescape(found[1].decode("utf-8", "replace")).strip() or None if found else None


def _is_html(headers: Mapping[str, str]) -> bool:
    return headers.get("content-type", "").lower().startswith("text/html")
