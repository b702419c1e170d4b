"""Tables for people: cut to the width of a terminal, whole in a pipe."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from .cells import Column

__all__ = ["MAX_ROWS", "fit_widths", "write_table"]

MAX_ROWS = 100
"""Rows that set the widths of columns, and that a terminal shows unless all are requested."""

_STEPS = ((2, 20), (1, 6))  # gap between columns, and minimum width of a cut one: characters
_TIME = 16  # characters: 2024-05-01 12:30


def fit_widths(widths: Sequence[int], fixed: Sequence[bool], total: int) -> tuple[list[int], int]:
    """Return the widths of columns with which a row fits, and the gap between them.

    Args:
        widths: Natural width of each.
        fixed: Which are never cut, such as numbers and times.
        total: The width available.
    """
    found, gap = list(widths), 0
    for gap, minimum in _STEPS:
        while sum(found) + gap * (len(found) - 1) > total:
            wide = [i for i, width in enumerate(found) if not fixed[i] and width > minimum]
            if not wide:
                break
            found[max(wide, key=found.__getitem__)] -= 1
        else:
            break
    return found, gap


def _is_time(texts: Iterable[str]) -> bool:
    return all(len(text) in (0, _TIME) and text[4:5] in ("", "-") for text in texts)


def write_table(
    console: Any,
    rows: Iterable[Any],
    columns: Sequence[Column],
    cell: Callable[[Any], str],
    all_rows: bool,
) -> tuple[int, bool]:
    """Print a table; rows are read as they are printed.

    Args:
        console: rich's console.
        rows: The objects.
        columns: The columns.
        cell: Returns a value as text.
        all_rows: Whether a terminal shows all rows too.

    Returns:
        The number of rows shown, and whether there are more.
    """
    from rich.cells import cell_len, set_cell_size
    from rich.text import Text

    def texts_of(row: Any) -> list[str]:
        return [cell(column.value(row)) for column in columns]

    rest = iter(rows)
    first = [texts_of(row) for row in itertools.islice(rest, MAX_ROWS)]
    if not first:
        return 0, False
    keep = list(range(len(columns)))
    if console.is_terminal:  # an empty column would only use up width
        keep = [i for i in keep if any(row[i] for row in first)] or keep
    widths = [max(cell_len(columns[i].title), *(cell_len(row[i]) for row in first)) for i in keep]
    gap = _STEPS[0][0]
    ellipsis = "…" if console.encoding.startswith("utf") else "~"
    if console.is_terminal:
        fixed = [columns[i].right or _is_time(row[i] for row in first) for i in keep]
        widths, gap = fit_widths(widths, fixed, console.width)

    def write_line(texts: Sequence[str], style: str = "") -> None:
        parts = []
        for i, width in zip(keep, widths, strict=True):
            text, size = texts[i], cell_len(texts[i])
            if size > width and console.is_terminal:
                text, size = set_cell_size(text, width - 1) + ellipsis, width
            padding = " " * (width - size)
            parts.append(padding + text if columns[i].right else text + padding)
        line = (" " * gap).join(parts).rstrip()
        if console.is_terminal:
            console.print(Text(line, style), no_wrap=True, overflow="ignore", crop=False)
        else:
            print(line)

    write_line([column.title for column in columns], "bold")
    for texts in first:
        write_line(texts)
    if console.is_terminal and not all_rows:
        return len(first), next(rest, None) is not None
    count = len(first)
    for row in rest:
        write_line(texts_of(row))
        count += 1
    return count, False
