"""When a photo was taken, with its time zone."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo

from ...exceptions import HintCode
from .field_collector import FieldCollector, number, text

__all__ = ["EXIF_TAGS", "GPS_TAGS", "MAIN_TAGS", "find_capture_date"]

_MODIFIED = 0x0132
_ORIGINAL, _DIGITIZED = 0x9003, 0x9004
_OFFSET, _OFFSET_ORIGINAL, _OFFSET_DIGITIZED = 0x9010, 0x9011, 0x9012
_SUBSECONDS, _SUBSECONDS_ORIGINAL, _SUBSECONDS_DIGITIZED = 0x9290, 0x9291, 0x9292
_GPS_TIME, _GPS_DATE = 7, 29

MAIN_TAGS = (_MODIFIED,)
EXIF_TAGS = (0x9003, 0x9004, 0x9010, 0x9011, 0x9012, 0x9290, 0x9291, 0x9292)
GPS_TAGS = (_GPS_TIME, _GPS_DATE)

_CLOCK = re.compile(
    r"^\s*(\d{4})[:\-/.](\d{1,2})[:\-/.](\d{1,2})[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(\.\d+)?)?"
    r"\s*(Z|[+-]\d{2}:?\d{2})?\s*$"
)
_ZONE = re.compile(r"^\s*(?:Z|([+-])(\d{1,2}):?(\d{2}))\s*$")
_QUARTER = timedelta(minutes=15)
# How far the camera's clock may be off the satellites' for the zone to be told from the two.
_CLOCK_ERROR = timedelta(minutes=5)
_WESTMOST, _EASTMOST = timedelta(hours=-12), timedelta(hours=14)


def find_capture_date(found: FieldCollector, zone: tzinfo | None, now: datetime) -> None:
    """Put `capture_date`, always with a zone, and say what is doubtful about it.

    The zone is the file's own offset, else the given one, else what the difference between the
    camera's clock and the satellites' (or the drone's UTC) says, else UTC is assumed.

    Args:
        found: The photo.
        zone: The zone of the camera's clock, where the file has no offset; None when not known.
        now: The present, to find dates in the future.
    """
    clock = _clock(found)
    satellite = _satellite(found)
    if clock is None:
        if satellite is None:
            found.problem(
                "date-missing",
                "it has no capture date in EXIF or XMP; give one in a manifest (capture_date)",
            )
            return
        moment, source = satellite
    else:
        moment, source = clock
        if moment.tzinfo is None:
            moment, source = _with_zone(found, moment, source, zone, satellite)
    if _plausible(found, moment, source, now):
        found.put("capture_date", moment, source)
    else:
        found.problems = [each for each in found.problems if each.code != "zone-assumed"]


def _clock(found: FieldCollector) -> tuple[datetime, str] | None:
    """The camera's clock: EXIF first, then XMP; with a zone where the file has one."""
    exif = found.tags.exif
    for value, name, subseconds, offset in (
        (exif.get(_ORIGINAL), "DateTimeOriginal", _SUBSECONDS_ORIGINAL, _OFFSET_ORIGINAL),
        (exif.get(_DIGITIZED), "DateTimeDigitized", _SUBSECONDS_DIGITIZED, _OFFSET_DIGITIZED),
        (found.tags.main.get(_MODIFIED), "DateTime", _SUBSECONDS, _OFFSET),
    ):
        written = text(value)
        if written is None or not written.strip(" :0-"):
            continue
        moment = _read(written)
        if moment is None:
            found.problem(
                "date-unreadable",
                f"its EXIF {name} is {written[:40]!r}, which is no date; dates are written "
                "2024:05:17 12:30:00. Give it in a manifest (capture_date)",
            )
            continue
        digits = (text(exif.get(subseconds)) or "").strip()
        if digits.isascii() and digits.isdigit() and not moment.microsecond:
            moment = moment.replace(microsecond=int(f"{digits[:6]:0<6}"))
        # Cameras that write one offset mean it for all their dates.
        for tag in (offset, _OFFSET_ORIGINAL, _OFFSET):
            own = _zone(text(exif.get(tag)))
            if own is not None and moment.tzinfo is None:
                return moment.replace(tzinfo=own), f"EXIF {name} with its offset"
        return moment, f"EXIF {name}"
    for key in ("exif:DateTimeOriginal", "xmp:CreateDate", "GPano:FirstPhotoDate"):
        moment = _read(found.xmp.get(key, ""))
        if moment is not None:
            return moment, f"XMP {key}"
    return None


def _read(written: str) -> datetime | None:
    match = _CLOCK.match(written)
    if match is None:
        return None
    year, month, day, hour, minute = (int(match[group]) for group in range(1, 6))
    fraction = int(float(match[7] or 0) * 1_000_000)
    try:
        moment = datetime(year, month, day, hour, minute, int(match[6] or 0), fraction)
    except ValueError:
        return None
    return moment.replace(tzinfo=_zone(match[8]))


def _zone(written: str | None) -> tzinfo | None:
    match = _ZONE.match(written or "")
    if match is None:
        return None
    if match[1] is None:
        return UTC
    offset = timedelta(hours=int(match[2]), minutes=int(match[3]))
    offset = -offset if match[1] == "-" else offset
    return timezone(offset) if _WESTMOST <= offset <= _EASTMOST else None


def _satellite(found: FieldCollector) -> tuple[datetime, str] | None:
    """The moment of the position, or of the exposure as the drone has it; in UTC."""
    drone = found.xmp.get("drone-dji:UTCAtExposure", "")
    moment = _read(drone)
    if moment is not None:
        return moment.replace(tzinfo=moment.tzinfo or UTC), "XMP drone-dji:UTCAtExposure"
    date, clock = text(found.tags.gps.get(_GPS_DATE)), found.tags.gps.get(_GPS_TIME)
    day = _read(f"{date} 00:00:00")
    if day is None or not isinstance(clock, tuple) or len(clock) != 3:
        return None
    parts = [number(part) for part in clock]
    if any(part is None or not 0 <= part < 61 for part in parts):
        return None
    hours, minutes, seconds = (part or 0.0 for part in parts)
    moved = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return day.replace(tzinfo=UTC) + moved, "EXIF GPSDateStamp, GPSTimeStamp"


def _with_zone(
    found: FieldCollector,
    moment: datetime,
    source: str,
    zone: tzinfo | None,
    satellite: tuple[datetime, str] | None,
) -> tuple[datetime, str]:
    if zone is not None:
        return moment.replace(tzinfo=zone), f"{source} in the given zone"
    if satellite is not None:
        offset = _offset(moment, satellite[0])
        if offset is not None:
            told = f"{source}, zone told by {satellite[1]}"
            return moment.replace(tzinfo=timezone(offset)), told
    found.problem(
        "zone-assumed",
        f"its capture date {moment:%Y-%m-%d %H:%M:%S} ({source}) has no time zone, and UTC was "
        "assumed",
        hint_code=HintCode.ZONE_UNKNOWN,
    )
    return moment.replace(tzinfo=UTC), f"{source}, UTC assumed"


def _offset(moment: datetime, satellite: datetime) -> timedelta | None:
    """The zone, when the two clocks are a whole number of quarters of an hour apart.

    Some cameras write the date of the satellite's time a day off, so a difference beyond what any
    zone has is taken a day nearer.
    """
    apart = moment.replace(tzinfo=UTC) - satellite
    if abs(apart) > timedelta(days=2):
        return None
    quarters = round(apart / _QUARTER)
    offset = quarters * _QUARTER
    if abs(apart - offset) > _CLOCK_ERROR:
        return None
    day = timedelta(days=1)
    for candidate in (offset, offset + day, offset - day):
        if _WESTMOST <= candidate <= _EASTMOST:
            return candidate
    return None


def _plausible(found: FieldCollector, moment: datetime, source: str, now: datetime) -> bool:
    shown = moment.isoformat(sep=" ", timespec="seconds")
    fix = "Set the camera's clock, and give the right date in a manifest (capture_date)"
    try:
        if moment > now + timedelta(days=1):
            found.problem(
                "date-future", f"its capture date {shown} ({source}) is in the future. {fix}"
            )
            return False
        early = moment.astimezone(UTC).year < 1980 or (moment.month, moment.day, moment.year) in (
            (1, 1, 1980),
            (1, 1, 2000),
        )
    except OverflowError:
        early = True
    if early:
        found.problem(
            "date-epoch",
            f"its capture date {shown} ({source}) is what a clock shows that was never set. {fix}",
        )
        return False
    return True
