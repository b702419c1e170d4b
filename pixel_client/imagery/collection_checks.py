"""What a data collection takes: pure checks of what was read, by the collection's type."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from ..core.resource_kinds import KINDS
from ..exceptions import PixelInputError, ProblemCode
from .footprints import Area
from .metadata import FileMetadata, RasterDetails
from .problems import Level, Problem

__all__ = ["Collection", "area_problems", "collection_problems"]

_BANDS = {"RGB": (3, 4), "DTM": (1,), "DSM": (1,)}
_TYPES = {"RGB": ("uint8",), "DTM": ("float32", "float64"), "DSM": ("float32", "float64")}
_CELL_TOLERANCE = 1e-6
_ADVICE = "Convert it (gdal_translate), or upload it to a collection of another type"


@attrs.frozen
class Collection:
    """What is known of a data collection before an upload.

    Attributes:
        type: `image`, `raster`, `RGB`, `DTM`, `DSM` or `point_cloud`.
        raster_info: What its rasters have in common, or nothing.
    """

    type: str
    raster_info: Mapping[str, Any] = attrs.field(factory=dict)

    @property
    def kind(self) -> str:
        """What files become in it: `image`, `raster` or `point_cloud`."""
        return KINDS[self.type].resource

    @classmethod
    def of(cls, given: Any) -> Collection:
        """A collection from its type, or as the service answers it.

        Raises:
            PixelInputError: It has no type, or one that does not exist.
        """
        info: Any = {}
        if isinstance(given, Mapping):
            info = given.get("raster_info") or {}
            given = given.get("data_collection_type")
        if isinstance(given, Collection):
            return given
        name = str(given)
        if name not in KINDS:
            raise PixelInputError(
                f"is a data collection or its type ({', '.join(KINDS)}), not {given!r}",
                path="collection",
                code=ProblemCode.ENUM,
            )
        return cls(name, {key: value for key, value in dict(info).items() if value is not None})


def collection_problems(metadata: FileMetadata, collection: Collection) -> Iterator[Problem]:
    """Hold a file against the type of its collection and its raster_info.

    Args:
        metadata: What the file says.
        collection: Where it is to go.

    Yields:
        All that does not fit.
    """
    details = metadata.details
    if not isinstance(details, RasterDetails):
        return
    yield from _type_problems(metadata, details, collection.type)
    yield from _info_problems(metadata, details, collection.raster_info)


def area_problems(metadata: FileMetadata, area: Area | None) -> Iterator[Problem]:
    """Hold a file's position or footprint against the project's area.

    Args:
        metadata: What the file says.
        area: The area, or None when there is none to hold it against.
    """
    place = metadata.place
    if area is None or place is None:
        return
    try:
        away = area.distance(place)
    except ValueError as error:
        yield Problem.of(
            "outside-area",
            metadata.path,
            f"its location is no geometry that can be held against the area: {error}. Give another",
        )
        return
    if away > 0:
        shown = f"{away:,.0f} m" if away < 10_000 else f"{away / 1000:,.0f} km"
        what = "footprint" if place.get("type") == "Polygon" else "position"
        yield Problem.of(
            "outside-area",
            metadata.path,
            f"its {what} is {shown} outside the project's area; check that it belongs to this "
            "project, or make the area larger",
        )


def _type_problems(metadata: FileMetadata, details: RasterDetails, name: str) -> Iterator[Problem]:
    bands, types = _BANDS.get(name), _TYPES.get(name)
    if bands is not None and details.bands not in bands:
        yield Problem.of(
            "band-count",
            metadata.path,
            f"it has {_count(details.bands)}; a collection of type {name} takes "
            f"{' or '.join(map(str, bands))}. {_ADVICE}",
        )
    wrong = sorted(set(details.data_types) - set(types or details.data_types))
    if types is not None and wrong:
        yield Problem.of(
            "data-type",
            metadata.path,
            f"its cells are {', '.join(wrong)}; a collection of type {name} takes "
            f"{' or '.join(types)}. {_ADVICE}",
        )
    if name in ("DTM", "DSM") and details.nodata is None:
        yield Problem.of(
            "nodata-missing",
            metadata.path,
            "it has no no-data value, so cells without a height count as heights; set one "
            "(gdal_edit.py -a_nodata -9999), unless every cell has a height",
        )


def _info_problems(
    metadata: FileMetadata, details: RasterDetails, info: Mapping[str, Any]
) -> Iterator[Problem]:
    found = {
        "srid": details.srid,
        "format": "GTiff" if metadata.format == "TIFF" else metadata.format,
        "num_bands": details.bands,
    }
    for key, what in (("srid", "EPSG:{}"), ("format", "format {}"), ("num_bands", "{} band(s)")):
        wanted = info.get(key)
        if wanted is None or str(wanted).lower() == str(found[key]).lower():
            continue
        has = what.format(found[key])
        if key == "srid" and details.crs is None:
            has = "no coordinate system"
        elif key == "srid" and details.srid is None:
            has = "a coordinate system without an EPSG code"
        yield _differs(metadata, has, what.format(wanted))
    wanted_type = info.get("data_type")
    wrong = sorted({each for each in details.data_types if each != str(wanted_type).lower()})
    if wanted_type is not None and wrong:
        yield _differs(metadata, f"cells of type {', '.join(wrong)}", str(wanted_type))
    wanted_size = info.get("cell_size")
    if wanted_size is not None and not _same_size(wanted_size, details.cell_size):
        has = "no cell size" if details.cell_size is None else f"cells of {_by(details.cell_size)}"
        yield _differs(metadata, has, _by(wanted_size))


def _differs(metadata: FileMetadata, has: str, wanted: str) -> Problem:
    return Problem.of(
        "raster-info",
        metadata.path,
        f"it has {has}; the raster_info of the collection says {wanted}. Convert it (gdalwarp, "
        "gdal_translate), or upload it to a collection that it fits",
        Level.ERROR,
    )


def _same_size(wanted: Any, found: tuple[float, float] | None) -> bool:
    if found is None:
        return False
    return all(
        math.isclose(abs(float(one)), other, rel_tol=_CELL_TOLERANCE)
        for one, other in zip(wanted, found, strict=False)
    )


def _by(size: Any) -> str:
    return " × ".join(f"{float(side):g}" for side in size)


def _count(bands: int) -> str:
    return f"{bands} band" if bands == 1 else f"{bands} bands"
