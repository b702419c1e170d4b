"""Where a photo was taken, and how high above the ground."""

from __future__ import annotations

import re
from typing import Any

from .field_collector import FieldCollector, number, text

__all__ = ["GPS_TAGS", "find_height", "find_position"]

_LATITUDE_REF, _LATITUDE, _LONGITUDE_REF, _LONGITUDE = 1, 2, 3, 4
_ALTITUDE_REF, _ALTITUDE, _STATUS, _DATUM = 5, 6, 9, 18
GPS_TAGS = (1, 2, 3, 4, 5, 6, 9, 18)

# XMP spells degrees and minutes, the latter with a fraction or with seconds: 59,54.75N; 59,54,45N.
_XMP_DEGREES = re.compile(
    r"^\s*(\d{1,3})[,;°\s]\s*(\d{1,2}(?:\.\d+)?)(?:,(\d{1,2}(?:\.\d+)?))?\s*([NSEW])\s*$", re.I
)
_WGS84 = re.compile(r"^\s*(wgs[\s_-]*(19)?84.*|epsg:(4326|4979|9707)|)\s*$", re.I)


def find_position(found: FieldCollector) -> None:
    """Put `location`: EXIF's GPS tags, else the drone's XMP, else XMP's own GPS properties.

    Altitude is the third coordinate, in metres as the file has it; below sea level is negative.
    """
    spot = _from_exif(found) or _from_drone(found) or _from_xmp(found)
    if spot is None:
        found.problem(
            "position-missing",
            "it has no position in EXIF or XMP; give one in a manifest (latitude and longitude), "
            "or upload it without",
        )
        return
    longitude, latitude, source = spot
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        found.problem(
            "position-range",
            f"its position is latitude {latitude:g}, longitude {longitude:g} ({source}); latitude "
            "is -90 to 90, longitude -180 to 180. Give the right one in a manifest",
        )
        return
    if latitude == 0 and longitude == 0:
        found.problem(
            "position-zero",
            f"its position is 0, 0 ({source}), which receivers write when they know none; give the "
            "right one in a manifest",
        )
        return
    coordinates: list[float] = [round(longitude, 9), round(latitude, 9)]
    altitude, by = _altitude(found)
    if altitude is not None:
        coordinates.append(altitude)
        source += f", {by}"
    found.put("location", {"type": "Point", "coordinates": coordinates}, source)
    _doubts(found)


def find_height(found: FieldCollector) -> None:
    """Put `cam_height`: metres above the ground where known, else above the take-off point."""
    for local in ("AboveGroundAltitude", "RelativeAltitude"):
        height = found.by_local_name(local)
        if height is not None:
            found.put("cam_height", height[1], f"XMP {height[0]}")


def _from_exif(found: FieldCollector) -> tuple[float, float, str] | None:
    gps = found.tags.gps
    latitude = _degrees(gps.get(_LATITUDE), text(gps.get(_LATITUDE_REF)), "S")
    longitude = _degrees(gps.get(_LONGITUDE), text(gps.get(_LONGITUDE_REF)), "W")
    if latitude is None or longitude is None:
        if gps.get(_LATITUDE) is not None or gps.get(_LONGITUDE) is not None:
            found.problem(
                "metadata-damaged",
                "its EXIF has a latitude or longitude that is no number of degrees; it was left "
                "out. Give the position in a manifest",
            )
        return None
    if not (text(gps.get(_LATITUDE_REF)) and text(gps.get(_LONGITUDE_REF))):
        found.problem(
            "position-doubtful",
            "its EXIF does not say whether its position is north or south, east or west; north and "
            "east were taken",
        )
    return longitude, latitude, "EXIF GPSLatitude, GPSLongitude"


def _degrees(value: Any, hemisphere: str | None, negative: str) -> float | None:
    """Degrees from degrees, minutes and seconds; missing ones count as none."""
    parts = value if isinstance(value, tuple) else (value,)
    numbers = [number(part) for part in parts[:3]]
    if not numbers or numbers[0] is None:
        return None
    total: float = sum((part or 0.0) / 60.0**step for step, part in enumerate(numbers))
    return -total if (hemisphere or "").upper().startswith(negative) else total


def _from_drone(found: FieldCollector) -> tuple[float, float, str] | None:
    latitude = found.by_local_name("GpsLatitude") or found.by_local_name("Latitude")
    # DJI spelled it so for years.
    longitude = (
        found.by_local_name("GpsLongitude")
        or found.by_local_name("GpsLongtitude")
        or found.by_local_name("Longitude")
    )
    if latitude is None or longitude is None:
        return None
    return longitude[1], latitude[1], f"XMP {latitude[0]}, {longitude[0]}"


def _from_xmp(found: FieldCollector) -> tuple[float, float, str] | None:
    latitude = _xmp_degrees(found.xmp.get("exif:GPSLatitude", ""))
    longitude = _xmp_degrees(found.xmp.get("exif:GPSLongitude", ""))
    if latitude is None or longitude is None:
        return None
    return longitude, latitude, "XMP exif:GPSLatitude, exif:GPSLongitude"


def _xmp_degrees(written: str) -> float | None:
    match = _XMP_DEGREES.match(written)
    if match is None:
        return None
    total = int(match[1]) + float(match[2]) / 60 + float(match[3] or 0) / 3600
    return -total if match[4].upper() in "SW" else total


def _altitude(found: FieldCollector) -> tuple[float | None, str]:
    altitude = number(found.tags.gps.get(_ALTITUDE))
    if altitude is not None:
        below = found.tags.gps.get(_ALTITUDE_REF)
        # 1: below sea level; 3: below the ellipsoid (EXIF 3.0). Some write the digit as text.
        negative = below in (1, 3, b"\1", b"\3", "1", "3", b"1", b"3")
        return (-altitude if negative else altitude), "EXIF GPSAltitude"
    drone = found.by_local_name("AbsoluteAltitude")
    if drone is not None:
        return drone[1], f"XMP {drone[0]}"
    altitude = found.number("exif:GPSAltitude")
    if altitude is not None:
        negative = found.xmp.get("exif:GPSAltitudeRef") == "1"
        return (-altitude if negative else altitude), "XMP exif:GPSAltitude"
    return None, ""


def _doubts(found: FieldCollector) -> None:
    gps = found.tags.gps
    if text(gps.get(_STATUS)) == "V":
        found.problem(
            "position-doubtful",
            "its receiver had no fix when it was taken (GPSStatus V); check the position",
        )
    datum = text(gps.get(_DATUM)) or found.xmp.get("exif:GPSMapDatum", "")
    if not _WGS84.match(datum):
        found.problem(
            "position-doubtful",
            f"its position is in the datum {datum[:40]!r}, and was taken as WGS 84; give it in a "
            "manifest with its coordinate system",
        )
