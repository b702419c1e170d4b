"""The rows of a run: what is planned and what became of it, in a private SQLite database.

It has no name in the file system and ends with the process; what fits in its cache never reaches a
disk. So a plan of a million files takes no more memory than one of a thousand.
"""

from __future__ import annotations

import contextlib
import marshal
import os
import pickle
import sqlite3
import tempfile
import threading
import weakref
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import attrs

from ...exceptions import HintCode, PixelJournalError
from ..inputs.planned_file import FileStamp, PlannedBody, PlannedFile

__all__ = ["FileResult", "PlannedRow", "ResultsTable", "with_hint"]

_CACHE_KIB = 24 * 1024

_SCHEMA = """
CREATE TABLE row (
    n INTEGER PRIMARY KEY,
    key TEXT UNIQUE,
    path TEXT NOT NULL,
    name TEXT NOT NULL,
    plan BLOB,
    metadata BLOB,
    bytes INTEGER NOT NULL DEFAULT 0,
    status TEXT,
    resource_id INTEGER,
    upload_job_id INTEGER,
    attempts INTEGER NOT NULL DEFAULT 0,
    seconds REAL NOT NULL DEFAULT 0,
    job_status TEXT,
    detail TEXT,
    error_class TEXT,
    s3_code TEXT,
    hint_code TEXT,
    resource TEXT
)
"""

_COLUMNS = (
    "path, name, coalesce(status, 'pending'), resource_id, upload_job_id, bytes, attempts,"
    " seconds, job_status, detail, error_class, s3_code, hint_code, resource"
)


@attrs.frozen
class PlannedRow:
    """A row as it is planned: a file to send, or (without a plan) one that has its outcome.

    Attributes:
        path: The file.
        name: Its name at the service.
        file: The planned file, or None.
        outcome: What is already known of it, or None.
    """

    path: Path
    name: str
    file: PlannedFile | None = None
    outcome: FileResult | None = None


@attrs.define
class FileResult:
    """What became of a file; the attributes are those of `UploadRow`."""

    status: str
    resource_id: int | None = None
    upload_job_id: int | None = None
    bytes: int = 0
    attempts: int = 0
    seconds: float = 0.0
    job_status: str | None = None
    detail: str | None = None
    error_class: str | None = None
    s3_code: str | None = None
    hint_code: HintCode | None = None
    resource: str | None = None

    @property
    def reason(self) -> str | None:
        """The detail with the hint, if there is one."""
        return with_hint(self.detail, self.hint_code)


def with_hint(detail: str | None, hint_code: HintCode | None) -> str | None:
    """A reason with what to do about it in brackets."""
    return f"{detail} ({hint_code.words})" if detail and hint_code is not None else detail


