"""Reads and validates an OpenAPI document, YAML or JSON, from a file or URL."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import yaml
from openapi_spec_validator import OpenAPIV30SpecValidator, OpenAPIV31SpecValidator

from scripts.errors import RegenError

Document = dict[str, Any]

METHODS = ("get", "put", "post", "delete", "patch", "head", "options", "trace")
MAX_NODES = 2_000_000  # a larger document is a mistake, or malicious
FETCH_TIMEOUT = 30.0  # seconds, per operation
WHOLE_TIMEOUT = 120.0  # seconds
MAX_BYTES = 64 * 1024**2
BY_HAND = "Download the document yourself if it needs a sign-in, and give its path."


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML with JSON's types: `on`, `no` and dates stay strings, keys are unique."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """Refuse a duplicate key."""
        seen: set[str] = set()
        for key_node, _ in node.value:
            key = str(key_node.value)
            if key in seen:
                line = key_node.start_mark.line + 1
                raise yaml.MarkedYAMLError(problem=f"duplicate key {key!r} (line {line})")
            seen.add(key)
        return dict(super().construct_mapping(node, deep=deep))


_Loader.yaml_implicit_resolvers = {
    first: [
        (tag, pattern) for tag, pattern in resolvers if not tag.endswith((":timestamp", ":bool"))
    ]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:bool", re.compile(r"^(?:true|false|True|False)$"), list("tfTF")
)


def is_address(source: str) -> bool:
    """Whether a source is an http URL rather than a path."""
    return bool(re.match(r"https?://", source, re.IGNORECASE))


def shown(source: str) -> str:
    """Redact a source for messages: a URL loses its query and credentials."""
    if not is_address(source):
        return source
    return str(httpx.URL(source).copy_with(query=None, fragment=None, userinfo=b""))


def read(source: str) -> bytes:
    """Fetch the bytes of a document.

    Args:
        source: A path, or an http or https URL. No credentials are sent.

    Returns:
        The received bytes.

    Raises:
        RegenError: It is missing, or the server did not respond with 200.
    """
    if is_address(source):
        where = shown(source)
        try:
            with httpx.stream(
                "GET", source, timeout=FETCH_TIMEOUT, follow_redirects=True
            ) as answer:
                if answer.status_code != httpx.codes.OK:
                    raise RegenError(
                        f"the server responded with {answer.status_code}",
                        where=where,
                        remedy=BY_HAND,
                    )
                return _fetched(answer, where)
        except httpx.HTTPError as error:
            raise RegenError(
                f"cannot be reached ({type(error).__name__})",
                where=where,
                remedy="Check the URL.",
            ) from error
    try:
        return Path(source).read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise RegenError(
            f"cannot be read ({reason})", where=source, remedy="Give a path or an http URL."
        ) from error


def _fetched(answer: httpx.Response, where: str) -> bytes:
    """Read the body of a response, within limits of time and size."""
    content = bytearray()
    until = time.monotonic() + WHOLE_TIMEOUT
    for piece in answer.iter_bytes():
        content += piece
        if len(content) > MAX_BYTES:
            raise RegenError(
                f"is larger than {MAX_BYTES // 1024**2} MiB", where=where, remedy=BY_HAND
            )
        if time.monotonic() > until:
            raise RegenError(
                f"was not complete after {WHOLE_TIMEOUT:.0f} s", where=where, remedy=BY_HAND
            )
    return bytes(content)


def parse(content: bytes, where: str) -> Any:
    """Parse JSON or YAML into plain dicts with string keys.

    Args:
        content: The document's bytes.
        where: The document's name in messages.

    Returns:
        The document.

    Raises:
        RegenError: It is neither, has a duplicate key, or expands to too many values.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RegenError("is not UTF-8 text", where=where) from error
    try:
        value = json.loads(text, object_pairs_hook=_pairs)
    except json.JSONDecodeError:
        value = load_yaml(text, where)
    except RecursionError as error:
        raise RegenError("is nested too deeply", where=where) from error
    try:
        return _plain(value, iter(range(MAX_NODES)), where)
    except RecursionError as error:
        raise RegenError("is nested too deeply", where=where) from error


