"""Renames the schemas of a tenant's document after the contract's, matched by their place."""

from __future__ import annotations

import json
from collections.abc import Hashable, Iterable, Mapping
from typing import Any, TypeVar

from scripts.schemas import Schema, reachable, resolved
from scripts.spec import METHODS, Document

PREFIX = "#/components/schemas/"
CHOICES = ("anyOf", "oneOf", "allOf")
Key = TypeVar("Key", bound=Hashable)
Place = tuple[str, str]  # name and where of a parameter

# Keywords that describe the place of a schema, not the schema itself.
BESIDE = ("description", "default", "title")


def with_contract_names(document: Document, contract: Document, wanted: Iterable[str]) -> Document:
    """Rename the schemas of a document, which are never sent, so that imports keep working.

    The body of `POST /projects/` is `ProjectCreateInput` here, whatever the document calls it. An
    inline enumeration that has a name in the contract gets that name. Parameters and properties
    are sorted as in the contract; new ones come last.

    Args:
        document: The received document, with the contract's path parameters.
        contract: The shipped contract.
        wanted: Schemas that no operation refers to; taken from the contract when the document
            lacks them.

    Returns:
        A copy. A schema without a counterpart in the contract, or whose contract name is another
        schema in the document, keeps its own name.
    """
    theirs, ours = _schemas_of(document), _schemas_of(contract)
    renamer = _SchemaRenamer(theirs, ours)
    paths = _Operations(document, contract, renamer).paths()
    schemas = {**theirs, **renamer.renamed}
    for name in sorted(reachable({name for name in wanted if name not in schemas}, ours)):
        schemas.setdefault(name, ours[name])
    components = {**(document.get("components") or {}), "schemas": schemas}
    return {**document, "paths": paths, "components": components}


class _SchemaRenamer:
    """Walks two schemas side by side and renames the first after the second."""

    def __init__(self, theirs: Mapping[str, Schema], ours: Mapping[str, Schema]) -> None:
        self.renamed: dict[str, Schema] = {}
        self._theirs, self._ours = theirs, ours
        # The source of each renamed schema.
        self._sources: dict[str, str] = {}

    def schema(self, theirs: Any, ours: Any) -> Any:
        """Their schema, with our names."""
        if not isinstance(theirs, dict) or not isinstance(ours, dict):
            return theirs
        options = _options(ours)
        if len(options) == 1 and _options(options[0]) != options:
            return self.schema(theirs, options[0])
        for keyword in CHOICES:
            if isinstance(theirs.get(keyword), list):
                own = [part for part in theirs[keyword] if not _is_null(part)]
                if len(own) not in {1, len(options)}:
                    return theirs
                mates = iter([ours] if len(own) == 1 else options)
                parts = [
                    part if _is_null(part) else self.schema(part, next(mates))
                    for part in theirs[keyword]
                ]
                return {**theirs, keyword: parts}
        if len(options) == 1 and "$ref" in options[0]:
            return self._named(theirs, str(options[0]["$ref"]).removeprefix(PREFIX))
        return theirs if "$ref" in theirs else self._inside(theirs, ours)

    def _named(self, theirs: Schema, name: str) -> Schema:
        reference = str(theirs.get("$ref", ""))
        target, ours = resolved(theirs, self._theirs), resolved({"$ref": PREFIX + name}, self._ours)
        itself = {key: value for key, value in target.items() if key not in BESIDE or reference}
        source = reference or json.dumps(itself, sort_keys=True)
        taken = name in self._theirs and reference != PREFIX + name
        if taken or _kind(target) != _kind(ours) or self._sources.get(name, source) != source:
            return theirs
        if name not in self._sources:
            self._sources[name] = source
            self.renamed[name] = {}  # it may refer to itself
            self.renamed[name] = self._inside(itself, ours)
        beside = {key: theirs[key] for key in BESIDE if key in theirs and key != "title"}
        return {"$ref": PREFIX + name, **beside}

    def _inside(self, theirs: Mapping[str, Any], ours: Mapping[str, Any]) -> Schema:
        copy = dict(theirs)
        known = ours.get("properties") or {}
        if isinstance(copy.get("properties"), dict):
            copy["properties"] = {
                name: self.schema(copy["properties"][name], known.get(name))
                for name in _in_order(copy["properties"], known)
            }
        for keyword in ("items", "additionalProperties"):
            if keyword in copy:
                copy[keyword] = self.schema(copy[keyword], ours.get(keyword))
        return copy


