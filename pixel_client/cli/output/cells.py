"""Values as they are printed in cells of tables, CSV and lines of JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import attrs

__all__ = ["Column", "columns"]


@attrs.frozen
class Column:
    """A column of a table.

    Attributes:
        title: Its heading.
        field: The field it shows; with dots, one within another.
        right: Whether it is aligned to the right.
    """

    title: str
    field: str
    right: bool = False

    def value(self, item: Mapping[str, Any]) -> Any:
        """The value in an object, or None."""
        value: Any = item
        for name in self.field.split("."):
            value = value.get(name) if isinstance(value, Mapping) else None
        return value


def columns(text: str) -> tuple[Column, ...]:
    """Columns from a short text: `id# name size#=bytes`.

    A `#` aligns to the right; `title=field` where the two differ.
    """
    made = []
    for word in text.split():
        title, _, field = word.partition("=")
        name = title.rstrip("#")
        made.append(Column(name.replace("_", " "), field or name, title != name))
    return tuple(made)


def plain(text: str) -> str:
    """Text that can do nothing to a terminal: what cannot be printed is spelled out."""
    if text.isprintable():
        return text
    from ...core.text import printable

    return printable(text)


def cell(value: Any, *, wide: bool = False) -> str:
    """A value as people read it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return plain(_place(value, wide))
    if isinstance(value, (list, tuple)):
        return ", ".join(cell(each, wide=wide) for each in value)
    text = str(value)
    if not wide and len(text) >= 19 and text[4:5] == "-" and text[10:11] == "T":
        return text[:16].replace("T", " ")  # the time of a table needs no seconds
    return plain(text) if wide else plain(text).replace("\n", "\\n")


def _place(value: Mapping[str, Any], wide: bool) -> str:
    import json

    where = value.get("coordinates")
    if value.get("type") == "Point" and isinstance(where, Sequence):
        return ", ".join(f"{number:.6g}" for number in where)
    if where is not None and not wide:
        return str(value.get("type"))
    return json.dumps(dict(value), ensure_ascii=False, default=_plain_value)


def _plain_value(value: Any) -> Any:
    return dict(value) if isinstance(value, Mapping) else str(value)
