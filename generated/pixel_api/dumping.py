# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
"""Pydantic's method names, for scripts written for 1.2.8, whose inputs were pydantic models."""

from __future__ import annotations

import copy
import json
from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Any, ClassVar, Self


class _Fields:
    """The fields of a class, as a mapping."""

    def __get__(self, _: object, kind: type[DumpsItself]) -> Mapping[str, str]:
        return MappingProxyType(kind._names)


class DumpsItself(dict[str, Any]):
    """Pydantic's methods, for scripts written for 1.2.8; new code uses `to_dict()`."""

    __slots__ = ()

    _names: ClassVar[dict[str, str]]

    model_fields: ClassVar = _Fields()
    """The fields: attribute -> name in the JSON."""

    @classmethod
    def model_validate(cls, obj: Any) -> Self:
        """Build an input from a mapping, like `from_input`.

        Args:
            obj: A mapping with the contract's names, or a model of this class.

        Raises:
            TypeError: The value has another type, lacks a required field, or has an unknown field.
        """
        made: Self = _model(cls).from_input(obj)
        return made

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Copy a model.

        Args:
            update: Attributes to set in the copy.
            deep: Whether to copy nested lists and objects too.
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
        """The fields as a new dict, with None for unset ones.

        Args:
            mode: `json` for JSON values, `python` for the values of the attributes.
            include: Names of the fields to include. Default: all.
            exclude: Names of fields to exclude.
            exclude_none: Whether to exclude fields that are None or unset.
            exclude_unset: Whether to exclude unset fields.

        Raises:
            TypeError: `include` or `exclude` has nested fields.
        """
        if isinstance(include, Mapping | str) or isinstance(exclude, Mapping | str):
            raise TypeError("include and exclude must be sets of names, without nested fields")
        # A model without named fields (`json_metadata`) has values that may be None.
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
        """Serialise `model_dump(mode="json")` as JSON text.

        Args:
            indent: Number of spaces to indent with. Default: a single line.
            **options: Options of `model_dump`.
        """
        parts = (",", ":") if indent is None else None
        dumped = self.model_dump(**{**options, "mode": "json"})
        return json.dumps(dumped, indent=indent, separators=parts, ensure_ascii=False)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        """Validation of this type in a user's pydantic model."""
        from pydantic_core import core_schema  # called by pydantic, so it is installed

        def read(value: Any) -> Any:
            if isinstance(value, Mapping) and not _model(cls).agrees(value):
                raise ValueError(f"this is not a {cls.__name__}")
            try:
                return _model(cls).from_input(value)
            except TypeError as error:
                raise ValueError(str(error)) from None

        return core_schema.no_info_plain_validator_function(
            read, serialization=core_schema.plain_serializer_function_ser_schema(dict)
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Any) -> dict[str, Any]:
        """JSON schema of such a field."""
        return {"type": "object", "title": cls.__name__}


def _model(model: object) -> Any:
    """Cast to a model: this module cannot import `mapping.py`."""
    return model


def _dumped(value: Any, plain: Any, mode: str, exclude_none: bool, exclude_unset: bool) -> Any:
    """Dump one value, including nested models."""
    if isinstance(value, DumpsItself):
        return value.model_dump(mode=mode, exclude_none=exclude_none, exclude_unset=exclude_unset)
    if isinstance(value, list):
        return [
            _dumped(item, other, mode, exclude_none, exclude_unset)
            for item, other in zip(value, plain, strict=True)
        ]
    return plain if mode == "json" else value
