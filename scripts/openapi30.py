"""Spells the schemas of an OpenAPI 3.0 document as 3.1 does, before anything else looks at them."""

from __future__ import annotations

from typing import Any

from scripts.schemas import Schema, rewritten
from scripts.spec import Document

_BESIDE = ("title", "description", "default")


def modern(document: Document) -> Document:
    """A copy of a 3.0 document with 3.1's null; one of 3.1 as it is.

    Args:
        document: As received, and valid.
    """
    if not document["openapi"].startswith("3.0"):
        return document
    components = document.get("components") or {}
    schemas = components.get("schemas") or {}
    new = {name: rewritten(schema, _with_null) for name, schema in schemas.items()}
    others = {name: _in_places(part) for name, part in components.items() if name != "schemas"}
    return {
        **document,
        "openapi": "3.1.0",
        "paths": _in_places(document["paths"]),
        "components": {**others, "schemas": new},
    }


def _in_places(value: Any) -> Any:
    """The schemas of parameters, bodies and answers."""
    if isinstance(value, dict):
        return {
            key: rewritten(item, _with_null)
            if key == "schema" and isinstance(item, dict)
            else _in_places(item)
            for key, item in value.items()
        }
    if isinstance(value, list):
        return [_in_places(item) for item in value]
    return value


def _with_null(schema: Schema) -> Schema:
    for name, item in schema.get("properties", {}).items():
        # 3.0 has no const: it is how the kinds of a body are told apart.
        if len(item.get("enum", ())) == 1:
            schema["properties"][name] = {
                **{key: value for key, value in item.items() if key != "enum"},
                "const": item["enum"][0],
            }
    if schema.pop("nullable", False) is not True:
        return schema
    beside = {key: schema.pop(key) for key in _BESIDE if key in schema}
    if "enum" in schema:
        schema["enum"] = [value for value in schema["enum"] if value is not None]
    if set(schema) == {"allOf"} and len(schema["allOf"]) == 1:
        schema = schema["allOf"][0]
    if set(schema) == {"anyOf"}:
        return {"anyOf": [*schema["anyOf"], {"type": "null"}], **beside}
    return {"anyOf": [schema, {"type": "null"}], **beside}
