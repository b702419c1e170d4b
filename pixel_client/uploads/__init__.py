"""Uploads: plan, hash, create jobs, send to S3, finish, wait, read back, report.

::

    methods     the client's methods            protocol   what they need of the client
    choices     their arguments, checked        launch     from a method to a run
    files       what callers give               scan       folders and patterns; sidecars
    plan        one file: name, parts, refusal  planning   all of them, ahead of the rest
    rows        plan and outcomes, on disk      report     a row a file; outcome: 1.2.8's pair
    journal     what survives a crash           resuming   what it means for the next run
    pipeline    the engine; its stages are      feeding    journal and hashes
    creating    upload jobs, late               sending    bodies to S3; s3: one body
    finishing   finish, read back; settle       queues     where files wait between stages
    batching    files for calls that take many  run        what the stages share; ledger
    failures    what to do about each failure   link       pauses when nothing gets through
    pairing     which job is whose              hashing    MD5 and reading, in threads
    events      what is told; telling: how      subscribers  and bar, display: who shows it
    verdict     what S3's answers mean          errors     of one file or several
"""

from __future__ import annotations

from .events.log_handlers import JsonLines, LogEvents
from .events.rich_progress import RichProgress
from .events.types import (
    BytesSent,
    FileFailed,
    FileFinished,
    FileHashed,
    FileSkipped,
    FileValidated,
    RunFinished,
    RunPlanned,
    RunResumed,
    RunWaiting,
    SendRetried,
    UploadEvent,
)
from .inputs.upload_file import PixelUploadFile
from .report import UploadOutcome, UploadReport, UploadRow

__all__ = [
    "BytesSent",
    "FileFailed",
    "FileFinished",
    "FileHashed",
    "FileSkipped",
    "FileValidated",
    "JsonLines",
    "LogEvents",
    "PixelUploadFile",
    "RichProgress",
    "RunFinished",
    "RunPlanned",
    "RunResumed",
    "RunWaiting",
    "SendRetried",
    "UploadEvent",
    "UploadOutcome",
    "UploadReport",
    "UploadRow",
]
