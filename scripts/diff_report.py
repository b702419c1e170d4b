"""Formats the differences of two contracts for readers, breaking changes first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from scripts.contract_diff import Change

ORDER = {"removed": 0, "changed": 1, "added": 2}

# Changes of several fields or arguments of one place that are merged into one line: the `name`
# groups are listed, the rest must be equal.
ARGUMENT = r"(?P<what>argument|(?:query|path|header|cookie) parameter)"
ALIKE: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], str], str]], ...] = (
    (
        re.compile(r"has a new (required|optional) field (?P<name>\S+)"),
        lambda found, names: f"has new {found[1]} fields {names}",
    ),
    (
        re.compile(r"no longer has the field (?P<name>\S+)"),
        lambda _, names: f"no longer has the fields {names}",
    ),
    (
        re.compile(r"the field (?P<name>\S+) is now (required|optional)"),
        lambda found, names: f"the fields {names} are now {found[2]}",
    ),
    (
        re.compile(rf"has a new (required|optional) {ARGUMENT} (?P<name>'\w+')"),
        lambda found, names: f"has new {found[1]} {found['what']}s {names}",
    ),
    (
        re.compile(rf"the {ARGUMENT} (?P<name>'\w+'(?:\[\])?) (?P<how>.*was .+, is .+)"),
        lambda found, names: f"the {found['what']}s {names}: each {found['how']}",
    ),
    (
        re.compile(r"(?P<name>\w+) (was .+, is .+)"),
        lambda found, names: f"{names}: each {found[2]}",
    ),
)
PLACE = re.compile(r"(?:model |[A-Z]+ /.*\()(?P<name>\w+)\)?")
TOGETHER = 3
"""From this many places on, equal changes share a line."""


def report(changes: Iterable[Change]) -> str:
    """Format changes as readable lines.

    Args:
        changes: From `contract_diff.differences`.

    Returns:
        One line per change, or one for several fields with equal changes; breaking ones begin
        with an exclamation mark.
    """
    changes = list(changes)
    if not changes:
        return "The contract is unchanged."
    breaking = sum(change.breaking for change in changes)
    counted = "1 change" if len(changes) == 1 else f"{len(changes)} changes"
    lines = [f"{counted} in the contract; breaking (!): {breaking}"]
    joined = _of_places(_joined(changes))
    for change in sorted(joined, key=lambda one: (not one.breaking, ORDER[one.kind])):
        mark = "!" if change.breaking else " "
        lines.append(
            f"{mark} {change.kind:7} {change.place}{': ' if change.text else ''}{change.text}"
        )
    return "\n".join(lines)


def _joined(changes: Iterable[Change]) -> list[Change]:
    groups: dict[Change, list[tuple[Change, str]]] = {}
    for change in changes:
        template, name = change, ""
        for pattern, _ in ALIKE:
            if found := pattern.fullmatch(change.text):
                name = found["name"]
                text = change.text[: found.start("name")] + "…" + change.text[found.end("name") :]
                template = Change(
                    kind=change.kind, place=change.place, text=text, breaking=change.breaking
                )
                break
        groups.setdefault(template, []).append((change, name))
    return [_one(members) for members in groups.values()]


def _one(members: list[tuple[Change, str]]) -> Change:
    first = members[0][0]
    if len(members) == 1:
        return first
    names = ", ".join(name for _, name in members)
    texts = (
        words(found, names) for pattern, words in ALIKE if (found := pattern.fullmatch(first.text))
    )
    return Change(kind=first.kind, place=first.place, text=next(texts), breaking=first.breaking)


def _of_places(changes: Iterable[Change]) -> list[Change]:
    """Merge changes that are equal in many operations or models into the first of them."""
    rows = list(changes)
    names: dict[Change, list[str]] = {}
    for change in rows:
        if found := PLACE.fullmatch(change.place):
            names.setdefault(_anywhere(change), []).append(found["name"])
    merged: dict[Change, None] = {}
    for change in rows:
        same = _anywhere(change)
        several = names.get(same, []) if change.text else []
        if len(several) < TOGETHER:
            merged[change] = None
        else:
            place, text = f"{len(several)} {same.place}", f"{same.text} ({', '.join(several)})"
            merged[Change(kind=same.kind, place=place, text=text, breaking=same.breaking)] = None
    return list(merged)


def _anywhere(change: Change) -> Change:
    place = "models" if change.place.startswith("model ") else "operations"
    return Change(kind=change.kind, place=place, text=change.text, breaking=change.breaking)
