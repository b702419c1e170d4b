"""The database of a sandbox: SQLite tables, written by one thread at a time."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import JSON, Engine, ForeignKey, Index, create_engine, event, inspect
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship

from .folder import FolderError
from .search.functions import register

# Ids are never reused, even after a row was deleted.
AUTOINCREMENT = {"sqlite_autoincrement": True}


def now() -> str:
    """The current time in ISO 8601 with time zone, as the API returns it."""
    return datetime.now(UTC).isoformat()


class Base(DeclarativeBase):
    """Base of all tables. JSON columns are replaced, never changed in place."""

    type_annotation_map = {dict[str, Any]: JSON, list[Any]: JSON}  # noqa: RUF012 - SQLAlchemy's name
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    created_at: Mapped[str] = mapped_column(default=now)
    updated_at: Mapped[str] = mapped_column(default=now, onupdate=now)


class Value(Base):
    """An internal setting of the sandbox, such as the signing key of tokens."""

    __tablename__ = "value"
    name: Mapped[str] = mapped_column(unique=True)
    text: Mapped[str]


class Project(Base):
    """A project; the root projects have no parent."""

    __tablename__ = "project"
    __table_args__ = AUTOINCREMENT
    name: Mapped[str]
    description: Mapped[str]
    area_of_interest: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    parent_project_id: Mapped[int | None] = mapped_column(ForeignKey("project.id"), index=True)
    tags: Mapped[list[Any]]
    created_by: Mapped[str]
    deleted_at: Mapped[str | None]
    # The project with which this one was deleted; restoring that one restores this one.
    deleted_with: Mapped[int | None]


class DataCollection(Base):
    """A data collection of a project; holds resources of one type."""

    __tablename__ = "data_collection"
    __table_args__ = AUTOINCREMENT
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), index=True)
    name: Mapped[str]
    description: Mapped[str]
    data_collection_type: Mapped[str]
    raster_info: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    tags: Mapped[list[Any]]
    created_by: Mapped[str]
    deleted_at: Mapped[str | None]
    project: Mapped[Project] = relationship()


class Resource(Base):
    """An image, a raster or a point cloud."""

    __tablename__ = "resource"
    __table_args__ = AUTOINCREMENT
    kind: Mapped[str] = mapped_column(index=True)
    data_collection_id: Mapped[int] = mapped_column(ForeignKey("data_collection.id"), index=True)
    # One resource an upload job, whatever happens in between.
    upload_job_id: Mapped[int] = mapped_column(ForeignKey("upload_job.id"), unique=True)
    name: Mapped[str]
    tags: Mapped[list[Any]]
    # What the API answers about the file beside the columns: location, bounds, camera, …
    fields: Mapped[dict[str, Any]]
    json_metadata: Mapped[dict[str, Any]]
    # What was read from the file and is only answered as metadata, such as EXIF.
    file_metadata: Mapped[dict[str, Any]]
    key: Mapped[str]
    size: Mapped[int]
    md5: Mapped[str]
    created_by: Mapped[str]
    deleted_at: Mapped[str | None]


class UploadJob(Base):
    """The upload of one file."""

    __tablename__ = "upload_job"
    __table_args__ = AUTOINCREMENT
    data_collection_id: Mapped[int] = mapped_column(ForeignKey("data_collection.id"), index=True)
    name: Mapped[str]
    status: Mapped[str] = mapped_column(default="lobby", index=True)
    detail: Mapped[str | None]
    key: Mapped[str]
    # Base64 MD5 of a file sent as one form; a multipart upload has it per part.
    md5: Mapped[str | None]
    upload_id: Mapped[str | None]
    parts: Mapped[list[Any]]
    support_files: Mapped[list[Any]]
    upload_metadata: Mapped[dict[str, Any]]
    result: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    job_id: Mapped[int | None] = mapped_column(ForeignKey("job.id"))
    created_by: Mapped[str]


class Attachment(Base):
    """A file that belongs to a project, a data collection or an image."""

    __tablename__ = "attachment"
    __table_args__ = (Index("attachment_owner", "resource_type", "resource_id"), AUTOINCREMENT)
    resource_type: Mapped[str]
    resource_id: Mapped[int]
    name: Mapped[str]
    description: Mapped[str]
    status: Mapped[str] = mapped_column(default="Pending")
    key: Mapped[str]
    md5: Mapped[str]
    size: Mapped[int | None]
    created_by: Mapped[str]


class Job(Base):
    """A background job, such as the validation of an upload job."""

    __tablename__ = "job"
    __table_args__ = AUTOINCREMENT
    name: Mapped[str]
    status: Mapped[str] = mapped_column(default="pending")
    completed: Mapped[bool] = mapped_column(default=False)
    detail: Mapped[str | None]


class JobGroup(Base):
    """A group of jobs."""

    __tablename__ = "job_group"
    __table_args__ = AUTOINCREMENT
    name: Mapped[str]
    # The jobs asked for, sorted: the same question again answers the same group.
    members: Mapped[str] = mapped_column(index=True)
    jobs: Mapped[list[Any]]


class Database:
    """The SQLite file of a sandbox.

    Args:
        path: The file; created if it does not exist.

    Raises:
        FolderError: It is not such a file, or has other tables or columns.
    """

    def __init__(self, path: Path) -> None:
        try:
            # The file contains the credentials of harvest services.
            path.touch(mode=0o600)
            is_new = path.stat().st_size == 0
        except OSError as error:
            raise FolderError(f"cannot use {path}: {error.strerror}") from error
        self._engine: Engine = create_engine(
            f"sqlite:///{path}",
            connect_args={"timeout": 30},
            # Else errors would show passwords and keys in the statement.
            hide_parameters=True,
        )
        event.listen(self._engine, "connect", _configure)
        self._writing = threading.RLock()
        try:
            if not is_new and not self._is_ours():
                raise FolderError(f"{path} is of another version of the sandbox; use a new folder")
            Base.metadata.create_all(self._engine)
        except DatabaseError as error:
            self.close()
            raise FolderError(f"cannot use {path}: {error.orig}") from None
        except FolderError:
            self.close()
            raise

    def _is_ours(self) -> bool:
        """Whether the existing tables have the expected columns."""
        there = inspect(self._engine)
        return all(
            {column["name"] for column in there.get_columns(name)} == set(table.columns.keys())
            for name, table in Base.metadata.tables.items()
            if there.has_table(name)
        )

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A read-only session; it does not wait for writers."""
        with Session(self._engine, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session that is committed at the end, or rolled back on an error.

        One at a time: SQLite takes one writer, and a lock here is fairer than its busy waiting.
        """
        with self._writing, Session(self._engine, expire_on_commit=False) as session:
            yield session
            session.commit()

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()


def _configure(connection: Any, _record: object) -> None:
    register(connection)
    cursor = connection.cursor()
    # The write-ahead log survives a killed process; losing the last commits in a power failure
    # is acceptable for a sandbox, and makes commits fast.
    for pragma in ("journal_mode=WAL", "synchronous=OFF", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