def _kind(schema: Mapping[str, Any]) -> str:
    """The properties that two schemas of the same type have in common."""
    if "properties" in schema:
        return "fields"
    if "enum" in schema:
        return "values"
    return str(schema.get("type"))


def _options(schema: Schema) -> list[Schema]:
    """The alternatives of a schema, without null."""
    for keyword in CHOICES:
        if isinstance(schema.get(keyword), list):
            return [part for part in schema[keyword] if not _is_null(part)]
    return [schema]


def _is_null(schema: Any) -> bool:
    return isinstance(schema, dict) and schema.get("type") == "null"


def _in_order(names: Iterable[Key], known: Iterable[Key]) -> list[Key]:
    """Sort names as in the known order, new ones last."""
    places = {name: place for place, name in enumerate(known)}
    return sorted(names, key=lambda name: places.get(name, len(places)))


def _schemas_of(document: Document) -> dict[str, Schema]:
    return dict((document.get("components") or {}).get("schemas") or {})


class _Operations:
    """Walks the operations of a document and of the contract side by side."""

    def __init__(self, document: Document, contract: Document, renamer: _SchemaRenamer) -> None:
        self._document, self._contract, self._renamer = document, contract, renamer

    def paths(self) -> dict[str, Any]:
        """The paths of the document, with our names."""
        paths: dict[str, Any] = {}
        for path, item in self._document["paths"].items():
            paths[path] = dict(item)
            known = self._contract["paths"].get(path) or {}
            for method in METHODS:
                if isinstance(item.get(method), dict) and isinstance(known.get(method), dict):
                    mates = self._parameters(known, self._contract)
                    mates |= self._parameters(known[method], self._contract)
                    paths[path][method] = self._operation(item[method], known[method], mates)
        return paths

    def _operation(
        self, theirs: Mapping[str, Any], ours: Mapping[str, Any], mates: Mapping[Place, Any]
    ) -> dict[str, Any]:
        copy = dict(theirs)
        if "parameters" in theirs:
            parameters = self._parameters(theirs, self._document)
            copy["parameters"] = [
                self._typed(parameters[place], mates.get(place) or {})
                for place in _in_order(parameters, mates)
            ]
        if "requestBody" in theirs:
            body = _followed(theirs["requestBody"], self._document)
            copy["requestBody"] = self._filled(
                body, _followed(ours.get("requestBody") or {}, self._contract)
            )
        good = [code for code in ours.get("responses") or {} if code.startswith("2")]
        answer = _followed(ours["responses"][good[0]], self._contract) if good else {}
        copy["responses"] = {
            code: self._filled(_followed(part, self._document), answer)
            if code.startswith("2")
            else part
            for code, part in theirs["responses"].items()
        }
        return copy

    def _parameters(self, part: Mapping[str, Any], document: Document) -> dict[Place, Any]:
        found = (_followed(one, document) for one in part.get("parameters") or [])
        return {(one["name"], one["in"]): one for one in found}

    def _filled(self, theirs: Mapping[str, Any], ours: Mapping[str, Any]) -> dict[str, Any]:
        """A body or response, with our names."""
        known = ours.get("content") or {}
        content = {
            kind: self._typed(media, known.get(kind) or {})
            for kind, media in (theirs.get("content") or {}).items()
        }
        return {**theirs, "content": content} if content else dict(theirs)

    def _typed(self, theirs: Mapping[str, Any], ours: Mapping[str, Any]) -> dict[str, Any]:
        if "schema" not in theirs:
            return dict(theirs)
        return {**theirs, "schema": self._renamer.schema(theirs["schema"], ours.get("schema"))}


def _followed(part: Mapping[str, Any], document: Document) -> dict[str, Any]:
    """Resolve a reference to components/parameters, requestBodies or responses."""
    seen: set[str] = set()
    while "$ref" in part and part["$ref"] not in seen:
        seen.add(str(part["$ref"]))
        kind, _, name = str(part["$ref"]).removeprefix("#/components/").partition("/")
        found = ((document.get("components") or {}).get(kind) or {}).get(name)
        if not isinstance(found, Mapping):
            break  # reported by the normaliser
        part = found
    return dict(part)