def _pairs(pairs: list[tuple[str, Any]]) -> Document:
    names = [name for name, _ in pairs]
    twice = (
        sorted({name for name in names if names.count(name) > 1})
        if len(set(names)) < len(names)
        else []
    )
    if twice:
        raise RegenError(f"duplicate key {twice[0]!r} in one object", remedy="Keep one of them.")
    return dict(pairs)


def _plain(value: Any, budget: Iterator[int], where: str) -> Any:
    if next(budget, None) is None:
        raise RegenError(f"expands to more than {MAX_NODES} values", where=where)
    if isinstance(value, dict):
        return {str(key): _plain(item, budget, where) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item, budget, where) for item in value]
    return value


def load_yaml(text: str, where: str) -> Any:
    """Parse YAML.

    Raises:
        RegenError: It is not YAML, or has a duplicate key.
    """
    try:
        return yaml.load(text, _Loader)  # noqa: S506  a SafeLoader underneath
    except (yaml.YAMLError, ValueError) as error:
        problem = str(error).replace("\n", " ")
        raise RegenError(f"is not JSON or YAML: {problem}", where=where) from error


def load(source: str, content: bytes | None = None) -> Document:
    """Read an OpenAPI 3.0 or 3.1 document.

    Args:
        source: A path or URL.
        content: Its bytes, if already read.

    Returns:
        The parsed document.

    Raises:
        RegenError: It is missing, unreachable, or not OpenAPI 3.
    """
    where = shown(source)
    content = read(source) if content is None else content
    if content.lstrip()[:1] == b"<":
        raise RegenError("is an HTML page, not a document", where=where, remedy=BY_HAND)
    document = parse(content, where)
    if not isinstance(document, dict):
        raise RegenError("is not an OpenAPI document: it is not an object", where=where)
    if "swagger" in document:
        raise RegenError(
            f"is a Swagger {document['swagger']} document",
            where=where,
            remedy="Convert it to OpenAPI 3 first.",
        )
    version = document.get("openapi")
    if not isinstance(version, str) or not re.match(r"3\.[01](\.\d+)?$", version):
        raise RegenError(
            "is not an OpenAPI 3.0 or 3.1 document",
            where=where,
            remedy="It must begin with a version, such as openapi: 3.1.0.",
        )
    if not isinstance(document.get("paths"), dict) or not document["paths"]:
        raise RegenError("has no paths", where=where)
    return document


def validate(document: Document, where: str) -> None:
    """Check a document against the OpenAPI specification.

    Args:
        document: As loaded. Operation ids may repeat: names come from names.yaml.
        where: The document's name in messages.

    Raises:
        RegenError: It is invalid; the message lists the first errors.
    """
    checked = {
        **document,
        "paths": {path: _anonymous(item) for path, item in document["paths"].items()},
    }
    old = document["openapi"].startswith("3.0")
    validator = (OpenAPIV30SpecValidator if old else OpenAPIV31SpecValidator)(checked)
    try:
        faults = list(validator.iter_errors())
    except RecursionError as error:
        raise RegenError("is nested too deeply", where=where) from error
    except Exception as error:  # the validator has no base class for its errors
        reason = _first_line(error)  # it may quote the whole document
        raise RegenError(
            f"cannot be validated ({type(error).__name__}: {reason})", where=where
        ) from error
    if faults:
        shown = sorted(
            f"#/{'/'.join(map(str, getattr(fault, 'absolute_path', [])))}: {_first_line(fault)}"
            for fault in faults
        )
        more = f" (and {len(shown) - 5} more)" if len(shown) > 5 else ""
        raise RegenError(
            "is not valid OpenAPI:\n  " + "\n  ".join(shown[:5]) + more,
            where=where,
            remedy="Correct it, or ask its publisher.",
        )


def _first_line(fault: object) -> str:
    return (str(fault).splitlines() or [""])[0][:300]


def _anonymous(item: Any) -> Any:
    if not isinstance(item, dict):
        return item
    return {
        key: {name: part for name, part in operation.items() if name != "operationId"}
        if key in METHODS and isinstance(operation, dict)
        else operation
        for key, operation in item.items()
    }
