"""Results in the forms that other programs read, written to stdout as they come."""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Iterable, Mapping
from typing import Any

from ...core.geometry_fields import geometry_of
from ...core.redaction import without_secrets

__all__ = [
    "geometry_of",
    "without_secrets",
    "write_csv",
    "write_geojson",
    "write_json",
    "write_jsonl",
    "write_object",
]


def write_object(found: Mapping[str, Any]) -> None:
    """One object of JSON."""
    print(_json(found, indent=2))


def write_json(found: Iterable[Mapping[str, Any]]) -> int:
    """An array of JSON, an object a line."""
    return _listed(found)


def write_jsonl(found: Iterable[Mapping[str, Any]]) -> int:
    """An object of JSON a line."""
    count = 0
    for item in found:
        print(_json(item))
        count += 1
    return count


def write_csv(found: Iterable[Mapping[str, Any]]) -> int:
    """A header of all fields there are, and a line an object; lists and objects as JSON."""
    listed = [dict(item) for item in found]
    names = list(dict.fromkeys(name for item in listed for name in item))
    shown = sys.stdout.isatty()
    writer = csv.DictWriter(sys.stdout, names, lineterminator="\n")
    if names:
        writer.writeheader()
    for item in listed:
        writer.writerow({name: _field(value, shown) for name, value in item.items()})
    return len(listed)


def _field(value: Any, shown: bool) -> Any:
    if isinstance(value, (Mapping, list, tuple)):
        return _json(value)
    if shown and isinstance(value, str):  # a terminal would obey what a file only holds
        from .cells import plain

        return plain(value)
    return value


def write_geojson(found: Iterable[Mapping[str, Any]]) -> int:
    """A FeatureCollection (RFC 7946); what has no place has the geometry null."""
    sys.stdout.write('{"type": "FeatureCollection", "features": ')
    return _listed(map(_feature, found), end="}\n")


def _feature(item: Mapping[str, Any]) -> dict[str, Any]:
    field, place = geometry_of(item)
    told = {name: value for name, value in item.items() if name != field}
    return {"type": "Feature", "geometry": place, "properties": told}


def _listed(found: Iterable[Mapping[str, Any]], end: str = "\n") -> int:
    count = 0
    sys.stdout.write("[")
    for item in found:
        sys.stdout.write((",\n" if count else "\n") + _json(item))
        count += 1
    sys.stdout.write(("\n]" if count else "]") + end)
    return count


# Within JSON, what a terminal might obey or hide stands only in texts, and can be spelled there.
_OBEYED = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


def _json(value: Any, indent: int | None = None) -> str:
    text = json.dumps(value, ensure_ascii=False, default=_plain, indent=indent)
    return _OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _plain(value: Any) -> Any:
    return dict(value) if isinstance(value, Mapping) else str(value)
