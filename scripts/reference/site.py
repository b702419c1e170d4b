"""A hook of mkdocs (see mkdocs.yml): adds pages, builds the navigation, links names."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File

from scripts.reference.clients import CLIENTS, client_pages, groups, methods_by_page
from scripts.reference.commands import command_pages
from scripts.reference.models import model_pages
from scripts.reference.others import exceptions, other_pages

# Hand-written pages, in reading order.
GUIDES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "Getting started",
        ("index.md", "settings.md", "command-line.md", "examples.md", "migrating.md"),
    ),
    (
        "How to",
        (
            "how-to/upload-a-flight.md",
            "how-to/upload-a-dtm.md",
            "how-to/resume.md",
            "how-to/scheduled-job.md",
            "how-to/proxy.md",
            "how-to/jupyter.md",
            "how-to/service.md",
            "how-to/testing.md",
            "troubleshooting.md",
        ),
    ),
    (
        "Explained",
        (
            "uploads.md",
            "imagery.md",
            "geo.md",
            "glossary.md",
            "code.md",
            "transfer-core.md",
            "soak.md",
        ),
    ),
)

_ELSEWHERE = re.compile(
    r"""<(?:script|img|iframe)\b[^>]*\bsrc=["']?(?:https?:)?//"""
    r"""|<link\b(?=[^>]*\brel=["']?(?:stylesheet|preconnect|preload|icon))[^>]*"""
    r"""\bhref=["']?(?:https?:)?//""",
    re.IGNORECASE,
)
# A name in running text; links, headings and code blocks are skipped.
_NAMED = re.compile(
    r"<a\b.*?</a>|<h\d.*?</h\d>|<pre\b.*?</pre>|<code>(?P<name>\w+)(?:\(\))?</code>", re.DOTALL
)


def on_config(config: Any) -> Any:
    """Build the navigation."""
    folder = Path(config.docs_dir)
    written = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.md"))
    guides = {title: list(names) for title, names in GUIDES}
    placed = [name for names in guides.values() for name in names]
    guides["Explained"] += [name for name in written if name not in placed]
    clients = [
        {
            client: [
                f"reference/{client}/index.md",
                *(f"reference/{client}/{group}.md" for group in groups()),
            ]
        }
        for client in CLIENTS
    ]
    reference = [
        *clients,
        {"pixel": list(command_pages())},
        *other_pages(),
        {"Models": list(model_pages())},
    ]
    config.nav = [*({title: names} for title, names in guides.items()), {"Reference": reference}]
    return config


def on_files(files: Any, config: Any) -> Any:
    """Add the pages of the reference."""
    for place, text in (client_pages() | command_pages() | other_pages() | model_pages()).items():
        files.append(File.generated(config, place, content=text))
    return files


def on_page_content(html: str, page: Any, config: Any, files: Any) -> str:
    """Link the names of methods and exceptions."""
    del config, files
    folder = page.url.split("/")[1] if page.url.startswith("reference/") else ""
    client = folder if folder in CLIENTS else "PixelClient"
    up = "../" * page.url.count("/")
    places = {
        name: f"{place}.html#{CLIENTS[client]}.{client}.{name}"
        for name, place in methods_by_page(client).items()
    }
    for name, path in exceptions().items():
        places[name] = f"reference/exceptions.html#{path}"
    places["get_client"] = f"reference/{client}/index.html#pixel_client.factory.get_client"

    def link(found: re.Match[str]) -> str:
        place = places.get(found["name"] or "")
        return f'<a href="{up}{place}">{found[0]}</a>' if place else found[0]

    return _NAMED.sub(link, html)


def on_post_page(output: str, page: Any, config: Any) -> str:
    """Refuse a page that loads external resources.

    Raises:
        PluginError: The page loads one.
    """
    del config
    if found := _ELSEWHERE.search(output):
        raise PluginError(f"{page.file.src_uri} loads an external resource: {found[0]}...")
    return output
