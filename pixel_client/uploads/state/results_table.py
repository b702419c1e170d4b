"""The plan and the results of a run, a row per input, in a private SQLite database.

The database has no name in the file system and ends with the process; what fits in its cache never
reaches a disk. So a plan of a million files takes no more memory than one of a thousand.
"""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
import tempfile
import threading
import weakref
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import attrs

from pixel_api.encoding import encode

from ...exceptions import HintCode, PixelJournalError
from ..inputs.planned_file import FileStamp, PlannedBody, PlannedFile

__all__ = ["FileResult", "PlannedRow", "ResultRow", "ResultsTable"]

_CACHE_KIB = 24 * 1024

_SCHEMA = """
CREATE TABLE row (
    n INTEGER PRIMARY KEY,
    key TEXT UNIQUE,
    path TEXT NOT NULL,
    name TEXT NOT NULL,
    plan TEXT,
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


@attrs.frozen(kw_only=True)
class PlannedRow:
    """An input as it was planned: a file to send, or one whose result is known already.

    Attributes:
        path: The file.
        name: Its name at the service.
        file: The planned file, or None when it is not sent.
        outcome: Its result, or None when it is to be sent.
    """

    path: Path
    name: str
    file: PlannedFile | None = None
    outcome: FileResult | None = None


@attrs.define(kw_only=True)
class FileResult:
    """The result of a file; the attributes are those of `UploadRow`."""

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
        """The detail, with the hint in brackets if there is one."""
        if self.detail and self.hint_code is not None:
            return f"{self.detail} ({self.hint_code.words})"
        return self.detail


_RESULT_COLUMNS = [field.name for field in attrs.fields(FileResult)]
_ASSIGNMENTS = ", ".join(
    # A file that was never looked at has its planned size.
    f"{name} = coalesce(nullif(:{name}, 0), {name})" if name == "bytes" else f"{name} = :{name}"
    for name in _RESULT_COLUMNS
)


@attrs.frozen(kw_only=True)
class ResultRow:
    """A row as it is read back.

    Attributes:
        number: Its place among the inputs, from 0.
        path: The file.
        name: Its name at the service.
        result: What became of it; `pending` when nothing is known yet.
    """

    number: int
    path: Path
    name: str
    result: FileResult

    @classmethod
    def of(cls, stored: sqlite3.Row) -> ResultRow:
        """Read a row of the database."""
        result = FileResult(**{name: stored[name] for name in _RESULT_COLUMNS})
        result.status = result.status or "pending"
        result.detail = _restored(result.detail)
        if result.hint_code is not None:
            result.hint_code = HintCode(result.hint_code)
        path, name = _restored(stored["path"]), _restored(stored["name"])
        return cls(number=stored["n"], path=Path(path), name=name, result=result)


class ResultsTable:
    """One row per input, in the order of the inputs. May be used from any thread."""

    def __init__(self) -> None:
        # An empty name is SQLite's for a temporary database, private and deleted on closing.
        self._db = sqlite3.connect("", check_same_thread=False, isolation_level=None)
        self._lock = threading.Lock()
        self.close = weakref.finalize(self, self._db.close)
        self._db.row_factory = sqlite3.Row
        self._db.execute(f"PRAGMA cache_size=-{_CACHE_KIB}")
        self._db.execute("PRAGMA journal_mode=OFF")
        self._db.execute("PRAGMA synchronous=OFF")
        self._db.execute(_SCHEMA)
        self._count = 0
        self._by_status = Counter[str]()

    def __len__(self) -> int:
        return self._count

    def add(self, rows: Iterable[PlannedRow]) -> dict[int, int]:
        """Append rows.

        Returns:
            The number of the earlier row of each row that repeats a file, by its own number. The
            repeats have no plan and no result yet.
        """
        again: dict[int, int] = {}
        with self._access():
            for row in rows:
                number = self._count
                key = _storable(os.path.abspath(row.path))  # noqa: PTH100 (a link is another file)
                earlier = self._db.execute("SELECT n FROM row WHERE key = ?", (key,)).fetchone()
                if earlier is not None:
                    again[number] = earlier[0]
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
        self._db.execute(
            "INSERT INTO row (n, key, path, name, plan, bytes) VALUES (?,?,?,?,?,?)",
            (
                number,
                key,
                _storable(str(path)),
                _storable(name),
                _plan_text(file) if file is not None else None,
                file.size if file is not None else 0,
            ),
        )

    def planned(self, start: int, count: int) -> list[PlannedFile]:
        """Read the next planned files that have no result.

        Args:
            start: Number of the first row to look at.
            count: How many at most.
        """
        with self._access():
            found = self._db.execute(
                "SELECT n, plan FROM row WHERE n >= ? AND plan NOT NULL"
                " AND status IS NULL ORDER BY n LIMIT ?",
                (start, count),
            ).fetchall()
        return [_plan_of(number, text) for number, text in found]

    def settle(self, outcomes: Sequence[tuple[int, FileResult]]) -> None:
        """Store results, by the number of their row; the first of a row counts."""
        with self._access():
            for number, outcome in outcomes:
                self._settle(number, outcome)

    def _settle(self, number: int, outcome: FileResult) -> None:
        values = {name: getattr(outcome, name) for name in _RESULT_COLUMNS}
        changed = self._db.execute(
            f"UPDATE row SET {_ASSIGNMENTS} WHERE n = :n AND status IS NULL",  # noqa: S608 (constants)
            values | {"n": number, "detail": _storable(outcome.detail)},
        ).rowcount
        self._by_status["pending"] -= changed
        self._by_status[outcome.status] += changed

    def read(self, *, status: str | None = None) -> Iterator[ResultRow]:
        """Read the rows, all or those of a status, a thousand at a time."""
        start = 0
        while True:
            with self._access():
                block = self._db.execute(
                    "SELECT * FROM row WHERE n >= ? AND coalesce(status, 'pending') ="
                    " coalesce(?, status, 'pending') ORDER BY n LIMIT 1000",
                    (start, status),
                ).fetchall()
            yield from map(ResultRow.of, block)
            if not block:
                return
            start = block[-1]["n"] + 1

    def count(self) -> dict[str, int]:
        """Count the rows by status."""
        with self._lock:
            return dict(+self._by_status)

    @contextlib.contextmanager
    def _access(self) -> Iterator[None]:
        with self._lock:
            try:
                self._db.execute("BEGIN")
                try:
                    yield
                finally:  # without a rollback journal nothing can be undone
                    self._db.execute("COMMIT")
            except sqlite3.Error as error:
                raise PixelJournalError(
                    f"the list of this run's files cannot be stored: {error}; free disk space in"
                    f" {os.environ.get('SQLITE_TMPDIR') or tempfile.gettempdir()} and /var/tmp,"
                    " or name another folder in SQLITE_TMPDIR, and run the same upload again"
                ) from error


def _storable(text: str | None) -> str | None:
    # SQLite keeps UTF-8 only; names that are not valid come back as they were.
    return text if text is None else text.encode("utf-8", "surrogatepass").decode("latin-1")


def _restored(text: Any) -> Any:
    return text if text is None else text.encode("latin-1").decode("utf-8", "surrogatepass")


def _plan_text(file: PlannedFile) -> str:
    stamped = [(body, body.stamp) for body in file.bodies]
    bodies = [(str(b.path), b.name, s.size, s.mtime_ns, s.inode) for b, s in stamped]
    return json.dumps([file.part_size, file.is_missing, encode(file.metadata), bodies])


def _plan_of(number: int, text: str) -> PlannedFile:
    part_size, is_missing, metadata, bodies = json.loads(text)
    main, *support = (PlannedBody(Path(path), name, FileStamp(*t)) for path, name, *t in bodies)
    return PlannedFile(number, main, tuple(support), metadata, part_size, is_missing)
