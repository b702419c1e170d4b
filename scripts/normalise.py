"""Normalises a received document for the generator: our names, no error responses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from scripts.errors import RegenError
from scripts.names import WHERE, Hint, Names, assign
from scripts.path_prefix import refuse_prefix, with_known_parameters
from scripts.schema_names import with_contract_names
from scripts.schemas import Schema, cleaned, names_in, reachable, resolved, without_null
from scripts.spec import METHODS, Document

JSON = "application/json"
BODY_KINDS = (
    JSON,
    "multipart/form-data",
    "application/x-www-form-urlencoded",
    "application/octet-stream",
)

# Headers that the client sets itself.
OWN_HEADERS = frozenset({"authorization", "x-request-id", "content-type", "accept", "user-agent"})


@attrs.frozen(kw_only=True)
class Texts:
    """The document's descriptions of one operation's arguments and response.

    Attributes:
        arguments: Name in the document -> description, including the fields of a body.
        body: Description of the body as a whole.
        answer: Description of the response.
    """

    arguments: Mapping[str, str] = attrs.field(factory=dict)
    body: str = ""
    answer: str = ""


@attrs.frozen(kw_only=True)
class Normalised:
    """A normalised document.

    Attributes:
        document: OpenAPI; an operation has one tag, our operationId and one response, `default`.
        checked: Component schemas for validation, before names.yaml replaces any.
        hints: operationId -> hint.
        texts: operationId -> descriptions.
        keys: operationId -> `METHOD path`.
        notes: Notes for the reader.
        complete: Whether a hint that does not fit is an error rather than a note.
    """

    document: Document
    checked: Mapping[str, Schema]
    hints: Mapping[str, Hint]
    texts: Mapping[str, Texts]
    keys: Mapping[str, str]
    notes: list[str]
    complete: bool


def operations(document: Document) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield path, method and operation, in the document's order."""
    for path, item in document["paths"].items():
        for method in METHODS:
            if isinstance(item, dict) and isinstance(item.get(method), dict):
                yield path, method, item[method]


def normalise(
    document: Document, names: Names, *, complete: bool, contract: Document | None = None
) -> Normalised:
    """Rewrite a document for the generator.

    Args:
        document: The received document, already validated.
        names: Public names and replacements for component schemas.
        complete: Whether names.yaml must fit exactly: true for the shipped contract.
        contract: The shipped contract, whose type names a received document adopts.

    Returns:
        The new document with its hints and texts.

    Raises:
        RegenError: Names are missing, superfluous or duplicate; a reference cannot be resolved;
            the paths begin with a tenant's prefix.
    """
    if not complete:
        document = with_known_parameters(document, names.operations)
        refuse_prefix(document, names.operations)
    if contract is not None:
        params = (hint.params for hint in names.operations.values() if hint.params)
        document = with_contract_names(document, contract, [*names.keep_schemas, *params])
    paths: dict[str, list[str]] = {}
    for path, method, _ in operations(document):
        paths.setdefault(path, []).append(method)
    hints, notes = assign(paths, names, complete=complete)
    components = document.get("components") or {}
    schemas = {name: cleaned(schema) for name, schema in (components.get("schemas") or {}).items()}
    checked = dict(schemas)
    for name, replacement in names.schemas.items():
        if name in schemas:
            schemas[name] = cleaned(replacement)
        elif complete:
            raise RegenError(
                f"replaces the schema {name!r}, which is not in the contract", where=WHERE
            )
    new_paths: dict[str, dict[str, Any]] = {}
    texts: dict[str, Texts] = {}
    for path, method, operation in operations(document):
        key = f"{method.upper()} {path}"
        rewriter = _Operation(key, operation, document["paths"][path], components, schemas)
        new_paths.setdefault(path, {})[method] = rewriter.rewrite(hints[key].name, notes)
        texts[hints[key].name] = rewriter.texts()
    roots = {name for item in new_paths.values() for op in item.values() for name in _used(op)}
    for name in [*names.keep_schemas, *filter(None, (hint.params for hint in hints.values()))]:
        if name not in schemas:
            if complete:
                raise RegenError(f"the contract has no schema {name!r}", where=WHERE)
            notes.append(f"{WHERE} names the schema {name}, which is not in the document")
        roots.add(name)
    keep = reachable(roots, schemas)
    lost = sorted(
        name for schema in keep for name in names_in(schemas[schema]) if name not in schemas
    )
    lost += sorted(name for name in roots - set(schemas) if name in _mentioned(new_paths))
    if lost:
        raise RegenError(
            f"refers to the schema {lost[0]!r}, which does not exist", where="the document"
        )
    return Normalised(
        document={
            "openapi": "3.1.0",
            "info": document.get("info") or {"title": "Pixel", "version": "0"},
            "paths": new_paths,
            "components": {
                "schemas": {name: schema for name, schema in schemas.items() if name in keep},
                "securitySchemes": components.get("securitySchemes") or {},
            },
            **({"security": document["security"]} if "security" in document else {}),
        },
        checked=checked,
        hints={hint.name: hint for hint in hints.values()},
        texts=texts,
        keys={hint.name: key for key, hint in hints.items()},
        notes=notes,
        complete=complete,
    )


def _mentioned(paths: Mapping[str, Any]) -> set[str]:
    return {name for item in paths.values() for op in item.values() for name in _used(op)}


def _used(operation: Mapping[str, Any]) -> Iterator[str]:
    for parameter in operation["parameters"]:
        yield from names_in(parameter["schema"])
    parts = [operation.get("requestBody", {}), operation["responses"]["default"]]
    for part in parts:
        for media in part.get("content", {}).values():
            yield from names_in(media.get("schema", {}))


