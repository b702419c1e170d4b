# mypy: ignore-errors
"""Validates values against the keywords of JSON Schema; each problem is a record."""

from __future__ import annotations

import difflib
import functools
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib.resources import files
from typing import Any

import attrs

from .kinds import from_text, has_type, is_list
from .mapping import ModelDict
from .parsing import as_mapping, bare_number
from .problem import Problem, ProblemCode
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


def faults(schema: Schema, value: Any, path: str, secret: bool = False) -> Iterator[Problem]:
    """Find the problems of a value.

    Args:
        schema: What is allowed.
        value: What was given.
        path: Where it is.
        secret: Whether no message may show it.

    Yields:
        The problems.
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
        given = shown(path, value, secret)
        yield _must(path, ProblemCode.TYPE, f"be {described(schema)}", given, _kinds(schema))
        return
    allowed = [schema["const"]] if "const" in schema else schema.get("enum")
    if allowed is not None and not any(_equal(value, item) for item in allowed):
        hint = did_you_mean(value, allowed) if isinstance(value, str) and not secret else ""
        what, given = f"be {described(schema)}", f"{shown(path, value, secret)}{hint}"
        yield _must(path, ProblemCode.ENUM, what, given, {"enum": allowed})
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


def _must(path: str, code: ProblemCode, what: str, given: object, allowed: Schema) -> Problem:
    message = f"must {what}, not {given}"
    return Problem(path=path, code=code, message=message, allowed=allowed)


def _kinds(schema: Schema) -> Schema:
    """The keywords of a schema that concern the type."""
    return {name: schema[name] for name in ("type", "format", "const", "enum") if name in schema}


def _conditional_faults(schema: Schema, value: Any, path: str, secret: bool) -> Iterator[Problem]:
    """Check a value against `if`, `then` and `else`; the problems name the condition."""
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
    since: list[tuple[str, str]] = []
    if isinstance(value, Mapping):
        since = [
            (name, shown(name, value[name], secret or is_secret(resolved(field))))
            for name, field in condition.get("properties", {}).items()
            if name in value and not isinstance(value[name], Mapping) and not is_list(value[name])
        ] or [(name, "given") for name in condition.get("required", []) if holds]
    for fault in faults(branch, value, path, secret):
        yield attrs.evolve(fault, since=(*fault.since, *since))


def _equal(value: Any, item: Any) -> bool:
    """Whether a value is one of the contract's, and is written like it: True is not 1."""
    return bool(value == item) and (type(value) is type(item) or str(value) == str(item))


def _text_faults(schema: Schema, value: str, path: str, secret: bool) -> Iterator[Problem]:
    given = functools.partial(shown, path, value, secret)
    if problem := _length_fault(schema, path, "Length", "character", len(value), given):
        yield problem
    elif "pattern" in schema and not re.search(schema["pattern"], value):
        pattern = schema["pattern"]
        yield _must(path, ProblemCode.PATTERN, f"match {pattern}", given(), {"pattern": pattern})


def _length_fault(
    schema: Schema,
    path: str,
    ending: str,
    unit: str,
    count: int,
    show: Callable[[], object] | None = None,
) -> Problem | None:
    """The problem of too few or too many; too few are shown by `show`, if given."""
    low, high = schema.get(f"min{ending}", 0), schema.get(f"max{ending}")
    if count < low:
        words, keyword, limit, given = "at least", f"min{ending}", low, show() if show else count
    elif high is not None and count > high:
        words, keyword, limit, given = "at most", f"max{ending}", high, count
    else:
        return None
    what = f"have {words} {limit} {unit}{'s' * (limit != 1)}"
    return _must(path, ProblemCode.LENGTH, what, given, {keyword: limit})


def _number_faults(schema: Schema, value: float, path: str, secret: bool) -> Iterator[Problem]:
    given = shown(path, value, secret)
    limits: tuple[tuple[str, str, Callable[[float, float], bool]], ...] = (
        ("minimum", "at least", lambda number, limit: number >= limit),
        ("maximum", "at most", lambda number, limit: number <= limit),
        ("exclusiveMinimum", "more than", lambda number, limit: number > limit),
        ("exclusiveMaximum", "less than", lambda number, limit: number < limit),
        (
            "multipleOf",
            "a multiple of",
            lambda number, step: not step or abs(number / step - round(number / step)) <= 1e-9,
        ),
    )
    for keyword, words, holds in limits:
        if keyword in schema and not holds(value, schema[keyword]):
            limit = schema[keyword]
            yield _must(path, ProblemCode.RANGE, f"be {words} {limit}", given, {keyword: limit})


def _object_faults(
    schema: Schema, value: Mapping[Any, Any], path: str, secret: bool
) -> Iterator[Problem]:
    fields, required = schema.get("properties", {}), schema.get("required", [])
    others, names = schema.get("additionalProperties", True), schema.get("propertyNames")
    for name in required:
        # What has a default, or one value only, need not be given: the model that is sent has it.
        filled = not {"default", "const"}.isdisjoint(fields.get(name, {}))
        if not filled and (name not in value or isinstance(value[name], Unset)):
            yield Problem(path=_within(path, name), code=ProblemCode.MISSING, message="is missing")
    for name, item in value.items():
        if isinstance(item, Unset):
            continue
        if not isinstance(name, str):
            text = f"has a key that must be a text, not {name!r}"
            yield Problem(path=path, code=ProblemCode.TYPE, message=text)
        elif names and (bad := list(faults(names, name, path))):
            for each in bad:
                yield attrs.evolve(each, message=f"has a key that {each.message}")
        elif name in fields:
            # None in an optional field that has no null is "not given", and is not sent; nor is
            # it where there is a default to send.
            if item is not None or (name in required and "default" not in fields[name]):
                yield from faults(fields[name], item, _within(path, name), secret)
        elif others is False:
            known = did_you_mean(name, fields) or f"; the fields are {', '.join(fields)}"
            yield unknown(_within(path, name), f"is not a field{known}", fields)
        elif isinstance(others, Mapping):
            yield from faults(others, item, _within(path, name), secret)
    if problem := _length_fault(schema, path, "Properties", "field", len(value)):
        yield problem


def _within(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def unknown(path: str, message: str, known: Iterable[str]) -> Problem:
    """The problem of an unknown name."""
    allowed = {"properties": list(known)}
    return Problem(path=path, code=ProblemCode.UNKNOWN, message=message, allowed=allowed)


def _list_faults(schema: Schema, value: list[Any], path: str, secret: bool) -> Iterator[Problem]:
    if problem := _length_fault(schema, path, "Items", "element", len(value)):
        yield problem
    if schema.get("uniqueItems") and any(item in value[:index] for index, item in enumerate(value)):
        text = "must not have an element twice"
        yield Problem(path=path, code=ProblemCode.DUPLICATE, message=text)
    first = schema.get("prefixItems", [])
    for index, item in enumerate(value):
        part = first[index] if index < len(first) else schema.get("items", {})
        if isinstance(part, Mapping):
            yield from faults(part, item, f"{path}[{index}]", secret)


def _choice_faults(options: list[Schema], value: Any, path: str, secret: bool) -> Iterator[Problem]:
    """Check a value against alternative schemas; reports the problems of the closest one."""
    tried: list[tuple[Schema, list[Problem]]] = []
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
    known = [resolved(option) for option in options]
    words = dict.fromkeys(described(each) for each in known if each != {"type": "null"})
    allowed = {"anyOf": [_kinds(each) for each in known]}
    given = shown(path, value, secret)
    yield _must(path, ProblemCode.TYPE, f"be {' or '.join(words)}", given, allowed)


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
