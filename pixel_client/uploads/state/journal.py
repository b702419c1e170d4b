"""The journal: what is known of every file of one data collection, kept across crashes.

Each file goes planned, hashed, job, (parts,) sent, finishing, finished, validated, resource. Notes
are written in the order they are made, several to a transaction, by a thread of its own. Before
the service is told that a file is finished, all that is known of it is on the disk (`barrier`).
Presigned requests are secrets and are never written.
"""

from __future__ import annotations

import asyncio
import enum
import os
import sqlite3
import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import attrs

from ...exceptions import PixelJournalError
from ..inputs.hashes import FileHashes
from ..inputs.planned_file import PlannedFile
from .journal_file import open_journal

__all__ = ["Journal", "JournalEntry", "Step", "hash_text", "hashes_of"]

T = TypeVar("T")

NOTE_SECONDS = 0.1
"""How long a note may wait for others to share a transaction with."""

_PATHS_PER_QUERY = 500


class Step(enum.IntEnum):
    """How far a file is."""

    PLANNED = 0
    HASHED = 1
    JOB = 2
    PARTS = 3
    SENT = 4
    FINISHING = 5
    FINISHED = 6
    VALIDATED = 7
    RESOURCE = 8


@attrs.frozen
class JournalEntry:
    """What the journal knew of a file when it was planned.

    Attributes:
        id: Its number in the journal.
        step: How far it was.
        unchanged: Whether the file and its support files are as they were then.
        part_size: Bytes of a part it was hashed for, or None for one body.
        hashes: Its MD5 sums as text, see `hash_text`; None when it was not hashed.
        asked: Digest of what its upload job was asked for.
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
    """A journal that is open; all of it runs in a thread of its own.

    Args:
        path: The journal's file; made when there is none.
        place: Where its files go, see `place_of`.

    Raises:
        PixelJournalError: It cannot be used; the message says what to do.
    """

    def __init__(self, path: Path, place: str) -> None:
        self.path = path
        self._db = open_journal(path, place)
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="pixel-journal")
        self._notes: deque[tuple[str, tuple[object, ...]]] = deque()
        self._last_written = time.monotonic()
        self.broken: PixelJournalError | None = None

    @classmethod
    async def opened(cls, path: Path, place: str) -> Journal:
        """Open a journal, without holding up the event loop.

        Raises:
            PixelJournalError: As above.
        """
        with ThreadPoolExecutor(1, thread_name_prefix="pixel-journal") as thread:
            opening = thread.submit(cls, path, place)
            try:
                return await asyncio.wrap_future(opening)
            except asyncio.CancelledError:  # what is opened meanwhile would stay in use
                opening.add_done_callback(_let_go)
                raise

    def close(self) -> None:
        """Write what is left and let go of the file."""
        self._thread.submit(self._close)
        self._thread.shutdown(wait=True)

    async def aclose(self) -> None:
        """The same, without holding up the event loop."""
        try:
            # Whoever cancels this does not keep the file from being let go of.
            await asyncio.shield(asyncio.wrap_future(self._thread.submit(self._close)))
        finally:
            self._thread.shutdown(wait=False)

    def _close(self) -> None:
        try:
            if self.broken is None:
                self._write()
                self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except (sqlite3.Error, PixelJournalError):
            pass  # what is missing is found out again from the service
        finally:
            self._db.close()

    # --- reading

    async def plan(self, files: Sequence[PlannedFile]) -> list[JournalEntry]:
        """Enter files; answers what was known of each."""
        return await self._run(lambda: self._plan(files))

    def _plan(self, files: Sequence[PlannedFile]) -> list[JournalEntry]:
        keys = [_key(file) for file in files]
        known: dict[bytes, tuple[object, ...]] = {}
        self._db.execute("BEGIN")
        for start in range(0, len(keys), _PATHS_PER_QUERY):
            some = keys[start : start + _PATHS_PER_QUERY]
            marks = ",".join("?" * len(some))
            for row in self._db.execute(
                # Question marks are all that is put in.
                "SELECT path, id, step, stamps, part_size, hashes, asked, job_id, resource_id,"  # noqa: S608
                f" changed FROM file WHERE path IN ({marks})",
                some,
            ):
                known[row[0]] = row
        entries = [
            self._entry(file, key, known.get(key)) for file, key in zip(files, keys, strict=True)
        ]
        self._db.execute("COMMIT")
        return entries

    def _entry(self, file: PlannedFile, key: bytes, row: tuple[object, ...] | None) -> JournalEntry:
        if row is None:
            made = self._db.execute(
                "INSERT INTO file (path, step, stamps, changed) VALUES (?, 0, ?, ?)",
                (key, stamps_text(file), time.time()),
            )
            assert made.lastrowid is not None  # of an insert into a table with row ids
            return JournalEntry(made.lastrowid)
        _, number, step, stamps, part_size, hashes, asked, job_id, resource_id, changed = row
        parts: Iterable[tuple[int]] = ()
        if step == Step.PARTS:
            parts = self._db.execute("SELECT number FROM part WHERE file = ?", (number,))
        return JournalEntry(
            number,  # type: ignore[arg-type]  # columns have the types that _NOTES writes
            Step(step),  # type: ignore[arg-type]
            stamps == stamps_text(file),
            part_size,  # type: ignore[arg-type]
            hashes,  # type: ignore[arg-type]
            asked,  # type: ignore[arg-type]
            job_id,  # type: ignore[arg-type]
            resource_id,  # type: ignore[arg-type]
            frozenset(part for (part,) in parts),
            changed,  # type: ignore[arg-type]
        )

    def look_up(self, query: str, *values: object) -> list[Any]:
        """Read, in another thread than the event loop's; nothing from a journal that is broken."""
        try:
            return self._thread.submit(lambda: self._db.execute(query, values).fetchall()).result()
        except sqlite3.Error:
            return []

    # --- writing

    def hashed(self, entry: JournalEntry, file: PlannedFile, hashes: str) -> None:
        """A file was hashed; a job it may have had is given up."""
        self._note(Step.HASHED, stamps_text(file), file.part_size, hashes, entry.id)
        self._notes.append((_FORGET_PARTS, (entry.id,)))

    def job(self, entry: JournalEntry, job_id: int, asked: str) -> None:
        """An upload job was made for a file."""
        self._note(Step.JOB, job_id, asked, time.time(), entry.id)
        self._notes.append((_FORGET_PARTS, (entry.id,)))

    def job_given_up(self, entry: JournalEntry) -> None:
        """A file's upload job came to nothing."""
        self._notes.append((_GIVEN_UP, (entry.id,)))
        self._notes.append((_FORGET_PARTS, (entry.id,)))

    def part(self, entry: JournalEntry, number: int) -> None:
        """S3 has a part of a file."""
        self._note(Step.PARTS, number, entry.id)
        self._notes.append((_PART_STEP, (entry.id,)))

    def sent(self, entry: JournalEntry) -> None:
        """S3 has all of a file."""
        self._note(Step.SENT, entry.id)

    def finishing(self, entries: Iterable[JournalEntry]) -> None:
        """The service is about to be told that files are finished."""
        for entry in entries:
            self._note(Step.FINISHING, entry.id)

    def finished(self, entries: Iterable[JournalEntry]) -> None:
        """The service has taken files as finished."""
        for entry in entries:
            self._note(Step.FINISHED, entry.id)

    def validated(self, entry: JournalEntry, resource_id: int) -> None:
        """A file became a resource."""
        self._note(Step.VALIDATED, resource_id, time.time(), entry.id)

    def resource(self, entry: JournalEntry) -> None:
        """The resource was read back."""
        self._note(Step.RESOURCE, entry.id)

    def _note(self, step: Step, *values: object) -> None:
        self._notes.append((_NOTES[step], values))

    async def flush(self) -> None:
        """Write the notes that have waited long enough."""
        if self._notes and time.monotonic() - self._last_written >= NOTE_SECONDS:
            await self._run(self._write)

    async def written(self) -> None:
        """Return when every note so far is written.

        Raises:
            PixelJournalError: It cannot be written.
        """
        await self._run(self._write)

    async def barrier(self) -> None:
        """Return when every note so far is on the disk, and would survive a power cut.

        Raises:
            PixelJournalError: It cannot be written; what has not happened yet must not happen.
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
            self.broken = PixelJournalError(
                f"the journal {self.path} cannot be written any more: {error}; nothing is lost:"
                " make room, or mend the disk, and run the same upload again",
            )
            raise self.broken from error


def stamps_text(file: PlannedFile) -> str:
    """Size, modification time and inode of a file and its support files."""
    return " ".join(
        f"{body.stamp.size}:{body.stamp.mtime_ns}:{body.stamp.inode}" for body in file.bodies
    )


def _key(file: PlannedFile) -> bytes:
    return os.fsencode(os.path.abspath(file.body.path))  # noqa: PTH100 (a link is another file)


def _let_go(opening: Future[Journal]) -> None:
    if not opening.cancelled() and opening.exception() is None:
        opening.result().close()


def hash_text(hashes: FileHashes) -> str:
    """MD5 sums as one line: those of the file, a bar, those of its support files."""
    return f"{','.join(hashes.main)}|{','.join(hashes.support)}"


def hashes_of(text: str) -> FileHashes:
    """MD5 sums as `hash_text` wrote them."""
    main, support = text.split("|")
    return FileHashes(tuple(main.split(",")), tuple(filter(None, support.split(","))))
