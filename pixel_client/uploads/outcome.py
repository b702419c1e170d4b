"""What the methods of 1.2.8 return: the pair of lists that their callers unpack, with rows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Generic, TypeVar

from ..exceptions import PixelUploadJobError
from .report import UploadRow

__all__ = ["UploadOutcome"]

R = TypeVar("R")


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
