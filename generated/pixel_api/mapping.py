# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
"""Base of all models: a dict of the JSON with typed attributes, parsed on first use."""

from __future__ import annotations

import contextlib
import copy
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar, Self

from .dumping import DumpsItself
from .encoding import encode, kept
from .masking import MASK, MasksItself, without_secrets
from .parsing import LISTS, Parser, as_mapping, read
from .types import UNSET, Unset


class ModelDict(DumpsItself, MasksItself):
    """Base of the models.

    A response is a dict of the JSON object as received: `image["created_at"]` is the raw text,
    unknown fields are included, `json.dumps(image)` serialises it. `image.created_at` is parsed on
    first use, so that a missing, extra or unexpected value affects nothing else. The dict can be
    changed, and its attributes follow; attributes cannot be set, since that would suggest a change
    at the service. A model built by its constructor is an input: its attributes can be set, and
    the dict holds what will be sent.
    """

    __slots__ = ("_is_input",)  # filled in inputs only, which are fewer
    _is_input: bool

    _names: ClassVar[dict[str, str]] = {}  # attribute -> name in the JSON
    _parsers: ClassVar[dict[str, Parser]] = {}
    _text_readers: ClassVar[dict[str, Parser]] = {}  # parse numbers and booleans given as text
    _required: ClassVar[frozenset[str]] = frozenset()
    _nullable: ClassVar[frozenset[str]] = frozenset()  # an explicit None is sent as null
    _secrets: ClassVar[frozenset[str]] = frozenset()
    _defaults: ClassVar[
        dict[str, dict[str, Any]]
    ] = {}  # attribute -> the object that replaces None
    _tags: ClassVar[dict[str, tuple[Any, ...]]] = {}  # name in the JSON -> the values of this model
    _secret_extra: ClassVar[bool] = False  # whether unnamed fields are secrets
    _preset: ClassVar[dict[str, Any]] = {}  # attribute -> its default in a user-defined subclass
    _open: ClassVar[bool] = False  # whether unknown fields are additional_properties
    _extra: ClassVar[Parser | None] = None  # parses the values of additional_properties

    def __init_subclass__(cls, **options: Any) -> None:
        """Collect the field defaults of a user-defined subclass, which inputs send."""
        super().__init_subclass__(**options)
        if "_names" in vars(cls):
            return  # generated
        own = {name: value for name, value in vars(cls).items() if name in cls._names}
        own = {name: value for name, value in own.items() if not hasattr(value, "__get__")}
        for name in own:  # else they would hide the dict's values
            delattr(cls, name)
        cls._preset = cls._preset | own

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Wrap a JSON object as a response, without validation.

        Args:
            src_dict: The object, including unknown fields; nested values are not copied.

        Returns:
            A model whose attributes cannot be set.

        Raises:
            TypeError: It is not an object.
        """
        # Runs for each element of each page, so the exact type is checked first.
        if type(src_dict) is not dict and not isinstance(src_dict, Mapping):
            raise TypeError(f"a {cls.__name__} is a JSON object, not {type(src_dict).__name__}")
        model = cls.__new__(cls)
        _fill_with(model, src_dict)
        return model

    @classmethod
    def list_of(cls, items: Iterable[Mapping[str, Any]]) -> list[Self]:
        """Wrap many JSON objects, faster than with `from_dict`.

        Raises:
            TypeError: One of them is not an object.
        """
        new, fill, made = cls.__new__, _fill_with, []
        for item in items:
            if type(item) is dict:
                model = new(cls)
                fill(model, item)
            else:
                model = cls.from_dict(item)
            made.append(model)
        return made

    @classmethod
    def from_input(cls, value: Any) -> Self:
        """Build an input.

        Args:
            value: A model of this class (kept), a mapping with the contract's names, or a geometry
                with `__geo_interface__`.

        Returns:
            The model.

        Raises:
            TypeError: The value has another type, lacks a required field, or has an unknown field.
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
            made.update(others)
        return made

    def to_dict(self) -> dict[str, Any]:
        """The JSON object: all received fields of a response, the set fields of an input.

        Returns:
            A new dict of JSON values; dates and times are ISO 8601 strings.
        """
        plain: dict[str, Any] = encode(self)
        return plain

    @classmethod
    def agrees(cls, value: Mapping[str, Any]) -> bool:
        """Whether the tags of the value (`type`, `fields_type`) match this model."""
        return all(value.get(name, allowed[0]) in allowed for name, allowed in cls._tags.items())

    @classmethod
    def likeness(cls, value: Mapping[str, Any]) -> tuple[int, int, int]:
        """A score of the match: tags, missing required fields (negative), common fields."""
        tags = sum(name in value for name in cls._tags)
        lacking = sum(cls._names[attribute] not in value for attribute in cls._required)
        return tags, -lacking, sum(name in value for name in cls._names.values())

    def _fill(self, fields: Mapping[str, Any]) -> None:
        """Set the attributes of an input, for the constructors."""
        object.__setattr__(self, "_is_input", True)
        for attribute, value in fields.items():
            if value is UNSET and attribute in self._preset:
                value = copy.deepcopy(self._preset[attribute])
            self._put(attribute, self._taken(attribute, value))

    def _taken(self, attribute: str, value: Any) -> Any:
        """Convert a field's value for an input; None is unset, unless null is valid."""
        if value is None:
            value = self._defaults.get(attribute)
        if value is None:
            kept = attribute in self._nullable or attribute in self._required
            return None if kept else UNSET
        if attribute in self._secrets and hasattr(value, "get_secret_value"):
            return value.get_secret_value()
        parser = self._parsers.get(attribute) or self._text_readers.get(attribute)
        if isinstance(value, LISTS) and not isinstance(value, list):
            value = list(value)
        if parser is not None and not isinstance(value, Unset):
            return read(parser, value, True)
        return value

    def _put(self, attribute: str, value: Any) -> None:
        """Set a field of an input."""
        object.__setattr__(self, attribute, value)
        name = self._names[attribute]
        if isinstance(value, Unset):
            super().pop(name, None)
        else:
            super().__setitem__(name, kept(value))

    if not TYPE_CHECKING:  # else type checkers would accept misspelt attributes

        def __getattr__(self, name: str) -> Any:
            """Parse a field from the dict once, while its slot is empty."""
            kind = type(self)
            if name == "additional_properties" and kind._open:
                return self._others()
            json_name = kind._names.get(name)
            if json_name is None:
                hint = "; it is a dict, not a pydantic model" if name.startswith("model_") else ""
                raise AttributeError(
                    f"{kind.__name__} has no attribute {name!r}{hint}", name=name, obj=self
                )
            if name in kind._required and json_name not in self:
                raise AttributeError(
                    f"the service sent no {json_name!r} in this {kind.__name__}",
                    name=name,
                    obj=self,
                )
            value = sent = self.get(json_name, UNSET)
            parser = kind._parsers.get(name)
            if parser is not None and value is not UNSET:
                value = read(parser, sent, hasattr(self, "_is_input"))
                if isinstance(value, list | dict) and value == sent:
                    # The same object in both places, so that changes are visible in both.
                    super().__setitem__(json_name, value)
            object.__setattr__(self, name, value)
            return value

        # As in a dict, with attributes kept in step. Type checkers see dict's own overloads.
        def __setitem__(self, key: str, value: Any) -> None:
            if not hasattr(self, "_is_input"):
                super().__setitem__(key, value)
                self._read_again(key)
                return
            for attribute, name in self._names.items():
                if name == key:  # converted like an attribute: None, numbers as text, dates
                    self._put(attribute, self._taken(attribute, value))
                    return
            if not self._open:
                raise TypeError(f"{type(self).__name__} has no field {key!r}")
            super().__setitem__(key, kept(value))

        def __delitem__(self, key: str) -> None:
            super().__delitem__(key)
            self._read_again(key)

        def pop(self, key: str, *default: Any) -> Any:
            """Remove a field and return its value."""
            value = super().pop(key, *default)
            self._read_again(key)
            return value

        def popitem(self) -> tuple[str, Any]:
            """Remove the last field and return it."""
            key, value = super().popitem()
            self._read_again(key)
            return key, value

        def clear(self) -> None:
            """Remove all fields."""
            for key in list(self):
                del self[key]

        def setdefault(self, key: str, default: Any = None) -> Any:
            """The value of a field, which is set if it is missing."""
            if key not in self:
                self[key] = default
            return self.get(key)  # an input does not keep a None that is not sent

        def update(self, *others: Any, **fields: Any) -> None:
            """Set fields, as `update` of a dict does."""
            for key, value in dict(*others, **fields).items():
                self[key] = value

        def __ior__(self, other: Any) -> Self:
            self.update(other)
            return self

    def __setattr__(self, name: str, value: Any) -> None:
        if not hasattr(self, "_is_input"):
            raise AttributeError(
                f"this {type(self).__name__} is a response; its attributes cannot be set: {name!r}."
                " To change what the service keeps, call the method that updates it; to change"
                f" this dict only, set [{self._names.get(name, name)!r}]"
            )
        if name in self._names:
            self._put(name, self._taken(name, value))
        elif name == "additional_properties" and self._open:
            for key in self._others():
                del self[key]
            self.update(value)
        else:
            object.__setattr__(self, name, value)  # raises the usual error

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"a field cannot be removed; set it to UNSET: {name!r}")

    def _others(self) -> Mapping[str, Any]:
        """A read-only view of the fields that the contract does not name."""
        known = set(self._names.values())
        others = {key: item for key, item in self.items() if key not in known}
        extra = type(self)._extra
        if extra is not None:
            others = {key: read(extra, item, False) for key, item in others.items()}
        return MappingProxyType(others)

    def _read_again(self, key: str) -> None:
        """Clear the slot of a field whose value in the dict has changed."""
        for attribute, name in self._names.items():
            if name == key:
                with contextlib.suppress(AttributeError):  # it was not parsed yet
                    object.__delattr__(self, attribute)

    def _shown(self) -> Iterator[tuple[str, Any]]:
        """The fields by their names in the JSON, with secrets masked."""
        attributes = {name: attribute for attribute, name in self._names.items()}
        for name, value in self.items():
            attribute = attributes.get(name)
            secret = self._secret_extra if attribute is None else attribute in self._secrets
            read_value = value if attribute is None else getattr(self, attribute)
            hidden = secret and value is not None
            yield name, MASK if hidden else without_secrets(read_value, name, keep_models=True)

    def __repr__(self) -> str:
        fields = (
            f"{name if name.isidentifier() else repr(name)}={value!r}"
            for name, value in self._shown()
        )
        return f"{type(self).__name__}({', '.join(fields)})"

    __rich_repr__ = _shown  # else rich, and typer's tracebacks, print the raw attributes

    def __reduce__(self) -> tuple[Any, ...]:
        own = getattr(self, "__dict__", None) or None  # of a user-defined subclass
        return _restore, (type(self), dict(self), hasattr(self, "_is_input")), own


def _restore(kind: type[ModelDict], content: dict[str, Any], is_input: bool) -> ModelDict:
    """Restore a copied or unpickled model."""
    made = kind.from_dict(content)
    if is_input:
        object.__setattr__(made, "_is_input", True)
    return made


_fill_with: Callable[[ModelDict, Mapping[str, Any]], None] = dict.update
"""`dict.update` itself: that of the models also resets parsed attributes."""
