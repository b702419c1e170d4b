"""The state of one file on its way."""

from __future__ import annotations

import time

import attrs

from ..inputs.hashes import FileHashes
from ..inputs.planned_file import PlannedFile
from .journal import JournalEntry

__all__ = ["FileState"]


@attrs.define(eq=False)
class FileState:
    """A file on its way.

    Attributes:
        file: The file.
        entry: What the journal knew of it when it was planned, or None without a journal.
        started: When, on the monotonic clock.
        hashes: Its MD5 sums, once known.
        job_id: Its upload job, once made.
        left: How many of its bodies S3 does not have yet.
        under_way: How many of its bodies are being sent.
        attempts: Tries that the body with the most of them took.
        jobs: How many upload jobs were made for it.
        changes: How often it was found to have changed.
        stored: Numbers of the parts that S3 has, for its present upload job.
        resent: How many these were when its requests were last given again; -1 for never.
        fruitless: How many of its upload jobs expired since one of them was of any use.
        lost: What its present upload job came to nothing for, or None.
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
