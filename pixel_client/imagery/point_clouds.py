"""Point clouds: what the LAS or LAZ header and its records say; no point is read."""

from __future__ import annotations

import math
import struct
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

import attrs

from ..core.optional_imports import need
from .footprints import on_some_map, outline
from .las_records import read_records
from .metadata import FileMetadata, PointCloudDetails, failed
from .problems import Problem

__all__ = ["read_point_cloud"]

_EXPECTED = "Expected a whole LAS or LAZ file; copy or export it again"
_HEADER_BYTES = {0: 227, 1: 227, 2: 227, 3: 235, 4: 375}  # by minor version
_RECORD = 54  # bytes that a record starts with
MAX_HEADER_BYTES = 16 * 1024**2
_POINT_FORMATS = range(11)
# Bytes of a point of each format, without extra ones.
_POINT_BYTES = (20, 28, 26, 34, 57, 63, 30, 36, 38, 59, 67)


@attrs.frozen
class _Header:
    """The numbers of the public header that are judged here, before a library reads the rest."""

    minor: int
    header_size: int
    points_at: int
    records: int
    point_format: int
    compressed: bool
    point_size: int
    legacy_count: int
    count: int
    by_return: int
    extended_at: int
    extended: int
    scales: tuple[float, ...]
    bounds: tuple[float, ...]


def read_point_cloud(path: Path, file: BinaryIO, size: int, format_name: str) -> FileMetadata:
    """Read the header of a point cloud.

    Args:
        path: The file.
        file: The same, open, at its start.
        size: Its bytes.
        format_name: LAS or LAZ.

    Raises:
        PixelInputError: laspy or pyproj is not installed.
    """

    def refused(code: str, message: str) -> FileMetadata:
        return failed(path, "point_cloud", code, message, size=size, format=format_name)

    raw = file.read(375)
    if len(raw) < 227 or raw[24] != 1 or raw[25] not in _HEADER_BYTES:
        if len(raw) < 227:
            return refused("truncated", f"it ends in the middle of its header. {_EXPECTED}")
        return refused(
            "las-version",
            f"its header says LAS version {raw[24]}.{raw[25]}; 1.0 to 1.4 are known. {_EXPECTED}",
        )
    if len(raw) < _HEADER_BYTES[raw[25]]:
        return refused("truncated", f"it ends in the middle of its header. {_EXPECTED}")
    header = _parse(raw)
    if header.point_format not in _POINT_FORMATS:
        return refused(
            "las-version",
            f"its header says point format {header.point_format}; 0 to 10 are known. {_EXPECTED}",
        )
    fault = _layout_fault(header, size)
    if fault is not None:
        return refused("truncated" if header.points_at > size else "damaged", fault)
    for library in ("laspy", "pyproj"):  # a library that is missing is no damage of the file
        need(library)
    try:
        records = read_records(file, header.extended_at, header.extended, size)
    # laspy and PROJ fail on damaged records in ways of which they declare no list.
    except Exception as error:
        said = (str(error).splitlines() or [type(error).__name__])[0][:200]
        return refused("damaged", f"the records of its header cannot be read ({said}). {_EXPECTED}")
    crs = records.crs
    bounds = _bounds(header)
    details = PointCloudDetails(
        version=f"1.{header.minor}",
        point_format=header.point_format,
        count=header.count,
        compressed=header.compressed,
        copc=records.copc,
        crs=None if crs is None else crs.to_wkt(),
        srid=_srid(crs),
        bounds=bounds,
        footprint=_footprint(crs, bounds),
    )
    problems = [*_count_problems(path, header), *_bounds_problems(path, header)]
    problems += _end_problems(path, file, header, size, records.chunk_points)
    if crs is None:
        problems.append(
            Problem.of(
                "crs-missing",
                path,
                "it has no coordinate system, or one that cannot be read; write one into it "
                "(las2las -epsg 25832, or PDAL's writers.las a_srs)",
            )
        )
    return FileMetadata(
        path=path,
        kind="point_cloud",
        format=format_name,
        size=size,
        details=details,
        problems=tuple(problems),
    )


def _parse(raw: bytes) -> _Header:
    minor = raw[25]
    header_size, points_at, records = struct.unpack_from("<HII", raw, 94)
    point_format, point_size, legacy = struct.unpack_from("<BHI", raw, 104)
    by_return = sum(struct.unpack_from("<5I", raw, 111))
    count, extended_at, extended = legacy, 0, 0
    if minor >= 4:
        extended_at, extended, count = struct.unpack_from("<QIQ", raw, 235)
        by_return = sum(struct.unpack_from("<15Q", raw, 255))
    numbers = struct.unpack_from("<12d", raw, 131)
    return _Header(
        minor=minor,
        header_size=header_size,
        points_at=points_at,
        records=records,
        point_format=point_format & 0x3F,  # the two high bits say that it is LAZ
        compressed=bool(point_format & 0xC0),
        point_size=point_size,
        legacy_count=legacy,
        count=count,
        by_return=by_return,
        extended_at=extended_at,
        extended=extended,
        scales=numbers[:3],
        bounds=numbers[6:],
    )


