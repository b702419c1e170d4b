"""Answers as a GeoParquet file, written in row groups."""

from __future__ import annotations

import contextlib
import json
import math
import tempfile
from collections.abc import Awaitable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, overload

import attrs

from ..core.atomic_file import beside
from ..core.optional_imports import need
from ..exceptions import PixelInputError, ProblemCode
from .columns import Kind, ResourceType, Rows, Schema, cells
from .export_result import Tally, Written
from .geodataframes import mark_beyond
from .places import PitchZero, Places
from .projecting import CrsLike, Projection
from .response_items import Answers, AsyncAnswers, deliver

__all__ = ["to_geoparquet"]

_VERSION = "1.1.0"  # of GeoParquet
_ROW_GROUP = 10_000


@overload
def to_geoparquet(
    resources: Answers,
    path: str | Path,
    *,
    crs: CrsLike = 4326,
    resource_type: ResourceType | None = None,
    footprints: bool = True,
    flatten_metadata: bool = False,
    pitch_zero: PitchZero = "down",
    far_distance: float | None = None,
    row_group: int = _ROW_GROUP,
) -> Written: ...
@overload
def to_geoparquet(
    resources: AsyncAnswers,
    path: str | Path,
    *,
    crs: CrsLike = 4326,
    resource_type: ResourceType | None = None,
    footprints: bool = True,
    flatten_metadata: bool = False,
    pitch_zero: PitchZero = "down",
    far_distance: float | None = None,
    row_group: int = _ROW_GROUP,
) -> Awaitable[Written]: ...
def to_geoparquet(
    resources: Answers | AsyncAnswers,
    path: str | Path,
    *,
    crs: CrsLike = 4326,
    resource_type: ResourceType | None = None,
    footprints: bool = True,
    flatten_metadata: bool = False,
    pitch_zero: PitchZero = "down",
    far_distance: float | None = None,
    row_group: int = _ROW_GROUP,
) -> Written | Awaitable[Written]:
    """Write answers as a GeoParquet file (1.1), with the columns of `to_geodataframe`.

    Answers wait in a file beside it until all are known, since the columns are; any number takes
    the memory of one row group. Objects, and what fits no type of column, are texts of JSON.

    Args:
        resources: As for `to_geodataframe`; awaited when they come from a `PixelClientAsync`.
        path: The file, which is replaced once all is written.
        crs: As for `to_geodataframe`.
        resource_type: As for `to_geodataframe`.
        footprints: As for `to_geodataframe`.
        flatten_metadata: As for `to_geodataframe`.
        pitch_zero: As for `to_geodataframe`.
        far_distance: As for `to_geodataframe`.
        row_group: Rows of a row group, from 1.

    Returns:
        What was written, and what was wrong with places and dates.

    Raises:
        PixelInputError: `resources` are no answers, an argument is wrong, or pyarrow is not
            installed (extra `geo`).
        OSError: The file cannot be written.
    """
    need("pyarrow.parquet")
    if isinstance(row_group, bool) or not isinstance(row_group, int) or row_group < 1:
        raise PixelInputError(
            f"is a whole number from 1, not {row_group!r}",
            path="row_group",
            code=ProblemCode.RANGE,
            allowed={"minimum": 1},
        )
    places = Places(footprints, pitch_zero, far_distance)
    rows = Rows(places, resource_type, flatten_metadata)
    sink = _Table(rows, Projection.to(crs), Path(path), row_group)
    made: Written | Awaitable[Written] = deliver(resources, sink)
    return made


