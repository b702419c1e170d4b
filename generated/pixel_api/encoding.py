# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
"""Encoding of requests: lists in a query, JSON bodies, and Python values in them."""

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
    """Encode a query.

    Args:
        params: Name -> value; None, UNSET and empty lists are skipped.

    Returns:
        The query, with lists joined by commas.
    """
    items = params.items()
    given = {name: bare_number(value) for name, value in items if not isinstance(value, Unset)}
    return {name: _joined(value) for name, value in given.items() if not _is_nothing(value)}


def _is_nothing(value: Any) -> bool:
    return value is None or (isinstance(value, LISTS) and not value)


def _joined(value: Any) -> Any:
    return ",".join(map(str, value)) if isinstance(value, LISTS) else value


def json_of(body: Any) -> bytes:
    """Encode a body as JSON in UTF-8.

    Args:
        body: JSON values, models, mappings, dates, geometries and wrapped secrets.

    Raises:
        TypeError: It contains other values.
        ValueError: It contains NaN, an infinite number or invalid text.
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
    """Encode models, mappings, dates and geometries as JSON values.

    Args:
        value: Any value; unknown types are returned unchanged.

    Returns:
        Dicts, lists, strings, numbers, booleans and None, where possible.
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
    """The value in an input's dict: lists and objects are not copied, to stay mutable."""
    return value if isinstance(value, list | dict) else encode(value)
