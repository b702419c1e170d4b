"""Makes recordings independent of the machine's speed: polling and order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from .interaction import Interaction
from .stand_ins import S3

_UNDER_WAY = frozenset(
    {"lobby", "submitted", "validating", "validated", "pending", "in_progress"}
    | {"PENDING", "SCHEDULED", "RUNNING"}
)


def without_waiting(recorded: Sequence[Interaction], keep_last: bool) -> list[Interaction]:
    """Drop responses that report "not yet" and were polled again.

    Args:
        recorded: Interactions in the order of their responses.
        keep_last: Whether to keep the last of each request.
    """
    kept: list[Interaction] = []
    for number, each in enumerate(recorded):
        later = [other for other in recorded[number + 1 :] if other.asks == each.asks]
        if each.method == "GET" and later and _is_under_way(each.answer.get("json")):
            waited_longer = any(_is_under_way(other.answer.get("json")) for other in later)
            if waited_longer or not keep_last:
                continue
        kept.append(each)
    return kept


def _is_under_way(answer: Any) -> bool:
    if isinstance(answer, list):
        return any(isinstance(row, dict) and row.get("status") in _UNDER_WAY for row in answer)
    return isinstance(answer, dict) and answer.get("completed") is False


def in_order(recorded: Sequence[Interaction]) -> list[Interaction]:
    """Sort concurrent transfers by their URLs."""
    ordered: list[Interaction] = []
    side_by_side: list[Interaction] = []
    for each in recorded:
        if each.url.startswith(S3):
            side_by_side.append(each)
            continue
        ordered += sorted(side_by_side, key=_place)
        side_by_side = []
        ordered.append(each)
    return ordered + sorted(side_by_side, key=_place)


def _place(transfer: Interaction) -> tuple[str, int]:
    parts = urlsplit(transfer.url)
    query = dict(parse_qsl(parts.query))
    key = transfer.body.get("multipart", {}).get("key", "")
    return f"{parts.path} {key}", int(query.get("partNumber", 0))
