"""Reads openapi/names.yaml: METHOD path -> public name of an operation, and how it is spelled."""

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

# What may stand in a line, and its kind.
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
# What some of these must have in them.
PARTS = {"until": {"name"}, "composite": {"name", "text", "run", "read"}}

# Methods every client has already, by hand.
TAKEN = frozenset({"close", "aclose", "from_settings", "api", "settings"})


@attrs.frozen(kw_only=True)
class Hint:
    """How one operation is spelled.

    Attributes:
        name: The public method.
        body: Name of the one argument for the whole body; None spells its fields as arguments.
        order: Arguments that come first.
        paginate: Name of a method that walks through all pages, or None.
        params: Component schema that types the `params` argument, or None.
        repeatable: Whether a lost answer allows asking again, though it is a POST.
        arguments: Name in the contract -> public argument name.
        named: Whether the fields of `body` are keyword arguments as well.
        spread: Fields of the body whose own fields are arguments in their place.
        aliases: A second name -> the argument it stands for.
        defaults: Argument -> what travels when it is not given, or None.
        empty: Argument -> the answer to an empty list of it, for which nothing is sent.
        wait: Field of the answer with a job, or a group of jobs, that can be waited for.
        reread: Field of the answer -> the method that reads it again after the wait.
        returns: True, or the field of the answer that the method returns alone.
        until: A second method that looks until the answer's `completed` is true: its `name`, and
            its `argument` and `timeout` in seconds, where they differ from the usual.
        composite: A second method that creates, runs and reads back: its `name`, what it does
            (`text`), and the methods that `run` and `read`.
        known: False for the fallback name of an operation without a line.
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
        """Names of all methods that come of it."""
        second = [self.paginate, (self.until or {}).get("name"), (self.composite or {}).get("name")]
        return [self.name, *(str(name) for name in second if name is not None)]


@attrs.frozen(kw_only=True)
class Names:
    """All of names.yaml.

    Attributes:
        operations: `METHOD path` -> hint.
        keep_schemas: Component schemas generated though no operation refers to them.
        schemas: Component schemas that replace those of the document.
        fields: `Schema.property` -> attribute name.
        enums: Component schemas, enumerations of texts, that are classes of members as well.
    """

    operations: Mapping[str, Hint]
    keep_schemas: tuple[str, ...] = ()
    schemas: Mapping[str, Any] = attrs.field(factory=dict)
    fields: Mapping[str, str] = attrs.field(factory=dict)
    enums: tuple[str, ...] = ()


def load_names(path: Path) -> Names:
    """Read names.yaml.

    Raises:
        RegenError: It is missing, not YAML, or a line says something unknown or twice.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise RegenError(f"cannot be read ({error.strerror})", where=WHERE) from error
    content = load_yaml(text, WHERE) or {}
    known = {"operations", "keep_schemas", "schemas", "fields", "enums"}
    if not isinstance(content, dict) or not known.issuperset(content):
        raise RegenError(f"has other parts than {', '.join(sorted(known))}", where=WHERE)
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
                f"{part!r} is not one of {', '.join(KINDS)}, or of the wrong kind", where=where
            )
    for part, needed in PARTS.items():
        if part in line and not needed <= set(line[part]):
            raise RegenError(f"{part!r} needs {', '.join(sorted(needed))}", where=where)
    lists = {part: tuple(map(str, line[part])) for part in ("order", "spread") if part in line}
    hint = Hint(**{**line, **lists})
    spelled = [*hint.methods, hint.body, *hint.arguments.values(), *hint.aliases]
    for name in spelled:
        if name is not None and not is_public(name):
            raise RegenError(f"{name!r} is not a Python name in small letters", where=where)
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
                    f"{name!r} is a method of the client already", where=f"{WHERE}, {key}"
                )
            owners[name] = key


def fallback(method: str, path: str) -> str:
    """The stable name of an operation without a line: `get_projects_project_id_notes`.

    Args:
        method: In any case.
        path: With its braces.

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
        names: What names.yaml says.
        complete: Whether every operation must have a line and every line an operation.

    Returns:
        `METHOD path` -> hint, and notes for the reader.

    Raises:
        RegenError: A line is missing or superfluous where all must fit, two operations would share
            a name, or two paths differ by a trailing slash only and have not both a line.
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
    notes = [f"{WHERE} has a line for {key}, which the document has not" for key in superfluous]
    for key in keys:
        method, path = key.split(" ", 1)
        hint = names.operations.get(key) or Hint(name=fallback(method, path), known=False)
        for name in hint.methods:
            if name in owners:
                raise RegenError(
                    f"{owners[name]} and {key} would both be called {name}",
                    where="the document",
                    remedy=f"Give both a line in {WHERE}.",
                )
            owners[name] = key
        if not hint.known:
            notes.append(f"{key} has no line in {WHERE}; it is called {hint.name}")
        hints[key] = hint
    return hints, notes


def _refuse_twins(keys: list[str], missing: list[str]) -> None:
    for key in keys:
        twin = key.rstrip("/")
        if twin != key and twin in keys and (key in missing or twin in missing):
            raise RegenError(
                f"{twin} and {key} differ by the trailing slash only",
                where="the document",
                remedy=f"Give both a line in {WHERE}, or remove one of them.",
            )
