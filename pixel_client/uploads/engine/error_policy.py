"""Error policy: one table of actions for errors of S3 and of the service. Pure decisions, no I/O.

====================  ===========================================================================
action                what happens
====================  ===========================================================================
``RETRY``             the same request again, after a pause with full jitter or as long as asked
``PAUSE``             as RETRY, but when nothing at all gets through, everything waits until it does
``NEW_JOB``           a new upload job for the file; its presigned requests are fresh
``REHASH``            the file is looked at and hashed again, then a new job
``REFRESH_TOKEN``     a new token, then the same request again (the client's sign-in does it)
``GIVE_UP``           the file failed; the others go on
``ABORT``             no file can go on: the run stops, and the journal says where
====================  ===========================================================================
"""

from __future__ import annotations

from ...exceptions import (
    PixelClosedError,
    PixelConflictError,
    PixelConnectionError,
    PixelDecodeError,
    PixelError,
    PixelInputError,
    PixelJournalError,
    PixelNotFoundError,
    PixelPermissionError,
    PixelRateLimitError,
    PixelServerError,
    PixelSignInError,
    PixelStatusError,
    PixelTransferError,
    PixelUnauthorizedError,
    TransferReason,
)
from ..s3.error_codes import S3_CODES, S3_PASSING, Action

__all__ = ["action_for", "asked_once"]


# The service, by kind of exception; the first that fits.
_SERVICE: tuple[tuple[type[PixelError], Action], ...] = (
    (PixelClosedError, Action.ABORT),
    (PixelJournalError, Action.ABORT),
    (PixelUnauthorizedError, Action.ABORT),  # the sign-in has fetched a new token before
    (PixelPermissionError, Action.ABORT),
    (PixelNotFoundError, Action.ABORT),  # the project or the data collection is gone
    (PixelRateLimitError, Action.RETRY),
    (PixelServerError, Action.PAUSE),
    (PixelConnectionError, Action.PAUSE),
    (PixelDecodeError, Action.RETRY),  # a gateway's page with 200, most likely
    (PixelInputError, Action.GIVE_UP),
    (PixelConflictError, Action.GIVE_UP),
)
_FULL = {402, 507}  # Payment Required, Insufficient Storage
_STUMBLED = {500, 501}  # over this one request, it seems; 502 to 504 are about all


def action_for(error: Exception, retries: int = 0) -> Action:
    """What to do about an error.

    Args:
        error: What a call of the service or the sending of a body ended with.
        retries: How many further tries a body was given already.
    """
    if isinstance(error, PixelTransferError):
        return _for_transfer(error, retries)
    if isinstance(error, PixelSignInError):
        passing = error.status_code is None or error.status_code >= 500
        return Action.PAUSE if passing else Action.ABORT
    if isinstance(error, PixelStatusError) and error.status_code in _FULL:
        return Action.ABORT
    if isinstance(error, PixelStatusError) and error.status_code in _STUMBLED:
        return Action.RETRY
    for kind, action in _SERVICE:
        if isinstance(error, kind):
            return action
    return Action.GIVE_UP


def asked_once(error: PixelError) -> bool:
    """Whether the client itself does not ask again after such an answer, but an upload may."""
    stumbled = isinstance(error, PixelStatusError) and error.status_code in _STUMBLED
    return stumbled or isinstance(error, PixelDecodeError)


def _for_transfer(error: PixelTransferError, retries: int) -> Action:
    known = S3_CODES.get(error.s3_code or "")
    if known is not None:
        return known.action
    if error.reason is TransferReason.EXPIRED:
        return Action.NEW_JOB
    if error.reason is TransferReason.NOT_TRUSTED:
        return Action.ABORT  # the next file would meet it too
    if error.status_code in S3_PASSING:
        return Action.PAUSE
    if error.status_code is None and error.attempts > retries:
        return Action.PAUSE  # no answer, as often as it was tried: what cannot pass is tried once
    return Action.GIVE_UP
