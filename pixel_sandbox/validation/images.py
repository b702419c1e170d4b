"""Validates photos: decodes them completely, and reads position and time from EXIF."""

import math
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from PIL import ExifTags, Image, UnidentifiedImageError

from .problem import Findings, ValidationError

FORMATS = ("JPEG", "PNG", "TIFF", "WEBP")
# 360° panoramas and aerial cameras exceed Pillow's default limit; Pillow refuses twice as many
# pixels.
Image.MAX_IMAGE_PIXELS = 500_000_000
# All fields of an image, with None for those without metadata.
EMPTY: dict[str, Any] = dict.fromkeys(
    (
        "image_type",
        "location",
        "capture_date",
        "cam_heading",
        "cam_pitch",
        "cam_roll",
        "hfov",
        "vfov",
        "far_dist",
        "near_dist",
        "cam_height",
        "img_rotation",
        "cam_orientation",
        "focal_length",
        "radial",
    )
)


def check_image(path: Path, name: str) -> Findings:
    """Validate a photo.

    Args:
        path: The file.
        name: Its name, for messages.

    Returns:
        The metadata of the file.

    Raises:
        ValidationError: It is not a photo, or is damaged.
    """
    expected = "expected a whole JPEG, PNG, TIFF or WebP file"
    try:
        with Image.open(path, formats=FORMATS) as image:
            image.load()
            format_name, (width, height) = image.format, image.size
            exif = image.getexif()
            details, gps = exif.get_ifd(ExifTags.IFD.Exif), exif.get_ifd(ExifTags.IFD.GPSInfo)
    except UnidentifiedImageError:
        raise ValidationError(f"{name} is not an image that can be read; {expected}") from None
    # Pillow's readers raise undocumented exceptions for damaged files.
    except Exception as error:
        reason = str(error) or type(error).__name__
        raise ValidationError(f"{name} is damaged ({reason}); {expected}") from None
    fields = EMPTY | {
        "image_type": "image",
        "format": format_name,
        "width": width,
        "height": height,
        "location": _location(gps),
        "capture_date": _capture_date(details, gps),
        "cam_heading": _number(gps.get(ExifTags.GPS.GPSImgDirection)),
        "focal_length": _number(details.get(ExifTags.Base.FocalLength)),
    }
    return Findings(
        fields=fields,
        file_metadata={
            "exif": _readable(exif, ExifTags.TAGS)
            | _readable(details, ExifTags.TAGS)
            | _readable(gps, ExifTags.GPSTAGS)
        },
    )


def _location(gps: dict[int, Any]) -> dict[str, Any] | None:
    latitude = _degrees(
        gps.get(ExifTags.GPS.GPSLatitude), gps.get(ExifTags.GPS.GPSLatitudeRef), "S"
    )
    longitude = _degrees(
        gps.get(ExifTags.GPS.GPSLongitude), gps.get(ExifTags.GPS.GPSLongitudeRef), "W"
    )
    if latitude is None or longitude is None or abs(latitude) > 90 or abs(longitude) > 180:
        return None
    position = [round(longitude, 9), round(latitude, 9)]
    altitude = _number(gps.get(ExifTags.GPS.GPSAltitude))
    if altitude is not None:
        below_sea = gps.get(ExifTags.GPS.GPSAltitudeRef) in (1, b"\x01")
        position.append(-altitude if below_sea else altitude)
    return {"type": "Point", "coordinates": position}


def _degrees(value: Any, hemisphere: Any, negative: str) -> float | None:
    """Convert EXIF's degrees, minutes and seconds to degrees."""
    if not isinstance(value, tuple) or not 1 <= len(value) <= 3:
        return None
    numbers = [_number(item) for item in value]
    if any(number is None for number in numbers):
        return None
    total: float = sum(
        number / 60**step for step, number in enumerate(numbers) if number is not None
    )
    return -total if str(hemisphere).strip("\0 ").upper() == negative else total


def _capture_date(details: dict[int, Any], gps: dict[int, Any]) -> str | None:
    """The capture date: camera clock with offset, else GPS time, else camera clock as UTC."""
    taken = _moment(details.get(ExifTags.Base.DateTimeOriginal))
    offset = str(details.get(ExifTags.Base.OffsetTimeOriginal, "")).strip("\0 ")
    if taken is not None and offset:
        try:
            return datetime.fromisoformat(f"{taken.isoformat()}{offset}").isoformat()
        except ValueError:
            pass
    by_satellite = _gps_moment(gps)
    if by_satellite is not None:
        return by_satellite.isoformat()
    return taken.replace(tzinfo=UTC).isoformat() if taken is not None else None


def _moment(value: Any) -> datetime | None:
    try:
        return datetime.strptime(str(value).strip("\0 "), "%Y:%m:%d %H:%M:%S")
    except ValueError:
        return None


def _gps_moment(gps: dict[int, Any]) -> datetime | None:
    day = _moment(f"{str(gps.get(ExifTags.GPS.GPSDateStamp)).strip(chr(0))} 00:00:00")
    clock = gps.get(ExifTags.GPS.GPSTimeStamp)
    if day is None or not isinstance(clock, tuple) or len(clock) != 3:
        return None
    hours, minutes, seconds = (_number(item) for item in clock)
    if hours is None or minutes is None or seconds is None:
        return None
    try:
        return day.replace(tzinfo=UTC) + timedelta(hours=hours, minutes=minutes, seconds=seconds)
    except OverflowError:
        return None


def _number(value: Any) -> float | None:
    try:
        number = float(value)
    except (TypeError, ValueError, ZeroDivisionError):
        return None
    return number if math.isfinite(number) else None


def _readable(tags: Any, names: dict[int, str]) -> dict[str, Any]:
    """The tags by name as JSON values, without pointers and binary blocks."""
    answer: dict[str, Any] = {}
    for number, value in tags.items():
        plain = _plain(value)
        if plain is not None and not isinstance(value, dict):
            answer[names.get(number, f"tag {number}")] = plain
    return answer


def _plain(value: Any) -> Any:
    if isinstance(value, bool | int | str):
        return value.replace("\0", "") if isinstance(value, str) else value
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return _number(value)
