from __future__ import annotations

import contextlib
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pixel_client.core.dates import parse_date, read_date
from pixel_client.exceptions import PixelInputError

OSLO = timezone(timedelta(hours=2))


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2024-05-17T12:30:00+02:00", datetime(2024, 5, 17, 12, 30, tzinfo=OSLO)),
        ("2024-05-17T12:30:00Z", datetime(2024, 5, 17, 12, 30, tzinfo=UTC)),
        ("2024-05-17 12:30 UTC", datetime(2024, 5, 17, 12, 30, tzinfo=UTC)),
        ("2024:05:17 12:30:01", datetime(2024, 5, 17, 12, 30, 1, tzinfo=UTC)),
        ("03.05.2024 12:30", datetime(2024, 5, 3, 12, 30, tzinfo=UTC)),
        ("3.5.2024", datetime(2024, 5, 3, tzinfo=UTC)),
        ("17.05.2024 12.30", datetime(2024, 5, 17, 12, 30, tzinfo=UTC)),
        ("17.05.2024 kl. 9.05.59", datetime(2024, 5, 17, 9, 5, 59, tzinfo=UTC)),
        ("2024-05-17 12.30+02:00", datetime(2024, 5, 17, 12, 30, tzinfo=OSLO)),
        ("3 May 2024", datetime(2024, 5, 3, tzinfo=UTC)),
        ("May 3, 2024 1:05 PM", datetime(2024, 5, 3, 13, 5, tzinfo=UTC)),
        ("20240503", datetime(2024, 5, 3, tzinfo=UTC)),
        ("2024-05-03 12:30:00.123456", datetime(2024, 5, 3, 12, 30, 0, 123456, tzinfo=UTC)),
        ("13/05/2024", datetime(2024, 5, 13, tzinfo=UTC)),
        ("05/13/2024", datetime(2024, 5, 13, tzinfo=UTC)),
        ("04/04/2024", datetime(2024, 4, 4, tzinfo=UTC)),
        (date(2024, 5, 3), datetime(2024, 5, 3, tzinfo=UTC)),
        (datetime(2024, 5, 3, 1, tzinfo=OSLO), datetime(2024, 5, 3, 1, tzinfo=OSLO)),
    ],
)
def test_dates_are_read_as_people_write_them(text: object, moment: datetime) -> None:
    assert parse_date(text) == moment
    assert parse_date(text).utcoffset() == moment.utcoffset()


def test_a_date_without_zone_can_stay_without() -> None:
    assert read_date("17.05.2024 12:30") == datetime(2024, 5, 17, 12, 30)
    assert read_date(datetime(2024, 5, 17)).tzinfo is None
    assert read_date("2024-05-17T12:30Z").utcoffset() == timedelta(0)


def test_a_date_without_zone_is_in_the_zone_given() -> None:
    assert parse_date("2024-05-17 12:30", OSLO) == datetime(2024, 5, 17, 12, 30, tzinfo=OSLO)
    assert parse_date("2024-05-17T12:30Z", OSLO).utcoffset() == timedelta(0)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("03/05/2024", "two ways"),
        ("May 2024", "lacks"),
        ("12:30", "lacks"),
        ("2024", "lacks"),
        ("Friday", "lacks"),
        ("nope", "not a date"),
        ("", "not a date"),
        ("0000:00:00 00:00:00", "not a date"),
        ("2024-02-30", "not a date"),
        ("2024-05-17 12:30 CET", "time zone CET"),
        ("9" * 400, "not a date"),
        (20240517, "not int"),
        (None, "not NoneType"),
    ],
)
def test_what_is_no_certain_date_is_refused(text: object, why: str) -> None:
    with pytest.raises(PixelInputError, match=why):
        parse_date(text)


@given(st.datetimes(min_value=datetime(1900, 1, 1), timezones=st.none() | st.just(UTC)))
def test_iso_dates_round_trip(moment: datetime) -> None:
    assert parse_date(moment.isoformat()).replace(tzinfo=None) == moment.replace(tzinfo=None)


@given(st.text(max_size=40))
def test_any_text_is_a_date_or_refused(text: str) -> None:
    with contextlib.suppress(PixelInputError):
        assert parse_date(text).tzinfo is not None
