"""Matches the paths of a tenant's document with names.yaml, and detects a common prefix."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from scripts.errors import RegenError
from scripts.names import WHERE

_BRACES = re.compile(r"\{([^{}]*)\}")


def with_known_parameters(document: Mapping[str, Any], keys: Iterable[str]) -> dict[str, Any]:
    """Rename path parameters, which are never sent, so that operations match their lines.

    `/jobs/groups/{group_id}` and `/jobs/groups/{job_id}` are the same request, but not the same
    line in names.yaml, nor the same keyword argument.

    Args:
        document: A valid OpenAPI document.
        keys: The `METHOD /path` keys of names.yaml.

    Returns:
        A copy; paths that are not in names.yaml are unchanged.
    """
    spelled: dict[str, str] = {}
    for key in keys:
        path = key.split(" ", 1)[1]
        spelled.setdefault(_shape(path), path)
    parameters = (document.get("components") or {}).get("parameters") or {}
    paths: dict[str, Any] = {}
    for path, item in document["paths"].items():
        wanted = spelled.get(_shape(path), path)
        if wanted == path or wanted in document["paths"] or wanted in paths:
            paths[path] = item
        else:
            names = dict(zip(_BRACES.findall(path), _BRACES.findall(wanted), strict=True))
            paths[wanted] = _renamed(item, names, parameters)
    return {**document, "paths": paths}


def refuse_prefix(document: Mapping[str, Any], keys: Iterable[str]) -> None:
    """Refuse a document whose paths are those of names.yaml below a prefix.

    Args:
        document: A valid OpenAPI document.
        keys: The `METHOD /path` keys of names.yaml.

    Raises:
        RegenError: More of its paths match below a prefix than without one.
    """
    known = {_shape(key.split(" ", 1)[1]) for key in keys}
    prefixes: Counter[str] = Counter()
    for path in document["paths"]:
        steps = _shape(path).split("/")
        prefixes.update(
            "/".join(steps[:end])
            for end in range(1, len(steps))
            if "/" + "/".join(steps[end:]) in known
        )
    if not prefixes:
        return
    [(prefix, count)] = prefixes.most_common(1)
    if prefix and count > prefixes[""]:
        raise RegenError(
            f"its paths begin with {prefix!r}, which belongs to the URL of a tenant",
            where="the document",
            remedy=f"Remove {prefix}; then {count} of them match {WHERE}.",
        )


def _shape(path: str) -> str:
    return _BRACES.sub("{}", path)


def _renamed(
    item: Mapping[str, Any], names: Mapping[str, str], parameters: Mapping[str, Any]
) -> dict[str, Any]:
    """A copy of a path item or operation with renamed path parameters."""
    copy = dict(item)
    if isinstance(copy.get("parameters"), list):
        copy["parameters"] = [_parameter(one, names, parameters) for one in copy["parameters"]]
    for key, value in copy.items():
        if isinstance(value, Mapping) and "responses" in value:
            copy[key] = _renamed(value, names, parameters)
    return copy


def _parameter(
    parameter: Mapping[str, Any], names: Mapping[str, str], parameters: Mapping[str, Any]
) -> Mapping[str, Any]:
    target = parameter
    if "$ref" in parameter:
        target = parameters.get(str(parameter["$ref"]).rpartition("/")[2], parameter)
    if target.get("in") != "path" or target.get("name") not in names:
        return parameter
    return {**target, "name": names[target["name"]]}
