# mypy: ignore-errors
"""Parsers for the fields of models: dates, models, lists, unions.

A parser raises TypeError or ValueError for values that it cannot parse; the model then keeps the
raw value.
"""

from __future__ import annotations

import datetime
import importlib
import re
from collections.abc import Callable, KeysView, Mapping, ValuesView
from numbers import Integral, Number
from typing import TYPE_CHECKING, Any, Protocol
from uuid import UUID

if TYPE_CHECKING:
    from .mapping import ModelDict

# The second argument is True for a caller's value, where a dict becomes a mutable input, and False
# for a part of a response, where a dict is kept as received.
Parser = Callable[[Any, bool], Any]


# Types that are sent as JSON lists. No iterators, since arguments are read twice.
LISTS = (list, tuple, set, frozenset, range, KeysView, ValuesView)


class HasGeoInterface(Protocol):
    """A geometry of shapely, geojson-pydantic and others, with a GeoJSON representation."""

    @property
    def __geo_interface__(self) -> Any:
        """The GeoJSON object, as a mapping."""


class HasSecret(Protocol):
    """A wrapped secret, such as pydantic's SecretStr."""

    def get_secret_value(self) -> str:
        """The secret itself."""


def date_time(value: Any, _given: bool = False) -> datetime.datetime:
    """Parse an ISO 8601 date and time; a datetime is kept, a date becomes midnight.

    Raises:
        TypeError: The value has another type.
        ValueError: The text is not a date and time.
    """
    if isinstance(value, datetime.datetime):
        return value
    if isinstance(value, datetime.date):
        return datetime.datetime(value.year, value.month, value.day)
    if not isinstance(value, str):
        raise TypeError(f"a date and time is needed, not {type(value).__name__}")
    return datetime.datetime.fromisoformat(value)


def date(value: Any, _given: bool = False) -> datetime.date:
    """Parse an ISO 8601 date; a date is kept.

    Raises:
        TypeError: The value is neither.
        ValueError: The text is not a date.
    """
    if isinstance(value, datetime.date):
        return value
    if not isinstance(value, str):
        raise TypeError(f"a date is needed, not {type(value).__name__}")
    return datetime.date.fromisoformat(value)


def uuid(value: Any, _given: bool = False) -> UUID:
    """Parse a UUID; a UUID is kept.

    Raises:
        TypeError: The value is neither.
        ValueError: The text is not a UUID.
    """
    if isinstance(value, UUID):
        return value
    if not isinstance(value, str):
        raise TypeError(f"a UUID is needed, not {type(value).__name__}")
    return UUID(value)


def bare_number(value: Any) -> Any:
    """Convert other numbers (numpy, Decimal) to int or float; other values are unchanged."""
    if isinstance(value, int | float) or not isinstance(value, Number):
        return value
    kind: Callable[[Any], int | float] = int if isinstance(value, Integral) else float
    try:
        return kind(value)
    except (TypeError, ValueError, OverflowError):  # complex, a signalling NaN, too large
        return value


_WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,18})", re.ASCII)
_NUMBER = re.compile(
    r"\s*[+-]?([0-9]{1,19}[.]?[0-9]{0,30}|[.][0-9]{1,30})(e[+-]?[0-9]{1,3})?\s*", re.A | re.I
)
_TRUTHS = {"true": True, "false": False}


def whole(value: Any, _given: bool = False) -> Any:
    """Parse a whole number from text (command-line ids); other values are unchanged."""
    return int(value) if isinstance(value, str) and _WHOLE.fullmatch(value) else value


def number(value: Any, _given: bool = False) -> Any:
    """Parse a decimal number from text (CSV files); other values are unchanged."""
    if not isinstance(value, str) or not _NUMBER.fullmatch(value):
        return value
    return int(value) if value.strip().lstrip("+-").isdigit() else float(value)


def truth(value: Any, _given: bool = False) -> Any:
    """Parse `true` and `false` (queries); other values are unchanged."""
    return _TRUTHS.get(value, value) if isinstance(value, str) else value


class Model:
    """Parses a model, whose module is imported on first use."""

    __slots__ = ("_class", "module", "name")

    def __init__(self, module: str, name: str) -> None:
        self.module = module
        self.name = name
        self._class: type[ModelDict] | None = None

    @property
    def model(self) -> type[ModelDict]:
        """The class."""
        if self._class is None:
            package = __name__.rpartition(".")[0]
            module = importlib.import_module(f"{package}.models.{self.module}")
            self._class = getattr(module, self.name)
        return self._class

    def __call__(self, value: Any, given: bool = False) -> Any:
        """Parse a value, or build an input from it."""
        return self.model.from_input(value) if given else self.model.from_dict(value)


class Items:
    """Parses a list; elements that cannot be parsed are kept unchanged."""

    __slots__ = ("inner",)

    def __init__(self, inner: Parser) -> None:
        self.inner = inner

    def __call__(self, value: Any, given: bool = False) -> Any:
        """Parse each element."""
        if not isinstance(value, list | tuple):
            raise TypeError(f"a list is needed, not {type(value).__name__}")
        return [read(self.inner, item, given) for item in value]


class Union:
    """Parses a value that may have one of several types."""

    __slots__ = ("parsers",)

    def __init__(self, *parsers: Parser) -> None:
        self.parsers = parsers

    def __call__(self, value: Any, given: bool = False) -> Any:
        """Parse with the first matching parser."""
        models = [parser for parser in self.parsers if isinstance(parser, Model)]
        if any(isinstance(value, parser.model) for parser in models):
            return value
        shape = as_mapping(value)
        if shape is not None and models:
            return self._closest(models, shape)(value, given)
        for parser in self.parsers:
            if not isinstance(parser, Model):
                try:
                    return parser(value, given)
                except (TypeError, ValueError):
                    continue
        raise TypeError(f"{type(value).__name__} matches none of the types")

    def _closest(self, models: list[Model], value: Mapping[str, Any]) -> Model:
        """The model whose tags (`type`, `fields_type`) match, with the most keys in common."""
        agreeing = [parser for parser in models if parser.model.agrees(value)]
        if not agreeing:
            raise ValueError("no type has these tags")
        return max(agreeing, key=lambda parser: parser.model.likeness(value))


def as_mapping(value: Any) -> Mapping[str, Any] | None:
    """The value as a mapping, or its GeoJSON representation; None when it has neither."""
    if not isinstance(value, Mapping):
        value = getattr(value, "__geo_interface__", None)
    return value if isinstance(value, Mapping) else None


def read(parser: Parser, value: Any, given: bool) -> Any:
    """Parse a value; return it unchanged on failure, since parsing a response never fails."""
    if value is None:
        return None
    try:
        return parser(value, given)
    except (TypeError, ValueError, AttributeError, KeyError):
        return value
