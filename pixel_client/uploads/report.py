"""Reports of uploads: a row per file, exported as CSV, JSON or GeoJSON."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from itertools import islice
from pathlib import Path
from typing import IO, Any, Generic, Literal, TypeVar

import attrs

from ..core.geometry_fields import geometry_of
from ..core.text import path_text
from ..exceptions import HintCode, PixelError, PixelMultipleUploadJobError, PixelUploadJobError
from .state.results_table import ResultRow, ResultsTable

__all__ = ["UploadOutcome", "UploadReport", "UploadRow", "row_of"]

R = TypeVar("R")

Status = Literal["uploaded", "skipped", "failed", "pending"]

MAX_ERRORS = 1000  # in one exception: a million of them would help nobody


@attrs.define
class UploadRow(Generic[R]):
    """The result of one file.

    Attributes:
        path: The file.
        name: Its name at the service.
        status: `uploaded` once the service has made a resource of it; `skipped` when it was already
            uploaded, or is not of the kind that is uploaded; `failed`; `pending` when the run
            stopped before its turn.
        resource: The resource as read back, or None.
        resource_id: Its id, or None.
        upload_job_id: The upload job, or None when none was created.
        bytes: Size of the file and its support files, or 0 when they could not be read.
        attempts: Attempts for the body that needed the most; 0 when none was sent.
        seconds: Time from the start of its hashing to its result.
        job_status: The last status of the upload job, when that was not success.
        detail: Why it failed or was skipped, or None.
        error_class: The class of the error, such as `PixelTransferError`, or None.
        s3_code: S3's error code, or None.
        hint: The remedy, or None.
        hint_code: The code of the remedy, or None.
        error: The error, or None. An uploaded file has one when it could not be read back.
    """

    path: Path
    name: str
    status: Status = "failed"
    resource: R | None = None
    resource_id: int | None = None
    upload_job_id: int | None = None
    bytes: int = 0
    attempts: int = 0
    seconds: float = 0.0
    job_status: str | None = None
    detail: str | None = None
    error_class: str | None = None
    s3_code: str | None = None
    hint: str | None = None
    hint_code: HintCode | None = None
    error: PixelUploadJobError | None = None

    def as_dict(self) -> dict[str, Any]:
        """Return the row as plain values, without the resource."""
        plain = {name: getattr(self, name) for name in COLUMNS}
        return plain | {"path": path_text(self.path), "name": path_text(self.name)}


COLUMNS = [each.name for each in attrs.fields(UploadRow) if each.name not in ("resource", "error")]


def row_of(stored: ResultRow, model: Callable[[Mapping[str, Any]], Any]) -> UploadRow[Any]:
    """Make a row of the report of one that the run stored."""
    result = stored.result
    error = None
    if result.status == "failed" or (result.status == "uploaded" and result.error_class):
        error = PixelUploadJobError(
            result.upload_job_id, result.job_status, result.reason, stored.path
        )
    values: dict[str, Any] = attrs.asdict(result, recurse=False) | {
        "resource": model(json.loads(result.resource)) if result.resource is not None else None,
        "hint": result.hint_code.words if result.hint_code is not None else None,
    }
    return UploadRow(stored.path, stored.name, error=error, **values)


class UploadReport(Generic[R]):
    """A row for every file, in the order in which the files were found.

    It can be iterated any number of times, `for row in report: …`, and keeps no rows in memory.

    Attributes:
        stopped: Why the run stopped before its end, or None. The same call resumes it.
        journal: The journal of the run, or None without one.
        seconds: Duration of the run.
    """

    def __init__(
        self,
        rows: ResultsTable,
        model: Callable[[Mapping[str, Any]], R],
        *,
        stopped: PixelError | None = None,
        journal: Path | None = None,
        seconds: float = 0.0,
    ) -> None:
        self._rows = rows
        self._model = model
        self.stopped = stopped
        self.journal = journal
        self.seconds = seconds

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[UploadRow[R]]:
        return (row_of(stored, self._model) for stored in self._rows.read())

    def __repr__(self) -> str:
        counted = ", ".join(f"{count} {status}" for status, count in sorted(self.counts.items()))
        return f"<UploadReport: {counted or 'no files'}>"

    @property
    def counts(self) -> dict[str, int]:
        """The number of files by status."""
        return self._rows.count()

    def of(self, status: Status) -> list[UploadRow[R]]:
        """Return the rows of one status."""
        return [row_of(stored, self._model) for stored in self._rows.read(status=status)]

    @property
    def failed(self) -> list[UploadRow[R]]:
        """The rows of the files that failed."""
        return self.of("failed")

    @property
    def pending(self) -> list[UploadRow[R]]:
        """The rows of the files whose turn did not come."""
        return self.of("pending")

    @property
    def resources(self) -> list[R]:
        """The resources of all files that are at the service, in the order of the rows."""
        return [row.resource for row in self if row.resource is not None]

    def raise_for_failures(self) -> None:
        """Raise an error unless every file is at the service.

        Raises:
            PixelError: The run stopped before its end.
            PixelUploadJobError: One file failed.
            PixelMultipleUploadJobError: Several files failed; it has the first 1,000 errors.
        """
        if self.stopped is not None:
            raise self.stopped
        failed = islice(self._rows.read(status="failed"), MAX_ERRORS)
        errors = [error for stored in failed if (error := row_of(stored, self._model).error)]
        if len(errors) == 1:
            raise errors[0]
        if errors:
            raise PixelMultipleUploadJobError(errors)

    def to_csv(self, target: os.PathLike[str] | str | IO[str]) -> None:
        """Write a line per file, with a header, in UTF-8.

        Args:
            target: A path or a text file.
        """
        with _open_target(target, newline="") as file:
            writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
            writer.writeheader()
            for row in self:
                writer.writerow(row.as_dict())

    def to_json(self, target: os.PathLike[str] | str | IO[str]) -> None:
        """Write one object: `counts`, `stopped`, `seconds` and `files`, a list of objects.

        Args:
            target: A path or a text file.
        """
        with _open_target(target) as file:
            head = {
                "counts": self.counts,
                "stopped": str(self.stopped) if self.stopped is not None else None,
                "seconds": round(self.seconds, 3),
            }
            file.write(json.dumps(head, ensure_ascii=False)[:-1] + ', "files": [')
            _write_list(file, (row.as_dict() for row in self))
            file.write("]}\n")

    def to_geojson(self, target: os.PathLike[str] | str | IO[str]) -> None:
        """Write a FeatureCollection (RFC 7946), a feature per file.

        The geometry is that of the resource, or null when the service has none.

        Args:
            target: A path or a text file.
        """
        with _open_target(target) as file:
            file.write('{"type": "FeatureCollection", "features": [')
            _write_list(
                file,
                (
                    {
                        "type": "Feature",
                        "geometry": geometry_of(row.resource)[1]
                        if isinstance(row.resource, Mapping)
                        else None,
                        "properties": row.as_dict(),
                    }
                    for row in self
                ),
            )
            file.write("]}\n")


def _open_target(
    target: os.PathLike[str] | str | IO[str], newline: str | None = None
) -> AbstractContextManager[IO[str]]:
    if isinstance(target, str | os.PathLike):
        return Path(target).open("w", encoding="utf-8", newline=newline)
    return nullcontext(target)


def _write_list(file: IO[str], entries: Iterable[Mapping[str, Any]]) -> None:
    for number, entry in enumerate(entries):
        file.write((",\n" if number else "\n") + json.dumps(entry, ensure_ascii=False))


class UploadOutcome(tuple[list[R], list[PixelUploadJobError]], Generic[R]):
    """The outcome of an upload of several files.

    It is a pair, `(resources, errors)`, each in the order of the input files, so that
    `images, errors = client.upload_multiple_images(…)` works; and it has a row for every file.

    Attributes:
        rows: One row per input file, in the order of the input.
    """

    rows: tuple[UploadRow[R], ...]

    def __new__(cls, rows: Iterable[UploadRow[R]]) -> UploadOutcome[R]:
        """Make the pair from the rows."""
        rows = tuple(rows)
        resources = [row.resource for row in rows if row.resource is not None]
        errors = [row.error for row in rows if row.error is not None]
        outcome = super().__new__(cls, (resources, errors))
        outcome.rows = rows
        return outcome

    def __getnewargs__(self) -> tuple[Any, ...]:
        return (self.rows,)

    def __repr__(self) -> str:
        return f"<UploadOutcome: {len(self.resources)} uploaded, {len(self.failed)} failed>"

    @property
    def resources(self) -> list[R]:
        """The resources, in the order of the input files."""
        return self[0]

    @property
    def errors(self) -> list[PixelUploadJobError]:
        """The errors, at most one per file, in the order of the input files."""
        return self[1]

    @property
    def failed(self) -> list[UploadRow[R]]:
        """The rows of the files that did not become resources."""
        return [row for row in self.rows if row.status == "failed"]
