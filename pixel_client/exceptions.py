"""Every error this package raises, in one tree.

::

    PixelError
    ├── PixelSettingsError            settings missing or malformed (also a ValueError)
    ├── PixelInputError               a bad argument, nothing was sent (also a ValueError)
    ├── PixelClosedError              a closed client was used (also a RuntimeError)
    ├── PixelConnectionError          no answer: refused, reset, no such host, TLS
    │   └── PixelTimeoutError         no answer in time (also a TimeoutError)
    ├── PixelStatusError              the service answered with an error status
    │   ├── PixelBadRequestError      4xx
    │   │   ├── PixelUnauthorizedError   401
    │   │   ├── PixelPermissionError     403
    │   │   ├── PixelNotFoundError       404
    │   │   ├── PixelConflictError       409
    │   │   ├── PixelValidationError     422
    │   │   └── PixelRateLimitError      429
    │   └── PixelServerError          5xx
    ├── PixelSignInError              Keycloak would not give a token
    ├── PixelDecodeError              an answer that is not what the contract says
    ├── PixelJobTimeoutError          a job was not done by the deadline (also a TimeoutError)
    ├── PixelTransferError            S3 would not take the bytes
    ├── PixelJournalError             the journal of an upload cannot be used
    ├── PixelUploadJobError           one file did not become a resource
    └── PixelMultipleUploadJobError   several did not

An argument's problem is a `Problem` of a `ProblemCode`; what to do about an error is a `HintCode`.

No message holds a token, a password, a query string of a presigned URL or a request body.
"""

from __future__ import annotations

import enum
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pixel_api.problem import Problem, ProblemCode

from .core.hints import HintCode

__all__ = [
    "HintCode",
    "PixelBadRequestError",
    "PixelClosedError",
    "PixelConflictError",
    "PixelConnectionError",
    "PixelDecodeError",
    "PixelError",
    "PixelInputError",
    "PixelJobTimeoutError",
    "PixelJournalError",
    "PixelMultipleUploadJobError",
    "PixelNotFoundError",
    "PixelPermissionError",
    "PixelRateLimitError",
    "PixelServerError",
    "PixelSettingsError",
    "PixelSignInError",
    "PixelStatusError",
    "PixelTimeoutError",
    "PixelTransferError",
    "PixelUnauthorizedError",
    "PixelUploadJobError",
    "PixelValidationError",
    "Problem",
    "ProblemCode",
    "TransferReason",
]

_SHOWN = 2000  # characters of an answer that a message repeats


class TransferReason(enum.StrEnum):
    """Why S3 does not have a file or part."""

    NETWORK = "network"
    """No connection was made, or it broke before the response."""
    TIMEOUT = "timeout"
    """No connection or no response in time."""
    STALLED = "stalled"
    """S3 took no byte, or received none, for too long."""
    PROXY = "proxy"
    """The proxy on the way refused the connection, or closed it."""
    NOT_TRUSTED = "not-trusted"
    """The server's TLS certificate could not be verified."""
    BAD_ADDRESS = "bad-address"
    """The presigned request is for no valid address, or for one that is not allowed."""
    UNEXPECTED_RESPONSE = "unexpected-response"
    """Something answered, but not as S3 does: a redirect, the page of a proxy."""
    BUSY = "busy"
    """S3 asked to slow down, or was unavailable."""
    STORAGE_ERROR = "storage-error"
    """S3 failed."""
    EXPIRED = "expired"
    """The presigned request had expired."""
    KEY_CHANGED = "key-changed"
    """The presigned request was signed with a key that is no longer valid."""
    BAD_SIGNATURE = "bad-signature"
    """The signature does not match: something on the way changed the request."""
    UPLOAD_GONE = "upload-gone"
    """The multipart upload no longer exists at S3."""
    TOO_LARGE = "too-large"
    """The body is larger than S3 takes."""
    TOO_SMALL = "too-small"
    """A part is smaller than S3 takes."""
    CHANGED_FILE = "changed-file"
    """The file changed, or what S3 stored is not what was hashed."""
    MISSING_FILE = "missing-file"
    """The file no longer exists."""
    UNREADABLE_FILE = "unreadable-file"
    """The file cannot be read."""
    TOO_MANY_OPEN_FILES = "too-many-open-files"
    """The operating system lets this process open no more files."""
    CLOCK_OFF = "clock-off"
    """This computer's clock is more than 15 minutes off."""
    STORAGE_FULL = "storage-full"
    """The storage has no room left."""
    REFUSED = "refused"
    """S3 refused the request for any other reason; see `s3_code`."""


