"""The rows of a run while they are filled in."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeVar

import attrs

from .errors import PixelUploadJobError
from .events import FileFailed, FileFinished, RunFinished, RunPlanned, UploadEvent
from .files import PixelUploadFile
from .hashing import FileHashes
from .pairing import Send
from .plan import Plan, PlannedFile, reason_of
from .report import UploadOutcome, UploadRow

__all__ = ["Flight", "Ledger", "going"]

R = TypeVar("R")


@attrs.define(eq=False)
class Flight:
    """A file on its way.

    Attributes:
        file: The file.
        started: When, on the monotonic clock.
        hashes: Its MD5 sums, once known.
        job_id: Its upload job, once made.
        sends: Its bodies, once their presigned requests are known.
        failed: Nothing more is to be done for it.
    """

    file: PlannedFile
    started: float = attrs.field(factory=time.monotonic)
    hashes: FileHashes | None = None
    job_id: int | None = None
    sends: Sequence[Send] = ()
    failed: bool = False


def going(flights: Iterable[Flight]) -> list[Flight]:
    """Those that have not failed."""
    return [flight for flight in flights if not flight.failed]


class Ledger(Generic[R]):
    """One row an input file; whatever is written to it is told as an event."""

    def __init__(self, tell: Callable[[UploadEvent], None]) -> None:
        self._tell = tell
        self._began = time.monotonic()
        self._rows: list[UploadRow[R]] = []

    def open(self, inputs: Sequence[PixelUploadFile], plan: Plan) -> None:
        """Make the rows, with the files that cannot be sent as failed ones."""
        self._rows = [
            UploadRow(path=given.file, name=name)
            for given, name in zip(inputs, plan.names, strict=True)
        ]
        self._tell(RunPlanned(len(inputs) - len(plan.refused), len(plan.refused), plan.size))
        for row, error in plan.refused.items():
            self._fail(row, "refused", error)

    def start(self, batch: Iterable[PlannedFile]) -> list[Flight]:
        """Put the files of a batch on their way."""
        flights = [Flight(file) for file in batch]
        for flight in flights:
            self._rows[flight.file.row].bytes = flight.file.size
        return flights

    def job_made(self, flight: Flight, job_id: int) -> None:
        """A file has an upload job."""
        flight.job_id = self._rows[flight.file.row].upload_job_id = job_id

    def tried(self, flight: Flight, attempts: int) -> None:
        """One of a file's bodies took so many tries."""
        row = self._rows[flight.file.row]
        row.attempts = max(row.attempts, attempts)

    def drop(self, flight: Flight, status: str, error: Exception | None) -> None:
        """A file failed; the first reason counts."""
        if not flight.failed:
            flight.failed = True
            self._rows[flight.file.row].seconds = time.monotonic() - flight.started
            self._fail(flight.file.row, status, error)

    def uploaded(self, flight: Flight, resource_id: int, resource: R | None) -> None:
        """A file became a resource."""
        row = self._rows[flight.file.row]
        row.status, row.resource_id, row.resource = "uploaded", resource_id, resource
        row.seconds = time.monotonic() - flight.started
        self._tell(FileFinished(row.path, resource_id))

    def blame(self, flight: Flight, status: str, reason: str, cause: Exception | None) -> None:
        """Note an error of a file, without calling it failed."""
        self._blame(flight.file.row, status, reason, cause)

    def close(self) -> UploadOutcome[R]:
        """The outcome, once every row has its own."""
        failed = sum(row.status == "failed" for row in self._rows)
        seconds = time.monotonic() - self._began
        self._tell(RunFinished(len(self._rows) - failed, failed, seconds))
        return UploadOutcome(self._rows)

    def _fail(self, row: int, status: str, error: Exception | None) -> None:
        reason = reason_of(error) if error is not None else None
        self._blame(row, status, reason, error)
        self._tell(FileFailed(self._rows[row].path, reason or f"status {status}"))

    def _blame(self, row: int, status: str, reason: str | None, cause: Exception | None) -> None:
        entry = self._rows[row]
        entry.error = PixelUploadJobError(entry.upload_job_id, status, reason, entry.path)
        entry.error.__cause__ = cause
