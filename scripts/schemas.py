"""Walks and rewrites JSON schemas into forms that the generator can handle."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

Schema = dict[str, Any]

MANY_NAMED = ("properties", "patternProperties")
MANY_LISTED = ("allOf", "anyOf", "oneOf", "prefixItems")
ONE = (
    "items",
    "additionalProperties",
    "not",
    "contains",
    "propertyNames",
    "if",
    "then",
    "else",
)

# Keywords that do not constrain values, or would be misread (titles become class names).
NOISE = (
    "title",
    "example",
    "examples",
    "discriminator",
    "xml",
    "externalDocs",
    "$comment",
    "deprecated",
)


def rewritten(schema: Any, change: Callable[[Schema], Schema]) -> Schema:
    """Copy a schema, applying a change to it and to each nested schema, innermost first."""
    if not isinstance(schema, dict):
        return {}  # `true`, which allows everything, or not a schema
    copy = dict(schema)
    for keyword in MANY_NAMED:
        if isinstance(copy.get(keyword), dict):
            copy[keyword] = {name: rewritten(item, change) for name, item in copy[keyword].items()}
    for keyword in MANY_LISTED:
        if isinstance(copy.get(keyword), list):
            copy[keyword] = [rewritten(item, change) for item in copy[keyword]]
    for keyword in ONE:
        if isinstance(copy.get(keyword), dict):
            copy[keyword] = rewritten(copy[keyword], change)
    if isinstance(copy.get("items"), bool):  # `true`; `false`, an empty list, is rare
        copy["items"] = {}
    return change(copy)


def inner(schema: Schema) -> Iterator[Schema]:
    """Yield the schema and all nested schemas."""
    yield schema
    for keyword in MANY_NAMED:
        for item in schema.get(keyword, {}).values():
            yield from inner(item)
    for keyword in MANY_LISTED:
        for item in schema.get(keyword, []):
            yield from inner(item)
    for keyword in ONE:
        if isinstance(schema.get(keyword), dict):
            yield from inner(schema[keyword])


def cleaned(schema: Any) -> Schema:
    """Rewrite a schema into a form that the generator handles; equivalent but for soft defaults.

    Args:
        schema: A schema of OpenAPI 3.0 or 3.1.

    Returns:
        A copy. A `default` is kept only for required properties, where it is sent because the
        service requires a value; other properties are not sent unless the caller sets them.
    """
    return rewritten(schema, _clean)


def _clean(schema: Schema) -> Schema:
    if "$ref" in schema:
        return {key: schema[key] for key in ("$ref", "description", "default") if key in schema}
    for keyword in NOISE:
        schema.pop(keyword, None)
    if schema.pop("contentMediaType", None) == "application/octet-stream":
        schema["format"] = "binary"
    schema = _without_old_keywords(schema)
    for name, item in schema.get("properties", {}).items():
        if name not in schema.get("required", []) and isinstance(item, dict):
            item.pop("default", None)
    if schema.get("type") == "array" and "items" not in schema and "prefixItems" not in schema:
        schema["items"] = {}
    return _unwrapped(_plain_enum(schema))


def _without_old_keywords(schema: Schema) -> Schema:
    """Convert OpenAPI 3.0's `nullable` and boolean exclusive limits."""
    for limit, exclusive in (("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")):
        is_flag = isinstance(schema.get(exclusive), bool)
        if is_flag and schema.pop(exclusive) and limit in schema:
            schema[exclusive] = schema.pop(limit)
    if schema.pop("nullable", False) is True:
        if isinstance(schema.get("type"), str) and "enum" not in schema:
            schema["type"] = [schema["type"], "null"]
        else:
            keys = [key for key in ("description", "default") if key in schema]
            text: Schema = {key: schema.pop(key) for key in keys}
            schema = {"anyOf": [schema, {"type": "null"}], **text}
    return schema


def _plain_enum(schema: Schema) -> Schema:
    """Turn an enumeration of mixed types, or of floats, into a choice of constants."""
    values = [value for value in schema.get("enum", []) if value is not None]
    kinds = {type(value) for value in values}
    if not values or kinds in ({str}, {int}):
        return schema
    choices = [{"const": value} for value in schema.pop("enum")]
    schema.pop("type", None)
    return {"anyOf": choices, **schema}


def _unwrapped(schema: Schema) -> Schema:
    """Replace `allOf: [X]` with X when only descriptions stand beside it."""
    for keyword in ("allOf", "anyOf", "oneOf"):
        if len(schema.get(keyword, [])) == 1 and set(schema) <= {keyword, "description", "default"}:
            beside = {key: item for key, item in schema.items() if key != keyword}
            if "$ref" in schema[keyword][0] and "default" in beside:
                return schema  # the generator drops a default value beside a reference
            return {**schema[keyword][0], **beside}
    return schema


def without_null(schema: Schema) -> Schema:
    """The schema of a parameter: null cannot be sent, and nothing is sent by default."""
    schema = {key: item for key, item in schema.items() if key != "default"}
    if isinstance(schema.get("type"), list):
        kinds = [kind for kind in schema["type"] if kind != "null"]
        schema["type"] = kinds[0] if len(kinds) == 1 else kinds
    for keyword in ("anyOf", "oneOf"):
        if keyword in schema:
            schema[keyword] = [item for item in schema[keyword] if item != {"type": "null"}]
    return _unwrapped(schema)


def resolved(schema: Mapping[str, Any], schemas: Mapping[str, Any]) -> Mapping[str, Any]:
    """Resolve a reference; a circular one resolves to an empty schema."""
    seen: set[str] = set()
    while "$ref" in schema:
        name = str(schema["$ref"]).removeprefix("#/components/schemas/")
        if name in seen:
            return {}
        seen.add(name)
        schema = schemas.get(name, {})
    return schema


def names_in(schema: Schema) -> Iterator[str]:
    """Yield the component schemas that a schema refers to."""
    for part in inner(schema):
        reference = part.get("$ref")
        if isinstance(reference, str) and reference.startswith("#/components/schemas/"):
            yield reference.removeprefix("#/components/schemas/").split("/")[0]


def reachable(roots: set[str], schemas: Mapping[str, Schema]) -> set[str]:
    """The component schemas reachable from the given ones, themselves included."""
    found: set[str] = set()
    waiting = sorted(roots)
    while waiting:
        name = waiting.pop()
        if name in schemas and name not in found:
            found.add(name)
            waiting.extend(names_in(schemas[name]))
    return found
