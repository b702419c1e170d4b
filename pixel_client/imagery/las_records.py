"""The variable-length records of LAS and LAZ: coordinate system, COPC, how points are packed."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Any, BinaryIO

import attrs

from ..core.optional_imports import need

__all__ = ["Records", "read_records"]

MAX_EXTENDED_RECORDS = 10_000
MAX_CRS_BYTES = 1024**2
_EXTENDED = 60  # bytes that an extended record starts with
_WKT_RECORD, _LASZIP_RECORD = 2112, 22204
_VARIABLE = 0xFFFFFFFF  # chunks of different sizes, as in COPC


@attrs.frozen
class Records:
    """What the records say.

    Attributes:
        crs: The coordinate system, a pyproj CRS, or None.
        copc: Whether it is a cloud-optimised point cloud.
        chunk_points: Points of a compressed chunk at most; None where chunks differ.
    """

    crs: Any
    copc: bool
    chunk_points: int | None


def read_records(file: BinaryIO, extended_at: int, extended: int, size: int) -> Records:
    """Read the records of a file whose header was found to be possible.

    Args:
        file: The file.
        extended_at: Where the extended records start.
        extended: How many there are said to be.
        size: Bytes of the file.

    Raises:
        PixelInputError: laspy or pyproj is not installed.
        Exception: A record is damaged; laspy and PROJ declare no list of errors.
    """
    laspy, pyproj = need("laspy"), need("pyproj")
    file.seek(0)
    read = laspy.LasHeader.read_from(file, read_evlrs=False)
    crs = read.parse_crs()
    if crs is None:
        for wkt in _extended_wkt(file, extended_at, extended, size):
            crs = pyproj.CRS.from_wkt(wkt)
    copc = any(record.user_id.strip("\0 ") == "copc" for record in read.vlrs)
    return Records(crs, copc, _chunk_points(read.vlrs))


def _chunk_points(records: Any) -> int | None:
    for record in records:
        data = getattr(record, "record_data", b"")
        if record.record_id == _LASZIP_RECORD and len(data) >= 16:
            points = int(struct.unpack_from("<I", data, 12)[0])
            return points if 0 < points < _VARIABLE else None
    return None


def _extended_wkt(file: BinaryIO, at: int, count: int, size: int) -> Iterator[str]:
    """Coordinate systems behind the points; other extended records may be gigabytes."""
    for _ in range(min(count, MAX_EXTENDED_RECORDS)):
        if at + _EXTENDED > size:
            return
        file.seek(at)
        user, number, length = struct.unpack_from("<16sHQ", file.read(_EXTENDED), 2)
        is_crs = user.split(b"\0", 1)[0] == b"LASF_Projection" and number == _WKT_RECORD
        if is_crs and length <= MAX_CRS_BYTES:
            yield file.read(length).split(b"\0", 1)[0].decode("utf-8", "replace")
        at += _EXTENDED + length
