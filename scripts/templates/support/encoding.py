# mypy: ignore-errors
"""How values travel: lists in a query, JSON bodies, and what a caller may put into these."""

from __future__ import annotations

import datetime
import enum
import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from .parsing import LISTS, bare_number
from .types import Unset


def query_of(params: Mapping[str, Any]) -> dict[str, Any]:
    """A query as the service reads it.

    Args:
        params: Name -> value; None, UNSET and empty lists do not travel.

    Returns:
        The same with lists as one value, joined by commas.
    """
    items = params.items()
    given = {name: bare_number(value) for name, value in items if not isinstance(value, Unset)}
    return {name: _joined(value) for name, value in given.items() if not _is_nothing(value)}


def _is_nothing(value: Any) -> bool:
    return value is None or (isinstance(value, LISTS) and not value)


def _joined(value: Any) -> Any:
    return ",".join(map(str, value)) if isinstance(value, LISTS) else value


def json_of(body: Any) -> bytes:
    """A body as JSON text in UTF-8.

    Args:
        body: JSON values; also models, mappings, dates, geometries and wrapped secrets.

    Raises:
        TypeError: There is something else in it.
        ValueError: There is a NaN or an infinite number in it, or a text that is not valid.
    """
    return json.dumps(
        body, ensure_ascii=False, separators=(",", ":"), allow_nan=False, default=_as_json
    ).encode()


def _as_json(value: Any) -> Any:
    encoded = encode(value)
    if encoded is value:
        raise TypeError(f"{type(value).__name__} is not JSON")
    return encoded


def encode(value: Any) -> Any:
    """The JSON value of what a caller may put into a body: models, mappings, dates, geometries.

    Args:
        value: Anything; what is not known is returned as it is.

    Returns:
        Dicts, lists, texts, numbers, booleans and None where the value can be written so.
    """
    if value is None or isinstance(value, str | bool | int | float):
        return value.value if isinstance(value, enum.Enum) else value
    if isinstance(value, Mapping):
        return {key: encode(item) for key, item in value.items() if not isinstance(item, Unset)}
    if isinstance(value, LISTS):
        return [encode(item) for item in value]
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, enum.Enum):
        return encode(value.value)
    if hasattr(value, "get_secret_value"):
        return encode(value.get_secret_value())
    if hasattr(value, "__geo_interface__"):
        return encode(value.__geo_interface__)
    return bare_number(value)


def kept(value: Any) -> Any:
    """What the dict of an input has for a value: lists and objects as they are, to be added to."""
    return value if isinstance(value, list | dict) else encode(value)
