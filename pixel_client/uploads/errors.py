"""What can go wrong with one file, or with several; `pixel_client.exceptions` has them too."""

from __future__ import annotations

from pathlib import Path

from ..exceptions import HintCode, PixelError, TransferReason

__all__ = [
    "PixelJournalError",
    "PixelMultipleUploadJobError",
    "PixelTransferError",
    "PixelUploadJobError",
]


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
