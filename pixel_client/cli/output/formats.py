"""Results as JSON, JSON Lines, CSV and GeoJSON, streamed to stdout."""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from ...core.geometry_fields import geometry_of
from ...core.masking import without_secrets
from .cells import json_default, plain

__all__ = [
    "WRITERS",
    "geometry_of",
    "without_secrets",
    "write_csv",
    "write_geojson",
    "write_json",
    "write_jsonl",
    "write_object",
]


def write_object(item: Mapping[str, Any]) -> None:
    """Write one JSON object."""
    print(_json(item, indent=2))


def write_json(items: Iterable[Mapping[str, Any]]) -> int:
    """Write a JSON array, one object per line."""
    return _write_array(items)


def write_jsonl(items: Iterable[Mapping[str, Any]]) -> int:
    """Write one JSON object per line."""
    count = 0
    for item in items:
        print(_json(item))
        count += 1
    return count


def write_csv(items: Iterable[Mapping[str, Any]]) -> int:
    """Write a header of all fields, and a line per object; lists and objects are JSON."""
    rows = [dict(item) for item in items]
    names = list(dict.fromkeys(name for row in rows for name in row))
    in_terminal = sys.stdout.isatty()
    writer = csv.DictWriter(sys.stdout, names, lineterminator="\n")
    if names:
        writer.writeheader()
    for row in rows:
        writer.writerow({name: _csv_field(value, in_terminal) for name, value in row.items()})
    return len(rows)


def _csv_field(value: Any, in_terminal: bool) -> Any:
    if isinstance(value, (Mapping, list, tuple)):
        return _json(value)
    # A terminal would obey control characters, which a file only holds.
    return plain(value) if in_terminal and isinstance(value, str) else value


def write_geojson(items: Iterable[Mapping[str, Any]]) -> int:
    """Write a FeatureCollection (RFC 7946); the geometry of an object without one is null."""
    sys.stdout.write('{"type": "FeatureCollection", "features": ')
    return _write_array(map(_feature, items), end="}\n")


def _feature(item: Mapping[str, Any]) -> dict[str, Any]:
    field, geometry = geometry_of(item)
    properties = {name: value for name, value in item.items() if name != field}
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def _write_array(items: Iterable[Mapping[str, Any]], end: str = "\n") -> int:
    count = 0
    sys.stdout.write("[")
    for item in items:
        sys.stdout.write((",\n" if count else "\n") + _json(item))
        count += 1
    sys.stdout.write(("\n]" if count else "]") + end)
    return count


WRITERS: dict[str, Callable[[Iterable[Mapping[str, Any]]], int]] = {
    "json": write_json,
    "jsonl": write_jsonl,
    "csv": write_csv,
    "geojson": write_geojson,
}
"""Format -> the function that writes a list in it, and returns the number of items."""

# Control and bidirectional characters, which JSON has in texts only, are escaped.
_CONTROLS = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


def _json(value: Any, indent: int | None = None) -> str:
    text = json.dumps(value, ensure_ascii=False, default=json_default, indent=indent)
    return _CONTROLS.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
