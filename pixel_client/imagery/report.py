"""The outcome of a pre-flight: a row a file, all problems, and what may be sent."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import attrs

from ..core.text import path_text
from ..exceptions import PixelInputError
from ..uploads.inputs import PixelUploadFile
from .metadata import FileMetadata
from .problems import Level, Problem

__all__ = ["PreflightReport", "PreflightRow"]

_LISTED = 50  # problems that an exception spells out


@attrs.frozen
class PreflightRow:
    """One file.

    Attributes:
        file: The file as it was given.
        name: The name it will have at the service.
        metadata: What it says, with what the manifest and the hook said; its problems.
    """

    file: PixelUploadFile
    name: str
    metadata: FileMetadata

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with it, errors first."""
        return self.metadata.problems

    def upload_file(self) -> PixelUploadFile:
        """The file with its metadata and side-cars, as uploads take it.

        Support files that were given are sent as given; otherwise those that were found beside a
        raster and taken into account.
        """
        beside = self.file.support_files
        if beside is None:
            found = getattr(self.metadata.details, "sidecars", ())
            beside = list(found) or None
        return self.metadata.upload_file(beside)


@attrs.frozen(kw_only=True)
class PreflightReport:
    """All that a pre-flight found.

    Attributes:
        rows: A row a file, in the given order.
        general: Problems that are about no single file, such as rows of a manifest without one.
        collection_type: The type of the collection.
        strict: Whether warnings count as errors.
        skip_invalid: Whether files with errors are left out, rather than the whole upload.
    """

    rows: tuple[PreflightRow, ...]
    general: tuple[Problem, ...] = ()
    collection_type: str
    strict: bool = False
    skip_invalid: bool = False

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Every problem: the general ones, then those of each file."""
        return (*self.general, *(each for row in self.rows for each in row.problems))

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that are errors; with `strict`, all."""
        return tuple(each for each in self.problems if self._is_error(each))

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """The problems that are no errors."""
        return tuple(each for each in self.problems if not self._is_error(each))

    @property
    def ok(self) -> bool:
        """Whether every file may be sent."""
        return not self.errors

    @property
    def valid(self) -> tuple[PreflightRow, ...]:
        """The rows without an error."""
        return tuple(row for row in self.rows if not any(map(self._is_error, row.problems)))

    @property
    def invalid(self) -> tuple[PreflightRow, ...]:
        """The rows with an error."""
        return tuple(row for row in self.rows if any(map(self._is_error, row.problems)))

    @property
    def counts(self) -> dict[str, int]:
        """Problem code -> how many there are, the most frequent first."""
        return dict(Counter(each.code for each in self.problems).most_common())

    @property
    def size(self) -> int:
        """Bytes of the rows without an error, support files not counted."""
        return sum(row.metadata.size for row in self.valid)

    def upload_files(self) -> list[PixelUploadFile]:
        """What may be sent, with metadata and side-cars.

        Raises:
            PixelInputError: There are errors, and `skip_invalid` is not set; or an error is about
                no single file, so that nothing can be left out. It lists the problems.
        """
        stopping = [each for each in self.general if each.level is Level.ERROR]
        if not self.skip_invalid:
            stopping = list(self.errors)
        if stopping:
            told = [str(each) for each in stopping[:_LISTED]]
            if len(stopping) > _LISTED:
                told.append(f"and {len(stopping) - _LISTED} more; the report has them all")
            raise PixelInputError(told, operation="preflight")
        return [row.upload_file() for row in self.valid]

    def summary(self) -> str:
        """What was found, in a few lines."""
        lines = [
            f"{len(self.rows)} files, {len(self.valid)} of them without errors "
            f"({len(self.errors)} errors, {len(self.warnings)} warnings)"
        ]
        lines += [f"{number:>6} × {code}" for code, number in self.counts.items()]
        return "\n".join(lines)

    def to_rows(self) -> list[dict[str, Any]]:
        """A flat row a file, as tables (CSV, data frames) take it."""
        table = []
        for row in self.rows:
            fields = dict(row.metadata.to_dict()["fields"])
            place: Mapping[str, Any] = fields.pop("location", None) or {}
            point: Sequence[float] = (
                place.get("coordinates", ()) if place.get("type") == "Point" else ()
            )
            errors = [each for each in row.problems if self._is_error(each)]
            table.append(
                {
                    "path": path_text(row.file.file),
                    "name": row.name,
                    "size": row.metadata.size,
                    "format": row.metadata.format,
                    "longitude": point[0] if point else None,
                    "latitude": point[1] if point else None,
                    "altitude": point[2] if len(point) > 2 else None,
                    **fields,
                    "ok": not errors,
                    "problems": "; ".join(str(each.code) for each in row.problems),
                }
            )
        return table

    def to_geojson(self) -> dict[str, Any]:
        """Positions and footprints as a FeatureCollection; files without a place are left out."""
        features = []
        for row, flat in zip(self.rows, self.to_rows(), strict=True):
            place = row.metadata.place
            if place is not None:
                features.append({"type": "Feature", "geometry": dict(place), "properties": flat})
        return {"type": "FeatureCollection", "features": features}

    def to_dict(self) -> dict[str, Any]:
        """Everything, as JSON can carry it."""
        return {
            "collection_type": self.collection_type,
            "strict": self.strict,
            "skip_invalid": self.skip_invalid,
            "ok": self.ok,
            "counts": self.counts,
            "general": [each.to_dict() for each in self.general],
            "files": [{"name": row.name, **row.metadata.to_dict()} for row in self.rows],
        }

    def to_json(self, indent: int | None = None) -> str:
        """Everything as JSON.

        Args:
            indent: Spaces a level, or None for one line.
        """
        return json.dumps(self.to_dict(), indent=indent, default=_plain, ensure_ascii=False)

    def _is_error(self, problem: Problem) -> bool:
        return problem.level is Level.ERROR or self.strict


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return dict(value)
    shape = getattr(value, "__geo_interface__", None)
    return shape if shape is not None else str(value)