@attrs.define
class _Table:
    rows: Rows
    projection: Projection
    path: Path
    row_group: int
    tally: Tally = attrs.field(factory=Tally, init=False)
    schema: Schema = attrs.field(init=False)
    part: Path = attrs.field(init=False)
    waiting: Any = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self.schema = self.rows.schema()
        self.part = beside(self.path)
        self.waiting = tempfile.TemporaryFile("w+", encoding="utf-8", dir=self.path.parent)  # noqa: SIM115

    def add(self, batch: list[Mapping[str, Any]]) -> None:
        for item in batch:
            row, geometry = self.rows.row(item)
            self.schema.meet(row)
            self.waiting.write(json.dumps([row, geometry], allow_nan=False) + "\n")

    def finish(self) -> Written:
        parquet = need("pyarrow.parquet")
        kinds = self.schema.kinds
        about = _About(self.projection)
        schema = _arrow_schema(kinds)
        writer = parquet.ParquetWriter(self.part, schema, compression="zstd")
        with writer:
            for rows, geometries in self._groups():
                shapes, beyond = self.projection.shapes(geometries)
                mark_beyond(rows, beyond, self.projection)
                for row, shape in zip(rows, shapes, strict=True):
                    self.tally.meet(row, shape)
                about.meet(shapes)
                writer.write_table(_arrow_table(rows, shapes, kinds, schema))
            writer.add_key_value_metadata({"geo": json.dumps(about.told())})
        self.waiting.close()
        self.part.replace(self.path)
        return self.tally.written(self.path)

    def abandon(self) -> None:
        with contextlib.suppress(OSError):
            self.waiting.close()
        self.part.unlink(missing_ok=True)

    def _groups(self) -> Iterator[tuple[list[dict[str, Any]], list[dict[str, Any] | None]]]:
        self.waiting.seek(0)
        rows, geometries = [], []
        for line in self.waiting:
            row, geometry = json.loads(line)
            rows.append(row)
            geometries.append(geometry)
            if len(rows) == self.row_group:
                yield rows, geometries
                rows, geometries = [], []
        if rows:
            yield rows, geometries


def _arrow_schema(kinds: Mapping[str, Kind]) -> Any:
    arrow = need("pyarrow")
    types = {
        "bool": arrow.bool_(),
        "int": arrow.int64(),
        "float": arrow.float64(),
        "text": arrow.string(),
        "time": arrow.timestamp("us", "UTC"),
        "texts": arrow.list_(arrow.string()),
        "numbers": arrow.list_(arrow.float64()),
        "json": arrow.string(),
    }
    fields = [(name, types[kind]) for name, kind in kinds.items()]
    return arrow.schema([*fields, ("geometry", arrow.binary())])


def _arrow_table(
    rows: Sequence[Mapping[str, Any]], shapes: Any, kinds: Mapping[str, Kind], schema: Any
) -> Any:
    columns = {
        name: [
            json.dumps(each, ensure_ascii=False) if kind == "json" and each is not None else each
            for each in cells(rows, name, kind)
        ]
        for name, kind in kinds.items()
    }
    columns["geometry"] = list(need("shapely").to_wkb(shapes, flavor="iso"))
    return need("pyarrow").table(columns, schema=schema)


@attrs.define
class _About:
    """What GeoParquet tells of a column of geometries."""

    projection: Projection
    types: set[str] = attrs.field(factory=set)
    bounds: list[float] = attrs.field(factory=list)

    def meet(self, shapes: Any) -> None:
        shapely = need("shapely")
        for shape in shapes:
            if shape is not None:
                self.types.add(shape.geom_type + (" Z" if shape.has_z else ""))
        found = [*self.bounds[:2], *shapely.total_bounds(shapes).tolist(), *self.bounds[2:]]
        found = [each for each in found if math.isfinite(each)]
        if found:
            xs, ys = found[::2], found[1::2]
            self.bounds = [min(xs), min(ys), max(xs), max(ys)]

    def told(self) -> dict[str, Any]:
        column = {
            "encoding": "WKB",
            "geometry_types": sorted(self.types),
            "crs": self.projection.crs.to_json_dict(),
            "edges": "planar",
        }
        if self.bounds:
            column["bbox"] = self.bounds
        return {"version": _VERSION, "primary_column": "geometry", "columns": {"geometry": column}}
