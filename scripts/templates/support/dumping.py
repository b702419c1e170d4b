# mypy: ignore-errors
"""What inputs were in 1.2.8, pydantic models, by the names that scripts of its users call."""

from __future__ import annotations

import copy
import json
from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Any, ClassVar, Self


class _Fields:
    """The fields of a class, to look one up in or to walk through."""

    def __get__(self, _: object, kind: type[DumpsItself]) -> Mapping[str, str]:
        return MappingProxyType(kind._names)


class DumpsItself(dict[str, Any]):
    """Names of pydantic, for scripts written for 1.2.8. Beside them there is `to_dict()`."""

    __slots__ = ()

    _names: ClassVar[dict[str, str]]

    model_fields: ClassVar = _Fields()
    """The fields: attribute -> name in the JSON."""

    @classmethod
    def model_validate(cls, obj: Any) -> Self:
        """Make an input of a mapping, as `from_input` does.

        Args:
            obj: A mapping by the names of the contract, or a model of this class.

        Raises:
            TypeError: It is neither, a required field is missing, or a field is unknown.
        """
        made: Self = _model(cls).from_input(obj)
        return made

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Copy a model.

        Args:
            update: Attributes to set in the copy.
            deep: Copy the lists and objects in it too.
        """
        made = copy.deepcopy(self) if deep else copy.copy(self)
        for attribute, value in (update or {}).items():
            setattr(made, attribute, value)
        return made

    def model_dump(
        self,
        *,
        mode: str = "python",
        include: Collection[str] | None = None,
        exclude: Collection[str] | None = None,
        exclude_none: bool = False,
        exclude_unset: bool = False,
    ) -> dict[str, Any]:
        """The fields as a new dict; those that are not set are None in it.

        Args:
            mode: `json` for JSON values, else values are as the attributes have them.
            include: Names of the only fields to take.
            exclude: Names of fields to leave out.
            exclude_none: Leave out what is None or not set.
            exclude_unset: Leave out what is not set.

        Raises:
            TypeError: Fields of fields in `include` or `exclude`.
        """
        if isinstance(include, Mapping | str) or isinstance(exclude, Mapping | str):
            raise TypeError("include and exclude are sets of names; fields of fields have none")
        # The fields of a model that names none (`json_metadata`) are values, and may be None.
        unset = exclude_unset or exclude_none or not self._names
        found = {} if unset else dict.fromkeys(self._names)
        attributes = {name: attribute for attribute, name in self._names.items()}
        plain = _model(self).to_dict()
        for name in self:
            attribute = attributes.get(name, name)
            value = getattr(self, attribute) if name in attributes else self[name]
            if value is not None or not exclude_none or not self._names:
                found[attribute] = _dumped(value, plain[name], mode, exclude_none, exclude_unset)
        return {
            name: value
            for name, value in found.items()
            if (include is None or name in include) and name not in (exclude or ())
        }

    def model_dump_json(self, *, indent: int | None = None, **options: Any) -> str:
        """What `model_dump(mode="json")` gives, as JSON text.

        Args:
            indent: Spaces to indent with; one line by default.
            **options: As of `model_dump`.
        """
        parts = (",", ":") if indent is None else None
        dumped = self.model_dump(**{**options, "mode": "json"})
        return json.dumps(dumped, indent=indent, separators=parts, ensure_ascii=False)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        """How pydantic reads a field of this type in a model of a caller's own."""
        from pydantic_core import core_schema  # pydantic asks, so it is there

        def read(value: Any) -> Any:
            if isinstance(value, Mapping) and not _model(cls).agrees(value):
                raise ValueError(f"this is no {cls.__name__}")
            try:
                return _model(cls).from_input(value)
            except TypeError as error:
                raise ValueError(str(error)) from None

        return core_schema.no_info_plain_validator_function(
            read, serialization=core_schema.plain_serializer_function_ser_schema(dict)
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Any) -> dict[str, Any]:
        """How pydantic describes such a field."""
        return {"type": "object", "title": cls.__name__}


def _model(model: object) -> Any:
    """A model as what it is: this module comes before `mapping.py`."""
    return model


def _dumped(value: Any, plain: Any, mode: str, exclude_none: bool, exclude_unset: bool) -> Any:
    """One value: models in it are dumped the same way."""
    if isinstance(value, DumpsItself):
        return value.model_dump(mode=mode, exclude_none=exclude_none, exclude_unset=exclude_unset)
    if isinstance(value, list):
        return [
            _dumped(item, other, mode, exclude_none, exclude_unset)
            for item, other in zip(value, plain, strict=True)
        ]
    return plain if mode == "json" else value
