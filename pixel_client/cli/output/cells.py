"""Columns of tables, and values as text in their cells."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import attrs

__all__ = ["Column", "cell", "columns", "json_default", "plain"]


@attrs.frozen
class Column:
    """A column of a table.

    Attributes:
        title: The heading.
        field: The field it shows; dots reach into objects.
        right: Whether it is aligned to the right.
    """

    title: str
    field: str
    right: bool = False

    def value(self, item: Mapping[str, Any]) -> Any:
        """Return the value of an object, or None."""
        value: Any = item
        for name in self.field.split("."):
            value = value.get(name) if isinstance(value, Mapping) else None
        return value


def columns(text: str) -> tuple[Column, ...]:
    """Return the columns of a short text: `id# name size#=bytes`.

    A `#` aligns to the right; `title=field` where the two differ.
    """
    found = []
    for word in text.split():
        title, _, field = word.partition("=")
        name = title.rstrip("#")
        found.append(Column(name.replace("_", " "), field or name, title != name))
    return tuple(found)


def plain(text: str) -> str:
    """Return text that is safe for a terminal: unprintable characters are escaped."""
    if text.isprintable():
        return text
    from ...core.text import printable

    return printable(text)


def cell(value: Any, *, wide: bool = False) -> str:
    """Return a value as text for people.

    Args:
        value: The value.
        wide: Whether there is room for seconds, line breaks and whole geometries.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return plain(_object_text(value, wide))
    if isinstance(value, (list, tuple)):
        return ", ".join(cell(each, wide=wide) for each in value)
    text = str(value)
    if not wide and len(text) >= 19 and text[4:5] == "-" and text[10:11] == "T":
        return text[:16].replace("T", " ")  # a time without its seconds
    return plain(text) if wide else plain(text).replace("\n", "\\n")


def _object_text(value: Mapping[str, Any], wide: bool) -> str:
    coordinates = value.get("coordinates")
    if value.get("type") == "Point" and isinstance(coordinates, Sequence):
        return ", ".join(f"{number:.6g}" for number in coordinates)
    if coordinates is not None and not wide:
        return str(value.get("type"))
    return json.dumps(dict(value), ensure_ascii=False, default=json_default)


def json_default(value: Any) -> Any:
    """Return the JSON form of a value that `json` does not know."""
    return dict(value) if isinstance(value, Mapping) else str(value)
