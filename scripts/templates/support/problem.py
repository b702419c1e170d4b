"""A problem with an argument, as data."""

from __future__ import annotations

import enum
import re
from collections.abc import Mapping
from typing import Any

import attrs

__all__ = ["Problem", "ProblemCode"]


class ProblemCode(enum.StrEnum):
    """The kinds of problems that an argument can have."""

    MISSING = "missing"
    """It is needed and was not given."""
    UNKNOWN = "unknown"
    """There is no field, parameter or thing of this name."""
    TYPE = "type"
    """It is of another type than allowed."""
    ENUM = "enum"
    """The value is not one of the allowed values."""
    RANGE = "range"
    """A number that is too small, too large or no multiple of the step."""
    LENGTH = "length"
    """Too few or too many characters, elements or fields."""
    PATTERN = "pattern"
    """A text that does not match the allowed pattern."""
    DUPLICATE = "duplicate"
    """The same thing is given twice."""
    CONFLICT = "conflict"
    """It does not go together with another argument."""
    DEPTH = "depth"
    """It is nested too deeply, or within itself."""
    NOT_UTF8 = "not-utf-8"
    """A text that is not valid Unicode, which no request can carry."""
    INVALID = "invalid"
    """Anything else; the message says what."""


@attrs.frozen(kw_only=True)
class Problem:
    """A problem with an argument; `str()` makes a sentence of it.

    Attributes:
        path: Where it is, such as `files[0].name`; empty when it is about the arguments as a whole.
        code: Its kind.
        message: What is wrong, without the path at the start, such as
            `must be at least 1, not 0`.
        allowed: What is allowed, by the keyword of JSON Schema that says so, such as
            `{"minimum": 1}` or `{"enum": ["image", "raster"]}`; None when no keyword does.
        since: Sibling fields that make it a problem: each name with its value as text, or with
            `given` when any value would.
    """

    path: str = ""
    code: ProblemCode = ProblemCode.INVALID
    message: str
    allowed: Mapping[str, Any] | None = attrs.field(default=None, hash=False)
    since: tuple[tuple[str, str], ...] = ()

    @property
    def keys(self) -> tuple[str | int, ...]:
        """The path as names and places in lists: `("files", 0, "name")`."""
        names = re.findall(r"[^.\[\]]+", self.path)
        return tuple(int(name) if name.isdecimal() else name for name in names)

    def __str__(self) -> str:
        since = " and ".join(f"{name} is {value}" for name, value in self.since)
        sentence = f"{self.path} {self.message}" if self.path else self.message
        return f"{sentence}, since {since}" if since else sentence
