"""Dates as people write them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

from ..exceptions import PixelInputError

__all__ = ["parse_date", "read_date"]

_EXIF = re.compile(r"^(\d{4}):(\d\d):(\d\d)(?=[ T]|$)")
_YEAR_FIRST = re.compile(r"^\d{4}[-/.]?\d\d")
_SLASHED = re.compile(r"^(\d{1,2})/(\d{1,2})/\d{2,4}")
# A time of day with dots, as in Norway, is one only behind a whole date.
_DOTTED_TIME = re.compile(
    r"^((?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}[-./]\d\d[-./]\d\d),?[ T]\s*(?:kl\.? ?)?)"
    r"(\d{1,2})\.(\d\d)(?:\.(\d\d))?(?=$|\s|[Z+-])"
)
_COMPLETE = (datetime(2001, 1, 1), datetime(2002, 2, 2))


def parse_date(text: str | date | datetime, zone: tzinfo | None = None) -> datetime:
    """Read a date, with or without a time of day, as a moment.

    Args:
        text: The date, as `read_date` takes it.
        zone: The time zone of a date that names none; UTC when None.

    Returns:
        The moment, always with a time zone.

    Raises:
        PixelInputError: It is no date, an incomplete one, or an ambiguous one.
    """
    moment = read_date(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=zone or UTC)


def read_date(text: str | date | datetime) -> datetime:
    """Read a date, with or without a time of day.

    Understands ISO 8601 (`2024-05-17T12:30:00+02:00`), EXIF (`2024:05:17 12:30:00`), dates with
    the day first as in Norway (`17.05.2024 12:30`, also `12.30`), and dates with a month's name
    (`17 May 2024`). A slashed date is refused when its day and month could be swapped.

    Args:
        text: The date; a `datetime` or `date` is taken as it is.

    Returns:
        The date and time, with a time zone where the text names one.

    Raises:
        PixelInputError: It is no date, an incomplete one, or an ambiguous one.
    """
    if isinstance(text, datetime):
        return text
    if isinstance(text, date):
        return datetime(text.year, text.month, text.day)
    if isinstance(text, str):
        return _read(text.strip())
    raise PixelInputError(f"a date is text, a date or a datetime, not {type(text).__name__}")


def _read(text: str) -> datetime:
    from dateutil import parser  # here: importing it is not free, and few dates are text

    slashed = _SLASHED.match(text)
    if slashed and int(slashed[1]) <= 12 and int(slashed[2]) <= 12 and slashed[1] != slashed[2]:
        raise PixelInputError(
            f"the date {text!r} can be read in two ways; write it as 2024-05-17 or 17.05.2024"
        )
    plain = _EXIF.sub(r"\1-\2-\3", text)
    if dotted := _DOTTED_TIME.match(plain):
        date_part = re.sub(r"kl\.? ?$", "", dotted[1])
        plain = date_part + ":".join(filter(None, dotted.groups()[1:])) + plain[dotted.end() :]
    day_first = not _YEAR_FIRST.match(plain)
    try:
        # Read twice over different days: what differs was not in the text.
        one, other = (
            parser.parse(plain, dayfirst=day_first, default=day, tzinfos=_zone) for day in _COMPLETE
        )
    except (ValueError, OverflowError) as error:
        raise PixelInputError(f"{text!r} is not a date: {error}") from None
    if one != other:
        raise PixelInputError(f"the date {text!r} lacks its day, month or year")
    return one


def _zone(name: str | None, offset: int | None) -> tzinfo | None:
    """An offset, or UTC by name: other names (CET, EST) mean different zones here and there."""
    if offset is not None:
        return timezone(timedelta(seconds=offset))
    if name is None or name.upper() in {"Z", "UTC", "GMT"}:
        return UTC if name else None
    raise ValueError(f"the time zone {name} is not an offset such as +02:00, nor UTC")
