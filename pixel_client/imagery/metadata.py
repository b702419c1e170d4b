"""What a file says: fields for the service, where each came from, and what is wrong."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from ..core.text import path_text
from ..uploads.inputs import PixelUploadFile
from .problems import Level, Problem

if TYPE_CHECKING:
    from pixel_api.models import MetadataObject

__all__ = [
    "FileMetadata",
    "Hook",
    "JsonValue",
    "PhotoDetails",
    "PointCloudDetails",
    "RasterDetails",
    "failed",
]

JsonValue = str | float | int | None
"""What a value of json_metadata may be."""


@attrs.frozen
class PhotoDetails:
    """A photo's own properties.

    Attributes:
        width: Columns, 0 when unknown.
        height: Rows, 0 when unknown.
        make: The camera's maker, as written.
        model: The camera's model, as written.
    """

    width: int
    height: int
    make: str | None = None
    model: str | None = None


@attrs.frozen
class RasterDetails:
    """A raster's own properties.

    Attributes:
        width: Columns.
        height: Rows.
        bands: Number of bands.
        data_types: Type of the cells of each band, such as `uint8` or `float32`.
        nodata: The no-data value, NaN included; None where there is none.
        crs: The coordinate system as WKT, or None.
        srid: Its EPSG code, or None.
        cell_size: Width and height of a cell in units of the coordinate system, or None.
        footprint: The outline in WGS 84, a GeoJSON Polygon; None when it cannot be told.
        sidecars: Files beside it that were taken into account (world file, .prj, .aux.xml, .ovr).
    """

    width: int
    height: int
    bands: int
    data_types: tuple[str, ...]
    nodata: float | None = None
    crs: str | None = None
    srid: int | None = None
    cell_size: tuple[float, float] | None = None
    footprint: Mapping[str, Any] | None = None
    sidecars: tuple[Path, ...] = ()


@attrs.frozen
class PointCloudDetails:
    """A point cloud's own properties.

    Attributes:
        version: LAS version, such as `1.4`.
        point_format: Point data record format, 0 to 10.
        count: Number of points.
        compressed: Whether it is LAZ.
        copc: Whether it is a cloud-optimised point cloud.
        crs: The coordinate system as WKT, or None.
        srid: The EPSG code of its horizontal part, or None.
        bounds: Least and greatest x, y and z, in units of the coordinate system.
        footprint: The outline in WGS 84, a GeoJSON Polygon; None when it cannot be told.
    """

    version: str
    point_format: int
    count: int
    compressed: bool
    copc: bool
    crs: str | None
    srid: int | None
    bounds: tuple[float, float, float, float, float, float]
    footprint: Mapping[str, Any] | None = None


def _errors_first(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda problem: problem.level is not Level.ERROR))


@attrs.frozen(kw_only=True)
class FileMetadata:
    """What one file says.

    Attributes:
        path: The file.
        kind: What it is read as: `image`, `raster` or `point_cloud`.
        format: Its format by its content (`JPEG`, `TIFF`, `LAZ`, …), or None when not known.
        size: Bytes, 0 when it cannot be read.
        fields: Field of the service -> value: numbers, texts, a GeoJSON `location`, a
            `capture_date` with time zone.
        sources: Field -> where its value came from, in words.
        json_metadata: Free metadata, from a manifest or a hook.
        details: The file's own properties, or None when its header cannot be read.
        problems: What is wrong, errors first.
    """

    path: Path
    kind: str
    format: str | None = None
    size: int = 0
    fields: Mapping[str, Any] = attrs.field(factory=dict)
    sources: Mapping[str, str] = attrs.field(factory=dict)
    json_metadata: Mapping[str, JsonValue] = attrs.field(factory=dict)
    details: PhotoDetails | RasterDetails | PointCloudDetails | None = None
    problems: tuple[Problem, ...] = attrs.field(default=(), converter=_errors_first)

    @property
    def ok(self) -> bool:
        """Whether there is no error; warnings do not count."""
        return all(problem.level is not Level.ERROR for problem in self.problems)

    @property
    def place(self) -> Mapping[str, Any] | None:
        """Its position or footprint in WGS 84, as GeoJSON; None when it has none."""
        located = self.fields.get("location")
        return located if located is not None else getattr(self.details, "footprint", None)

    @property
    def metadata(self) -> MetadataObject | None:
        """What to send with it; None when there is nothing to say.

        Raises:
            PixelInputError: A field that its kind does not have, or a value of a wrong type.
        """
        if not self.fields and not self.json_metadata:
            return None
        from pixel_api import models

        made: dict[str, Any] = {}
        if self.fields:
            kinds = {
                "image": models.ImageMetadataFields,
                "raster": models.RasterMetadataFields,
                "point_cloud": models.PointCloudMetadataFields,
            }
            made["fields"] = kinds[self.kind](**self.fields)
        if self.json_metadata:
            made["json_metadata"] = dict(self.json_metadata)
        return models.MetadataObject(**made)

    def upload_file(self, support_files: Iterable[Path] | None = None) -> PixelUploadFile:
        """The file as uploads take it, with its metadata.

        Args:
            support_files: Side-cars to send with it.
        """
        beside = None if support_files is None else list(support_files)
        return PixelUploadFile(self.path, support_files=beside, metadata=self.metadata)

    def changed(
        self,
        fields: Mapping[str, Any],
        source: str,
        json_metadata: Mapping[str, JsonValue] | None = None,
    ) -> FileMetadata:
        """A copy with other values.

        Args:
            fields: Field -> value; None takes a value out. A given position or date ends the
                file's own problems with it.
            source: Where they come from.
            json_metadata: Free metadata to add.
        """
        merged = {**self.fields, **fields}
        kept = {name: value for name, value in merged.items() if value is not None}
        named = {name: source for name, value in fields.items() if value is not None}
        origin = {name: by for name, by in {**self.sources, **named}.items() if name in kept}
        return attrs.evolve(
            self,
            fields=kept,
            sources=origin,
            json_metadata={**self.json_metadata, **(json_metadata or {})},
            problems=[each for each in self.problems if not _settled(each, named)],
        )

    def to_dict(self) -> dict[str, Any]:
        """Everything, as JSON can carry it."""
        plain = {
            name: value.isoformat() if isinstance(value, datetime.date) else value
            for name, value in self.fields.items()
        }
        details = attrs.asdict(self.details) if self.details is not None else None
        if details is not None and "sidecars" in details:
            details["sidecars"] = [path_text(path) for path in details["sidecars"]]
        if details is not None and details.get("nodata") is not None:
            details["nodata"] = repr(details["nodata"])  # may be nan, which JSON has not
        return {
            "path": path_text(self.path),
            "kind": self.kind,
            "format": self.format,
            "size": self.size,
            "fields": plain,
            "sources": dict(self.sources),
            "json_metadata": dict(self.json_metadata),
            "details": details,
            "problems": [problem.to_dict() for problem in self.problems],
        }


Hook = Callable[[FileMetadata], Mapping[str, Any] | None]
"""A caller's own function: gets what a file says, gives fields that are to be otherwise.

None, or an empty mapping, changes nothing; a field that is None is taken out; `json_metadata` is a
mapping to add. It runs in the caller's thread, in the files' order.
"""

# A value given from outside settles what the file's own lack of it, or its own value, was.
_SETTLED_BY = {
    "position-missing": "location",
    "position-zero": "location",
    "position-range": "location",
    "position-doubtful": "location",
    "date-missing": "capture_date",
    "date-unreadable": "capture_date",
    "date-future": "capture_date",
    "date-epoch": "capture_date",
    "zone-assumed": "capture_date",
    "gimbal-not-recorded": "cam_pitch",
    "panorama-unmarked": "image_type",
}


def _settled(problem: Problem, given: Mapping[str, str]) -> bool:
    return (problem.field or _SETTLED_BY.get(problem.code)) in given


def failed(
    path: Path, kind: str, code: str, message: str, *, size: int = 0, format: str | None = None
) -> FileMetadata:
    """A file that says nothing, for one reason."""
    return FileMetadata(
        path=path,
        kind=kind,
        format=format,
        size=size,
        problems=(Problem.of(code, path, message),),
    )
