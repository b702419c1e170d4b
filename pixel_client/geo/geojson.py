"""Answers as a GeoJSON file, written feature by feature."""

from __future__ import annotations

import io
import json
from collections.abc import Awaitable, Mapping
from pathlib import Path
from typing import Any, TextIO, overload

import attrs

from ..core.atomic_file import AtomicFile
from .columns import ResourceType, Rows
from .export_result import Tally, Written
from .places import PitchZero, Places
from .response_items import Answers, AsyncAnswers, deliver

__all__ = ["to_geojson"]


@overload
def to_geojson(
    resources: Answers,
    target: str | Path | TextIO,
    *,
    resource_type: ResourceType | None = None,
    footprints: bool = True,
    flatten_metadata: bool = False,
    pitch_zero: PitchZero = "down",
    far_distance: float | None = None,
) -> Written: ...
@overload
def to_geojson(
    resources: AsyncAnswers,
    target: str | Path | TextIO,
    *,
    resource_type: ResourceType | None = None,
    footprints: bool = True,
    flatten_metadata: bool = False,
    pitch_zero: PitchZero = "down",
    far_distance: float | None = None,
) -> Awaitable[Written]: ...
def to_geojson(
    resources: Answers | AsyncAnswers,
    target: str | Path | TextIO,
    *,
    resource_type: ResourceType | None = None,
    footprints: bool = True,
    flatten_metadata: bool = False,
    pitch_zero: PitchZero = "down",
    far_distance: float | None = None,
) -> Written | Awaitable[Written]:
    """Write answers as a GeoJSON FeatureCollection (RFC 7946), in WGS 84.

    Answers are written as they come, so any number takes the same memory. Polygons over the
    antimeridian are cut there. An answer without a place is a feature whose geometry is null.

    Args:
        resources: As for `to_geodataframe`; awaited when they come from a `PixelClientAsync`.
        target: The file, which is replaced once all is written; or an open text file.
        resource_type: As for `to_geodataframe`.
        footprints: As for `to_geodataframe`.
        flatten_metadata: As for `to_geodataframe`.
        pitch_zero: As for `to_geodataframe`.
        far_distance: As for `to_geodataframe`.

    Returns:
        What was written, and what was wrong with places and dates.

    Raises:
        PixelInputError: `resources` are no answers, an argument is wrong, or a library is not
            installed (extra `geo`).
        OSError: The file cannot be written.
    """
    rows = Rows(Places(footprints, pitch_zero, far_distance), resource_type, flatten_metadata)
    made: Written | Awaitable[Written] = deliver(resources, _Features(rows, AtomicFile(target)))
    return made


@attrs.define
class _Features:
    rows: Rows
    file: AtomicFile
    tally: Tally = attrs.field(factory=Tally, init=False)

    def add(self, batch: list[Mapping[str, Any]]) -> None:
        text = io.StringIO()
        for item in batch:
            row, geometry = self.rows.row(item)
            text.write(
                ",\n" if self.tally.count else '{"type": "FeatureCollection", "features": [\n'
            )
            self.tally.meet(row, geometry)
            text.write(json.dumps(_feature(row, geometry), ensure_ascii=False, allow_nan=False))
        self.file.write(text.getvalue())

    def finish(self) -> Written:
        if not self.tally.count:
            self.file.write('{"type": "FeatureCollection", "features": [')
        self.file.write("\n]}\n")
        self.file.done()
        return self.tally.written(self.file.path)

    def abandon(self) -> None:
        self.file.abandon()


def _feature(row: dict[str, Any], geometry: dict[str, Any] | None) -> dict[str, Any]:
    made: dict[str, Any] = {"type": "Feature"}
    if row.get("id") is not None:
        sort = row["resource_type"]
        made["id"] = f"{sort}-{row['id']}" if sort else row["id"]
    return made | {"geometry": geometry, "properties": row}
