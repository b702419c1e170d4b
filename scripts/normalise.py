"""Turns a document as received into the one the generator sees: our names, no error answers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from scripts.errors import RegenError
from scripts.names import WHERE, Hint, Names, assign
from scripts.path_prefix import aligned, refuse_prefix
from scripts.schema_names import adopted
from scripts.schemas import Schema, cleaned, names_in, reachable, resolved, without_null
from scripts.spec import METHODS, Document

JSON = "application/json"
BODY_KINDS = (
    JSON,
    "multipart/form-data",
    "application/x-www-form-urlencoded",
    "application/octet-stream",
)

# The client sets these itself.
OWN_HEADERS = frozenset({"authorization", "x-request-id", "content-type", "accept", "user-agent"})


@attrs.frozen(kw_only=True)
class Texts:
    """What the document says about one operation's arguments and answer.

    Attributes:
        arguments: Name in the document -> text; the fields of a body included.
        body: About the body as a whole.
        answer: About the answer.
    """

    arguments: Mapping[str, str] = attrs.field(factory=dict)
    body: str = ""
    answer: str = ""


@attrs.frozen(kw_only=True)
class Normalised:
    """The document for the generator.

    Attributes:
        document: OpenAPI; an operation has one tag, our operationId and one answer, `default`.
        checked: Component schemas for the checks: those that names.yaml replaces as they were.
        hints: operationId -> how it is spelled.
        texts: operationId -> what is said about it.
        keys: operationId -> `METHOD path`.
        notes: What the reader should know.
        complete: Whether a hint that does not fit is an error, and not a note.
    """

    document: Document
    checked: Mapping[str, Schema]
    hints: Mapping[str, Hint]
    texts: Mapping[str, Texts]
    keys: Mapping[str, str]
    notes: list[str]
    complete: bool


def operations(document: Document) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Path, method and operation, in the document's order."""
    for path, item in document["paths"].items():
        for method in METHODS:
            if isinstance(item, dict) and isinstance(item.get(method), dict):
                yield path, method, item[method]


def normalise(
    document: Document, names: Names, *, complete: bool, contract: Document | None = None
) -> Normalised:
    """Rewrite a document for the generator.

    Args:
        document: As received, and valid.
        names: Public names, and component schemas to replace.
        complete: Whether names.yaml must fit it exactly: true for the shipped contract.
        contract: The shipped contract, whose names of types a document as received takes over.

    Returns:
        The new document, and what goes beside it.

    Raises:
        RegenError: Names are missing, superfluous, or taken twice; a reference leads nowhere;
            the paths begin with a tenant's prefix.
    """
    if not complete:
        document = aligned(document, names.operations)
        refuse_prefix(document, names.operations)
    if contract is not None:
        params = (hint.params for hint in names.operations.values() if hint.params)
        document = adopted(document, contract, [*names.keep_schemas, *params])
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
                f"replaces the schema {name!r}, which the contract has not", where=WHERE
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
            notes.append(f"{WHERE} names the schema {name}, which the document has not")
        roots.add(name)
    keep = reachable(roots, schemas)
    lost = sorted(
        name for schema in keep for name in names_in(schemas[schema]) if name not in schemas
    )
    lost += sorted(name for name in roots - set(schemas) if name in _mentioned(new_paths))
    if lost:
        raise RegenError(
            f"refers to the schema {lost[0]!r}, which is not there", where="the document"
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
    """One operation, while it is rewritten."""

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
                raise RegenError(f"refers to {reference!r}, which is not there", where=self.key)
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
            notes.append(f"{self.key}: the {place} parameter {name!r} is left out")
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
                f"has a body of {', '.join(map(repr, content)) or 'no kind'}",
                where=self.key,
                remedy=f"Bodies can be {', '.join(BODY_KINDS)}.",
            )
        schema = cleaned(content[kind].get("schema", {}))
        if not body.get("required"):
            schema = without_null(schema)
        return {"required": bool(body.get("required")), "content": {kind: {"schema": schema}}}

    def _answer(self) -> dict[str, Any]:
        """The good answer: the lowest 2xx with JSON in it, else with anything, else an empty."""
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
        """What the document says; of a reference the text beside it, or else the one behind it."""
        said: dict[str, str] = {}
        for parameter in self.parameters:
            said[parameter["name"]] = self._said(parameter, parameter.get("schema") or {})
        about_body = ""
        if self.body:
            media = next(iter((self._body(self.body))["content"].values()))
            about_body = str(self.body.get("description") or "")
            target = resolved(media["schema"], self.schemas)
            for name, schema in target.get("properties", {}).items():
                said[name] = self._said({}, schema)
            about_body = about_body or str(target.get("description") or "")
        answers = self.source.get("responses") or {}
        good = sorted(code for code in answers if code.startswith("2"))
        about_answer = str(self._resolve(answers[good[0]]).get("description") or "") if good else ""
        if about_answer == "Successful Response":  # what FastAPI writes by itself
            about_answer = ""
        return Texts(arguments=said, body=about_body, answer=about_answer)

    def _said(self, part: Mapping[str, Any], schema: Mapping[str, Any]) -> str:
        beside = part.get("description") or schema.get("description")
        return str(beside or resolved(schema, self.schemas).get("description") or "")
