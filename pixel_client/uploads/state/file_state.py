"""The state of one file in the pipeline."""

from __future__ import annotations

import time

import attrs

from ..inputs.hashes import FileHashes
from ..inputs.planned_file import PlannedFile
from .journal import JournalEntry

__all__ = ["FileState"]


@attrs.define(eq=False)
class FileState:
    """A file in the pipeline.

    Attributes:
        file: The file.
        entry: Its state in the journal when it was planned, or None without a journal.
        started: Time of its entry into the pipeline, on the monotonic clock.
        hashes: Its MD5 sums, once known.
        job_id: Its upload job, once created.
        left: Number of its bodies that S3 does not have yet.
        under_way: Number of its bodies that are being sent.
        attempts: Attempts for the body that needed the most.
        jobs: Number of upload jobs created for it.
        changes: Number of times it was found to have changed.
        stored: Numbers of the parts that S3 has, for its current upload job.
        resent: Number of these parts when its requests were last signed again; -1 for never.
        fruitless: Number of upload jobs that expired in a row without progress.
        lost: Why its current upload job failed, or None.
        done: It has its outcome.
    """

    file: PlannedFile
    entry: JournalEntry | None = None
    started: float = attrs.field(factory=time.monotonic)
    hashes: FileHashes | None = None
    job_id: int | None = None
    left: int = 0
    under_way: int = 0
    attempts: int = 0
    jobs: int = 0
    changes: int = 0
    stored: set[int] = attrs.field(factory=set)
    resent: int = -1
    fruitless: int = 0
    lost: Exception | None = None
    done: bool = False
