"""Examples of methods, taken from the scenarios of tests/contract, which run as tests."""

from __future__ import annotations

import ast
import re
import textwrap
from collections.abc import Iterator
from functools import cache

from .directives import ROOT

SCENARIOS = ROOT / "tests" / "contract" / "scenarios"
# Names in scenarios that are replaced for readers.
REPLACEMENTS = (
    (re.compile(r"\bSAMPLES / (\w+|\"[^\"]+\")"), r"Path(\1)"),
    (re.compile(r"\bAREA\b"), "area"),
    (re.compile(r"\bMARK\b"), '"recorded"'),
    (re.compile(r"\bMODULE\b"), '"collection_statistics"'),
    (re.compile(r"\bHARVESTED\b"), '"https://features.example/FeatureServer/0"'),
    (re.compile(r",\s*progress=False"), ""),
    (re.compile(r"\bclient\.client\."), "client."),  # the caller wraps the client
)
KNOWN = {
    "area": "`area` is a polygon of GeoJSON",
    "announced": "`announced` returns the name and MD5 of a file",
    "folder": "`folder` is a `Path`",
    "begin": "`begin` announces a file and finishes its upload job",
}


def example(name: str, *, awaited: bool) -> str:
    """Build the example of a method, in Markdown.

    Args:
        name: The method.
        awaited: Whether it is for `PixelClientAsync`.

    Returns:
        The example; empty for a method without a scenario of its name.
    """
    found = _scenarios().get(name)
    if found is None:
        return ""
    function, source = found
    body = function.body[1:] if ast.get_docstring(function) else function.body
    lines = source.splitlines(keepends=True)
    for change in sorted(_changes(function, awaited), reverse=True):
        line, column, old, new = change
        text = lines[line - 1].encode()  # columns count bytes
        lines[line - 1] = (text[:column] + new.encode() + text[column + old :]).decode()
    code = "".join(lines[body[0].lineno - 1 : function.end_lineno])
    code = textwrap.dedent(code).rstrip()
    for pattern, replacement in REPLACEMENTS:
        code = pattern.sub(replacement, code)
    notes = [KNOWN[word] for word in KNOWN if re.search(rf"\b{word}\b", code)]
    given = [each.arg for each in function.args.args[1:] if each.arg not in KNOWN]
    used = [f"`{each}`" for each in given if re.search(rf"\b{each}\b", code)]
    if used:
        notes.insert(0, f"{_listed(used)} {'is an id' if len(used) == 1 else 'are ids'}")
    title = "**Example.**" + (f" {'; '.join(notes)}." if notes else "")
    return f"{title}\n\n```python\n{code}\n```"


@cache
def _scenarios() -> dict[str, tuple[ast.FunctionDef, str]]:
    """The scenarios by name, each with the source of its file."""
    found = {}
    for path in sorted(SCENARIOS.glob("*.py")):
        source = path.read_text(encoding="utf-8")
        for node in ast.parse(source).body:
            if isinstance(node, ast.FunctionDef) and node.decorator_list:
                found[node.name] = (node, source)
    return found


def _changes(function: ast.FunctionDef, awaited: bool) -> Iterator[tuple[int, int, int, str]]:
    """Edits of the source: line, column, number of bytes to replace, replacement."""
    parents = {
        child: parent for parent in ast.walk(function) for child in ast.iter_child_nodes(parent)
    }
    for node in ast.walk(function):
        if not (isinstance(node, ast.Name) and node.id == "pixel"):
            continue
        if (node.lineno, node.col_offset) == (function.lineno, 0):
            continue
        yield node.lineno, node.col_offset, len("pixel"), "client"
        method = parents[node]
        call = parents[method]
        if not awaited or not isinstance(method, ast.Attribute) or not isinstance(call, ast.Call):
            continue
        before, after = "await ", ""
        if method.attr.startswith("paginate_"):
            before, after = "[row async for row in ", "]"
        elif isinstance(parents[call], ast.Attribute | ast.Subscript):
            before, after = "(await ", ")"
        # At the position of the name, so that both edits of one place merge.
        yield call.lineno, call.col_offset, 0, before
        if after and call.end_lineno and call.end_col_offset:
            yield call.end_lineno, call.end_col_offset, 0, after


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
