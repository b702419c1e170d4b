"""What an answer of S3 means: stored, worth another try, or over. Pure decisions, no I/O."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping

import attrs
import httpx

from ..exceptions import HintCode
from ..retry import parse_retry_after
from .failures import EXPIRED, S3_CODES, S3_PASSING, Action
from .hashing import md5_hex

__all__ = ["Verdict", "judge", "judge_error"]

_CONGESTED_CODES = frozenset({"SlowDown", "RequestTimeout", "TooManyRequests"})

_PORTAL = HintCode.STRANGER_ANSWERS
_SHOWN = 300  # characters of S3's message that ours repeats

_HEX_MD5 = re.compile(r'^"?([0-9a-fA-F]{32})"?$')
_NETWORK = (httpx.TimeoutException, httpx.NetworkError, httpx.RemoteProtocolError, httpx.ProxyError)


@attrs.frozen
class Verdict:
    """What to think of a try.

    Attributes:
        stored: S3 has the bytes.
        transient: It has not, and another try may succeed.
        reason: Why it has not, in one sentence without any query string.
        status_code: S3's HTTP status, or None when there was no answer.
        s3_code: S3's error code, or None.
        hint: What to do about it, or None.
        retry_after: Seconds S3 asked us to wait, or None.
        congested: S3 has too much to do: fewer bodies at once will fare better.
    """

    stored: bool = False
    transient: bool = False
    reason: str = ""
    status_code: int | None = None
    s3_code: str | None = None
    hint: HintCode | None = None
    retry_after: float | None = None
    congested: bool = False


def judge(method: str, status: int, headers: Mapping[str, str], start: bytes, md5: str) -> Verdict:
    """Judge S3's answer.

    Args:
        method: POST (a form) or PUT (a part).
        status: The HTTP status.
        headers: The answer's headers, by name in any case (`httpx.Headers`).
        start: The first bytes of the answer.
        md5: Base64 MD5 of the bytes that were sent.
    """
    if 200 <= status < 300:
        return _judge_success(method, status, headers, md5)
    code, message = _xml(start, "Code"), _xml(start, "Message")
    if 300 <= status < 400 and code not in S3_CODES:
        return Verdict(reason=f"S3 answered {status}, a redirect", status_code=status, hint=_PORTAL)
    said = ": ".join(filter(None, (code, scrub(message or ""))))
    known = S3_CODES.get(code or "")
    if known is None and status == 403 and "expired" in (message or "").lower():
        known = EXPIRED
    hint = known.hint if known is not None else None
    passes = known is not None and known.action in (Action.RETRY, Action.PAUSE)
    if hint is None and code is None and _is_html(headers):
        hint = _PORTAL
    return Verdict(
        transient=status in S3_PASSING or passes,
        reason=f"S3 answered {status}" + (f" {said}" if said else ""),
        status_code=status,
        s3_code=code,
        hint=hint,
        retry_after=parse_retry_after(headers),
        congested=status in (429, 503) or code in _CONGESTED_CODES,
    )


def _judge_success(method: str, status: int, headers: Mapping[str, str], md5: str) -> Verdict:
    etag = headers.get("etag")
    known = etag is not None or (method == "POST" and status in (201, 204))
    if not known or _is_html(headers):
        return Verdict(
            transient=True,
            reason=f"the answer {status} is not S3's",
            status_code=status,
            hint=_PORTAL,
        )
    found = _HEX_MD5.match(etag or "")
    # With a key of KMS or of the customer the ETag looks like an MD5 and is none.
    sealed = headers.get("x-amz-server-side-encryption", "AES256") != "AES256" or bool(
        headers.get("x-amz-server-side-encryption-customer-algorithm")
    )
    if found and not sealed and found[1].lower() != md5_hex(md5):
        return Verdict(
            transient=True,
            reason="S3 stored other bytes than were sent: its ETag is not their MD5",
            status_code=status,
            hint=HintCode.FILE_CHANGED,
        )
    return Verdict(stored=True, status_code=status)


def judge_error(error: Exception) -> Verdict:
    """Judge a try that got no answer."""
    untrusted = "CERTIFICATE_VERIFY_FAILED" in str(error)
    said = scrub(str(error))
    return Verdict(
        transient=isinstance(error, _NETWORK) and not untrusted,
        reason=f"no answer from S3: {type(error).__name__}" + (f" ({said})" if said else ""),
        hint=HintCode.UNTRUSTED_CERTIFICATE if untrusted else None,
    )


def scrub(text: str) -> str:
    """Text without query strings, which hold signatures, and not too long."""
    return re.sub(r"\?\S*", "", text).strip()[:_SHOWN]


def _xml(start: bytes, tag: str) -> str | None:
    # No XML parser: the answer may be cut, or not S3's at all.
    found = re.search(rf"<{tag}>([^<]*)</{tag}>".encode(), start)
    return html.unescape(found[1].decode("utf-8", "replace")).strip() or None if found else None


def _is_html(headers: Mapping[str, str]) -> bool:
    return headers.get("content-type", "").lower().startswith("text/html")
