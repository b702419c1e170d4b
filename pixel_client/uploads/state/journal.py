"""The journal: the progress of every file of one data collection, kept across crashes.

Each file goes through the steps of `Step`. Notes are written in the order they are made, several
per transaction, by a thread of the journal's own. Before a file is reported to the service as
finished, all notes on it are on the disk (`barrier`). Presigned requests are secrets and are never
written.
"""

from __future__ import annotations

import asyncio
import enum
import os
import sqlite3
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import attrs

from ...exceptions import PixelJournalError
from ..inputs.hashes import FileHashes
from ..inputs.planned_file import FileStamp, PlannedBody, PlannedFile
from .journal_location import open_journal

__all__ = ["Journal", "JournalEntry", "Step", "hash_text", "hashes_of"]

T = TypeVar("T")

NOTE_SECONDS = 0.1
"""Longest wait of a note for others that share its transaction."""

_ENTRY_COLUMNS = (
    "id", "part_size", "hashes", "asked", "job_id", "resource_id", "changed"
)  # fmt: skip
_PATHS_PER_QUERY = 500
_PATHS_PER_PAGE = 1000


class Step(enum.IntEnum):
    """The last step of its upload that a file has completed."""

    PLANNED = 0
    HASHED = 1
    JOB = 2
    PARTS = 3
    SENT = 4
    FINISHING = 5
    FINISHED = 6
    VALIDATED = 7
    RESOURCE = 8


@attrs.frozen(kw_only=True)
class JournalEntry:
    """The state of a file in the journal when it was planned.

    Attributes:
        id: Its number in the journal.
        step: The last step it had completed.
        unchanged: Whether the file and its support files are as they were then.
        part_size: Bytes of a part it was hashed for, or None for one body.
        hashes: Its MD5 sums as text, see `hash_text`; None when it was not hashed.
        asked: Digest of the request for its upload job.
        job_id: Its upload job.
        resource_id: The resource it became.
        parts: Numbers of the parts that S3 has.
        changed: When its upload job was made, or its resource, in seconds since 1970.
    """

    id: int
    step: Step = Step.PLANNED
    unchanged: bool = False
    part_size: int | None = None
    hashes: str | None = None
    asked: str | None = None
    job_id: int | None = None
    resource_id: int | None = None
    parts: frozenset[int] = frozenset()
    changed: float = 0.0


_NOTES = {
    Step.HASHED: (
        "UPDATE file SET step=1, stamps=?, part_size=?, hashes=?, job_id=NULL, asked=NULL,"
        " resource_id=NULL WHERE id=?"
    ),
    Step.JOB: "UPDATE file SET step=2, job_id=?, asked=?, changed=? WHERE id=?",
    Step.PARTS: "INSERT OR IGNORE INTO part (number, file) VALUES (?, ?)",
    Step.SENT: "UPDATE file SET step=4 WHERE id=?",
    Step.FINISHING: "UPDATE file SET step=5 WHERE id=?",
    Step.FINISHED: "UPDATE file SET step=6 WHERE id=?",
    Step.VALIDATED: "UPDATE file SET step=7, resource_id=?, changed=? WHERE id=?",
    Step.RESOURCE: "UPDATE file SET step=8 WHERE id=?",
}
_GIVEN_UP = "UPDATE file SET step=1, job_id=NULL, asked=NULL WHERE id=?"
_FORGET_PARTS = "DELETE FROM part WHERE file=?"
_PART_STEP = "UPDATE file SET step=3 WHERE id=? AND step<3"


