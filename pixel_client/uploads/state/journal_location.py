"""Location and format of journals: one writer at a time, readable by the owner only."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import re
import sqlite3
from pathlib import Path
from urllib.parse import urlsplit

import platformdirs

from ...exceptions import HintCode, PixelJournalError

__all__ = ["default_journal", "open_journal", "place_of"]

VERSION = 1
_APPLICATION_ID = 0x50584A31  # "PXJ1", at byte 68 of the file
_IN_USE = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_BUSY_SECONDS = 1.0  # an upload that is just ending closes its journal in this time

_SCHEMA = f"""
CREATE TABLE file (
    id INTEGER PRIMARY KEY,
    path BLOB NOT NULL UNIQUE,
    step INTEGER NOT NULL,
    stamps TEXT NOT NULL,
    part_size INTEGER,
    hashes TEXT,
    asked TEXT,
    job_id INTEGER,
    resource_id INTEGER,
    changed REAL
);
CREATE TABLE part (
    file INTEGER NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (file, number)
) WITHOUT ROWID;
CREATE TABLE place (name TEXT NOT NULL);
PRAGMA application_id = {_APPLICATION_ID};
PRAGMA user_version = {VERSION};
"""


def default_journal(service: str, project_id: int, data_collection_id: int) -> Path:
    """Return the path of a data collection's journal in the user's state folder.

    Args:
        service: The service's address, tenant included.
        project_id: The project.
        data_collection_id: The data collection.
    """
    parts = urlsplit(service)
    host = re.sub(r"[^\w.-]", "_", f"{parts.hostname}{parts.path.rstrip('/')}")
    digest = hashlib.sha256(service.encode()).hexdigest()[:8]
    name = f"{host}-{project_id}-{data_collection_id}-{digest}.journal"
    return platformdirs.user_state_path("pixel-client") / name


def place_of(service: str, project_id: int, data_collection_id: int) -> str:
    """Describe the data collection of a journal."""
    parts = urlsplit(service)
    host = f"{parts.hostname}:{parts.port}" if parts.port else str(parts.hostname)
    return (
        f"data collection {data_collection_id} of project {project_id}"
        f" at {host}{parts.path.rstrip('/')}"
    )


def open_journal(path: Path, place: str) -> sqlite3.Connection:
    """Open a journal, or create one, for this connection exclusively.

    Args:
        path: The journal's file.
        place: Where its files go; a journal belongs to one place only.

    Raises:
        PixelJournalError: The journal cannot be used; `is_new` when it had no entries.
    """
    is_new = not path.exists() or (path.is_file() and path.stat().st_size == 0)
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _create(path)
    except OSError as error:
        what = "made" if is_new else "written"
        raise PixelJournalError(
            f"the journal {path} cannot be {what}: {error.strerror or error}",
            is_new=is_new,
            hint_code=None if is_new else HintCode.JOURNAL_DAMAGED,
        ) from error
    db: sqlite3.Connection | None = None
    try:
        db = sqlite3.connect(
            path, timeout=_BUSY_SECONDS, check_same_thread=False, isolation_level=None
        )
        _prepare(db, path, place)
    except (sqlite3.Error, PixelJournalError) as error:
        if db is not None:
            db.close()
        if isinstance(error, PixelJournalError):
            raise
        raise _refusal(error, path, is_new) from error
    return db


def _create(path: Path) -> None:
    """Create the file for the owner only, or check that an existing one can be written.

    An existing file is not opened: closing it would release the locks of another upload of this
    process (POSIX assigns them to the process, not to the descriptor).
    """
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR)) from None
        if not os.access(path, os.R_OK | os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES)) from None


def _prepare(db: sqlite3.Connection, path: Path, place: str) -> None:
    # The lock is taken by the first access and kept to the end; the system releases that of a
    # killed process. It needs no shared memory, so it works on network drives too.
    db.execute("PRAGMA locking_mode=EXCLUSIVE")
    db.execute("PRAGMA journal_mode=WAL")
    db.execute("PRAGMA synchronous=FULL")
    db.execute("BEGIN EXCLUSIVE")
    db.execute("COMMIT")
    application = db.execute("PRAGMA application_id").fetchone()[0]
    version = db.execute("PRAGMA user_version").fetchone()[0]
    if application == 0 and version == 0 and not _tables(db):
        db.executescript(f"BEGIN; {_SCHEMA} COMMIT;")
    elif application != _APPLICATION_ID:
        raise PixelJournalError(
            f"{path} is not a journal of uploads; name another file", is_new=False
        )
    elif version != VERSION:
        age = "a newer" if version > VERSION else "an older"
        raise PixelJournalError(
            f"the journal {path} is of {age} version of this package (format {version}, not"
            f" {VERSION})",
            hint_code=HintCode.JOURNAL_DAMAGED,
        )
    known = db.execute("SELECT name FROM place").fetchone()
    if known is None:
        db.execute("INSERT INTO place (name) VALUES (?)", (place,))
    elif known[0] != place:  # files uploaded there would count as uploaded here
        raise PixelJournalError(
            f"the journal {path} is of {known[0]}, not of {place}",
            hint_code=HintCode.JOURNAL_OF_ANOTHER,
        )
    with contextlib.suppress(OSError):  # a file system without permissions
        path.chmod(0o600)


def _tables(db: sqlite3.Connection) -> bool:
    return bool(db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])


def _refusal(error: sqlite3.Error, path: Path, is_new: bool) -> PixelJournalError:
    # Its extended codes keep the plain one in the low byte; errors that it did not raise have none.
    if getattr(error, "sqlite_errorcode", 0) & 0xFF in _IN_USE:
        return PixelJournalError(
            f"the journal {path} is in use by another upload to this data collection",
            hint_code=HintCode.JOURNAL_IN_USE,
        )
    return PixelJournalError(
        f"the journal {path} cannot be used: {error}",
        is_new=is_new,
        hint_code=None if is_new else HintCode.JOURNAL_DAMAGED,
    )
