"""Type annotations and parsers for the properties of the contract."""

from __future__ import annotations

import ast
import keyword
from collections.abc import Iterator, Mapping

from openapi_python_client.parser.properties.any import AnyProperty
from openapi_python_client.parser.properties.boolean import BooleanProperty
from openapi_python_client.parser.properties.const import ConstProperty
from openapi_python_client.parser.properties.date import DateProperty
from openapi_python_client.parser.properties.datetime import DateTimeProperty
from openapi_python_client.parser.properties.float import FloatProperty
from openapi_python_client.parser.properties.int import IntProperty
from openapi_python_client.parser.properties.list_property import ListProperty
from openapi_python_client.parser.properties.literal_enum_property import LiteralEnumProperty
from openapi_python_client.parser.properties.model_property import ModelProperty
from openapi_python_client.parser.properties.none import NoneProperty
from openapi_python_client.parser.properties.protocol import PropertyProtocol
from openapi_python_client.parser.properties.string import StringProperty
from openapi_python_client.parser.properties.union import UnionProperty
from openapi_python_client.parser.properties.uuid import UuidProperty
from openapi_python_client.strings import PythonIdentifier

Models = Mapping[str, ModelProperty]

TEXT_READERS: dict[type, str] = {
    IntProperty: "whole",
    FloatProperty: "number",
    BooleanProperty: "truth",
}

# Builtins that annotations in the same scope need; others (`format`, `type`) are good names.
NEEDED = frozenset(
    {
        "bool",
        "bytes",
        "classmethod",
        "dict",
        "float",
        "frozenset",
        "int",
        "list",
        "object",
        "property",
    }
    | {"str", "super", "tuple", "set", "cast", "quote", "datetime", "self", "cls"}
)


def public_name(prop: PropertyProtocol) -> str:
    """The public name of a property: `format`, where the generator uses `format_`."""
    name = str(prop.python_name)
    bare = name.removesuffix("_")
    if bare == name or keyword.iskeyword(bare) or bare in NEEDED or not bare.isidentifier():
        return name
    return bare if prop.name.get_untrusted_value().lower().strip("_") == bare.lower() else name


def rename(prop: PropertyProtocol, name: str) -> None:
    """Set the Python name of a property verbatim, bypassing the generator's rules."""
    object.__setattr__(prop, "python_name", str.__new__(PythonIdentifier, name))


def accepted_type(prop: PropertyProtocol, models: Models, *, secret: bool = False) -> str:
    """The annotation of the values that callers may pass.

    Args:
        prop: The property; whether it is required makes no difference.
        models: Class name -> fully parsed model.
        secret: Whether it holds a secret, which may be wrapped (`SecretStr`).

    Returns:
        Source text.
    """
    if isinstance(prop, ModelProperty):
        model = models.get(prop.class_info.name, prop)
        fields = [*(model.required_properties or []), *(model.optional_properties or [])]
        if not fields:
            return "Mapping[str, Any]"
        geometry = any(field.name == "coordinates" for field in fields)
        return f"{prop.class_info.name} | Mapping[str, Any]" + (
            " | HasGeoInterface" if geometry else ""
        )
    if isinstance(prop, ListProperty):
        return f"Sequence[{accepted_type(prop.inner_property, models)}]"
    if isinstance(prop, UnionProperty):
        parts = [
            part
            for item in prop.inner_properties
            for part in union_members(accepted_type(item, models))
        ]
        return " | ".join(dict.fromkeys(parts))
    if isinstance(prop, DateTimeProperty):
        return "datetime.datetime | str"
    if isinstance(prop, DateProperty):
        return "datetime.date | str"
    if isinstance(prop, UuidProperty):
        return "UUID | str"
    if isinstance(prop, LiteralEnumProperty):
        return f"{prop.class_info.name}Value"
    base = prop.get_type_string(no_optional=True).as_unembedded_code()
    return f"{base} | HasSecret" if secret and base == "str" else base


