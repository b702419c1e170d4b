"""Pages of the two clients: an overview, and a page for each group of methods."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from .directives import ROOT, described, page
from .examples import example

CLIENTS = {"PixelClient": "pixel_client.sync", "PixelClientAsync": "pixel_client.client"}
OPERATIONS = ROOT / "generated" / "pixel_api" / "operations"
UPLOADS = ROOT / "pixel_client" / "uploads"
# Members of the client itself, beside its groups of methods.
OWN = ["from_settings", "settings", "options", "closed", "api", "close", "aclose"]
TITLES = {"arcgis_services": "ArcGIS services"}


def groups() -> dict[str, list[str]]:
    """The clients' methods by group: uploads first, then the tags of the contract."""
    found: dict[str, list[str]] = {"uploads": []}
    for tag in _tags():
        found[tag] = list(_methods(OPERATIONS / f"{tag}.py"))
    for path in sorted(UPLOADS.glob("*.py")):
        found[path.stem if path.stem in found else "uploads"] += _methods(path)
    return found


def methods_by_page(client: str) -> dict[str, str]:
    """The page of each method of a client."""
    return {
        name: f"reference/{client}/{group}" for group, names in groups().items() for name in names
    }


def client_pages() -> dict[str, str]:
    """The pages by their path below docs/."""
    pages = {}
    for client, module in CLIENTS.items():
        pages[f"reference/{client}/index.md"] = _overview(client)
        for group, names in groups().items():
            shown = []
            for name in names:
                shown.append(described(f"{module}.{client}.{name}"))
                shown += filter(None, [example(name, awaited=client == "PixelClientAsync")])
            pages[f"reference/{client}/{group}.md"] = page(_title(group), *shown)
    return pages


def _title(group: str) -> str:
    return TITLES.get(group, group.replace("_", " ").capitalize())


def _tags() -> list[str]:
    """The tags, in the client's inheritance order."""
    tree = ast.parse((OPERATIONS / "every.py").read_text(encoding="utf-8"))
    modules = {
        alias.name: str(node.module)
        for node in tree.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    (whole,) = [node for node in tree.body if isinstance(node, ast.ClassDef)]
    return [modules[base.id] for base in whole.bases if isinstance(base, ast.Name)]


def _methods(path: Path) -> Iterator[str]:
    """The public methods that a file's classes contribute to the clients."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ClassDef) and node.name.endswith(("Operations", "Methods")):
            for member in node.body:
                if isinstance(member, ast.AsyncFunctionDef | ast.FunctionDef) and not (
                    member.name.startswith("_")
                ):
                    yield member.name


def _overview(client: str) -> str:
    other = next(name for name in CLIENTS if name != client)
    how = "are awaited" if client == "PixelClientAsync" else "block until the response"
    module = CLIENTS[client]
    return page(
        client,
        f"Its methods {how}; [{other}](../{other}/index.md) has the same methods. How to create"
        " a client is described [below](#the-client-itself).",
        *(_table(client, group) for group in groups()),
        "## The client itself",
        described("pixel_client.factory.get_client", heading_level=3),
        described(f"{module}.{client}", heading_level=3, members=OWN, inherited_members=True),
    )


def _table(client: str, group: str) -> str:
    summaries = _summaries()
    rows = [
        f"| [`{name}`][{CLIENTS[client]}.{client}.{name}] | {summaries[name]} |"
        for name in groups()[group]
    ]
    return "\n".join(
        [
            f"## [{_title(group)}]({group}.md)",
            "",
            "| method | description |",
            "| --- | --- |",
            *rows,
        ]
    )


def _summaries() -> dict[str, str]:
    """The first line of each method's docstring."""
    tree = ast.parse((ROOT / "pixel_client" / "sync.py").read_text(encoding="utf-8"))
    (client,) = [node for node in tree.body if isinstance(node, ast.ClassDef)]
    return {
        node.name: (ast.get_docstring(node) or "").partition("\n")[0]
        for node in client.body
        if isinstance(node, ast.FunctionDef)
    }
