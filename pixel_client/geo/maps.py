"""A map in a notebook, of answers or of a GeoDataFrame; it needs no network."""

from __future__ import annotations

import html
import math
from collections.abc import Awaitable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

import attrs

from ..core.optional_imports import need
from ..exceptions import PixelInputError, ProblemCode
from .columns import ResourceType, Rows
from .map_page import MapShape, Sort, map_page
from .places import PitchZero, Places
from .response_items import Answers, AsyncAnswers, deliver

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

__all__ = ["Map", "show_map"]

_SORTS = {
    "area": Sort("areas", "#1f7a6b"),
    "footprint": Sort("footprints", "#2b6cb0"),
    "position": Sort("positions", "#5b3a9c"),
    "problem": Sort("with problems", "#c77700"),
}
_TOLD = ("resource_type", "id", "name", "capture_date", "cam_heading", "format", "problem")
_WGS84 = 4326


@attrs.frozen
class Map:
    """A map: a notebook shows it, `save` writes it.

    Attributes:
        page: The whole page of HTML. It loads nothing.
        height: How high a notebook shows it, in pixels.
    """

    page: str = attrs.field(repr=False)
    height: int = 480

    def save(self, path: str | Path) -> Path:
        """Write it to a file for a browser.

        Args:
            path: The file.

        Returns:
            The same.

        Raises:
            OSError: It cannot be written.
        """
        Path(path).write_text(self.page, encoding="utf-8", errors="backslashreplace")
        return Path(path)

    def _repr_html_(self) -> str:
        # In a frame of its own: its style and script see nothing of the notebook, nor the other
        # way round.
        return (
            f'<iframe srcdoc="{html.escape(self.page)}" sandbox="allow-scripts" title="Map"'
            f' style="width: 100%; height: {self.height}px; border: 1px solid #cdd5d2"></iframe>'
        )


@overload
def show_map(
    resources: Answers | GeoDataFrame,
    *,
    title: str = "Pixel",
    height: int = 480,
    most: int = 10_000,
    resource_type: ResourceType | None = None,
    footprints: bool = True,
    pitch_zero: PitchZero = "down",
    far_distance: float | None = None,
) -> Map: ...
@overload
def show_map(
    resources: AsyncAnswers,
    *,
    title: str = "Pixel",
    height: int = 480,
    most: int = 10_000,
    resource_type: ResourceType | None = None,
    footprints: bool = True,
    pitch_zero: PitchZero = "down",
    far_distance: float | None = None,
) -> Awaitable[Map]: ...
def show_map(
    resources: Any,
    *,
    title: str = "Pixel",
    height: int = 480,
    most: int = 10_000,
    resource_type: ResourceType | None = None,
    footprints: bool = True,
    pitch_zero: PitchZero = "down",
    far_distance: float | None = None,
) -> Map | Awaitable[Map]:
    """A map of answers or of a GeoDataFrame, as the last line of a notebook's cell.

    The wheel zooms, dragging moves, a double click shows all; what the pointer rests on is named.
    There are no map tiles below, so nothing is loaded and nobody is told what is looked at.

    Args:
        resources: As for `to_geodataframe`, awaited when they come from a `PixelClientAsync`; or a
            GeoDataFrame in any coordinate system.
        title: What stands above the map.
        height: How high a notebook shows it, in pixels, from 100.
        most: How many are drawn at most; the map tells how many there are.
        resource_type: As for `to_geodataframe`.
        footprints: As for `to_geodataframe`.
        pitch_zero: As for `to_geodataframe`.
        far_distance: As for `to_geodataframe`.

    Raises:
        PixelInputError: It is neither, an argument is wrong, or a library is not installed (extra
            `geo`).
    """
    for name, value, least in (("height", height, 100), ("most", most, 1)):
        if isinstance(value, bool) or not isinstance(value, int) or value < least:
            raise PixelInputError(
                f"is a whole number from {least}, not {value!r}",
                path=name,
                code=ProblemCode.RANGE,
                allowed={"minimum": least},
            )
    rows = Rows(Places(footprints, pitch_zero, far_distance), resource_type)
    drawing = _Drawing(rows, title, height, most)
    if hasattr(resources, "geometry") and hasattr(resources, "to_crs"):
        for row, geometry in _frame_rows(resources):
            drawing.draw(row, geometry)
        return drawing.finish()
    made: Map | Awaitable[Map] = deliver(resources, drawing)
    return made


@attrs.define
class _Drawing:
    rows: Rows
    title: str
    height: int
    most: int
    shapes: list[MapShape] = attrs.field(factory=list, init=False)
    count: int = attrs.field(default=0, init=False)
    without: int = attrs.field(default=0, init=False)

    def add(self, batch: list[Mapping[str, Any]]) -> None:
        for item in batch:
            self.draw(*self.rows.row(item))

    def draw(self, row: Mapping[str, Any], geometry: Mapping[str, Any] | None) -> None:
        self.count += 1
        if geometry is None:
            self.without += 1
        elif len(self.shapes) < self.most:
            self.shapes.append(_shape(row, geometry))

    def finish(self) -> Map:
        # Positions over footprints, these over areas.
        order = list(_SORTS)
        self.shapes.sort(
            key=lambda each: ("Point" in each.geometry["type"], order.index(each.sort))
        )
        used = {each.sort for each in self.shapes}
        keys = {key: sort for key, sort in _SORTS.items() if key in used}
        remarks = []
        if self.without:
            remarks.append(f"{self.without:,} of {self.count:,} without a place.")
        if self.count - self.without > len(self.shapes):
            remarks.append(f"The first {len(self.shapes):,} of {self.count:,} are drawn.")
        page = map_page(self.shapes, keys, self.title, remark=" ".join(remarks) or None)
        return Map(page, self.height)

    def abandon(self) -> None:
        self.shapes.clear()


def _shape(row: Mapping[str, Any], geometry: Mapping[str, Any]) -> MapShape:
    told = {name: row.get(name) for name in _TOLD}
    lines = [f"{name}: {value}" for name, value in told.items() if _is_there(value)]
    heading = row.get("cam_heading")
    if _is_there(told["problem"]):
        sort = "problem"
    elif row.get("geometry_from") == "area_of_interest":
        sort = "area"
    else:
        sort = "position" if "Point" in geometry["type"] else "footprint"
    known = isinstance(heading, int | float) and math.isfinite(heading)
    return MapShape(geometry, lines, sort, heading if known else None)


def _is_there(value: Any) -> bool:
    """Whether a cell is filled: pandas' own missing values equal nothing, or are not told."""
    return value is not None and str(value) not in ("", "nan", "NaT", "<NA>")


def _frame_rows(frame: Any) -> Iterator[tuple[dict[str, Any], dict[str, Any] | None]]:
    if frame.crs is None:
        raise PixelInputError(
            "the frame has no coordinate system; say which it is: frame.set_crs(4326)"
        )
    shapes = frame.geometry.to_crs(_WGS84)
    names = [name for name in (*_TOLD, "geometry_from") if name in frame.columns]
    mapping = need("shapely").geometry.mapping
    columns = (frame[name].tolist() for name in names)
    cells = zip(*columns, strict=True) if names else iter(() for _ in range(len(frame)))
    for shape, told in zip(shapes, cells, strict=True):
        empty = shape is None or shape.is_empty
        finite = not empty and all(map(math.isfinite, shape.bounds))
        yield dict(zip(names, told, strict=True)), mapping(shape) if finite else None