class _Operation:
    """Rewrites one operation."""

    def __init__(
        self,
        key: str,
        operation: Mapping[str, Any],
        item: Mapping[str, Any],
        components: Mapping[str, Any],
        schemas: Mapping[str, Schema],
    ) -> None:
        self.key = key
        self.source = operation
        self.components = components
        self.schemas = schemas
        found: dict[tuple[str, str], dict[str, Any]] = {}
        for part in (item.get("parameters") or [], operation.get("parameters") or []):
            for parameter in map(self._resolve, part):
                found[(parameter["name"], parameter["in"])] = parameter
        self.parameters = list(found.values())
        body = operation.get("requestBody")
        self.body = self._resolve(body) if body else None
        self.answer = self._answer()

    def _resolve(self, part: Mapping[str, Any]) -> dict[str, Any]:
        """Follow a reference to components/parameters, requestBodies or responses."""
        seen: set[str] = set()
        while "$ref" in part:
            reference = str(part["$ref"])
            kind, _, name = reference.removeprefix("#/components/").partition("/")
            name = name.replace("~1", "/").replace("~0", "~")
            if reference in seen or name not in (self.components.get(kind) or {}):
                raise RegenError(f"refers to {reference!r}, which does not exist", where=self.key)
            seen.add(reference)
            part = self.components[kind][name]
        return dict(part)

    def rewrite(self, name: str, notes: list[str]) -> dict[str, Any]:
        """The operation for the generator."""
        words = re.findall(r"[A-Za-z0-9]+", self.key.split(" ", 1)[1])
        tags = self.source.get("tags") or [words[0] if words else "root"]
        new: dict[str, Any] = {
            "operationId": name,
            "tags": [str(tags[0])],
            "summary": str(self.source.get("summary") or ""),
            "description": str(self.source.get("description") or ""),
            "parameters": [
                found for part in self.parameters if (found := self._parameter(part, notes))
            ],
            "responses": {"default": self.answer},
        }
        if self.body:
            new["requestBody"] = self._body(self.body)
        if isinstance(self.source.get("x-arguments"), dict):
            new["x-arguments"] = cleaned(self.source["x-arguments"])
        if "security" in self.source:
            new["security"] = self.source["security"]
        return new

    def _parameter(self, parameter: dict[str, Any], notes: list[str]) -> dict[str, Any] | None:
        name, place, required = parameter["name"], parameter["in"], bool(parameter.get("required"))
        if place == "header" and name.lower() in OWN_HEADERS:
            return None
        if "schema" not in parameter or (place in ("header", "cookie") and not required):
            if required:
                raise RegenError(f"the {place} parameter {name!r} has no schema", where=self.key)
            notes.append(f"{self.key}: the {place} parameter {name!r} is skipped")
            return None
        schema = cleaned(parameter["schema"])
        kept = schema.get("default") if required else None
        schema = without_null(schema)
        if kept is not None:
            schema["default"] = kept
        return {"name": name, "in": place, "required": required, "schema": schema}

    def _body(self, body: Mapping[str, Any]) -> dict[str, Any]:
        content = body.get("content") or {}
        kind = next((kind for kind in BODY_KINDS if kind in content), None)
        if kind is None:
            kind = next((kind for kind in content if kind.split(";")[0].endswith("json")), None)
        if kind is None:
            raise RegenError(
                f"has a body of type {', '.join(map(repr, content)) or 'unknown'}",
                where=self.key,
                remedy=f"Bodies can be {', '.join(BODY_KINDS)}.",
            )
        schema = cleaned(content[kind].get("schema", {}))
        if not body.get("required"):
            schema = without_null(schema)
        return {"required": bool(body.get("required")), "content": {kind: {"schema": schema}}}

    def _answer(self) -> dict[str, Any]:
        """The success response: the lowest 2xx with JSON, else with any content, else empty."""
        answers = self.source.get("responses") or {}
        good = sorted(code for code in answers if code.upper().startswith("2")) or (
            ["default"] if "default" in answers else []
        )
        found = [self._resolve(answers[code]) for code in good]
        for answer in found:
            for kind, media in (answer.get("content") or {}).items():
                if kind.split(";")[0].strip().endswith("json"):
                    return {
                        "description": "",
                        "content": {JSON: {"schema": cleaned(media.get("schema", {}))}},
                    }
        kinds = [kind for answer in found for kind in (answer.get("content") or {})]
        if not kinds:
            return {"description": ""}
        text = kinds[0].startswith("text/")
        schema: Schema = {"type": "string"} if text else {"type": "string", "format": "binary"}
        return {
            "description": "",
            "content": {"text/plain" if text else "application/octet-stream": {"schema": schema}},
        }

    def texts(self) -> Texts:
        """The descriptions; for a reference the text beside it, else that of its target."""
        found: dict[str, str] = {}
        for parameter in self.parameters:
            found[parameter["name"]] = self._description_of(
                parameter, parameter.get("schema") or {}
            )
        about_body = ""
        if self.body:
            media = next(iter((self._body(self.body))["content"].values()))
            about_body = str(self.body.get("description") or "")
            target = resolved(media["schema"], self.schemas)
            for name, schema in target.get("properties", {}).items():
                found[name] = self._description_of({}, schema)
            about_body = about_body or str(target.get("description") or "")
        answers = self.source.get("responses") or {}
        good = sorted(code for code in answers if code.startswith("2"))
        about_answer = str(self._resolve(answers[good[0]]).get("description") or "") if good else ""
        if about_answer == "Successful Response":  # what FastAPI writes by itself
            about_answer = ""
        return Texts(arguments=found, body=about_body, answer=about_answer)

    def _description_of(self, part: Mapping[str, Any], schema: Mapping[str, Any]) -> str:
        beside = part.get("description") or schema.get("description")
        return str(beside or resolved(schema, self.schemas).get("description") or "")
