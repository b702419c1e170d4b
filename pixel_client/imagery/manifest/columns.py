"""From a manifest's columns and cells to fields: names, numbers, dates, coordinates."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Mapping
from typing import Any

from ...core.dates import parse_date
from ...exceptions import PixelInputError
from ..overrides import field_names

__all__ = ["PLACES", "date_of", "degrees_of", "free_value", "number_of", "target_of", "targets"]

PLACES = ("latitude", "longitude", "altitude", "x", "y", "z", "epsg")
"""Targets that make up a location."""

# How people name columns, in English and Norwegian; letters and digits only, in lower case.
_ALIASES: dict[str, tuple[str, ...]] = {
    "file": (
        *("file", "filename", "filepath", "path", "image", "imagename", "photo", "sourcefile"),
        *("fil", "filnavn", "filsti", "sti", "bilde", "bildenavn", "bildefil"),
    ),
    "latitude": ("lat", "latitude", "gpslatitude", "breddegrad", "bredde"),
    "longitude": ("lon", "lng", "long", "longitude", "gpslongitude", "lengdegrad", "lengde"),
    "altitude": ("alt", "altitude", "gpsaltitude", "elevation", "hoyde", "høyde", "moh"),
    "x": ("x", "easting", "east", "e", "øst", "ost", "øst koordinat"),
    "y": ("y", "northing", "north", "n", "nord"),
    "z": ("z",),
    "epsg": ("epsg", "srid"),
    "cam_heading": ("camheading", "heading", "yaw", "azimuth", "bearing", "retning", "kurs"),
    "cam_pitch": ("campitch", "pitch"),
    "cam_roll": ("camroll", "roll"),
    "cam_height": ("camheight", "relativealtitude", "heightaboveground", "flyhøyde"),
    "capture_date": (
        *("capturedate", "datetime", "date", "timestamp", "datetimeoriginal", "takenat"),
        *("dato", "tidspunkt", "opptaksdato", "fotodato"),
    ),
    "time": ("time", "clock", "tid", "klokkeslett", "kl"),
}
_BY_ALIAS = {alias: target for target, aliases in _ALIASES.items() for alias in aliases}
_NUMBER = re.compile(r"^[+-]?(\d+([.,]\d*)?|[.,]\d+)([eE][+-]?\d+)?$")
_DEGREES = re.compile(
    r"""^\s*([NSEWØV])?\s*(\d{1,3}(?:[.,]\d+)?)\s*[°:\s]\s*(\d{1,2}(?:[.,]\d+)?)\s*['′:\s]?
    \s*(?:(\d{1,2}(?:[.,]\d+)?)\s*(?:"|″|'')?)?\s*([NSEWØV])?\s*$""",
    re.I | re.X,
)
_UNITS = re.compile(r"\s*(°|deg(rees)?|grader|m|mm|meter|metres?)\s*$", re.I)


def targets(kind: str) -> frozenset[str]:
    """What a column may stand for: `file`, the fields, what makes up a location, date and time."""
    if kind != "image":
        return field_names(kind) | {"file", "time"}
    return field_names(kind) | {"file", "time", *PLACES}


def target_of(column: str, kind: str) -> str | None:
    """What a column stands for by its name, or None when it is free metadata."""
    plain = re.sub(r"\(.*?\)|\[.*?\]", "", column).lower()
    plain = "".join(letter for letter in plain if letter.isalnum())
    by_field = {field.replace("_", ""): field for field in field_names(kind)}
    target = by_field.get(plain) or _BY_ALIAS.get(plain)
    return target if target in targets(kind) else None


def number_of(cell: Any, decimal_comma: bool) -> float:
    """A cell as a number.

    Raises:
        PixelInputError: It is none.
    """
    if isinstance(cell, bool):
        raise PixelInputError(f"it is {cell}; a number is needed")
    if isinstance(cell, str):
        plain = _UNITS.sub("", cell.strip().replace("\u2212", "-").replace("\u00a0", ""))
        comma = "," in plain
        if not _NUMBER.match(plain) or (comma and not decimal_comma and "." in plain):
            raise PixelInputError(f"it is {cell!r}; a number is needed")
        cell = plain.replace(",", ".")
    try:
        number = float(cell)
    except (TypeError, ValueError, OverflowError):
        raise PixelInputError(f"it is {str(cell)[:60]!r}; a number is needed") from None
    if not math.isfinite(number):
        raise PixelInputError(f"it is {number}; a number is needed")
    return number


def degrees_of(cell: Any, decimal_comma: bool) -> float:
    """A cell as degrees: a number, or degrees, minutes and seconds (`59°54'45"N`).

    Raises:
        PixelInputError: It is neither.
    """
    if isinstance(cell, str):
        written = cell.strip()
        last = written[-1:].upper()
        if last in "NSEWØV" and last and _NUMBER.match(written[:-1].strip(" °")):
            number = number_of(written[:-1].strip(" °"), decimal_comma)
            return -number if last in "SWV" else number
        match = _DEGREES.match(written)
        if match is not None:
            parts = [float((match[group] or "0").replace(",", ".")) for group in (2, 3, 4)]
            if parts[1] >= 60 or parts[2] >= 60:
                raise PixelInputError(f"it is {cell!r}; minutes and seconds are below 60")
            total = parts[0] + parts[1] / 60 + parts[2] / 3600
            return -total if (match[1] or match[5] or "N").upper() in "SWV" else total
    return number_of(cell, decimal_comma)


def date_of(day: Any, clock: Any, zone: datetime.tzinfo | None) -> datetime.datetime:
    """A moment from a cell with a date, and one with a time of day where there is one.

    Raises:
        PixelInputError: They are no date and time.
    """
    if hasattr(day, "to_pydatetime"):
        day = day.to_pydatetime()
    if clock is None:
        return parse_date(day, zone)
    if isinstance(clock, datetime.datetime):
        clock = clock.time()
    shown = clock.isoformat() if isinstance(clock, datetime.time) else str(clock).strip()
    shown = re.sub(r"^(?:kl\.?\s*)?(\d{1,2})\.(\d{2})(?:\.(\d{2}))?$", r"\1:\2:\g<3>", shown)
    written = day.date() if isinstance(day, datetime.datetime) else day
    text = written.isoformat() if isinstance(written, datetime.date) else str(written).strip()
    return parse_date(f"{text} {shown.rstrip(':')}", zone)


def free_value(cell: Any) -> str | float | int:
    """A cell as json_metadata carries it: text or a number."""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, int | float | str):
        return cell if not isinstance(cell, float) or math.isfinite(cell) else str(cell)
    if isinstance(cell, datetime.date | datetime.time):
        return cell.isoformat()
    if hasattr(cell, "item"):  # numpy's own numbers
        return free_value(cell.item())
    if isinstance(cell, Mapping | list):
        import json

        return json.dumps(cell, ensure_ascii=False, default=str)
    return str(cell)
