"""S3's error codes and statuses: what each means and what to do about it."""

from __future__ import annotations

import enum

import attrs

from ...exceptions import HintCode, TransferReason

__all__ = ["EXPIRED", "S3_CODES", "S3_PASSING", "S3_STATUSES", "Action", "S3Failure"]


class Action(enum.Enum):
    """What to do about a failure."""

    RETRY = "retry"
    PAUSE = "pause"
    NEW_JOB = "new job"
    REHASH = "hash again"
    REFRESH_TOKEN = "refresh token"  # noqa: S105 (no password)
    GIVE_UP = "give up"
    ABORT = "abort the run"


@attrs.frozen
class S3Failure:
    """The meaning of an error code.

    Attributes:
        action: The action to take.
        reason: The reason to report.
        hint: The advice for the user, or None.
    """

    action: Action
    reason: TransferReason
    hint: HintCode | None = None


# https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
S3_CODES: dict[str, S3Failure] = {
    # S3 closes an upload that is idle for some 20 s with 400 RequestTimeout: the bytes are fine.
    "RequestTimeout": S3Failure(Action.RETRY, TransferReason.STALLED),
    "InternalError": S3Failure(Action.PAUSE, TransferReason.STORAGE_ERROR),
    "SlowDown": S3Failure(Action.PAUSE, TransferReason.BUSY),
    "TemporaryRedirect": S3Failure(
        Action.PAUSE, TransferReason.STORAGE_ERROR
    ),  # a new bucket, whose name is not known all over
    # Not on S3's list; other stores answer with it.
    "TooManyRequests": S3Failure(Action.PAUSE, TransferReason.BUSY),
    "ServiceUnavailable": S3Failure(Action.PAUSE, TransferReason.BUSY),
    "RequestTimeTooSkewed": S3Failure(Action.ABORT, TransferReason.CLOCK_OFF, HintCode.CLOCK_OFF),
    "BadDigest": S3Failure(Action.REHASH, TransferReason.CHANGED_FILE, HintCode.FILE_CHANGED),
    "InvalidDigest": S3Failure(Action.REHASH, TransferReason.CHANGED_FILE, HintCode.FILE_CHANGED),
    "ExpiredToken": S3Failure(Action.NEW_JOB, TransferReason.EXPIRED, HintCode.REQUEST_EXPIRED),
    "InvalidToken": S3Failure(Action.NEW_JOB, TransferReason.KEY_CHANGED, HintCode.KEY_CHANGED),
    "InvalidAccessKeyId": S3Failure(
        Action.NEW_JOB, TransferReason.KEY_CHANGED, HintCode.KEY_CHANGED
    ),
    "NoSuchUpload": S3Failure(Action.NEW_JOB, TransferReason.UPLOAD_GONE, HintCode.UPLOAD_DROPPED),
    "EntityTooLarge": S3Failure(Action.GIVE_UP, TransferReason.TOO_LARGE, HintCode.FILE_TOO_LARGE),
    "EntityTooSmall": S3Failure(Action.GIVE_UP, TransferReason.TOO_SMALL, HintCode.PART_TOO_SMALL),
    "SignatureDoesNotMatch": S3Failure(
        Action.GIVE_UP, TransferReason.BAD_SIGNATURE, HintCode.REQUEST_CHANGED
    ),
    "QuotaExceeded": S3Failure(Action.ABORT, TransferReason.STORAGE_FULL, HintCode.STORAGE_FULL),
}


EXPIRED = S3Failure(Action.NEW_JOB, TransferReason.EXPIRED, HintCode.REQUEST_EXPIRED)
"""A 403 whose message says that the policy or the request has expired."""


S3_PASSING = {408, 429, 500, 502, 503, 504}
"""The statuses after which the same request may succeed."""


S3_STATUSES = {
    408: TransferReason.TIMEOUT,
    429: TransferReason.BUSY,
    503: TransferReason.BUSY,
}
"""The reason to report for a status without a known code; 5xx is `STORAGE_ERROR` otherwise."""
