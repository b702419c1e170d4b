"""Reduces a tenant's responses to known texts: those sent, and words of the contract."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from functools import cache
from pathlib import Path
from typing import Any

import attrs
import yaml

from pixel_client.uploads.engine.job_poller import DONE, UNDER_WAY

from .bodies import Shown
from .interaction import Interaction
from .secrets import HIDDEN

_CONTRACT = Path(__file__).parents[2] / "openapi" / "pixel.yaml"
# Dates, small numbers, and stand-ins for UUIDs and tokens.
_HARMLESS = re.compile(
    r"|\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?|-?[\d.]{1,7}"
    r"|00000000-0000-4000-8000-\d{12}|(?:access|refresh|id)-token-\d+|(?:session|upload)-\d+"
    rf"|{HIDDEN}|Bearer"
)


@cache
def vocabulary() -> frozenset[str]:
    """The words of the contract: path segments, field names and enumerated values."""
    return frozenset({"pixel", "error", DONE, *UNDER_WAY, *path_words(), *_words(_contract())})


@cache
def path_words() -> frozenset[str]:
    """The path segments of the contract, without ids."""
    segments = {segment for path in _contract()["paths"] for segment in path.split("/")}
    return frozenset(each for each in segments if "{" not in each) | {"Feature", "Image"}


def _contract() -> dict[str, Any]:
    text = _CONTRACT.read_text(encoding="utf-8")
    return dict(yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader)))  # noqa: S506  safe


def _words(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for item in node:
            yield from _words(item)
    if not isinstance(node, dict):
        return
    if isinstance(node.get("enum"), list):
        yield from (item for item in node["enum"] if isinstance(item, str))
    if isinstance(node.get("const"), str):
        yield node["const"]
    if isinstance(node.get("properties"), dict):
        yield from node["properties"]
    for item in node.values():
        yield from _words(item)


def only_known(shown: Interaction, known: Set[str]) -> Interaction:
    """Mask all texts of a response that could identify someone.

    Texts from the tenant (names of people and places, addresses, notes) must not be in a cassette;
    that there is a text, and under which name, must be.

    Args:
        shown: The interaction with its stand-ins.
        known: Permitted texts beside `vocabulary`: those that the recording sent.
    """
    answer: Shown = {
        form: content if form == "bytes" else _kept(content, known | vocabulary())
        for form, content in shown.answer.items()
    }
    headers = dict(shown.answer_headers)
    if headers.get("location") not in known and "location" in headers:
        headers["location"] = HIDDEN
    if "www-authenticate" in headers:
        headers["www-authenticate"] = headers["www-authenticate"].partition(" ")[0]
    return attrs.evolve(shown, answer=answer, answer_headers=headers)


def _kept(value: Any, known: Set[str]) -> Any:
    if isinstance(value, dict):
        return {name: _kept(item, known) for name, item in value.items()}
    if isinstance(value, list):
        return [_kept(item, known) for item in value]
    if not isinstance(value, str) or value in known or _HARMLESS.fullmatch(value):
        return value
    return HIDDEN