class PixelError(Exception):
    """The base of every error this package raises. Errors can be pickled."""

    def __reduce__(self) -> tuple[Any, ...]:
        return _restored, (type(self), self.args, self.__dict__)


class PixelSettingsError(PixelError, ValueError):
    """Settings are missing or malformed; the message names every variable at fault.

    Attributes:
        reason: What is wrong, without how to set them.
        how: How to set them in Python; empty when that is not what is wrong.
    """

    def __init__(self, reason: str, how: str = "") -> None:
        self.reason, self.how = reason, how
        super().__init__(f"{reason}\n{how}" if how else reason)


class PixelInputError(PixelError, ValueError):
    """Arguments the service would not take; nothing was sent.

    Attributes:
        problems: What is wrong; `str()` makes a sentence of each.
        operation: The method, or None.

    Args:
        problems: The problems; words alone are the message of one.
        operation: The method, or None.
        path: Where a problem is that is given as words.
        code: Its kind.
        allowed: What is allowed, by keywords of JSON Schema.
    """

    def __init__(
        self,
        problems: str | Problem | Sequence[str | Problem],
        *,
        operation: str | None = None,
        path: str = "",
        code: ProblemCode = ProblemCode.INVALID,
        allowed: Mapping[str, Any] | None = None,
    ) -> None:
        self.problems = tuple(
            each
            if isinstance(each, Problem)
            else Problem(path=path, code=code, message=each, allowed=allowed)
            for each in ([problems] if isinstance(problems, str | Problem) else problems)
        )
        self.operation = operation
        head = f"{operation}: " if operation else ""
        if len(self.problems) != 1:
            head += f"{len(self.problems)} problems\n  - "
        super().__init__(head + "\n  - ".join(map(str, self.problems)))


class PixelClosedError(PixelError, RuntimeError):
    """The client was closed; get a new one from `get_client()`."""


class PixelConnectionError(PixelError):
    """No answer came: connection refused or reset, unknown host, or a TLS failure."""


class PixelTimeoutError(PixelConnectionError, TimeoutError):
    """No answer came in time."""


class PixelStatusError(PixelError):
    """The service answered with an error status.

    Attributes:
        status_code: The HTTP status.
        method: The request's method.
        url: The request's URL, without its query.
        request_id: The `X-Request-ID` of the request; the vendor's support can look it up.
        detail: What the service said was wrong (`detail` of its JSON body), or None.
        response_json: The JSON body without what was sent (`input`), or its text if it is no JSON.
        hint: What to do about it, or None.
        hint_code: The same as a code, or None.
    """

    def __init__(
        self,
        response_json: Any,
        status_code: int,
        method: str,
        url: str,
        request_id: str | None = None,
        *,
        hint: str | None = None,
        hint_code: HintCode | None = None,
    ) -> None:
        self.response_json, self.status_code = response_json, status_code
        self.method, self.url = method, url
        self.request_id, self.hint, self.hint_code = request_id, hint, hint_code
        self.detail = (
            response_json.get("detail") if isinstance(response_json, Mapping) else response_json
        )
        said = _readable(self.detail if self.detail is not None else response_json)
        self.message = f"{status_code} for {method} {url}" + (f": {said}" if said else "")
        if hint:
            self.message += f" ({hint})"
        if request_id:
            self.message += f" [request {request_id}]"
        super().__init__(self.message)


class PixelBadRequestError(PixelStatusError):
    """The service refused the request (4xx).

    Attributes:
        body: Always None: what was sent may hold secrets, so errors do not keep it.
    """

    body: None = None

    @property
    def json_resp_msg(self) -> str:
        """The JSON body of the answer, written out over several lines."""
        return json.dumps(self.response_json, indent=4)


class PixelUnauthorizedError(PixelBadRequestError):
    """The service did not accept a freshly fetched token (401)."""


class PixelPermissionError(PixelBadRequestError):
    """The user may not do this (403)."""


class PixelNotFoundError(PixelBadRequestError):
    """There is no such resource, or this user may not see it (404)."""


class PixelConflictError(PixelBadRequestError):
    """The request does not fit the resource's present state (409)."""


class PixelValidationError(PixelBadRequestError):
    """The service found the request's values wrong (422)."""


class PixelRateLimitError(PixelBadRequestError):
    """Too many requests, also after waiting and asking again (429)."""


class PixelServerError(PixelStatusError):
    """The service failed, also after asking again where that was safe (5xx)."""


class PixelSignInError(PixelError):
    """Keycloak would not give a token: wrong password, unknown tenant, or no answer.

    Attributes:
        status_code: Keycloak's HTTP status, or None when there was no answer.
    """

    def __init__(self, message: str, status_code: int | None = None) -> None:
        self.status_code = status_code
        super().__init__(message)


