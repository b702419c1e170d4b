"""Reads openapi/names.yaml: METHOD path -> public name and signature hints of an operation."""

from __future__ import annotations

import keyword
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import attrs

from scripts.errors import RegenError
from scripts.spec import load_yaml

WHERE = "openapi/names.yaml"

# The keys of a line, and their types.
KINDS: dict[str, type | tuple[type, ...]] = {
    "name": str,
    "body": str,
    "named": bool,
    "spread": list,
    "order": list,
    "arguments": dict,
    "aliases": dict,
    "defaults": dict,
    "empty": dict,
    "params": str,
    "paginate": str,
    "repeatable": bool,
    "wait": str,
    "reread": dict,
    "returns": (str, bool),
    "until": dict,
    "composite": dict,
}
# The required keys of nested objects.
PARTS = {"until": {"name"}, "composite": {"name", "text", "run", "read"}}

# Hand-written methods that every client already has.
TAKEN = frozenset({"close", "aclose", "from_settings", "api", "settings"})


@attrs.frozen(kw_only=True)
class Hint:
    """The naming rules of one operation.

    Attributes:
        name: The name of the public method.
        body: Name of a single argument for the whole body; None makes each field an argument.
        order: Arguments that come first.
        paginate: Name of a method that iterates over all pages, or None.
        params: Component schema of the `params` argument, or None.
        repeatable: Whether it may be retried after a lost response, although it is a POST.
        arguments: Name in the contract -> public argument name.
        named: Whether the fields of `body` are also keyword arguments.
        spread: Body fields that are replaced by their own fields as arguments.
        aliases: Alias -> argument.
        defaults: Argument -> value sent when it is omitted or None.
        empty: Argument -> result for an empty list, for which no request is sent.
        wait: Response field with a job, or a group of jobs, that can be waited for.
        reread: Response field -> the method that rereads it after the wait.
        returns: True, or the response field that the method returns.
        until: A second method that polls until the response's `completed` is true: its `name`, and
            optionally its `argument` and `timeout` in seconds.
        composite: A second method that creates, runs and reads the results: its `name`, its summary
            (`text`), and the methods that `run` and `read`.
        known: Whether the operation has a line; false for a fallback name.
    """

    name: str
    body: str | None = None
    order: tuple[str, ...] = ()
    paginate: str | None = None
    params: str | None = None
    repeatable: bool = False
    arguments: Mapping[str, str] = attrs.field(factory=dict)
    named: bool = False
    spread: tuple[str, ...] = ()
    aliases: Mapping[str, str] = attrs.field(factory=dict)
    defaults: Mapping[str, Any] = attrs.field(factory=dict)
    empty: Mapping[str, Any] = attrs.field(factory=dict)
    wait: str | None = None
    reread: Mapping[str, str] = attrs.field(factory=dict)
    returns: str | bool | None = None
    until: Mapping[str, Any] | None = None
    composite: Mapping[str, str] | None = None
    known: bool = True

    @property
    def methods(self) -> list[str]:
        """The names of all methods of the operation."""
        second = [self.paginate, (self.until or {}).get("name"), (self.composite or {}).get("name")]
        return [self.name, *(str(name) for name in second if name is not None)]


@attrs.frozen(kw_only=True)
class Names:
    """The contents of names.yaml.

    Attributes:
        operations: `METHOD path` -> hint.
        keep_schemas: Component schemas that are generated although no operation refers to them.
        schemas: Component schemas that replace those of the document.
        fields: `Schema.property` -> attribute name.
        enums: String enumerations that are also generated as classes of members.
    """

    operations: Mapping[str, Hint]
    keep_schemas: tuple[str, ...] = ()
    schemas: Mapping[str, Any] = attrs.field(factory=dict)
    fields: Mapping[str, str] = attrs.field(factory=dict)
    enums: tuple[str, ...] = ()


