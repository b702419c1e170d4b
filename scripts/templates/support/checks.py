# mypy: ignore-errors
"""Checks arguments against the contract before anything is sent; each problem is a sentence."""

from __future__ import annotations

import difflib
import functools
import json
import re
from collections.abc import Callable, Iterator, Mapping
from importlib.resources import files
from typing import Any

from .kinds import has_type, is_list
from .mapping import ModelMapping
from .parsing import as_mapping
from .types import UNSET, Unset
from .wording import described, is_secret, kind_of, shown

Schema = Mapping[str, Any]


@functools.cache
def contract() -> dict[str, Any]:
    """The operations with their arguments, and the schemas these refer to; read once."""
    text = files(__package__).joinpath("contract.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def repeatable(operation: str) -> bool:
    """Whether a request may be sent again when its answer was lost.

    Args:
        operation: Name of the operation.

    Returns:
        True for reads and for methods that HTTP calls idempotent.

    Raises:
        KeyError: There is no such operation.
    """
    return bool(contract()["operations"][operation]["repeatable"])


def problems(
    operation: str, params: Mapping[str, Any] | None, values: Mapping[str, object]
) -> list[str]:
    """Find all that is wrong with the arguments of an operation.

    Args:
        operation: Name of the operation.
        params: Query parameters given as one object; None values are not given.
        values: Argument name -> value; None and UNSET are not given.

    Returns:
        A sentence for each problem, with the argument, what was given and what is allowed; the
        values of secrets are left out. Empty when all is well.

    Raises:
        KeyError: There is no such operation.
    """
    spec = contract()["operations"][operation]
    found: list[str] = []
    patch = spec["method"] == "PATCH"
    try:
        for name, argument in spec["arguments"].items():
            value = values.get(name, UNSET)
            optional = not argument["travels"] or "default" in argument
            if "empty" in argument and is_list(value) and not value:
                continue
            if optional and (isinstance(value, Unset) or (value is None and not patch)):
                continue
            if value is None and optional and argument["in"] != "field":
                continue
            if isinstance(value, Unset) or (value is None and not _allows_null(argument["schema"])):
                found.append(f"{name} is missing" if not optional else f"{name} cannot be None")
                continue
            found.extend(_faults(argument["schema"], value, name, False))
        found.extend(_params_faults(spec["arguments"], params))
        found.extend(_too_few(spec, values, patch))
    except RecursionError:
        found.append("an argument is nested too deeply")
    return found


def _too_few(spec: Schema, values: Mapping[str, object], patch: bool) -> Iterator[str]:
    """A body whose fields are arguments, and too few of them were given."""
    fields = [name for name, item in spec["arguments"].items() if item["in"] == "field"]
    given = [
        name
        for name in fields
        if not isinstance(values.get(name, UNSET), Unset) and (patch or values[name] is not None)
    ]
    fewest = spec.get("fewest", 0)
    if len(given) < fewest:
        yield f"at least {fewest} of {', '.join(fields)} must be given"


def _params_faults(arguments: Schema, params: Any) -> Iterator[str]:
    if params is None:
        return
    if not isinstance(params, Mapping):
        yield f"params must be a mapping or a params object, not {kind_of(params)}"
        return
    queries = {item["name"]: item for item in arguments.values() if item["in"] == "query"}
    for name, value in params.items():
        if value is None or isinstance(value, Unset):
            continue
        if name not in queries:
            yield f"params.{name} is not a query parameter{_hint(name, queries)}"
        else:
            yield from _faults(queries[name]["schema"], value, f"params.{name}", False)


def _resolved(schema: Schema) -> Schema:
    for _ in range(100):  # a chain of references; a circle ends here too
        if "$ref" not in schema:
            return schema
        schema = contract()["schemas"].get(schema["$ref"].rpartition("/")[2], {})
    return {}


def _allows_null(schema: Schema) -> bool:
    schema = _resolved(schema)
    kinds = schema.get("type", [])
    options = [*schema.get("anyOf", []), *schema.get("oneOf", [])]
    if not schema or "null" in ([kinds] if isinstance(kinds, str) else kinds):
        return True
    return None in schema.get("enum", []) or any(map(_allows_null, options))


def _plain(value: Any) -> Any:
    """A value as it will be sent, but for dates: these are looked at as they are."""
    if isinstance(value, ModelMapping):
        return value.to_dict()
    if hasattr(value, "get_secret_value"):
        return value.get_secret_value()
    if not isinstance(value, Mapping) and (geometry := as_mapping(value)) is not None:
        return geometry
    return value


def _faults(schema: Schema, value: Any, path: str, secret: bool) -> Iterator[str]:
    """What speaks against a value."""
    secret = secret or is_secret(schema) or hasattr(value, "get_secret_value")
    schema, value = _resolved(schema), _plain(value)
    secret = secret or is_secret(schema)
    for part in schema.get("allOf", []):
        yield from _faults(part, value, path, secret)
    options = [*schema.get("anyOf", []), *schema.get("oneOf", [])]
    if options:
        yield from _choice_faults(options, value, path, secret)
    if not has_type(schema, value):
        yield f"{path} must be {described(schema)}, not {shown(path, value, secret)}"
        return
    allowed = [schema["const"]] if "const" in schema else schema.get("enum")
    if allowed is not None and not any(_equal(value, item) for item in allowed):
        hint = _hint(value, allowed) if isinstance(value, str) and not secret else ""
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


def _equal(value: Any, item: Any) -> bool:
    """Whether a value is one of the contract's, and is written like it: True is not 1."""
    return bool(value == item) and (type(value) is type(item) or str(value) == str(item))


def _text_faults(schema: Schema, value: str, path: str, secret: bool) -> Iterator[str]:
    given = shown(path, value, secret)
    low, high = schema.get("minLength", 0), schema.get("maxLength")
    if len(value) < low:
        yield f"{path} must have at least {low} character{'s' * (low != 1)}, not {given}"
    elif high is not None and len(value) > high:
        yield f"{path} must have at most {high} character{'s' * (high != 1)}, not {len(value)}"
    elif "pattern" in schema and not re.search(schema["pattern"], value):
        yield f"{path} must match {schema['pattern']}, not {given}"


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
    others = schema.get("additionalProperties", True)
    for name in required:
        # What has a default, or one value only, need not be given: the model that is sent has it.
        filled = not {"default", "const"}.isdisjoint(fields.get(name, {}))
        if not filled and (name not in value or isinstance(value[name], Unset)):
            yield f"{path}.{name} is missing"
    for name, item in value.items():
        if isinstance(item, Unset):
            continue
        if name in fields:
            # None in an optional field that has no null is "not given", and is not sent.
            if item is not None or name in required:
                yield from _faults(fields[name], item, f"{path}.{name}", secret)
        elif others is False:
            yield f"{path}.{name} is not a field{_hint(name, fields)}"
        elif isinstance(others, Mapping):
            yield from _faults(others, item, f"{path}.{name}", secret)
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
            yield from _faults(part, item, f"{path}[{index}]", secret)


def _choice_faults(options: list[Schema], value: Any, path: str, secret: bool) -> Iterator[str]:
    """What speaks against a value that may have one of several shapes: against the closest one."""
    tried: list[tuple[Schema, list[str]]] = []
    for option in options:
        against = list(_faults(option, value, path, secret))
        if not against:
            return
        tried.append((_resolved(option), against))
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
        described(_resolved(option)) for option in options if option != {"type": "null"}
    )
    yield f"{path} must be {' or '.join(choices)}, not {shown(path, value, secret)}"


def _tags_agree(schema: Schema, value: Any) -> bool:
    """Whether the constants that tell shapes apart (`type`, `fields_type`) agree with the value."""
    if not isinstance(value, Mapping):
        return True
    for name, field in schema.get("properties", {}).items():
        field = _resolved(field)
        allowed = [field["const"]] if "const" in field else field.get("enum")
        if allowed is not None and name in value and value[name] not in allowed:
            return False
    return True


def _hint(name: object, known: Any) -> str:
    close = difflib.get_close_matches(str(name), [str(item) for item in known], n=1)
    return f"; did you mean {close[0]}?" if close else ""
