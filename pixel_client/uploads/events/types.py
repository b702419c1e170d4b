"""The types of upload events."""

from __future__ import annotations

from pathlib import Path

import attrs

__all__ = [
    "BytesSent",
    "FileFailed",
    "FileFinished",
    "FileHashed",
    "FileSkipped",
    "FileValidated",
    "RunFinished",
    "RunPlanned",
    "RunResumed",
    "RunWaiting",
    "SendRetried",
    "UploadEvent",
]


@attrs.frozen
class RunPlanned:
    """Inputs were looked at; told again, with greater numbers, while there are more.

    Attributes:
        files: How many will be sent.
        refused: How many will not.
        size: Bytes to send, support files included.
        complete: Whether these are all.
    """

    files: int
    refused: int
    size: int
    complete: bool = True


@attrs.frozen
class FileHashed:
    """A file and its support files were hashed.

    Attributes:
        path: The file.
        size: Bytes, support files included.
    """

    path: Path
    size: int


@attrs.frozen
class BytesSent:
    """Bytes of a file or support file went out.

    Attributes:
        path: The file or support file.
        size: Bytes; below zero when a try failed and its bytes will be sent again, or not at all.
    """

    path: Path
    size: int


@attrs.frozen
class SendRetried:
    """A body will be sent again.

    Attributes:
        path: The file or support file.
        attempt: The try that failed, from 1.
        pause: Seconds until the next.
        reason: What went wrong.
    """

    path: Path
    attempt: int
    pause: float
    reason: str


@attrs.frozen
class FileSkipped:
    """A file needs no upload: it is there already, or it is none of what was asked for.

    Attributes:
        path: The file.
        reason: Why.
        resource_id: Id of the resource it became earlier, or None.
        size: Bytes that were planned for it and will not be sent.
    """

    path: Path
    reason: str
    resource_id: int | None = None
    size: int = 0


@attrs.frozen
class FileValidated:
    """The service has validated a file and made a resource of it.

    Attributes:
        path: The file.
        resource_id: Id of the image, raster or point cloud.
    """

    path: Path
    resource_id: int


@attrs.frozen
class FileFailed:
    """A file did not become a resource.

    Attributes:
        path: The file.
        reason: Why.
    """

    path: Path
    reason: str


@attrs.frozen
class FileFinished:
    """A file became a resource, and that was read back if it could be.

    Attributes:
        path: The file.
        resource_id: Id of the image, raster or point cloud.
    """

    path: Path
    resource_id: int


@attrs.frozen
class RunWaiting:
    """Nothing gets through, so everything waits.

    Attributes:
        reason: What happens when it is tried.
        pause: Seconds until the next try.
    """

    reason: str
    pause: float


@attrs.frozen
class RunResumed:
    """Something got through again, and everything goes on.

    Attributes:
        seconds: How long it waited.
    """

    seconds: float


@attrs.frozen
class RunFinished:
    """Every file has its outcome, or the run stopped.

    Attributes:
        uploaded: How many became resources.
        failed: How many did not.
        seconds: How long it took.
        skipped: How many needed no upload.
        pending: How many are left, after a run that stopped.
    """

    uploaded: int
    failed: int
    seconds: float
    skipped: int = 0
    pending: int = 0


UploadEvent = (
    RunPlanned
    | FileHashed
    | FileSkipped
    | BytesSent
    | SendRetried
    | FileFailed
    | FileValidated
    | FileFinished
    | RunWaiting
    | RunResumed
    | RunFinished
)
