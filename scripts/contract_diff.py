"""Compares two contracts (contract.json before and after) and marks breaking changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from scripts.schemas import names_in, reachable

Contract = Mapping[str, Any]
Schema = Mapping[str, Any]

REQUEST, ANSWER = "request", "answer"

# A request becomes stricter when a GROWING keyword grows, a SHRINKING one shrinks, or either is
# added.
GROWING = ("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties")
SHRINKING = ("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties")


@attrs.frozen(kw_only=True)
class Change:
    """One difference.

    Attributes:
        kind: added, removed or changed.
        place: The operation or model.
        text: The difference; empty when the operation or model was added or removed as a whole.
        breaking: Whether callers' code may stop working.
    """

    kind: str
    place: str
    text: str
    breaking: bool


def differences(old: Contract, new: Contract) -> list[Change]:
    """Compare two contracts.

    Args:
        old: The contract of the present package.
        new: The contract of the next package.

    Returns:
        Changes in a stable order: operations, then models.
    """
    found = [*_operations(old, new), *_models(old, new)]
    return list(dict.fromkeys(found))


def _changed(place: str, text: str, breaking: bool) -> Change:
    return Change(kind="changed", place=place, text=text, breaking=breaking)


def _by_key(contract: Contract) -> dict[str, tuple[str, Mapping[str, Any]]]:
    return {
        f"{op['method']} {op['path']}": (name, op) for name, op in contract["operations"].items()
    }


def _operations(old: Contract, new: Contract) -> Iterator[Change]:
    before, after = _by_key(old), _by_key(new)
    for key, (name, _) in before.items():
        if key not in after:
            yield Change(kind="removed", place=f"{key} ({name})", text="", breaking=True)
    for key, (name, operation) in after.items():
        place = f"{key} ({name})"
        if key not in before:
            yield Change(kind="added", place=place, text="", breaking=False)
            continue
        old_name, old_operation = before[key]
        if old_name != name:
            yield _changed(place, f"was named {old_name}", True)
        yield from _arguments(place, old_operation["arguments"], operation["arguments"])
        if old_operation["repeatable"] != operation["repeatable"]:
            words = "may" if operation["repeatable"] else "may not"
            yield _changed(place, f"{words} be repeated after a lost response", False)
        yield from _answer(place, old_operation["answer"], operation["answer"])


def _answer(place: str, old: Schema | None, new: Schema | None) -> Iterator[Change]:
    if old is None or new is None:
        if old != new:
            yield _changed(
                place, "no longer has a response" if new is None else "now has a response", True
            )
        return
    yield from _schemas(place, "the response", old, new, {ANSWER})


def _arguments(place: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    before = {(item["in"], item["name"]): (name, item) for name, item in old.items()}
    after = {(item["in"], item["name"]): (name, item) for name, item in new.items()}
    for key, (name, item) in before.items():
        if key not in after:
            yield _changed(place, f"no longer has the {_kind(item)} {name!r}", True)
    for key, (name, item) in after.items():
        if key not in before:
            needed = item["required"]
            words = "required" if needed else "optional"
            yield _changed(place, f"has a new {words} {_kind(item)} {name!r}", needed)
            continue
        old_name, old_item = before[key]
        if old_name != name:
            yield _changed(place, f"the {_kind(item)} {old_name!r} is now named {name!r}", True)
        if old_item["required"] != item["required"]:
            words = "required" if item["required"] else "optional"
            yield _changed(place, f"the {_kind(item)} {name!r} is now {words}", item["required"])
        yield from _schemas(
            place, f"the {_kind(item)} {name!r}", old_item["schema"], item["schema"], {REQUEST}
        )
    kept = [key for key in before if key in after]
    if kept != [key for key in after if key in before]:
        yield _changed(place, "takes its arguments in another order", True)


def _kind(item: Mapping[str, Any]) -> str:
    place = {"path": "path", "query": "query", "header": "header", "cookie": "cookie"}.get(
        item["in"]
    )
    return f"{place} parameter" if place else ("body" if item["in"] == "body" else "argument")


def _uses(contract: Contract) -> dict[str, set[str]]:
    """Component schema -> whether requests or responses use it."""
    found: dict[str, set[str]] = {}
    operations = contract["operations"].values()
    requests = [item["schema"] for op in operations for item in op["arguments"].values()]
    answers = [op["answer"] for op in operations if op["answer"] is not None]
    for use, schemas in ((REQUEST, requests), (ANSWER, answers)):
        roots = {name for schema in schemas for name in names_in(schema)}
        for name in reachable(roots, contract["schemas"]):
            found.setdefault(name, set()).add(use)
    return found


def _models(old: Contract, new: Contract) -> Iterator[Change]:
    before, after = old["schemas"], new["schemas"]
    old_uses, new_uses = _uses(old), _uses(new)
    for name in before:
        if name not in after:
            yield Change(kind="removed", place=f"model {name}", text="", breaking=True)
    for name, schema in after.items():
        if name not in before:
            yield Change(kind="added", place=f"model {name}", text="", breaking=False)
        else:
            uses = old_uses.get(name, set()) | new_uses.get(name, set())
            yield from _schemas(f"model {name}", "", before[name], schema, uses)


def _schemas(place: str, what: str, old: Schema, new: Schema, uses: set[str]) -> Iterator[Change]:
    """Compare two schemas at the same place."""
    before, after = _shapes(old), _shapes(new)
    gone = [label for label in before if label not in after]
    came = [label for label in after if label not in before]
    if gone or came:
        breaking = (bool(gone) and REQUEST in uses) or (bool(came) and ANSWER in uses)
        text = f"{what or 'it'} was {' or '.join(before)}, is {' or '.join(after)}"
        yield _changed(place, text, breaking)
    for label in before:
        if label in after and label != "null":  # null has no constraints
            yield from _details(place, what, before[label], after[label], uses)


def _shapes(schema: Schema) -> dict[str, Schema]:
    """The kinds of value a schema allows, each by a label."""
    options = [*schema.get("anyOf", []), *schema.get("oneOf", [])]
    if options:
        return {label: part for option in options for label, part in _shapes(option).items()}
    if "$ref" in schema:
        return {str(schema["$ref"]).rpartition("/")[2]: schema}
    if "const" in schema:
        return {repr(schema["const"]): schema}
    kinds = schema.get("type")
    if kinds is None:
        return {"anything": schema} if not schema.get("allOf") else {"a combination": schema}
    found = {}
    for kind in [kinds] if isinstance(kinds, str) else kinds:
        found[
            f"{kind} ({schema['format']})" if kind == "string" and "format" in schema else kind
        ] = schema
    return found


def _details(place: str, what: str, old: Schema, new: Schema, uses: set[str]) -> Iterator[Change]:
    start = f"{what} " if what else ""
    narrowing = REQUEST in uses
    gone = [value for value in old.get("enum", []) if value not in new.get("enum", [])]
    came = [value for value in new.get("enum", []) if value not in old.get("enum", [])]
    if "enum" not in new and gone:
        yield _changed(place, f"{start}now takes any value", False)
    elif gone or ("enum" not in old and came):
        words = (
            f"no longer allows {', '.join(map(repr, gone))}"
            if gone
            else "allows only some values now"
        )
        yield _changed(place, start + words, narrowing)
    if came and "enum" in old:
        yield _changed(place, f"{start}now also allows {', '.join(map(repr, came))}", False)
    for keyword in (*GROWING, *SHRINKING, "multipleOf", "pattern", "uniqueItems"):
        first, second = old.get(keyword), new.get(keyword)
        if first != second:
            text = f"{start}{keyword} was {_limit(first)}, is {_limit(second)}"
            yield _changed(place, text, narrowing and _tighter(keyword, first, second))
    if old.get("default") != new.get("default"):
        text = f"{start}default was {old.get('default')!r}, is {new.get('default')!r}"
        yield _changed(place, text, False)
    yield from _fields(place, what, old, new, uses)
    for keyword in ("items", "additionalProperties"):
        first, second = old.get(keyword, {}), new.get(keyword, {})
        inside = f"{what}[]" if keyword == "items" else f"{what or 'its'} other fields"
        if isinstance(first, Mapping) and isinstance(second, Mapping):
            if first or second:
                yield from _schemas(place, inside, first, second, uses)
        elif first != second:
            closed = second is False
            text = f"{start}now takes {'no' if closed else 'any'} other fields"
            yield _changed(place, text, closed and narrowing)
    for keyword in ("allOf", "prefixItems", "propertyNames", "if", "then", "else"):
        if old.get(keyword) != new.get(keyword):
            yield _changed(place, f"{start}{keyword} is different", True)


def _limit(value: object) -> str:
    return "not limited" if value is None else repr(value)


def _tighter(keyword: str, old: Any, new: Any) -> bool:
    if new is None or new is False:
        return False
    if old is None or keyword not in (*GROWING, *SHRINKING):
        return True
    return bool(new > old) if keyword in GROWING else bool(new < old)


def _fields(place: str, what: str, old: Schema, new: Schema, uses: set[str]) -> Iterator[Change]:
    before, after = old.get("properties", {}), new.get("properties", {})
    inside = f"{what}." if what else ""
    for name in before:
        if name not in after:
            yield _changed(place, f"no longer has the field {inside}{name}", True)
    for name, schema in after.items():
        needed, was_needed = name in new.get("required", []), name in old.get("required", [])
        if name not in before:
            words = "required" if needed else "optional"
            breaking = needed and REQUEST in uses
            yield _changed(place, f"has a new {words} field {inside}{name}", breaking)
            continue
        if needed != was_needed:
            breaking = (needed and REQUEST in uses) or (not needed and ANSWER in uses)
            words = "required" if needed else "optional"
            yield _changed(place, f"the field {inside}{name} is now {words}", breaking)
        yield from _schemas(place, f"{inside}{name}", before[name], schema, uses)
