# mypy: ignore-errors
"""What all models share: a mapping of the JSON beside typed attributes, read when first used."""

from __future__ import annotations

import datetime
import enum
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self
from uuid import UUID

from .masking import MASK, masked
from .parsing import Parser, as_mapping, bare_number, read
from .types import UNSET, Unset


class ModelMapping(Mapping[str, Any]):
    """Base of the models.

    An answer keeps the JSON object as it was sent: `image["created_at"]` is the text it has,
    `dict(image)` the whole object, unknown fields included. `image.created_at` is read from it on
    first use, so that a missing, an extra or an unexpected value spoils nothing else. A model made
    by its constructor is an input: its attributes can be set, and the mapping shows what would be
    sent.
    """

    __slots__ = ("_raw",)
    _raw: dict[str, Any] | None

    _names: ClassVar[dict[str, str]] = {}  # attribute -> name in the JSON
    _parsers: ClassVar[dict[str, Parser]] = {}
    _spelled: ClassVar[dict[str, Parser]] = {}  # reads what a caller may give as text: numbers
    _required: ClassVar[frozenset[str]] = frozenset()
    _nullable: ClassVar[frozenset[str]] = (
        frozenset()
    )  # a None that is set on purpose travels as null
    _secrets: ClassVar[frozenset[str]] = frozenset()
    _defaults: ClassVar[dict[str, dict[str, Any]]] = {}  # attribute -> the object that None means
    _tags: ClassVar[
        dict[str, tuple[Any, ...]]
    ] = {}  # name in the JSON -> the values that tell this model
    _secret_extra: ClassVar[bool] = False  # fields that are not named here are secrets
    _open: ClassVar[bool] = False  # unknown fields are kept in additional_properties
    _extra: ClassVar[Parser | None] = None  # reads the values of additional_properties

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Make a model of a JSON object, which is kept as it is. Nothing is checked.

        Args:
            src_dict: The object, unknown fields included; a dict is not to be changed afterwards.

        Returns:
            A model that cannot be changed.

        Raises:
            TypeError: It is not an object.
        """
        # Asked of each element of each page: a dict is told apart cheaply.
        if type(src_dict) is not dict and not isinstance(src_dict, Mapping):
            raise TypeError(f"a {cls.__name__} is a JSON object, not {type(src_dict).__name__}")
        made = cls.__new__(cls)
        # A dict is kept itself: a copy of each would cost a page a tenth of its time.
        _keep(made, src_dict if type(src_dict) is dict else dict(src_dict))
        return made

    @classmethod
    def list_of(cls, items: Iterable[Mapping[str, Any]]) -> list[Self]:
        """Make models of many JSON objects, as `from_dict` does of one, in less time.

        Raises:
            TypeError: One of them is not an object.
        """
        new, made = cls.__new__, []
        for item in items:
            if type(item) is dict:
                model = new(cls)
                _keep(model, item)
            else:
                model = cls.from_dict(item)
            made.append(model)
        return made

    @classmethod
    def from_input(cls, value: Any) -> Self:
        """Make an input of what a caller gave.

        Args:
            value: A model of this class (kept), a mapping by the names of the contract, or a
                geometry with `__geo_interface__`.

        Returns:
            The model.

        Raises:
            TypeError: It is none of these, a required field is missing, or a field is unknown.
        """
        if isinstance(value, cls):
            return value
        given = as_mapping(value)
        if given is None:
            raise TypeError(f"a {cls.__name__} or a mapping is needed, not {type(value).__name__}")
        attributes = {name: attribute for attribute, name in cls._names.items()}
        fields = {attributes[name]: item for name, item in given.items() if name in attributes}
        others = {name: item for name, item in given.items() if name not in attributes}
        if others and not cls._open:
            raise TypeError(f"{cls.__name__} has no field {', '.join(map(repr, others))}")
        made = cls(**fields)
        if others:
            made.additional_properties.update(others)  # type: ignore[attr-defined]
        return made

    def to_dict(self) -> dict[str, Any]:
        """The JSON object: of an answer all that was sent, of an input what was set.

        Returns:
            A new dict of JSON values; dates and times are ISO 8601 texts.
        """
        if self._raw is not None:
            return _object(self._raw)
        named = {name: getattr(self, attribute) for attribute, name in self._names.items()}
        return _object(named | (self.additional_properties if self._open else {}))  # type: ignore[attr-defined]

    @classmethod
    def agrees(cls, value: Mapping[str, Any]) -> bool:
        """Whether no tag of the value (`type`, `fields_type`) speaks against this model."""
        return all(value.get(name, allowed[0]) in allowed for name, allowed in cls._tags.items())

    @classmethod
    def likeness(cls, value: Mapping[str, Any]) -> tuple[int, int, int]:
        """How well the value fits: tags, required fields it lacks (negative), fields in common."""
        tags = sum(name in value for name in cls._tags)
        lacking = sum(cls._names[attribute] not in value for attribute in cls._required)
        return tags, -lacking, sum(name in value for name in cls._names.values())

    def _fill(self, fields: Mapping[str, Any]) -> None:
        """Set the attributes of an input; called by the constructors."""
        object.__setattr__(self, "_raw", None)
        if self._open:
            object.__setattr__(self, "additional_properties", {})
        for attribute, value in fields.items():
            parser = self._parsers.get(attribute) or self._spelled.get(attribute)
            if value is None:
                value = self._defaults.get(attribute)
            if (
                value is None
                and attribute not in self._nullable
                and attribute not in self._required
            ):
                value = UNSET
            elif attribute in self._secrets and hasattr(value, "get_secret_value"):
                value = value.get_secret_value()
            elif parser is not None and not isinstance(value, Unset):
                value = read(parser, value, True)
            elif isinstance(value, tuple):
                value = list(value)
            object.__setattr__(self, attribute, value)

    if not TYPE_CHECKING:  # else any misspelt attribute would pass a type checker

        def __getattr__(self, name: str) -> Any:
            """Read a field of an answer, once; called while its slot is empty."""
            kind, json_name = type(self), type(self)._names.get(name)
            extra = name == "additional_properties" and kind._open
            raw = None if json_name is None and not extra else self._raw
            if raw is None:
                raise AttributeError(
                    f"{kind.__name__} has no attribute {name!r}", name=name, obj=self
                )
            if extra:
                known = set(kind._names.values())
                value = {key: item for key, item in raw.items() if key not in known}
                if kind._extra is not None:
                    value = {key: read(kind._extra, item, False) for key, item in value.items()}
            elif json_name in raw:
                parser = kind._parsers.get(name)
                value = raw[json_name] if parser is None else read(parser, raw[json_name], False)
            elif name in kind._required:
                raise AttributeError(
                    f"the service sent no {json_name!r} in this {kind.__name__}",
                    name=name,
                    obj=self,
                )
            else:
                value = UNSET
            object.__setattr__(self, name, value)
            return value

    def __setattr__(self, name: str, value: Any) -> None:
        if self._raw is not None:
            raise AttributeError(
                f"this {type(self).__name__} is an answer and cannot be changed: {name!r}"
            )
        object.__setattr__(self, name, value)

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"a field cannot be removed; set it to UNSET: {name!r}")

    def _view(self) -> dict[str, Any]:
        return self.to_dict() if self._raw is None else self._raw

    def __getitem__(self, key: str) -> Any:
        raw = self._raw  # as in _view(), without the call
        return (self.to_dict() if raw is None else raw)[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._view())

    def __len__(self) -> int:
        return len(self._view())

    def __contains__(self, key: object) -> bool:
        return key in self._view()

    def __repr__(self) -> str:
        attributes = {name: attribute for attribute, name in self._names.items()}
        shown = []
        for name, value in self._view().items():
            attribute = attributes.get(name)
            secret = self._secret_extra if attribute is None else attribute in self._secrets
            read_value = value if attribute is None else getattr(self, attribute)
            text = MASK if secret and value is not None else masked(name, read_value)
            shown.append(f"{name if name.isidentifier() else repr(name)}={text}")
        return f"{type(self).__name__}({', '.join(shown)})"

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        if self._raw is not None:
            return _restore, (type(self), self._raw, None)
        attributes = [*self._names, *(["additional_properties"] if self._open else [])]
        values = {attribute: getattr(self, attribute) for attribute in attributes}
        kept = {name: value for name, value in values.items() if not isinstance(value, Unset)}
        return _restore, (type(self), None, kept)


def _restore(
    kind: type[ModelMapping], raw: dict[str, Any] | None, fields: dict[str, Any] | None
) -> ModelMapping:
    """Make a copied or unpickled model."""
    made = kind.__new__(kind)
    object.__setattr__(made, "_raw", None if raw is None else dict(raw))
    if fields is not None:
        for attribute in kind._names:
            object.__setattr__(made, attribute, fields.get(attribute, UNSET))
        if kind._open:
            object.__setattr__(made, "additional_properties", dict(fields["additional_properties"]))
    return made


def encode(value: Any) -> Any:
    """The JSON value of what a caller may put into a body: models, mappings, dates, geometries.

    Args:
        value: Anything; what is not known is returned as it is.

    Returns:
        Dicts, lists, texts, numbers, booleans and None where the value can be written so.
    """
    if value is None or isinstance(value, str | bool | int | float):
        return value.value if isinstance(value, enum.Enum) else value
    if isinstance(value, ModelMapping):
        return value.to_dict()
    if isinstance(value, Mapping):
        return _object(value)
    if isinstance(value, list | tuple | set | frozenset | range):
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


def _object(value: Mapping[str, Any]) -> dict[str, Any]:
    return {key: encode(item) for key, item in value.items() if not isinstance(item, Unset)}


_keep: Callable[[ModelMapping, dict[str, Any]], None] = ModelMapping.__dict__["_raw"].__set__
"""Past `__setattr__`, which refuses."""
