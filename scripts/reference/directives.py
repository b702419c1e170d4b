"""Markdown of a page, and directives for mkdocstrings."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[2]
NO_SIGNATURE = {"show_signature": False, "separate_signature": False}
"""Options for objects whose signature is not worth showing."""


def page(title: str, *parts: str) -> str:
    """Build a page of Markdown.

    Args:
        title: Its heading.
        *parts: Its content.
    """
    return "\n\n".join([f"# {title}", *parts]) + "\n"


def described(path: str, **options: object) -> str:
    """Build the directive for a class or function, with a heading of its own.

    Args:
        path: Where it is defined, such as `pixel_client.sync.PixelClient.me`.
        **options: Options of mkdocstrings, beside those in mkdocs.yml.
    """
    chosen = {"heading_level": 2, **options}
    lines = [f"      {name}: {_yaml(value)}" for name, value in chosen.items()]
    return "\n".join([f"::: {path}", "    options:", *lines])


def _yaml(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
