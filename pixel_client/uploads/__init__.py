"""Uploads: plan, hash, create upload jobs, send to S3, finish, validate, report.

::

    methods, attachments     the client's methods
    arguments                their arguments, checked before anything is sent
    upload                   from a method to a run
    client_protocol          the interface between uploads and the client
    transfer_config          retries, concurrency, pauses
    inputs/                  files, folders and patterns; side-cars; planned files
    engine/                  the stages of a run and the queues between them
    s3/                      requests to S3: one body, its connection, its errors
    state/                   the journal across runs; the results of a run
    events/                  events, and their subscribers: bars, logs
    report                   a row per file; the pair that the methods of 1.2.8 return
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
from .inputs.input_file import PixelUploadFile
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
