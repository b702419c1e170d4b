"""Upgrades the schemas of an OpenAPI 3.0 document to 3.1."""

from __future__ import annotations

from typing import Any

from scripts.schemas import Schema, rewritten
from scripts.spec import Document

_BESIDE = ("title", "description", "default")


def as_openapi31(document: Document) -> Document:
    """Convert a 3.0 document to 3.1; one of 3.1 is returned unchanged.

    Args:
        document: The received document, already validated.
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
    """Convert the schemas of parameters, bodies and responses."""
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
        # 3.0 has no const, which discriminates between the variants of a body.
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
