"""Spells the paths of a tenant's document as names.yaml does, where only the braces differ."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from scripts.errors import RegenError
from scripts.names import WHERE

_BRACES = re.compile(r"\{([^{}]*)\}")


def aligned(document: Mapping[str, Any], keys: Iterable[str]) -> dict[str, Any]:
    """Rename path parameters, which never travel, so that operations find their names.

    `/jobs/groups/{group_id}` is `/jobs/groups/{job_id}` to whoever sends a request, but not to
    names.yaml, nor to those who write `job_id=7`.

    Args:
        document: OpenAPI, valid.
        keys: `METHOD /path` of names.yaml.

    Returns:
        A copy; paths of which names.yaml knows nothing are as they were.
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
    """Refuse a document whose paths are those of names.yaml below something else.

    Args:
        document: OpenAPI, valid.
        keys: `METHOD /path` of names.yaml.

    Raises:
        RegenError: More of its paths are known below a prefix than as they stand.
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
            f"its paths begin with {prefix!r}, which belongs to the address of a tenant",
            where="the document",
            remedy=f"Take {prefix} away from them; {count} of them are then known by {WHERE}.",
        )


def _shape(path: str) -> str:
    return _BRACES.sub("{}", path)


def _renamed(
    item: Mapping[str, Any], names: Mapping[str, str], parameters: Mapping[str, Any]
) -> dict[str, Any]:
    """A path item, or an operation, whose path parameters have other names."""
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
