# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
"""Checks arguments against the contract before anything is sent; each problem is a record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from .faults import allows_null, contract, did_you_mean, faults, resolved, unknown
from .kinds import is_list
from .problem import Problem, ProblemCode
from .types import UNSET, Unset
from .wording import kind_of

__all__ = ["contract", "problems", "problems_in", "repeatable"]

Schema = Mapping[str, Any]


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
) -> list[Problem]:
    """Find all that is wrong with the arguments of an operation.

    Args:
        operation: Name of the operation.
        params: Query parameters given as one object; None values are not given.
        values: Argument name -> value; None and UNSET are not given.

    Returns:
        The problems, with the argument, what was given and what is allowed; the values of secrets
        are left out. Empty when all is well.

    Raises:
        KeyError: There is no such operation.
    """
    spec = contract()["operations"][operation]
    found: list[Problem] = []
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
            if isinstance(value, Unset) or (value is None and not allows_null(argument["schema"])):
                code = ProblemCode.TYPE if optional else ProblemCode.MISSING
                text = "cannot be None" if optional else "is missing"
                found.append(Problem(path=name, code=code, message=text))
                continue
            found.extend(faults(argument["schema"], _parted(argument, value), name))
        found.extend(_params_faults(spec["arguments"], params))
        found.extend(_too_few(spec, values, patch))
        if not found and "rule" in spec:
            found.extend(_rule_faults(spec, values))
    except RecursionError:
        found.append(Problem(code=ProblemCode.DEPTH, message="an argument is nested too deeply"))
    return found


def problems_in(schema: str, value: object, path: str = "") -> list[Problem]:
    """Find all that is wrong with a value that is to be a part of a request.

    Args:
        schema: Name of its schema in the contract, such as `MetadataObject`.
        value: A model, a mapping, or whatever the schema describes.
        path: Where it is.

    Returns:
        The problems; empty when all is well.

    Raises:
        KeyError: There is no such schema.
    """
    try:
        return list(faults(contract()["schemas"][schema], value, path))
    except RecursionError:
        text = "is nested too deeply"
        return [Problem(path=path, code=ProblemCode.DEPTH, message=text)]


def _too_few(spec: Schema, values: Mapping[str, object], patch: bool) -> Iterator[Problem]:
    """Report a body with too few of its fields given."""
    fields = [name for name, item in spec["arguments"].items() if item["in"] == "field"]
    given = [
        name
        for name in fields
        if not isinstance(values.get(name, UNSET), Unset) and (patch or values[name] is not None)
    ]
    fewest = spec.get("fewest", 0)
    if len(given) < fewest:
        text = f"at least {fewest} of {', '.join(fields)} must be given"
        allowed = {"properties": fields, "minProperties": fewest}
        yield Problem(code=ProblemCode.MISSING, message=text, allowed=allowed)


def _rule_faults(spec: Schema, values: Mapping[str, object]) -> Iterator[Problem]:
    """Check the arguments together, against the operation's `x-arguments`."""
    names = {
        "body" if item["in"] == "body" else item["name"]: name
        for name, item in spec["arguments"].items()
    }
    given = {
        key: values[name]
        for key, name in names.items()
        if values.get(name) is not None and not isinstance(values[name], Unset)
    }
    for fault in faults(spec["rule"], given, ""):
        head, dot, rest = fault.path.partition(".")
        yield attrs.evolve(fault, path=names.get(head, head) + dot + rest)


def _params_faults(arguments: Schema, params: Any) -> Iterator[Problem]:
    if params is None:
        return
    if not isinstance(params, Mapping):
        text = f"must be a mapping or a params object, not {kind_of(params)}"
        yield Problem(path="params", code=ProblemCode.TYPE, message=text)
        return
    queries = {item["name"]: item for item in arguments.values() if item["in"] == "query"}
    for name, value in params.items():
        if value is None or isinstance(value, Unset):
            continue
        if name not in queries:
            text = f"is not a query parameter{did_you_mean(name, queries)}"
            yield unknown(f"params.{name}", text, queries)
        else:
            parted = _parted(queries[name], value)
            yield from faults(queries[name]["schema"], parted, f"params.{name}")


def _parted(argument: Schema, value: Any) -> Any:
    """The elements of a list in a query that was given as it travels: `11,12`."""
    if argument["in"] != "query" or not isinstance(value, str):
        return value
    options = [argument["schema"], *resolved(argument["schema"]).get("anyOf", [])]
    kinds = [resolved(option).get("type") for option in options]
    return value.split(",") if "array" in kinds and "string" not in kinds else value
