# mypy: ignore-errors
"""Wording of validation messages: permitted and given values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .masking import masked

LONGEST = 60  # characters of a value that a message shows

_KINDS = {
    "string": "a text",
    "integer": "a whole number",
    "number": "a finite number",
    "boolean": "True or False",
    "array": "a list",
    "object": "an object",
    "null": "None",
}
_FORMATS = {
    "date-time": "a datetime or a date and time in ISO 8601",
    "date": "a date or a date in ISO 8601",
    "uuid": "a UUID",
    "binary": "a file",
}


def is_secret(schema: Mapping[str, Any]) -> bool:
    """Whether the values of a schema are always masked."""
    return schema.get("format") == "password"


def described(schema: Mapping[str, Any]) -> str:
    """Describe the permitted values of a schema: `a whole number`, `one of 'a', 'b'`.

    Args:
        schema: A schema that is not a reference.

    Returns:
        A phrase that follows "must be".
    """
    if "const" in schema:
        return repr(schema["const"])
    if "enum" in schema:
        values = [repr(value) for value in schema["enum"] if value is not None]
        return values[0] if len(values) == 1 else f"one of {', '.join(values)}"
    kinds = schema.get("type")
    if kinds is None:
        return "a finite number" if not schema else "something else"
    named = [kind for kind in ([kinds] if isinstance(kinds, str) else kinds) if kind != "null"]
    words = [
        _FORMATS.get(schema.get("format", ""), "a text") if kind == "string" else _KINDS[kind]
        for kind in named or ["null"]
    ]
    return " or ".join(words)


def kind_of(value: object) -> str:
    """Describe the type of a value."""
    return f"a {type(value).__name__}" if value is not None else "None"


def shown(path: str, value: Any, secret: bool) -> str:
    """Format a value for a message.

    Args:
        path: Its path; the last name may indicate a secret.
        value: The given value.
        secret: Whether the contract marks it as secret.

    Returns:
        Its repr, truncated to 60 characters; the size of containers; nothing of secrets.
    """
    if secret:
        return "what was given"
    if isinstance(value, Mapping):
        return f"an object with {len(value)} field{'s' * (len(value) != 1)}"
    if isinstance(value, list | tuple | set | frozenset):
        return f"a list with {len(value)} element{'s' * (len(value) != 1)}"
    name = path.rpartition(".")[2]
    text = masked(value, name)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 3]}..."