def load_names(path: Path) -> Names:
    """Read names.yaml.

    Raises:
        RegenError: It is missing, not YAML, or has an unknown or duplicate entry.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise RegenError(f"cannot be read ({error.strerror})", where=WHERE) from error
    content = load_yaml(text, WHERE) or {}
    known = {"operations", "keep_schemas", "schemas", "fields", "enums"}
    if not isinstance(content, dict) or not known.issuperset(content):
        raise RegenError(f"has other sections than {', '.join(sorted(known))}", where=WHERE)
    operations = {
        _key(key): _hint(key, value) for key, value in (content.get("operations") or {}).items()
    }
    _refuse_twice(operations)
    return Names(
        operations=operations,
        keep_schemas=tuple(content.get("keep_schemas") or ()),
        schemas=content.get("schemas") or {},
        fields=content.get("fields") or {},
        enums=tuple(content.get("enums") or ()),
    )


def _key(key: str) -> str:
    if not re.match(r"(GET|PUT|POST|DELETE|PATCH|HEAD|OPTIONS|TRACE) /\S*$", str(key)):
        raise RegenError(f"{key!r} is not METHOD /path", where=WHERE)
    return str(key)


def _hint(key: str, value: Any) -> Hint:
    where = f"{WHERE}, {key}"
    line = {"name": value} if isinstance(value, str) else value
    if not isinstance(line, dict) or "name" not in line:
        raise RegenError("has no name", where=where)
    for part, content in line.items():
        if part not in KINDS or not isinstance(content, KINDS[part]):
            raise RegenError(
                f"{part!r} is not one of {', '.join(KINDS)}, or has the wrong type", where=where
            )
    for part, needed in PARTS.items():
        if part in line and not needed <= set(line[part]):
            raise RegenError(f"{part!r} needs {', '.join(sorted(needed))}", where=where)
    lists = {part: tuple(map(str, line[part])) for part in ("order", "spread") if part in line}
    hint = Hint(**{**line, **lists})
    spelled = [*hint.methods, hint.body, *hint.arguments.values(), *hint.aliases]
    for name in spelled:
        if name is not None and not is_public(name):
            raise RegenError(f"{name!r} is not a lower-case Python name", where=where)
    return hint


def is_public(name: str) -> bool:
    """Whether a text can be the name of a public method or argument."""
    return bool(re.fullmatch(r"[a-z][a-z0-9_]*", name)) and not keyword.iskeyword(name)


def _refuse_twice(operations: Mapping[str, Hint]) -> None:
    owners: dict[str, str] = {}
    for key, hint in operations.items():
        for name in hint.methods:
            if name in owners:
                raise RegenError(f"{name!r} names both {owners[name]} and {key}", where=WHERE)
            if name in TAKEN:
                raise RegenError(
                    f"{name!r} is already a method of the client", where=f"{WHERE}, {key}"
                )
            owners[name] = key


def fallback(method: str, path: str) -> str:
    """Build a stable name for an operation without a line: `get_projects_project_id_notes`.

    Args:
        method: HTTP method, in any case.
        path: The path with its braces.

    Returns:
        A Python name.
    """
    words = re.findall(r"[a-z0-9]+", path.lower())
    return "_".join([method.lower(), *(words or ["root"])])


def assign(
    paths: Mapping[str, list[str]], names: Names, *, complete: bool
) -> tuple[dict[str, Hint], list[str]]:
    """Give each operation of a document its hint.

    Args:
        paths: Path -> methods, in the document's order.
        names: The contents of names.yaml.
        complete: Whether every operation must have a line and every line an operation.

    Returns:
        `METHOD path` -> hint, and notes for the reader.

    Raises:
        RegenError: A line is missing or superfluous where all must fit, two operations would have
            the same name, or two paths differ only by a trailing slash and do not both have a line.
    """
    keys = [f"{method.upper()} {path}" for path, methods in paths.items() for method in methods]
    missing = [key for key in keys if key not in names.operations]
    superfluous = [key for key in names.operations if key not in keys]
    _refuse_twins(keys, missing)
    if complete and (missing or superfluous):
        lines = [f"no line for {key}" for key in missing]
        lines += [f"no operation for the line {key}" for key in superfluous]
        raise RegenError(
            "does not fit the contract:\n  " + "\n  ".join(lines),
            where=WHERE,
            remedy="Add or remove these lines.",
        )
    hints: dict[str, Hint] = {}
    owners: dict[str, str] = {}
    notes = [f"{WHERE} has a line for {key}, which is not in the document" for key in superfluous]
    for key in keys:
        method, path = key.split(" ", 1)
        hint = names.operations.get(key) or Hint(name=fallback(method, path), known=False)
        for name in hint.methods:
            if name in owners:
                raise RegenError(
                    f"{owners[name]} and {key} would both be named {name}",
                    where="the document",
                    remedy=f"Give both a line in {WHERE}.",
                )
            owners[name] = key
        if not hint.known:
            notes.append(f"{key} has no line in {WHERE}; it is named {hint.name}")
        hints[key] = hint
    return hints, notes


def _refuse_twins(keys: list[str], missing: list[str]) -> None:
    for key in keys:
        twin = key.rstrip("/")
        if twin != key and twin in keys and (key in missing or twin in missing):
            raise RegenError(
                f"{twin} and {key} differ only by the trailing slash",
                where="the document",
                remedy=f"Give both a line in {WHERE}, or remove one of them.",
            )
