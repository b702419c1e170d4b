"""What to do about S3's error codes."""

from __future__ import annotations

import enum

import attrs

from ...exceptions import HintCode

__all__ = ["EXPIRED", "S3_CODES", "S3_PASSING", "Action", "S3Failure"]


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
    """A row of the table.

    Attributes:
        action: What to do.
        hint: What to do about it, or None.
    """

    action: Action
    hint: HintCode | None = None


# https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
S3_CODES: dict[str, S3Failure] = {
    # S3 closes an upload that is idle for some 20 s with 400 RequestTimeout: the bytes are fine.
    "RequestTimeout": S3Failure(Action.RETRY),
    "InternalError": S3Failure(Action.PAUSE),
    "SlowDown": S3Failure(Action.PAUSE),
    "TemporaryRedirect": S3Failure(Action.PAUSE),  # a new bucket, whose name is not known all over
    "ServiceUnavailable": S3Failure(Action.PAUSE),
    "RequestTimeTooSkewed": S3Failure(Action.ABORT, HintCode.CLOCK_OFF),
    "BadDigest": S3Failure(Action.REHASH, HintCode.FILE_CHANGED),
    "InvalidDigest": S3Failure(Action.REHASH, HintCode.FILE_CHANGED),
    "ExpiredToken": S3Failure(Action.NEW_JOB, HintCode.REQUEST_EXPIRED),
    "InvalidToken": S3Failure(Action.NEW_JOB, HintCode.KEY_CHANGED),
    "InvalidAccessKeyId": S3Failure(Action.NEW_JOB, HintCode.KEY_CHANGED),
    "NoSuchUpload": S3Failure(Action.NEW_JOB, HintCode.UPLOAD_DROPPED),
    "EntityTooLarge": S3Failure(Action.GIVE_UP, HintCode.FILE_TOO_LARGE),
    "EntityTooSmall": S3Failure(Action.GIVE_UP, HintCode.PART_TOO_SMALL),
    "SignatureDoesNotMatch": S3Failure(Action.GIVE_UP, HintCode.REQUEST_CHANGED),
    "QuotaExceeded": S3Failure(Action.ABORT, HintCode.STORAGE_FULL),
}


EXPIRED = S3Failure(Action.NEW_JOB, HintCode.REQUEST_EXPIRED)
"""A 403 whose message says that the policy or the request has expired."""


S3_PASSING = {408, 429, 500, 502, 503, 504}
