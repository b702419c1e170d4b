"""The YAML file of a cassette."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import attrs
import yaml

from .interaction import Interaction

SIGNS_IN = "sign_in"  # the scenario whose first interaction starts every other cassette
_HEAD = "# Written by `make record`, not by hand: see tests/contract/cassettes/README.md.\n"


@attrs.define(kw_only=True)
class Document:
    """A cassette.

    Attributes:
        recorded_from: `sandbox` or `tenant`.
        given: Ids of resources that existed before, by the scenario's argument names.
        signs_in: Whether it begins with the sign-in of `sign_in.yaml`.
        interactions: Requests and responses.
    """

    recorded_from: str
    given: dict[str, Any]
    signs_in: bool
    interactions: list[Interaction]


class _Dumper(yaml.SafeDumper):
    """Dumps YAML with indented lists, wrapped long strings and no anchors."""

    def ignore_aliases(self, _data: Any) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        del indentless  # lists too are indented
        super().increase_indent(flow, False)


def written(document: Document) -> str:
    """Serialise a cassette."""
    head: dict[str, Any] = {"recorded_from": document.recorded_from}
    if document.given:
        head["given"] = document.given
    if document.signs_in:
        head["begins_with"] = SIGNS_IN
    head["interactions"] = [_row(each) for each in document.interactions]
    return _HEAD + yaml.dump(
        head,
        Dumper=_Dumper,
        sort_keys=False,
        allow_unicode=True,
        width=100,
        default_flow_style=False,
    )


def _row(each: Interaction) -> dict[str, Any]:
    request = {"method": each.method, "url": each.url, "headers": each.headers, "body": each.body}
    answer = {"status": each.status, "headers": each.answer_headers, "body": each.answer}
    return {
        "request": {name: item for name, item in request.items() if item},
        "answer": {name: item for name, item in answer.items() if item},
    }


def read(path: Path) -> Document:
    """Read a cassette.

    Raises:
        FileNotFoundError: The cassette does not exist.
    """
    text = path.read_text(encoding="utf-8")
    found = yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506  a safe one
    return Document(
        recorded_from=found["recorded_from"],
        given=found.get("given", {}),
        signs_in=found.get("begins_with") == SIGNS_IN,
        interactions=[_interaction(row["request"], row["answer"]) for row in found["interactions"]],
    )


def _interaction(request: dict[str, Any], answer: dict[str, Any]) -> Interaction:
    return Interaction(
        method=request["method"],
        url=request["url"],
        headers=request.get("headers", {}),
        body=request.get("body", {}),
        status=answer["status"],
        answer_headers=answer.get("headers", {}),
        answer=answer.get("body", {}),
    )
