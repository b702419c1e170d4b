"""Compare two public surfaces, as `surface.py` describes them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .migrating import NOTHING, Difference

BY_NAME = "keyword_only"
MANY = "var_keyword"
KINDS = {"fields": "class", "keys": "TypedDict", "members": "enumeration"}


def surface_differences(before: dict[str, Any], after: dict[str, Any]) -> set[Difference]:
    """All that a user of the first would miss, or meet changed, in the second.

    Names that only the second has are no difference; parameters that only it has are one.
    """
    found = set(_names(before["modules"], after["modules"]))
    for name, given in before["functions"].items():
        found |= set(_parameters(name, given, after["functions"][name]))
    sync, wait = (
        {
            difference
            for method, given in before["clients"][client].items()
            for difference in _method(method, given, after["clients"][client].get(method))
        }
        for client in ("PixelClient", "PixelClientAsync")
    )
    found |= sync & wait
    found |= {d.at(f"PixelClient.{d.where}") for d in sync - wait}
    found |= {d.at(f"PixelClientAsync.{d.where}") for d in wait - sync}
    for name, about in before["types"].items():
        found |= set(_type(name.removeprefix("pixel_client."), about, after["types"].get(name)))
    return found


def _names(before: dict[str, list[str]], after: dict[str, list[str]]) -> Iterator[Difference]:
    for module, names in before.items():
        for name in names:
            if name not in after.get(module, []):
                yield Difference(f"{module}.{name}", "name", "importable", NOTHING)


def _method(name: str, before: list[list[str]], after: list[list[str]] | None) -> Any:
    if after is None:
        return [Difference(name, "method", "there", NOTHING)]
    if name == "__init__" and before != after:
        texts = (", ".join(_text(*p) for p in given) for given in (before, after))
        return [Difference(name, "arguments", *texts)]
    return _parameters(name, before, after)


def _parameters(
    where: str, before: list[list[str]], after: list[list[str]]
) -> Iterator[Difference]:
    old = {name: (how, default) for name, how, default in before}
    new = {name: (how, default) for name, how, default in after}
    places = _places(before), _places(after)
    for name in old:
        if name not in new:
            yield Difference(where, f"argument {name}", _text(name, *old[name]), NOTHING)
        elif old[name] != new[name]:
            texts = _text(name, *old[name]), _text(name, *new[name])
            yield Difference(where, f"argument {name}", *texts)
        place, now = (some.get(name) for some in places)
        if place and now and place != now:
            yield Difference(where, f"place of {name}", f"{place}", f"{now}")
    added = [name for name in new if name not in old]
    for kind in dict.fromkeys(new[name][0] for name in added):
        some = [name for name in added if new[name][0] == kind]
        star = "*, " if kind == BY_NAME else ""
        text = star + ", ".join(_text(name, kind, new[name][1], star="") for name in some)
        yield Difference(where, "more arguments", NOTHING, text)


def _places(parameters: list[list[str]]) -> dict[str, int]:
    names = [name for name, how, _ in parameters if how not in {BY_NAME, MANY}]
    return {name: place for place, name in enumerate(names, 1)}


def _text(name: str, how: str, default: str, star: str = "*, ") -> str:
    if how == MANY:
        return f"**{name}"
    spelled = {"required": "", "<omitted>": "=None"}.get(default, f"={default}")
    return (star if how == BY_NAME else "") + name + spelled


def _type(name: str, before: dict[str, Any], after: dict[str, Any] | None) -> Iterator[Difference]:
    """Fields, keys or members that are gone, or whose default is another."""
    if after is None:
        yield Difference(name, "kind", KINDS[next(iter(before))], "other")
        return
    old, new = (next(iter(about.values())) for about in (before, after))
    for field in old:
        if field not in new:
            yield Difference(name, f"field {field}", "there", NOTHING)
        elif isinstance(old, dict) and isinstance(new, dict) and old[field] != new[field]:
            yield Difference(name, f"default of {field}", old[field], new[field])
    places = [list(about.get("order", [])) for about in (before, after)]
    for place, field in enumerate(places[0], 1):
        if field in places[1] and (now := places[1].index(field) + 1) != place:
            yield Difference(name, f"place of {field}", f"{place}", f"{now}")
        elif field in new and field not in places[1]:
            yield Difference(name, f"place of {field}", f"{place}", NOTHING)
