"""What is known of one file while it is being read: values, where each came from, problems."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import attrs

from ..problems import Level, Problem
from .tiff_tags import Tags

__all__ = ["FieldCollector", "number", "text"]

_FRACTION = re.compile(r"^\s*([+-]?\d{1,18})\s*/\s*(\d{1,18})\s*$")


@attrs.define
class FieldCollector:
    """Values of one photo as they are found.

    Attributes:
        path: The file.
        tags: Its EXIF tags.
        xmp: Its XMP properties, by `prefix:Name`.
        width: Columns, 0 when unknown.
        height: Rows, 0 when unknown.
        fields: Field of the service -> value.
        sources: Field -> where its value came from.
        problems: What is wrong.
    """

    path: Path
    tags: Tags
    xmp: Mapping[str, str]
    width: int = 0
    height: int = 0
    fields: dict[str, Any] = attrs.field(factory=dict)
    sources: dict[str, str] = attrs.field(factory=dict)
    problems: list[Problem] = attrs.field(factory=list)

    def put(self, field: str, value: Any, source: str) -> None:
        """Keep a value; the first one found of a field stands."""
        if value is not None and field not in self.fields:
            self.fields[field] = value
            self.sources[field] = source

    def problem(self, code: str, message: str, level: Level | None = None, **more: Any) -> None:
        """Note a problem; `more` is what else `Problem.of` takes."""
        self.problems.append(Problem.of(code, self.path, message, level, **more))

    def number(self, key: str) -> float | None:
        """An XMP property as a number."""
        return number(self.xmp.get(key))

    def by_local_name(self, local: str) -> tuple[str, float] | None:
        """A number by its name without prefix: makers copy DJI's names under prefixes of their own.

        Returns:
            The whole key and the number, DJI's own first; None when there is none.
        """
        for key in self._keys.get(local, ()):
            value = self.number(key)
            if value is not None:
                return key, value
        return None

    @cached_property
    def _keys(self) -> dict[str, list[str]]:
        keys: dict[str, list[str]] = {}
        for key in self.xmp:
            prefix, _, local = key.rpartition(":")
            keys.setdefault(local, []).insert(0 if prefix == "drone-dji" else len(self.xmp), key)
        return keys

    @property
    def make(self) -> str:
        """The camera's maker, in lower case."""
        return (text(self.tags.main.get(0x010F)) or self.xmp.get("tiff:Make", "")).lower()


def number(value: object) -> float | None:
    """A finite number, from a number, a text or a fraction; None when it is none."""
    if isinstance(value, tuple):
        value = value[0] if value else None
    if isinstance(value, str):
        fraction = _FRACTION.match(value)
        if fraction:
            bottom = int(fraction[2])
            return int(fraction[1]) / bottom if bottom else None
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        found = float(value)
    except (ValueError, OverflowError):
        return None
    return found if math.isfinite(found) else None


def text(value: object) -> str | None:
    """A text without padding; None when there is none."""
    if isinstance(value, bytes):
        value = value.split(b"\0", 1)[0].decode("utf-8", "replace")
    if not isinstance(value, str):
        return None
    return value.strip("\0 ") or None
