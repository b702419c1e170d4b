# mypy: ignore-errors
"""What speaks against a value: the keywords of JSON Schema, each problem a sentence."""

from __future__ import annotations

import difflib
import functools
import json
import re
from collections.abc import Callable, Iterator, Mapping
from importlib.resources import files
from typing import Any

from .kinds import from_text, has_type, is_list
from .mapping import ModelDict
from .parsing import as_mapping, bare_number
from .types import Unset
from .wording import described, is_secret, shown

Schema = Mapping[str, Any]

# Nothing about these is to be found out; most values of an upload are among them.
_AS_THEY_ARE = frozenset({str, int, float, bool, dict, list, type(None)})


@functools.cache
def contract() -> dict[str, Any]:
    """The operations with their arguments, and the schemas these refer to; read once."""
    text = files(__package__).joinpath("contract.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def resolved(schema: Schema) -> Schema:
    """The schema that a chain of references leads to."""
    for _ in range(100):  # a circle ends here too
        if "$ref" not in schema:
            return schema
        schema = contract()["schemas"].get(schema["$ref"].rpartition("/")[2], {})
    return {}


def allows_null(schema: Schema) -> bool:
    """Whether None is one of the values of a schema."""
    schema = resolved(schema)
    kinds = schema.get("type", [])
    options = [*schema.get("anyOf", []), *schema.get("oneOf", [])]
    if not schema or "null" in ([kinds] if isinstance(kinds, str) else kinds):
        return True
    return None in schema.get("enum", []) or any(map(allows_null, options))


def _plain(value: Any) -> Any:
    """A value as it will be sent, but for dates: these are looked at as they are."""
    if type(value) in _AS_THEY_ARE:
        return value
    if isinstance(value, ModelDict):
        return value.to_dict()
    if hasattr(value, "get_secret_value"):
        return value.get_secret_value()
    if not isinstance(value, Mapping) and (geometry := as_mapping(value)) is not None:
        return geometry
    return bare_number(value)


def faults(schema: Schema, value: Any, path: str, secret: bool = False) -> Iterator[str]:
    """What speaks against a value.

    Args:
        schema: What is allowed.
        value: What was given.
        path: How messages call it.
        secret: Whether no message may show it.

    Yields:
        A sentence for each problem.
    """
    secret = secret or is_secret(schema)
    if type(value) not in _AS_THEY_ARE:
        secret = secret or hasattr(value, "get_secret_value")
    schema, value = resolved(schema), _plain(value)
    secret, value = secret or is_secret(schema), from_text(schema, value)
    for part in schema.get("allOf", []):
        yield from faults(part, value, path, secret)
    options = [*schema.get("anyOf", []), *schema.get("oneOf", [])]
    if options:
        yield from _choice_faults(options, value, path, secret)
    if not has_type(schema, value):
        yield f"{path} must be {described(schema)}, not {shown(path, value, secret)}"
        return
    allowed = [schema["const"]] if "const" in schema else schema.get("enum")
    if allowed is not None and not any(_equal(value, item) for item in allowed):
        hint = did_you_mean(value, allowed) if isinstance(value, str) and not secret else ""
        yield f"{path} must be {described(schema)}, not {shown(path, value, secret)}{hint}"
        return
    if isinstance(value, str):
        yield from _text_faults(schema, value, path, secret)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield from _number_faults(schema, value, path, secret)
    elif isinstance(value, Mapping):
        yield from _object_faults(schema, value, path, secret)
    elif is_list(value):
        yield from _list_faults(schema, list(value), path, secret)
    if "if" in schema:
        yield from _conditional_faults(schema, value, path, secret)


def _conditional_faults(schema: Schema, value: Any, path: str, secret: bool) -> Iterator[str]:
    """What speaks against a value by `if`, `then` and `else`, and which condition it is."""
    condition, fields = schema["if"], schema.get("properties", {})
    if isinstance(value, Mapping):  # without what is not sent: None where there is no null
        value = {
            name: item
            for name, item in value.items()
            if item is not None or allows_null(fields.get(name, {}))
        }
    holds = not any(faults(condition, value, path, secret))
    branch = schema.get("then" if holds else "else")
    if branch is None:
        return
    since = ""
    if isinstance(value, Mapping):
        said = [
            f"{name} is {shown(name, value[name], secret or is_secret(resolved(field)))}"
            for name, field in condition.get("properties", {}).items()
            if name in value and not isinstance(value[name], Mapping) and not is_list(value[name])
        ]
        said = said or [f"{name} is given" for name in condition.get("required", []) if holds]
        since = f", since {' and '.join(said)}" if said else ""
    for fault in faults(branch, value, path, secret):
        yield fault + since


def _equal(value: Any, item: Any) -> bool:
    """Whether a value is one of the contract's, and is written like it: True is not 1."""
    return bool(value == item) and (type(value) is type(item) or str(value) == str(item))


def _text_faults(schema: Schema, value: str, path: str, secret: bool) -> Iterator[str]:
    low, high = schema.get("minLength", 0), schema.get("maxLength")
    if len(value) < low:
        given = shown(path, value, secret)
        yield f"{path} must have at least {low} character{'s' * (low != 1)}, not {given}"
    elif high is not None and len(value) > high:
        yield f"{path} must have at most {high} character{'s' * (high != 1)}, not {len(value)}"
    elif "pattern" in schema and not re.search(schema["pattern"], value):
        yield f"{path} must match {schema['pattern']}, not {shown(path, value, secret)}"


def _number_faults(schema: Schema, value: float, path: str, secret: bool) -> Iterator[str]:
    given = shown(path, value, secret)
    limits: tuple[tuple[str, str, Callable[[float, float], bool]], ...] = (
        ("minimum", "at least", lambda number, limit: number >= limit),
        ("maximum", "at most", lambda number, limit: number <= limit),
        ("exclusiveMinimum", "more than", lambda number, limit: number > limit),
        ("exclusiveMaximum", "less than", lambda number, limit: number < limit),
    )
    for keyword, words, holds in limits:
        if keyword in schema and not holds(value, schema[keyword]):
            yield f"{path} must be {words} {schema[keyword]}, not {given}"
    step = schema.get("multipleOf")
    if step and abs(value / step - round(value / step)) > 1e-9:
        yield f"{path} must be a multiple of {step}, not {given}"


def _object_faults(
    schema: Schema, value: Mapping[Any, Any], path: str, secret: bool
) -> Iterator[str]:
    fields, required = schema.get("properties", {}), schema.get("required", [])
    others, names = schema.get("additionalProperties", True), schema.get("propertyNames")
    for name in required:
        # What has a default, or one value only, need not be given: the model that is sent has it.
        filled = not {"default", "const"}.isdisjoint(fields.get(name, {}))
        if not filled and (name not in value or isinstance(value[name], Unset)):
            yield f"{path}.{name} is missing"
    for name, item in value.items():
        if isinstance(item, Unset):
            continue
        if not isinstance(name, str):
            yield f"a key of {path} must be a text, not {name!r}"
        elif names and (bad := list(faults(names, name, f"a key of {path}"))):
            yield from bad
        elif name in fields:
            # None in an optional field that has no null is "not given", and is not sent; nor is
            # it where there is a default to send.
            if item is not None or (name in required and "default" not in fields[name]):
                yield from faults(fields[name], item, f"{path}.{name}", secret)
        elif others is False:
            known = did_you_mean(name, fields) or f"; the fields are {', '.join(fields)}"
            yield f"{path}.{name} is not a field{known}"
        elif isinstance(others, Mapping):
            yield from faults(others, item, f"{path}.{name}", secret)
    for keyword, words in (("minProperties", "at least"), ("maxProperties", "at most")):
        count = schema.get(keyword)
        if count is not None and (
            len(value) < count if words == "at least" else len(value) > count
        ):
            yield f"{path} must have {words} {count} field{'s' * (count != 1)}, not {len(value)}"


def _list_faults(schema: Schema, value: list[Any], path: str, secret: bool) -> Iterator[str]:
    for keyword, words in (("minItems", "at least"), ("maxItems", "at most")):
        count = schema.get(keyword)
        if count is not None and (
            len(value) < count if words == "at least" else len(value) > count
        ):
            yield f"{path} must have {words} {count} element{'s' * (count != 1)}, not {len(value)}"
    if schema.get("uniqueItems") and any(item in value[:index] for index, item in enumerate(value)):
        yield f"{path} must not have an element twice"
    first = schema.get("prefixItems", [])
    for index, item in enumerate(value):
        part = first[index] if index < len(first) else schema.get("items", {})
        if isinstance(part, Mapping):
            yield from faults(part, item, f"{path}[{index}]", secret)


def _choice_faults(options: list[Schema], value: Any, path: str, secret: bool) -> Iterator[str]:
    """What speaks against a value that may have one of several shapes: against the closest one."""
    tried: list[tuple[Schema, list[str]]] = []
    for option in options:
        against = list(faults(option, value, path, secret))
        if not against:
            return
        tried.append((resolved(option), against))
    same_kind = [
        against for option, against in tried if has_type(option, value) and "type" in option
    ]
    if isinstance(value, Mapping) or is_list(value):
        tagged = [
            against
            for option, against in tried
            if has_type(option, value) and _tags_agree(option, value)
        ]
        if tagged:
            yield from min(tagged, key=len)
            return
    elif len(same_kind) == 1:
        yield from same_kind[0]
        return
    choices = dict.fromkeys(
        described(resolved(option)) for option in options if option != {"type": "null"}
    )
    yield f"{path} must be {' or '.join(choices)}, not {shown(path, value, secret)}"


def _tags_agree(schema: Schema, value: Any) -> bool:
    """Whether the constants that tell shapes apart (`type`, `fields_type`) agree with the value."""
    if not isinstance(value, Mapping):
        return True
    for name, field in schema.get("properties", {}).items():
        field = resolved(field)
        allowed = [field["const"]] if "const" in field else field.get("enum")
        if allowed is not None and name in value and value[name] not in allowed:
            return False
    return True


def did_you_mean(name: object, known: Any) -> str:
    """The end of a message: the closest of the known names, if one is close."""
    close = difflib.get_close_matches(str(name), [str(item) for item in known], n=4)
    likely = [item for item in close if item.startswith(str(name))] + close
    return f"; did you mean {likely[0]}?" if likely else ""
