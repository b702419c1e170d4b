"""Uploads: plan, hash, create jobs, send to S3, finish, wait, read back, report.

::

    methods     the client's methods            protocol   what they need of the client
    files       what callers give               plan       names, batches, what cannot be sent
    parts       how files are cut               hashing    MD5 and reading, in threads
    pairing     which job is whose              pipeline   the engine
    creating    jobs for a batch                settle     finish, wait, read back
    s3          one body; form and verdict      launch     from a method to a run
    events      what is told; bar shows it      report     a row a file
"""

from __future__ import annotations

from .events import (
    BytesSent,
    FileFailed,
    FileFinished,
    FileHashed,
    RunFinished,
    RunPlanned,
    SendRetried,
    UploadEvent,
)
from .files import PixelUploadFile
from .report import UploadOutcome, UploadRow

__all__ = [
    "BytesSent",
    "FileFailed",
    "FileFinished",
    "FileHashed",
    "PixelUploadFile",
    "RunFinished",
    "RunPlanned",
    "SendRetried",
    "UploadEvent",
    "UploadOutcome",
    "UploadRow",
]
