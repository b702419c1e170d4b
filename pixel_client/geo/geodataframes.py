"""Answers as a GeoDataFrame."""

from __future__ import annotations

from collections.abc import Awaitable, Mapping
from typing import TYPE_CHECKING, Any, overload

import attrs

from ..core.optional_imports import need
from .columns import Kind, ResourceType, Rows, Schema, cells
from .places import PitchZero, Places
from .projecting import CrsLike, Projection
from .response_items import Answers, AsyncAnswers, deliver

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

__all__ = ["to_geodataframe"]

_TYPES: dict[Kind, str] = {
    "bool": "boolean",
    "int": "Int64",
    "float": "float64",
    "text": "string",
    "time": "datetime64[us, UTC]",
    "texts": "object",
    "numbers": "object",
    "json": "object",
}


@overload
def to_geodataframe(
    resources: Answers,
    *,
    crs: CrsLike = 4326,
    resource_type: ResourceType | None = None,
    footprints: bool = True,
    flatten_metadata: bool = False,
    pitch_zero: PitchZero = "down",
    far_distance: float | None = None,
) -> GeoDataFrame: ...
@overload
def to_geodataframe(
    resources: AsyncAnswers,
    *,
    crs: CrsLike = 4326,
    resource_type: ResourceType | None = None,
    footprints: bool = True,
    flatten_metadata: bool = False,
    pitch_zero: PitchZero = "down",
    far_distance: float | None = None,
) -> Awaitable[GeoDataFrame]: ...
def to_geodataframe(
    resources: Answers | AsyncAnswers,
    *,
    crs: CrsLike = 4326,
    resource_type: ResourceType | None = None,
    footprints: bool = True,
    flatten_metadata: bool = False,
    pitch_zero: PitchZero = "down",
    far_distance: float | None = None,
) -> GeoDataFrame | Awaitable[GeoDataFrame]:
    """Answers as a GeoDataFrame, a row each; awaited when they come from a `PixelClientAsync`.

    Columns are the fields of the answers, and `resource_type`, `longitude`, `latitude` and
    `altitude` of images, `geometry_from` (`camera`, `bounds` or a field) and `problem`. A row
    without a place has no geometry, and `problem` says why. Dates are in UTC. Of no answers at all
    the frame is empty, and its columns have the same types.

    Args:
        resources: What `get_…`, `list_…`, `paginate_…` or `search` returned; several sorts may be
            mixed.
        crs: Coordinate system of the geometries, such as 25832. Heights are not converted.
        resource_type: What they are: `image`, `raster`, `point_cloud`, `project` or
            `data_collection`. None tells it from the answers; those of a search do not always say.
        footprints: Whether images get the ground that their camera saw, where heading, pitch,
            fields of view and height are known; the ground is taken to be flat and `cam_height`
            below. Otherwise, and without these, their position.
        flatten_metadata: Whether each key of `json_metadata` becomes a column.
        pitch_zero: Where the images' `cam_pitch` is 0: straight `down`, or at the `horizon`.
        far_distance: Metres along the ground at which footprints are cut off, up to 100,000; an
            image's own `far_dist` counts too. Without either, an image that shows the horizon has
            its position.

    Raises:
        PixelInputError: `resources` are no answers, an argument is wrong, or geopandas is not
            installed (extra `geo`).
    """
    need("geopandas")
    places = Places(footprints, pitch_zero, far_distance)
    sink = _Frame(Rows(places, resource_type, flatten_metadata), Projection.to(crs))
    made: GeoDataFrame | Awaitable[GeoDataFrame] = deliver(resources, sink)
    return made


@attrs.define
class _Frame:
    rows: Rows
    projection: Projection
    schema: Schema = attrs.field(init=False)
    listed: list[dict[str, Any]] = attrs.field(factory=list, init=False)
    geometries: list[dict[str, Any] | None] = attrs.field(factory=list, init=False)

    def __attrs_post_init__(self) -> None:
        self.schema = self.rows.schema()

    def add(self, batch: list[Mapping[str, Any]]) -> None:
        for item in batch:
            row, geometry = self.rows.row(item)
            self.schema.meet(row)
            self.listed.append(row)
            self.geometries.append(geometry)

    def finish(self) -> GeoDataFrame:
        geopandas, pandas = need("geopandas"), need("pandas")
        shapes, beyond = self.projection.shapes(self.geometries)
        mark_beyond(self.listed, beyond, self.projection)
        columns = {
            name: pandas.Series(cells(self.listed, name, kind), dtype=_TYPES[kind])
            for name, kind in self.schema.kinds.items()
        }
        made: GeoDataFrame = geopandas.GeoDataFrame(
            columns, geometry=geopandas.GeoSeries(shapes, crs=self.projection.crs)
        )
        return made

    def abandon(self) -> None:
        self.listed.clear()


def mark_beyond(rows: list[dict[str, Any]], beyond: list[int], projection: Projection) -> None:
    """Say of rows that the coordinate system does not cover their place."""
    for number in beyond:
        row = rows[number]
        said = f"it lies outside what {projection.crs.name} covers"
        row["problem"] = f"{row['problem']}; {said}" if row["problem"] else said
