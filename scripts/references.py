"""Checks the references of a received document and turns nested targets into components."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from scripts.errors import RegenError
from scripts.spec import Document

_COMPONENT = re.compile(r"#/components/[A-Za-z]+/[^/]+")
_OF_SCHEMAS = re.compile(r"/(?:schemas?|properties|\$defs|items|anyOf|oneOf|allOf)/")
_NOTHING = object()


def references(value: Any, place: str = "#") -> Iterator[tuple[str, str]]:
    """Yield the location and target of each reference."""
    if isinstance(value, dict):
        for key, item in value.items():
            if key == "$ref" and isinstance(item, str):
                yield place, item
            else:
                yield from references(item, f"{place}/{key}")
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from references(item, f"{place}/{index}")


def check_references(document: Document, where: str) -> None:
    """Refuse dangling and circular references, and those to other documents.

    Args:
        document: A document of any OpenAPI version.
        where: The document's name in messages.

    Raises:
        RegenError: There is one; the message shows its location.
    """
    checked: set[str] = set()
    for place, reference in references(document):
        seen: list[str] = []
        target: Any = {"$ref": reference}
        while isinstance(target, dict) and isinstance(target.get("$ref"), str):
            following = target["$ref"]
            if following in checked:
                break
            if following in seen:
                raise RegenError(
                    f"{place} refers to {reference!r}, which refers back to itself", where=where
                )
            seen.append(following)
            if not following.startswith("#/"):
                raise RegenError(
                    f"{place} refers to another document ({following!r})",
                    where=where,
                    remedy="Copy its target into this document.",
                )
            target = _target(document, following)
            if target is _NOTHING:
                raise RegenError(
                    f"{place} refers to {following!r}, which does not exist",
                    where=where,
                    remedy="References are resolved from the root of the document.",
                )
        checked.update(seen)


def with_named_schemas(document: Document) -> Document:
    """Turn nested schemas that are referred to into components of their own.

    `#/components/schemas/Project/$defs/Place` becomes `#/components/schemas/Project_Place`.

    Args:
        document: A document without dangling references.
    """
    deep = dict.fromkeys(
        reference
        for _, reference in references(document)
        if not _COMPONENT.fullmatch(reference) and _OF_SCHEMAS.search(f"{reference}/")
    )
    if not deep:
        return document
    components = document.get("components") or {}
    schemas = dict(components.get("schemas") or {})
    names: dict[str, str] = {}
    for reference in deep:
        names[reference] = _free_name(reference, schemas)
        schemas[names[reference]] = _target(document, reference)
    moved: Document = _moved(
        {**document, "components": {**components, "schemas": copy.deepcopy(schemas)}}, names
    )
    return moved


def _free_name(reference: str, taken: Document) -> str:
    steps = [step for step in re.findall(r"\w+", unquote(reference)) if step not in _STEPS]
    name = stem = "_".join(steps[-2:]) or "Part"
    number = 2
    while name in taken:
        name, number = f"{stem}_{number}", number + 1
    return name


_STEPS = frozenset({"components", "schemas", "schema", "properties", "defs", "items", "paths"})


def _moved(value: Any, names: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {
            key: f"#/components/schemas/{names[item]}"
            if key == "$ref" and isinstance(item, str) and item in names
            else _moved(item, names)
            for key, item in value.items()
        }
    if isinstance(value, list):
        return [_moved(item, names) for item in value]
    return value


def _target(document: Document, reference: str) -> Any:
    found: Any = document
    for step in unquote(reference).removeprefix("#/").split("/"):
        step = step.replace("~1", "/").replace("~0", "~")
        if isinstance(found, dict) and step in found:
            found = found[step]
        elif isinstance(found, list) and step.isdigit() and int(step) < len(found):
            found = found[int(step)]
        else:
            return _NOTHING
    return found
