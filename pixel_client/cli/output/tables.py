"""Tables for people: at a terminal as wide as it, elsewhere as wide as what they hold."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from .cells import Column

__all__ = ["SHOWN", "fitted", "write_table"]

SHOWN = 100
"""Rows by whose width columns are cut, and that a terminal shows unless all are asked for."""

_STEPS = ((2, 20), (1, 6))  # gap between columns, and how far they are cut then: characters
_TIME = 16  # characters: 2024-05-01 12:30


def fitted(widths: Sequence[int], firm: Sequence[bool], total: int) -> tuple[list[int], int]:
    """The widths of columns so that a row fits, and the gap between them.

    Args:
        widths: What each would like.
        firm: Which are never cut, such as numbers and times.
        total: The width there is.
    """
    found, gap = list(widths), 0
    for gap, floor in _STEPS:
        while sum(found) + gap * (len(found) - 1) > total:
            soft = [i for i, width in enumerate(found) if not firm[i] and width > floor]
            if not soft:
                break
            found[max(soft, key=found.__getitem__)] -= 1
        else:
            break
    return found, gap


def _is_time(texts: Iterable[str]) -> bool:
    return all(len(text) in (0, _TIME) and text[4:5] in ("", "-") for text in texts)


def write_table(
    console: Any,
    rows: Iterable[Any],
    shown: Sequence[Column],
    cell: Callable[[Any], str],
    every: bool,
) -> tuple[int, bool]:
    """Print a table; rows are read as they are printed.

    Args:
        console: rich's console.
        rows: The objects.
        shown: The columns.
        cell: Makes a value text.
        every: Whether all rows are shown at a terminal, too.

    Returns:
        How many rows were shown, and whether there are more.
    """
    from rich.cells import cell_len, set_cell_size
    from rich.text import Text

    left = iter(rows)
    first = [[cell(column.value(row)) for column in shown] for row in itertools.islice(left, SHOWN)]
    if not first:
        return 0, False
    keep = list(range(len(shown)))
    if console.is_terminal:  # a column that is empty only takes room
        keep = [i for i in keep if any(row[i] for row in first)] or keep
    widths = [max(cell_len(shown[i].title), *(cell_len(row[i]) for row in first)) for i in keep]
    gap = _STEPS[0][0]
    cut = "…" if console.encoding.startswith("utf") else "~"
    if console.is_terminal:
        firm = [shown[i].right or _is_time(row[i] for row in first) for i in keep]
        widths, gap = fitted(widths, firm, console.width)

    def line(texts: Sequence[str], style: str | None = None) -> None:
        parts = []
        for i, width in zip(keep, widths, strict=True):
            text, size = texts[i], cell_len(texts[i])
            if size > width and console.is_terminal:
                text, size = set_cell_size(text, width - 1) + cut, width
            padding = " " * (width - size)
            parts.append(padding + text if shown[i].right else text + padding)
        whole = (" " * gap).join(parts).rstrip()
        if console.is_terminal:
            console.print(Text(whole, style or ""), no_wrap=True, overflow="ignore", crop=False)
        else:
            print(whole)

    line([column.title for column in shown], "bold")
    for texts in first:
        line(texts)
    count = len(first)
    if console.is_terminal and not every:
        return count, next(left, None) is not None
    for row in left:
        line([cell(column.value(row)) for column in shown])
        count += 1
    return count, False
