"""Compare what two packages put on the wire, as `wire.py` writes it down."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from .cases.table import FILES
from .migrating import NOTHING, Difference

Run = dict[str, Any]  # case -> outcome and requests
Record = dict[str, Any]


def wire_differences(before: dict[str, Run], after: dict[str, Run]) -> set[Difference]:
    """Differences between two packages, each given as its runs by mode (sync, async)."""
    sync, wait = (_run_differences(before[mode], after[mode]) for mode in ("sync", "async"))
    found = sync & wait
    found |= {d.at(f"{d.where} (sync)") for d in sync - wait}
    found |= {d.at(f"{d.where} (async)") for d in wait - sync}
    return found


def _run_differences(before: Run, after: Run) -> set[Difference]:
    return {
        Difference(case, *what)
        for case in before
        for what in _case_differences(before[case], after[case])
    }


def _case_differences(before: Record, after: Record) -> Iterator[tuple[str, str, str]]:
    if before["outcome"] != after["outcome"]:
        yield "outcome", before["outcome"], after["outcome"]
    old, new = _by_line(before["requests"]), _by_line(after["requests"])
    for line in {**old, **new}:
        pairs = max(len(old[line]), len(new[line]))
        for number in range(pairs):
            one = old[line][number] if number < len(old[line]) else None
            other = new[line][number] if number < len(new[line]) else None
            if one is None or other is None:
                query = [(k[6:], v) for k, v in (one or other or {}).items() if k[:6] == "query "]
                what = line + ("?" + "&".join(f"{k}={v}" for k, v in query) if query else "")
                what = re.sub(r"\d{3,}", "{}", what)  # ids that this test made up
                yield what, *(("sent", NOTHING) if one else (NOTHING, "sent"))
                continue
            for key in sorted({*one, *other}):
                was, now = one.get(key, NOTHING), other.get(key, NOTHING)
                if was != now:
                    yield f"{line}, {key}", was, now


def _by_line(requests: list[Record]) -> defaultdict[str, list[dict[str, str]]]:
    """Requests by method and path, repeated looks left out, each flattened to texts.

    How often a job is looked at says nothing, nor does the order of transfers to S3.
    """
    found: defaultdict[str, list[dict[str, str]]] = defaultdict(list)
    for record in requests:
        line = _general(record["line"])
        flat = dict(_flat(record))
        if flat not in found[line]:
            found[line].append(flat)
    for line in found:
        found[line].sort(key=lambda flat: json.dumps(flat, sort_keys=True))
    return found


def _general(line: str) -> str:
    """The request line without numbers, S3's as what it is."""
    line = line.replace("/acme", "").replace("/auth/realms/Acme", "")
    if "/s3/" in line:
        return f"{line.split()[0]} to S3"
    return re.sub(r"/\d+", "/{}", line)


def _flat(record: Record) -> Iterator[tuple[str, Any]]:
    for key, value in record.items():
        if key == "line":
            continue
        if key == "query":
            for name in dict(value):
                yield f"query {name}", " and ".join(v for k, v in value if k == name)
        elif key == "form":
            for place, (name, text) in enumerate(value, 1):
                if name == "file":
                    filename, kind, digest = text.split(", ")
                    yield "file name", "its name" if filename in FILES else filename
                    yield "file type", kind
                    yield "file", digest
                    name = "file"
                yield f"form place {place}", name
                if name != "file":
                    yield f"form {name}", text
        elif key == "json":
            yield from _leaves("body", value)
        else:
            yield key, str(value)


def _leaves(path: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict) and value:
        for key, inner in value.items():
            yield from _leaves(f"{path}.{key}", inner)
    elif isinstance(value, list) and value:
        for number, inner in enumerate(value):
            yield from _leaves(f"{path}[{number}]", inner)
    else:
        yield path, json.dumps(value, ensure_ascii=False)
