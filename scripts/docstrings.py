"""Renders Google-style docstrings from the texts of a document, escaped for source code."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections.abc import Mapping
from typing import Any

from scripts.schemas import Schema, resolved

WIDTH = 100 - 8  # columns left inside a method


def render(summary: str, description: str, sections: Mapping[str, list[tuple[str, str]]]) -> str:
    """Render the source of a docstring, quotes included, not indented.

    Args:
        summary: First line.
        description: Paragraphs, separated by blank lines.
        sections: Title (`Args`, `Returns`, `Raises`) -> pairs of name and text. An entry without
            a name is a paragraph.

    Returns:
        Source that evaluates to the given texts, wrapped.
    """
    blocks = [sentence(summary), *paragraphs(description)]
    for title, entries in sections.items():
        lines = [f"{title}:"]
        for name, text in entries:
            entry = f"{name}: {one_line(text)}" if name else one_line(text)
            hanging = "        " if name else "    "
            lines.append(wrapped(entry, "    ", hanging))
        if entries:
            blocks.append("\n".join(lines))
    text = "\n\n".join(block for block in blocks if block)
    return f'"""{escaped(text)}\n"""' if "\n" in text else f'"""{escaped(text)}"""'


def escaped(text: str) -> str:
    """Escape text for use inside triple quotes."""
    kept = "".join(
        char
        for char in text
        if char == "\n" or not unicodedata.category(char).startswith(("C", "Zl", "Zp"))
    )
    kept = kept.replace("\\", "\\\\").replace('"""', '\\"\\"\\"')
    return f'{kept[:-1]}\\"' if kept.endswith('"') else kept


def one_line(text: str) -> str:
    """Collapse all white space into single spaces."""
    return " ".join(text.split())


def sentence(text: str) -> str:
    """Format the first line: wrapped, with a full stop."""
    line = one_line(text).rstrip(".")
    return wrapped(f"{line}.", "", "") if line else ""


def wrapped(text: str, first: str, rest: str) -> str:
    """Wrap text into lines; long words are not broken."""
    return textwrap.fill(
        text,
        WIDTH,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )


def paragraphs(text: str) -> list[str]:
    """Wrap each paragraph; list items keep their own lines."""
    found = []
    for block in re.split(r"\n\s*\n", text.strip()):
        items = re.split(r"\n(?=\s*(?:[-*]|\d+\.)\s)", block)
        lines = [
            wrapped(one_line(item), "", "  " if len(items) > 1 and index else "")
            for index, item in enumerate(items)
        ]
        found.append("\n".join(line for line in lines if line))
    return [block for block in found if block]


def describe_limits(schema: Schema, schemas: Mapping[str, Any]) -> str:
    """Describe the limits of a schema: `From 0 to 360.`, `One of: a, b.`

    Args:
        schema: The schema of one argument.
        schemas: Component schemas it may refer to.

    Returns:
        A sentence or two; empty when there are no limits.
    """
    target = resolved(schema, schemas)
    options = [item for item in target.get("anyOf", []) if item != {"type": "null"}]
    if len(options) == 1:
        target = resolved(options[0], schemas)
    limits = []
    low, high = target.get("minimum"), target.get("maximum")
    if low is not None and high is not None:
        limits.append(f"From {low} to {high}.")
    elif low is not None:
        limits.append(f"At least {low}.")
    elif high is not None:
        limits.append(f"At most {high}.")
    if "exclusiveMinimum" in target:
        limits.append(f"More than {target['exclusiveMinimum']}.")
    if "exclusiveMaximum" in target:
        limits.append(f"Less than {target['exclusiveMaximum']}.")
    if target.get("enum"):
        values = ", ".join(f"`{value}`" for value in target["enum"] if value is not None)
        limits.append(f"One of {values}.")
    kind = "elements" if target.get("type") == "array" else "characters"
    for keyword, words in (
        ("minItems", "At least {} {}."),
        ("maxItems", "At most {} {}."),
        ("minLength", "At least {} {}."),
        ("maxLength", "At most {} {}."),
    ):
        count = target.get(keyword)
        if count is not None:
            limits.append(words.format(count, kind.removesuffix("s") if count == 1 else kind))
    return " ".join(limits)
