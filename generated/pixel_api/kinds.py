# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
"""Maps Python values to JSON types."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

from .parsing import LISTS, date, date_time, number, truth, uuid, whole

_READERS: dict[str, Callable[[Any], object]] = {"date-time": date_time, "date": date, "uuid": uuid}
_SPELLED: dict[str, Callable[[Any], Any]] = {"integer": whole, "number": number, "boolean": truth}


def _same(value: Any) -> Any:
    return value


def is_list(value: Any) -> bool:
    """Whether a value travels as a JSON list."""
    return isinstance(value, LISTS)


def from_text(schema: Mapping[str, Any], value: Any) -> Any:
    """The number or boolean that a text spells where no text is allowed; else the value itself."""
    kinds = schema.get("type", ())
    kinds = (kinds,) if isinstance(kinds, str) else kinds
    if isinstance(value, str) and "string" not in kinds:
        for kind in kinds:
            if (read := _SPELLED.get(kind, _same)(value)) is not value:
                return read
    return value


def has_type(schema: Mapping[str, Any], value: Any) -> bool:
    """Whether a value is of a type that a schema names; without a type, whether it is no NaN."""
    kinds = schema.get("type")
    if kinds is None:
        return not isinstance(value, float) or math.isfinite(value)
    return any(
        _is_kind(kind, schema, value) for kind in ([kinds] if isinstance(kinds, str) else kinds)
    )


def _is_kind(kind: str, schema: Mapping[str, Any], value: Any) -> bool:
    if kind == "string":
        reader = _READERS.get(schema.get("format", ""))
        if reader is None:
            return isinstance(value, str) or (
                schema.get("format") == "binary" and value is not None
            )
        try:
            reader(value)
        except (TypeError, ValueError):
            return False
        return True
    if kind == "integer":
        return isinstance(value, int) and not isinstance(value, bool)
    if kind == "number":
        return isinstance(value, int | float) and not isinstance(value, bool) and _is_finite(value)
    if kind == "boolean":
        return isinstance(value, bool)
    if kind == "array":
        return is_list(value)
    if kind == "object":
        return isinstance(value, Mapping)
    return value is None


def _is_finite(value: float) -> bool:
    try:
        return math.isfinite(value)
    except OverflowError:  # a whole number beyond the largest float: other ends read it as infinite
        return False
