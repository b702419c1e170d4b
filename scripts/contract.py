"""Builds contract.json from a document: arguments, responses and schemas, without prose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from scripts.normalise import Normalised
from scripts.operations import Method
from scripts.schemas import names_in, reachable, rewritten

# Keywords that constrain values; prose stays in the docstrings.
CONSTRAINTS = frozenset(
    {
        "$ref", "type", "enum", "const", "default", "format", "minimum", "maximum",
        "exclusiveMinimum",
        "exclusiveMaximum", "multipleOf", "minLength", "maxLength", "pattern", "minItems",
        "maxItems", "uniqueItems", "minProperties", "maxProperties", "required",
        "properties", "additionalProperties", "items", "prefixItems", "anyOf", "oneOf",
        "allOf", "propertyNames", "if", "then", "else",
    }
)  # fmt: skip


def contract_of(normalised: Normalised, methods: Iterable[Method]) -> dict[str, Any]:
    """Extract what is checked before a request, and compared between two contracts.

    Args:
        normalised: The document with the component schemas.
        methods: The methods of all operations.

    Returns:
        A JSON object in the order of the document.
    """
    schemas = normalised.checked
    found = {method.name: _bare_operation(method.contract) for method in methods}
    roots = {
        name
        for operation in found.values()
        for schema in [
            *(item["schema"] for item in operation["arguments"].values()),
            operation["answer"],
            operation.get("rule"),
        ]
        if schema is not None
        for name in names_in(schema)
    }
    kept = reachable(roots, schemas)
    return {
        "operations": found,
        "schemas": {name: bare(schema) for name, schema in schemas.items() if name in kept},
    }


def _bare_operation(operation: Mapping[str, Any]) -> dict[str, Any]:
    arguments = {
        name: {**item, "schema": bare(item["schema"])}
        for name, item in operation["arguments"].items()
    }
    answer, rule = operation["answer"], operation.get("rule")
    return {
        **operation,
        "arguments": arguments,
        **({"rule": bare(rule)} if rule else {}),
        "answer": None if answer is None else bare(answer),
    }


def bare(schema: Mapping[str, Any]) -> dict[str, Any]:
    """Reduce a schema to its constraints."""

    def strip(part: dict[str, Any]) -> dict[str, Any]:
        kept = {key: item for key, item in part.items() if key in CONSTRAINTS}
        return {
            key: item for key, item in kept.items() if (key, item) != ("additionalProperties", True)
        }

    return rewritten(dict(schema), strip)
