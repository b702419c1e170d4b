"""Compare what two packages put on the wire, as `wire.py` writes it down."""

from __future__ import annotations

import copy
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

from .cases.table import FILES
from .migrating import NOTHING, Difference

BATCHED = r"^P.*/upload_jobs/(multipart|multiple_uploadFinished)?$"
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
        for what in _case_differences(case, before[case], after[case])
    }


def _case_differences(case: str, before: Record, after: Record) -> Iterator[tuple[str, str, str]]:
    outcomes = [_outcome(case, record) for record in (before, after)]
    if outcomes[0] != outcomes[1]:
        yield "outcome", *outcomes
    if before["outcome"] == after["outcome"]:
        yield from _answer(before["answer"], after["answer"])
    if not (before["requests"] and after["requests"]):
        return  # who sends nothing differs in all that the other sends
    old, new = _by_line(before["requests"]), _by_line(after["requests"])
    for line in {**old, **new}:
        yield from _line_differences(line, old[line], new[line])


def _outcome(case: str, record: Record) -> str:
    sends = record["requests"] or case.startswith("settings:")
    return str(record["outcome"]) + ("" if sends else ", sends nothing")


def _answer(before: Any, after: Any) -> Iterator[tuple[str, str, str]]:
    if isinstance(before, list) and isinstance(after, list) and len(before) != len(after):
        yield "answer", f"{len(before)} elements", f"{len(after)} elements"
        return
    old, new = (dict(_leaves("answer", answer)) for answer in (before, after))
    for path in sorted({*old, *new}):
        was, now = old.get(path, NOTHING), new.get(path, NOTHING)
        if was != now:
            yield path, was, now


def _line_differences(
    line: str, before: list[dict[str, str]], after: list[dict[str, str]]
) -> Iterator[tuple[str, str, str]]:
    """Requests of one method and path, in pairs; those that have no other stand alone."""
    for one, other in zip_longest(before, after):
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
    for record in _together(requests):
        line = _general(record["line"])
        flat = dict(_flat(record))
        if flat not in found[line]:
            found[line].append(flat)
    for line in found:
        found[line].sort(key=lambda flat: json.dumps(flat, sort_keys=True))
    return found


def _together(requests: list[Record]) -> list[Record]:
    """As if one call had made or finished upload jobs that several did."""
    found: list[Record] = []
    calls: dict[str, Record] = {}
    for record in requests:
        if not re.search(BATCHED, record["line"]):
            found.append(record)
        elif record["line"] not in calls:
            calls[record["line"]] = copy.deepcopy(record)
            found.append(calls[record["line"]])
        else:
            for name, more in record["json"].items():
                calls[record["line"]]["json"][name] += more
    for record in calls.values():
        for entries in record["json"].values():
            entries.sort(key=lambda entry: json.dumps(entry, sort_keys=True))
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
        if isinstance(value, float) and value.is_integer():
            value = int(value)  # JSON has one kind of number
        yield path, json.dumps(value, ensure_ascii=False)