class Journal:
    """An open journal, whose database is used in a thread of its own.

    Args:
        path: The journal's file; created if it does not exist.
        place: Where its files go, see `place_of`.

    Raises:
        PixelJournalError: It cannot be used; the message says what to do.
    """

    def __init__(self, path: Path, place: str) -> None:
        self.path = path
        self._db = open_journal(path, place)
        self._db.row_factory = sqlite3.Row
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="pixel-journal")
        self._notes: deque[tuple[str, tuple[object, ...]]] = deque()
        self._last_written = time.monotonic()
        self.broken: PixelJournalError | None = None

    @classmethod
    async def opened(cls, path: Path, place: str) -> Journal:
        """Open a journal without blocking the event loop.

        Raises:
            PixelJournalError: As above.
        """
        with ThreadPoolExecutor(1, thread_name_prefix="pixel-journal") as thread:
            opening = thread.submit(cls, path, place)
            try:
                return await asyncio.wrap_future(opening)
            except asyncio.CancelledError:  # a journal opened meanwhile would stay in use
                opening.add_done_callback(_close_opened)
                raise

    def close(self) -> None:
        """Write the remaining notes and close the file."""
        self._thread.submit(self._close)
        self._thread.shutdown(wait=True)

    async def aclose(self) -> None:
        """Close the journal without blocking the event loop."""
        try:
            # The file is closed even if this is cancelled.
            await asyncio.shield(asyncio.wrap_future(self._thread.submit(self._close)))
        finally:
            self._thread.shutdown(wait=False)

    def _close(self) -> None:
        try:
            if self.broken is None:
                self._write()
                self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except (sqlite3.Error, PixelJournalError):
            pass  # the next run asks the service for what is missing
        finally:
            self._db.close()

    # --- reading

    async def plan(self, files: Sequence[PlannedFile]) -> list[JournalEntry]:
        """Enter files, and return the state of each before."""
        return await self._run(lambda: self._plan(files))

    def _plan(self, files: Sequence[PlannedFile]) -> list[JournalEntry]:
        keys = [_key(file.body.path) for file in files]
        known: dict[bytes, sqlite3.Row] = {}
        self._db.execute("BEGIN")
        for start in range(0, len(keys), _PATHS_PER_QUERY):
            page = keys[start : start + _PATHS_PER_QUERY]
            marks = ",".join("?" * len(page))
            found = self._db.execute(f"SELECT * FROM file WHERE path IN ({marks})", page)  # noqa: S608 (question marks)
            known.update((row["path"], row) for row in found)
        entries = [
            self._entry(file, key, known.get(key)) for file, key in zip(files, keys, strict=True)
        ]
        self._db.execute("COMMIT")
        return entries

    def _entry(self, file: PlannedFile, key: bytes, row: sqlite3.Row | None) -> JournalEntry:
        if row is None:
            made = self._db.execute(
                "INSERT INTO file (path, step, stamps, changed) VALUES (?, 0, ?, ?)",
                (key, stamps_text(file), time.time()),
            )
            assert made.lastrowid is not None  # of an insert into a table with row ids
            return JournalEntry(id=made.lastrowid)
        parts: Iterable[tuple[int]] = ()
        if row["step"] == Step.PARTS:
            parts = self._db.execute("SELECT number FROM part WHERE file = ?", (row["id"],))
        return JournalEntry(
            step=Step(row["step"]),
            unchanged=row["stamps"] == stamps_text(file),
            parts=frozenset(part for (part,) in parts),
            **{name: row[name] for name in _ENTRY_COLUMNS},
        )

    def unfinished_files(self) -> Iterator[str]:
        """Paths of the files that S3 has and the service has not validated; not for the event loop.

        Raises:
            PixelJournalError: It cannot be read.
        """
        last = 0
        while found := self._read(
            "SELECT id, path FROM file WHERE step BETWEEN ? AND ? AND id > ? ORDER BY id LIMIT ?",
            Step.SENT, Step.FINISHED, last, _PATHS_PER_PAGE,
        ):  # fmt: skip
            last = found[-1][0]
            yield from (os.fsdecode(key) for _, key in found)

    def as_sent(self, row: int, path: Path, name: str) -> PlannedFile | None:
        """A file as it was when S3 got all of it, or None; not for the event loop.

        Args:
            row: Its place among the inputs, from 0.
            path: The file.
            name: Its name at the service.

        Raises:
            PixelJournalError: It cannot be read.
        """
        for stamps, part_size in self._read(
            "SELECT stamps, part_size FROM file WHERE path = ? AND step >= ?", _key(path), Step.SENT
        ):
            main, *support = (
                PlannedBody(path, name, FileStamp(*map(int, stamp.split(":"))))
                for stamp in stamps.split()
            )
            return PlannedFile(row, main, tuple(support), None, part_size, is_missing=True)
        return None

    def _read(self, query: str, *values: object) -> list[Any]:
        try:
            return self._thread.submit(lambda: self._db.execute(query, values).fetchall()).result()
        except sqlite3.Error as error:
            raise self._failure(error) from error

    # --- writing

    def hashed(self, entry: JournalEntry, file: PlannedFile, hashes: str) -> None:
        """Record that a file was hashed, which discards its upload job if it had one."""
        self._note(Step.HASHED, stamps_text(file), file.part_size, hashes, entry.id)
        self._notes.append((_FORGET_PARTS, (entry.id,)))

    def job(self, entry: JournalEntry, job_id: int, asked: str) -> None:
        """Record the upload job that was created for a file."""
        self._note(Step.JOB, job_id, asked, time.time(), entry.id)
        self._notes.append((_FORGET_PARTS, (entry.id,)))

    def job_given_up(self, entry: JournalEntry) -> None:
        """Record that a file's upload job failed or expired."""
        self._notes.append((_GIVEN_UP, (entry.id,)))
        self._notes.append((_FORGET_PARTS, (entry.id,)))

    def part(self, entry: JournalEntry, number: int) -> None:
        """Record that S3 has a part of a file."""
        self._note(Step.PARTS, number, entry.id)
        self._notes.append((_PART_STEP, (entry.id,)))

    def sent(self, entry: JournalEntry) -> None:
        """Record that S3 has all bodies of a file."""
        self._note(Step.SENT, entry.id)

    def finishing(self, entries: Iterable[JournalEntry]) -> None:
        """Record that files are about to be reported as finished."""
        for entry in entries:
            self._note(Step.FINISHING, entry.id)

    def finished(self, entries: Iterable[JournalEntry]) -> None:
        """Record that the service accepted files as finished."""
        for entry in entries:
            self._note(Step.FINISHED, entry.id)

    def validated(self, entry: JournalEntry, resource_id: int) -> None:
        """Record the resource that the service made of a file."""
        self._note(Step.VALIDATED, resource_id, time.time(), entry.id)

    def resource(self, entry: JournalEntry) -> None:
        """Record that the resource was read back."""
        self._note(Step.RESOURCE, entry.id)

    def _note(self, step: Step, *values: object) -> None:
        self._notes.append((_NOTES[step], values))

    async def flush(self) -> None:
        """Write the notes if the last transaction is `NOTE_SECONDS` ago."""
        if self._notes and time.monotonic() - self._last_written >= NOTE_SECONDS:
            await self._run(self._write)

    async def written(self) -> None:
        """Write every note so far.

        Raises:
            PixelJournalError: It cannot be written.
        """
        await self._run(self._write)

    async def barrier(self) -> None:
        """Write every note so far to the disk, where it survives a power cut.

        Raises:
            PixelJournalError: It cannot be written; the caller must not go on to its next step.
        """
        await self._run(self._write_through)

    def _write_through(self) -> None:
        self._write()
        self._db.execute("PRAGMA wal_checkpoint(FULL)").fetchall()

    def _write(self) -> None:
        # One by one: others are being added in the event loop's thread.
        notes = [self._notes.popleft() for _ in range(len(self._notes))]
        self._last_written = time.monotonic()
        if not notes:
            return
        self._db.execute("BEGIN")
        for statement, values in notes:
            self._db.execute(statement, values)
        self._db.execute("COMMIT")

    async def _run(self, work: Callable[[], T]) -> T:
        if self.broken is not None:
            raise self.broken
        try:
            return await asyncio.wrap_future(self._thread.submit(work))
        except sqlite3.Error as error:
            raise self._failure(error) from error

    def _failure(self, error: sqlite3.Error) -> PixelJournalError:
        self.broken = PixelJournalError(
            f"the journal {self.path} can no longer be used: {error}; nothing is lost: free disk"
            " space, or repair the disk, and run the same upload again"
        )
        return self.broken


def stamps_text(file: PlannedFile) -> str:
    """Size, modification time and inode of a file and its support files."""
    return " ".join(
        f"{body.stamp.size}:{body.stamp.mtime_ns}:{body.stamp.inode}" for body in file.bodies
    )


def _key(path: Path) -> bytes:
    return os.fsencode(os.path.abspath(path))  # noqa: PTH100 (a link is another file)


def _close_opened(opening: Future[Journal]) -> None:
    if not opening.cancelled() and opening.exception() is None:
        opening.result().close()


def hash_text(hashes: FileHashes) -> str:
    """MD5 sums as one line: those of the file, a bar, those of its support files."""
    return f"{','.join(hashes.main)}|{','.join(hashes.support)}"


def hashes_of(text: str) -> FileHashes:
    """MD5 sums as `hash_text` wrote them."""
    main, support = text.split("|")
    return FileHashes(tuple(main.split(",")), tuple(filter(None, support.split(","))))
