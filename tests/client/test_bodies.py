"""What people put into the free parts of a body, as it travels."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from types import MappingProxyType, SimpleNamespace
from typing import Any

import pytest
from pydantic import SecretStr

from pixel_client.exceptions import PixelInputError

from .conftest import Calls
from .service import Service

POINT = {"type": "Point", "coordinates": [10.5, 59.7]}
FOUND = {"count": 0, "total_count": 0, "results": []}


def query(value: Any) -> Mapping[str, Any]:
    return {"on": "images", "filter": {"==": [{"var": "x"}, value]}}


@pytest.mark.parametrize(
    ("value", "travels"),
    [
        (datetime.datetime(2024, 5, 17, 12, 30, tzinfo=datetime.UTC), "2024-05-17T12:30:00+00:00"),
        (datetime.date(2024, 5, 17), "2024-05-17"),
        (MappingProxyType({"a": 1}), {"a": 1}),
        (SimpleNamespace(__geo_interface__=POINT), POINT),
        (SecretStr("hush"), "hush"),
        ("Bø", "Bø"),
    ],
    ids=["date-time", "date", "mapping", "geometry", "secret", "text"],
)
def test_common_objects_travel_as_json(
    calls: Calls, service: Service, value: Any, travels: Any
) -> None:
    service.on("POST /acme/search/", FOUND)
    calls("search", query(value))
    (seen,) = service.seen
    assert seen.json["filter"]["=="] == [{"var": "x"}, travels]


@pytest.mark.parametrize(
    "value", [object(), float("nan"), b"bytes"], ids=["object", "nan", "bytes"]
)
def test_what_is_not_json_is_refused_before_it_is_sent(
    calls: Calls, service: Service, value: Any
) -> None:
    with pytest.raises(PixelInputError):
        calls("search", query(value))
    assert service.paths() == []
