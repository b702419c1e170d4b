"""No private name of httpx or httpcore is used, so that their next release breaks nothing."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import httpcore
import httpx
import pytest

PACKAGE = Path(__file__).parents[2] / "pixel_client"
THEIRS = frozenset(
    {
        name
        for kind in (httpx.AsyncClient, httpx.AsyncHTTPTransport, httpcore.AsyncConnectionPool)
        for name in (*vars(kind), *vars(kind()))
        if name.startswith("_") and not name.startswith("__")
    }
    | {"_pool", "_mounts", "_transport", "_ssl_context"}
)


def private_names(source: str) -> Iterator[int]:
    """The lines that take a private name of theirs from anything but `self`."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and node.attr in THEIRS:
            if not (isinstance(node.value, ast.Name) and node.value.id in ("self", "cls")):
                yield node.lineno
        elif isinstance(node, ast.ImportFrom | ast.Import):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names]
            if any(n.split(".")[0] in ("httpx", "httpcore") and "._" in n for n in names):
                yield node.lineno


def test_private_names_of_httpx_are_not_used() -> None:
    found = [
        f"{path.relative_to(PACKAGE)}:{line}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for line in private_names(path.read_text(encoding="utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize(
    "source",
    [
        "client._transport._pool = 1",
        "client._mounts",
        "from httpx._utils import a",
        "x._ssl_context",
    ],
)
def test_a_private_name_would_be_found(source: str) -> None:
    assert list(private_names(source))
