"""What became of every file: a row each, and the pair of lists that callers unpack."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Generic, Literal, TypeVar

import attrs

from .errors import PixelUploadJobError

__all__ = ["UploadOutcome", "UploadRow"]

R = TypeVar("R")


@attrs.define
class UploadRow(Generic[R]):
    """What became of one file.

    Attributes:
        path: The file.
        name: Its name at the service.
        status: `uploaded` once the service has made a resource of it, else `failed`.
        resource: The resource as read back, or None.
        resource_id: Its id, or None.
        upload_job_id: The upload job, or None when none was made.
        bytes: Size of the file and its support files, or 0 when they could not be looked at.
        attempts: Tries that the body with the most of them took; 0 when none was sent.
        seconds: From the start of its hashing to its outcome.
        error: What went wrong, or None. An uploaded file has one when it could not be read back.
    """

    path: Path
    name: str
    status: Literal["uploaded", "failed"] = "failed"
    resource: R | None = None
    resource_id: int | None = None
    upload_job_id: int | None = None
    bytes: int = 0
    attempts: int = 0
    seconds: float = 0.0
    error: PixelUploadJobError | None = None


class UploadOutcome(tuple[list[R], list[PixelUploadJobError]], Generic[R]):
    """The outcome of an upload of several files.

    It is a pair, `(resources, errors)`, each in the order of the input files, so that
    `images, errors = client.upload_multiple_images(…)` works; and it has a row for every file.

    Attributes:
        rows: One row an input file, in the order of the input.
    """

    rows: tuple[UploadRow[R], ...]

    def __new__(cls, rows: Iterable[UploadRow[R]]) -> UploadOutcome[R]:
        """Make the pair from the rows."""
        kept = tuple(rows)
        resources = [row.resource for row in kept if row.resource is not None]
        errors = [row.error for row in kept if row.error is not None]
        outcome = super().__new__(cls, (resources, errors))
        outcome.rows = kept
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
        """One error a file that has one, in the order of the input files."""
        return self[1]

    @property
    def failed(self) -> list[UploadRow[R]]:
        """The rows of the files that did not become resources."""
        return [row for row in self.rows if row.status == "failed"]