class PixelDecodeError(PixelError):
    """A success answer that cannot be read as the contract says.

    Attributes:
        operation: The operation's name.
        body: The answer's text, cut after 2,000 characters.
    """

    def __init__(self, operation: str, reason: str, body: str) -> None:
        self.operation, self.reason, self.body = operation, reason, body[:_SHOWN]
        super().__init__(f"{operation}: the answer cannot be read: {reason}")


class PixelJobTimeoutError(PixelError, TimeoutError):
    """A job was still under way at the deadline; it goes on at the server.

    Attributes:
        job_id: The job, or group job, that was waited for.
        last: The last answer about it.
        is_group: Whether it is a group job.
    """

    def __init__(
        self,
        message: str,
        job_id: int | None = None,
        last: Any = None,
        *,
        is_group: bool = False,
    ) -> None:
        self.job_id, self.last, self.is_group = job_id, last, is_group
        super().__init__(message)


def _restored(
    kind: type[PixelError], args: tuple[object, ...], attributes: dict[str, Any]
) -> PixelError:
    """Make a copied or unpickled error as it was: its constructor takes other arguments."""
    made = kind.__new__(kind)
    made.args = args
    made.__dict__.update(attributes)
    return made


def _readable(said: Any) -> str:
    """FastAPI's validation list as lines a person reads; anything else as text."""
    if isinstance(said, list) and all(isinstance(e, Mapping) and "msg" in e for e in said):
        return "; ".join(
            f"{'.'.join(map(str, e.get('loc', ())))}: {e['msg']}".removeprefix(": ") for e in said
        )[:_SHOWN]
    text = said if isinstance(said, str) else json.dumps(said, ensure_ascii=False, default=str)
    return "" if said is None else text.strip()[:_SHOWN]


class PixelTransferError(PixelError):
    """S3 would not take a file or part.

    Attributes:
        reason: Why, as a code to branch on.
        status_code: S3's HTTP status, or None when there was no answer.
        s3_code: S3's own error code, such as `BadDigest`, or None.
        hint: What to do about it, or None.
        hint_code: The same as a code, or None.
        attempts: How many times the body was sent.
    """

    def __init__(
        self,
        message: str,
        *,
        reason: TransferReason = TransferReason.REFUSED,
        status_code: int | None = None,
        s3_code: str | None = None,
        hint: str | None = None,
        hint_code: HintCode | None = None,
        attempts: int = 1,
    ) -> None:
        hint = hint or (hint_code.words if hint_code is not None else None)
        self.reason, self.status_code, self.s3_code = reason, status_code, s3_code
        self.hint, self.hint_code, self.attempts = hint, hint_code, attempts
        self.message = message
        super().__init__(f"{message} ({hint})" if hint else message)


class PixelJournalError(PixelError):
    """The journal of an upload cannot be used; the message says what to do.

    Attributes:
        message: What is wrong with it.
        is_new: There was nothing in it yet, so nothing is lost by going on without it.
        hint: What to do about it, or None when the message says it.
        hint_code: The same as a code, or None.
    """

    def __init__(
        self, message: str, *, is_new: bool = False, hint_code: HintCode | None = None
    ) -> None:
        self.message, self.is_new, self.hint_code = message, is_new, hint_code
        self.hint = hint_code.words if hint_code is not None else None
        super().__init__(f"{message}; {self.hint}" if self.hint else message)


class PixelUploadJobError(PixelError):
    """One file did not become a resource.

    Attributes:
        job_id: The upload job, or None when none was made.
        status: The upload job's last status, or None when the service gave none.
        detail: Why, in the service's words or ours.
        path: The local file, when known.
    """

    def __init__(
        self, job_id: int | None, status: str | None, detail: str | None, path: Path | None = None
    ) -> None:
        self.job_id, self.status, self.detail, self.path = job_id, status, detail, path
        what = f"upload job {job_id}"
        if path is not None:  # a name that is not UTF-8 is to be printed all the same
            what = str(path).encode("utf-8", "backslashreplace").decode("utf-8")
        place = [f"status '{status}'"] if status is not None else []
        if path is not None and job_id is not None:
            place.append(f"upload job {job_id}")
        where = f" ({', '.join(place)})" if place else ""
        super().__init__(f"{what}: {detail or 'no reason was given'}{where}")


class PixelMultipleUploadJobError(PixelError):
    """Several files did not become resources.

    Attributes:
        errors: One `PixelUploadJobError` a file.
    """

    def __init__(self, errors: list[PixelUploadJobError]) -> None:
        self.errors = errors
        super().__init__(
            f"{len(errors)} files were not uploaded\n  - " + "\n  - ".join(map(str, errors))
        )