class ResultsTable:
    """One row an input, in the order of the input. May be used from any thread."""

    def __init__(self) -> None:
        # An empty name is SQLite's for a temporary database: private, and gone when it is closed.
        self._db = sqlite3.connect("", check_same_thread=False, isolation_level=None)
        self._lock = threading.Lock()
        self.close = weakref.finalize(self, self._db.close)
        self._db.execute(f"PRAGMA cache_size=-{_CACHE_KIB}")
        self._db.execute("PRAGMA journal_mode=OFF")
        self._db.execute("PRAGMA synchronous=OFF")
        self._db.execute(_SCHEMA)
        self._count = 0
        self._by_status = Counter[str]()

    def __len__(self) -> int:
        return self._count

    def add(self, rows: Iterable[PlannedRow]) -> dict[int, int]:
        """Add rows at the end.

        Returns:
            The earlier row of each that names the same file again, by its own number. These have
            no plan and no outcome yet.
        """
        again: dict[int, int] = {}
        with self._legacy_results(), self._transaction():
            for row in rows:
                number = self._count
                key = _storable(os.path.abspath(row.path))  # noqa: PTH100 (a link is another file)
                before = self._db.execute("SELECT n FROM row WHERE key = ?", (key,)).fetchone()
                if before is not None:
                    again[number] = before[0]
                    self._insert(number, None, row.path, row.name, None)
                else:
                    self._insert(number, key, row.path, row.name, row.file)
                    if row.outcome is not None:
                        self._settle(number, row.outcome)
                self._count += 1
        return again

    def _insert(
        self, number: int, key: str | None, path: Path, name: str, file: PlannedFile | None
    ) -> None:
        self._by_status["pending"] += 1
        plan = marshal.dumps(_packed(file)) if file is not None else None
        metadata = pickle.dumps(file.metadata) if file is not None and file.metadata else None
        self._db.execute(
            "INSERT INTO row (n, key, path, name, plan, metadata, bytes) VALUES (?,?,?,?,?,?,?)",
            (
                number,
                key,
                _storable(str(path)),
                _storable(name),
                plan,
                metadata,
                file.size if file else 0,
            ),
        )

    def planned(self, start: int, count: int) -> list[PlannedFile]:
        """The next planned files that have no outcome.

        Args:
            start: Number of the first row to look at.
            count: How many at most.
        """
        with self._legacy_results():
            found = self._db.execute(
                "SELECT n, plan, metadata FROM row WHERE n >= ? AND plan NOT NULL"
                " AND status IS NULL ORDER BY n LIMIT ?",
                (start, count),
            ).fetchall()
        return [_unpacked(number, plan, metadata) for number, plan, metadata in found]

    def settle(self, outcomes: Sequence[tuple[int, FileResult]]) -> None:
        """Write down outcomes, by the number of their row; the first of a row counts."""
        with self._legacy_results(), self._transaction():
            for number, outcome in outcomes:
                self._settle(number, outcome)

    def _settle(self, number: int, outcome: FileResult) -> None:
        changed = self._db.execute(
            "UPDATE row SET status=?, resource_id=?, upload_job_id=?,"
            " bytes=coalesce(nullif(?, 0), bytes), attempts=?, seconds=?, job_status=?, detail=?,"
            " error_class=?, s3_code=?, hint_code=?, resource=?"
            " WHERE n=? AND status IS NULL",
            (
                outcome.status,
                outcome.resource_id,
                outcome.upload_job_id,
                outcome.bytes,
                outcome.attempts,
                outcome.seconds,
                outcome.job_status,
                _storable(outcome.detail),
                outcome.error_class,
                outcome.s3_code,
                outcome.hint_code,
                outcome.resource,
                number,
            ),
        ).rowcount
        self._by_status["pending"] -= changed
        self._by_status[outcome.status] += changed

    def read(self, start: int = 0, *, status: str | None = None) -> Iterator[tuple[Any, ...]]:
        """The rows from a number on, read a thousand at a time; see `UploadRow` for the columns."""
        asked = "coalesce(status, 'pending') = ? AND" if status else ""
        given = (status,) if status else ()
        while True:
            with self._legacy_results():
                block = self._db.execute(
                    f"SELECT n, {_COLUMNS} FROM row WHERE {asked} n >= ? ORDER BY n LIMIT 1000",  # noqa: S608 (constants)
                    (*given, start),
                ).fetchall()
            yield from block
            if not block:
                return
            start = block[-1][0] + 1

    def count(self) -> dict[str, int]:
        """How many rows have each status."""
        with self._lock:
            return dict(+self._by_status)

    def unsettled(self) -> list[int]:
        """Numbers of the rows without an outcome."""
        with self._legacy_results():
            found = self._db.execute("SELECT n FROM row WHERE status IS NULL ORDER BY n").fetchall()
        return [number for (number,) in found]

    @contextlib.contextmanager
    def _legacy_results(self) -> Iterator[None]:
        with self._lock:
            try:
                yield
            except sqlite3.Error as error:
                raise PixelJournalError(
                    f"the list of this run's files cannot be kept: {error}; make room in"
                    f" {os.environ.get('SQLITE_TMPDIR') or tempfile.gettempdir()} and /var/tmp,"
                    " or name another folder in SQLITE_TMPDIR, and run the same upload again"
                ) from error

    def _transaction(self) -> _Transaction:
        return _Transaction(self._db)


@attrs.frozen
class _Transaction:
    db: sqlite3.Connection

    def __enter__(self) -> None:
        self.db.execute("BEGIN")

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        # Without a rollback journal there is only one way on; the tables are ours alone.
        self.db.execute("COMMIT")


def _storable(text: str | None) -> str | None:
    # SQLite keeps UTF-8 only; names that are not valid come back as they were.
    return text if text is None else text.encode("utf-8", "surrogatepass").decode("latin-1")


def restored(text: str | None) -> str | None:
    """Text as it was before it was stored."""
    return text if text is None else text.encode("latin-1").decode("utf-8", "surrogatepass")


def _packed(file: PlannedFile) -> tuple[Any, ...]:
    return (file.part_size, [_body(body) for body in file.bodies], file.is_missing)


def _body(body: PlannedBody) -> tuple[Any, ...]:
    stamp = body.stamp
    return (os.fsencode(body.path), body.name, stamp.size, stamp.mtime_ns, stamp.inode)


def _unpacked(number: int, plan: bytes, metadata: bytes | None) -> PlannedFile:
    part_size, bodies, is_missing = marshal.loads(plan)  # noqa: S302 (ours alone: written by this process)
    made = [
        PlannedBody(Path(os.fsdecode(path)), name, FileStamp(size, mtime_ns, inode))
        for path, name, size, mtime_ns, inode in bodies
    ]
    told = pickle.loads(metadata) if metadata is not None else None  # noqa: S301 (as above)
    return PlannedFile(number, made[0], tuple(made[1:]), told, part_size, is_missing)