def _layout_fault(header: _Header, size: int) -> str | None:
    """Why the parts that the header tells of cannot be there."""
    if header.header_size < _HEADER_BYTES[header.minor]:
        return (
            f"its header says that it has {header.header_size} bytes; one of LAS 1.{header.minor} "
            f"has {_HEADER_BYTES[header.minor]} at least. {_EXPECTED}"
        )
    if header.points_at > size:
        return f"its points start at byte {header.points_at}, but it has {size} bytes. {_EXPECTED}"
    if header.header_size + header.records * _RECORD > header.points_at:
        return (
            f"its header tells of {header.records} records, which do not fit before its points "
            f"(byte {header.points_at}). {_EXPECTED}"
        )
    if header.points_at > MAX_HEADER_BYTES:
        return (
            f"its header has {header.points_at} bytes; {MAX_HEADER_BYTES} are read at most. "
            f"{_EXPECTED}"
        )
    if header.point_size < _POINT_BYTES[header.point_format]:
        return (
            f"its points have {header.point_size} bytes each; point format {header.point_format} "
            f"has {_POINT_BYTES[header.point_format]} at least. {_EXPECTED}"
        )
    return None


def _bounds(header: _Header) -> tuple[float, float, float, float, float, float]:
    max_x, min_x, max_y, min_y, max_z, min_z = header.bounds
    return min_x, min_y, min_z, max_x, max_y, max_z


def _srid(crs: Any) -> int | None:
    if crs is None:
        return None
    plain = crs.source_crs if crs.is_bound else crs
    horizontal = plain.sub_crs_list[0] if plain.sub_crs_list else plain
    code = horizontal.to_epsg()
    return None if code is None else int(code)


def _footprint(crs: Any, bounds: tuple[float, ...]) -> Mapping[str, Any] | None:
    if crs is None or not on_some_map(bounds):
        return None
    from pyproj import Transformer
    from pyproj.exceptions import ProjError

    left, bottom, _, right, top, _ = bounds
    xs, ys = [left, right, right, left], [bottom, bottom, top, top]
    try:
        longitudes, latitudes = Transformer.from_crs(crs, 4326, always_xy=True).transform(xs, ys)
    except ProjError:
        return None
    return outline(longitudes, latitudes)


def _count_problems(path: Path, header: _Header) -> Iterator[Problem]:
    if header.count == 0:
        yield Problem.of("las-count", path, f"its header tells of 0 points. {_EXPECTED}")
    if header.minor >= 4 and header.legacy_count not in (0, header.count):
        yield Problem.of(
            "las-count",
            path,
            f"its header tells of {header.count} points, and in its field for older readers of "
            f"{header.legacy_count}; they are equal, or the latter is 0. {_EXPECTED}",
        )
    if header.by_return > header.count:
        yield Problem.of(
            "las-count",
            path,
            f"its header tells of {header.count} points, but of {header.by_return} by return. "
            f"{_EXPECTED}",
        )


def _bounds_problems(path: Path, header: _Header) -> Iterator[Problem]:
    left, bottom, low, right, top, high = _bounds(header)
    ordered = left <= right and bottom <= top and low <= high
    if not (ordered and all(map(math.isfinite, header.bounds))):
        yield Problem.of(
            "las-bounds",
            path,
            f"its bounds are x {left:g} to {right:g}, y {bottom:g} to {top:g}, z {low:g} to "
            f"{high:g}; each goes from a smaller number to a greater one. {_EXPECTED}",
        )
    if not all(math.isfinite(scale) and scale > 0 for scale in header.scales):
        yield Problem.of(
            "las-bounds",
            path,
            f"its scale factors are {', '.join(f'{scale:g}' for scale in header.scales)}; they are "
            f"greater than 0. {_EXPECTED}",
        )


def _end_problems(
    path: Path, file: BinaryIO, header: _Header, size: int, chunk_points: int | None
) -> Iterator[Problem]:
    """Whether the points that the header tells of can be in the file."""
    if header.compressed:
        file.seek(header.points_at)
        raw = file.read(8)
        table = struct.unpack("<q", raw)[0] if len(raw) == 8 else 0
        # -1: the writer could not go back; the table's place is then in the last 8 bytes.
        if header.count and (table > size or (table != -1 and table < header.points_at)):
            yield Problem.of(
                "truncated",
                path,
                f"its compressed points end at byte {table}, but it has {size} bytes. {_EXPECTED}",
            )
        elif table != -1 and chunk_points:
            file.seek(table + 4)
            raw = file.read(4)
            chunks = struct.unpack("<I", raw)[0] if len(raw) == 4 else 0
            if chunks != -(-header.count // chunk_points):
                yield Problem.of(
                    "las-count",
                    path,
                    f"its header tells of {header.count} points, but it has {chunks} chunks of "
                    f"{chunk_points} points at most. {_EXPECTED}",
                )
        return
    needed = header.points_at + header.count * header.point_size
    if needed > size:
        there = max(0, size - header.points_at) // header.point_size
        yield Problem.of(
            "las-count",
            path,
            f"its header tells of {header.count} points, which end at byte {needed}, but it has "
            f"{size} bytes: room for {there} points. {_EXPECTED}",
        )