def union_members(annotation: str) -> list[str]:
    """The members of a union; bars inside brackets and strings do not separate them."""
    waiting, parts = [ast.parse(annotation, mode="eval").body], []
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
            waiting += [node.right, node.left]
        else:
            parts.append(ast.unparse(node))
    return parts


def nullable(prop: PropertyProtocol) -> bool:
    """Whether null is one of the values."""
    if isinstance(prop, UnionProperty):
        return any(nullable(item) for item in prop.inner_properties)
    return (
        isinstance(prop, NoneProperty) or prop.get_base_type_string().as_unembedded_code() == "Any"
    )


def parser(prop: PropertyProtocol) -> str | None:
    """Source of the parser that reads a property, or None where users get the JSON value."""
    if isinstance(prop, ModelProperty):
        return f'Model("{prop.class_info.module_name}", "{prop.class_info.name}")'
    if isinstance(prop, ListProperty):
        inner = parser(prop.inner_property)
        return f"Items({inner})" if inner else None
    if isinstance(prop, DateTimeProperty):
        return "date_time"
    if isinstance(prop, DateProperty):
        return "date"
    if isinstance(prop, UuidProperty):
        return "uuid"
    if isinstance(prop, UnionProperty):
        members = list(_members(prop))
        plain_text = any(isinstance(item, StringProperty | LiteralEnumProperty) for item in members)
        parsers = [
            found
            for item in members
            if (found := parser(item))
            and not (plain_text and found in ("date_time", "date", "uuid"))
        ]
        parsers = list(dict.fromkeys(parsers))
        if len(parsers) > 1:
            return f"Union({', '.join(parsers)})"
        return parsers[0] if parsers else None
    return None


def text_reader(prop: PropertyProtocol) -> str | None:
    """Source of the function that reads a number or boolean passed as text, or None."""
    if isinstance(prop, ListProperty):
        inner = text_reader(prop.inner_property)
        return f"Items({inner})" if inner else None
    if isinstance(prop, UnionProperty):
        members = list(_members(prop))
        if any(isinstance(item, StringProperty | AnyProperty) for item in members):
            return None
        found = {reader for item in members if (reader := text_reader(item))}
        return found.pop() if len(found) == 1 else None
    if isinstance(prop, LiteralEnumProperty):
        return "whole" if prop.value_type is int else None
    return TEXT_READERS.get(type(prop))


def _members(prop: UnionProperty) -> Iterator[PropertyProtocol]:
    for item in prop.inner_properties:
        if isinstance(item, UnionProperty):
            yield from _members(item)
        else:
            yield item


def tag_values(prop: PropertyProtocol) -> tuple[object, ...]:
    """The permitted values of a constant or a string enumeration; empty for other properties."""
    if isinstance(prop, ConstProperty):
        return (prop.value.raw_value,)
    if isinstance(prop, LiteralEnumProperty) and prop.required:
        return tuple(sorted(prop.values, key=str))
    return ()


def imports(prop: PropertyProtocol, prefix: str) -> set[str]:
    """The import lines for a property's annotations; `prefix` is the dots up to the package."""
    lines = prop.get_imports(prefix=prefix) | prop.get_lazy_imports(prefix=prefix)
    noise = ("import check_", "types import UNSET", "typing import cast")
    found = {line for line in lines if not any(text in line for text in noise)}
    for item in nested(prop):
        if isinstance(item, LiteralEnumProperty):
            module, name = item.class_info.module_name, item.class_info.name
            found.add(f"from {prefix}models.{module} import {name}Value")
    return found


def nested(prop: PropertyProtocol) -> Iterator[PropertyProtocol]:
    """The property and all properties inside its lists and unions."""
    yield prop
    if isinstance(prop, ListProperty):
        yield from nested(prop.inner_property)
    elif isinstance(prop, UnionProperty):
        for item in prop.inner_properties:
            yield from nested(item)
