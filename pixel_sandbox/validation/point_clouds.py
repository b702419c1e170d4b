"""Validates point clouds: reads the LAS header and compares it with the points."""

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import laspy
import rasterio
from rasterio.crs import CRS
from rasterio.errors import CRSError

from .footprint import footprint
from .problem import Findings, ValidationError

EXPECTED = "expected a whole LAS or LAZ file"
# Sizes in bytes from the LAS standard: headers, and the header of each record.
HEADER_1_0, HEADER_1_4 = 227, 375
RECORD_HEADER, EXTENDED_HEADER = 54, 60
POINTS_AT_ONCE = 500_000
# GeoTIFF keys with the EPSG code of a projected and of a geographic coordinate system.
GEO_KEYS = (3072, 2048)
USER_DEFINED = 32767


def check_point_cloud(path: Path, name: str) -> Findings:
    """Validate a point cloud.

    Args:
        path: The file.
        name: Its name, for messages.

    Returns:
        The metadata of the file.

    Raises:
        ValidationError: It is not a point cloud, is damaged, or has fewer points than its header
            states.
    """
    with path.open("rb") as file:
        _check_header(file.read(HEADER_1_4), path.stat().st_size, name)
    try:
        # Inside rasterio's environment GDAL does not print errors.
        with rasterio.Env(), laspy.open(path) as reader:
            header = reader.header
            if not header.are_points_compressed:
                _check_size(path, name, header)
            _check_points(reader, name)
            return _findings(header)
    except ValidationError:
        raise
    # laspy and its LAZ backend raise undocumented exceptions for damaged files; a panic of the
    # backend, which is written in Rust, is not even an Exception.
    except BaseException as error:
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        raise ValidationError(f"{name} is damaged ({_reason(error)}); {EXPECTED}") from None


def _check_header(header: bytes, size: int, name: str) -> None:
    """Refuse a header with impossible records, before a reader reads them."""
    if header[:4] != b"LASF":
        raise ValidationError(f"{name} is not a LAS or LAZ file; {EXPECTED}")
    if len(header) < HEADER_1_0:
        raise ValidationError(f"{name} is truncated: its header is incomplete; {EXPECTED}")
    minor = header[25]
    # Offset of the points, and number of records before them.
    header_size, points_at, records = struct.unpack_from("<HII", header, 94)
    whole = header_size + records * RECORD_HEADER <= points_at <= size
    if minor >= 4 and len(header) == HEADER_1_4:
        extended_at, extended = struct.unpack_from("<QI", header, 235)
        whole = whole and (not extended or extended_at + extended * EXTENDED_HEADER <= size)
    if not whole:
        raise ValidationError(
            f"{name} is damaged: its header lists records that do not exist; {EXPECTED}"
        )


def _check_size(path: Path, name: str, header: laspy.LasHeader) -> None:
    needed = header.offset_to_point_data + header.point_count * header.point_format.size
    actual = path.stat().st_size
    if actual < needed:
        raise ValidationError(
            f"{name} is truncated: the {header.point_count} points of its header require"
            f" {needed} bytes, but the file has {actual}; {EXPECTED}"
        )


def _check_points(reader: Any, name: str) -> None:
    """Read all points and compare their number with the header."""
    found = sum(len(points) for points in reader.chunk_iterator(POINTS_AT_ONCE))
    if found != reader.header.point_count:
        raise ValidationError(
            f"{name} has {found} points, but {reader.header.point_count} in its header; {EXPECTED}"
        )


def _findings(header: laspy.LasHeader) -> Findings:
    systems = list(coordinate_systems(header))
    codes = [code for system in systems if (code := system.to_epsg()) is not None]
    outline = [float(number) for number in (*header.mins[:2], *header.maxs[:2])]
    fields = {
        "capture_date": None,
        "format": "LAZ" if header.are_points_compressed else "LAS",
        "point_record_format": header.point_format.id,
        "version_major": header.version.major,
        "version_minor": header.version.minor,
        "point_count": header.point_count,
        "srid": codes[0] if codes else None,
        "bounds": [float(number) for number in (*header.mins, *header.maxs)],
        "footprint": footprint(systems[0] if systems else None, outline),
    }
    created = header.creation_date.isoformat() if header.creation_date else None
    return Findings(
        fields=fields,
        file_metadata={
            "creation_date": created,
            "generating_software": _text(header.generating_software),
            "system_identifier": _text(header.system_identifier),
        },
    )


def coordinate_systems(header: laspy.LasHeader) -> Iterator[CRS]:
    """The coordinate systems of a header, in order of precedence."""
    for record in [*header.vlrs, *(header.evlrs or [])]:
        try:
            if hasattr(record, "geo_keys"):
                codes = {key.id: key.value_offset for key in record.geo_keys}
                known = (codes.get(number, 0) for number in GEO_KEYS)
                yield from (CRS.from_epsg(code) for code in known if 0 < code < USER_DEFINED)
            elif type(record).__name__ == "WktCoordinateSystemVlr":
                yield CRS.from_wkt(record.string)
        # A header may contain invalid codes and texts.
        except CRSError:
            continue


def _text(value: str | bytes) -> str:
    text = value.decode(errors="replace") if isinstance(value, bytes) else value
    return text.rstrip("\0 ")


def _reason(error: BaseException) -> str:
    return str(error).splitlines()[0] if str(error) else type(error).__name__
