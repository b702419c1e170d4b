"""The contract, names.yaml, both clients and the sandbox agree on which operations there are."""

from __future__ import annotations

import inspect
import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from pixel_client import PixelClient, PixelClientAsync
from pixel_sandbox.api.app import MODULES

ROOT = Path(__file__).parents[2]
METHODS = {"get", "put", "post", "delete", "patch"}


def blank(operation: str) -> str:
    """Without the names in braces, which never travel."""
    return re.sub(r"\{\w+\}", "{}", operation)


def read(name: str) -> Any:
    return yaml.safe_load((ROOT / "openapi" / name).read_text(encoding="utf-8"))


CONTRACT = {
    f"{method.upper()} {path}": item[method]["operationId"]
    for path, item in read("pixel.yaml")["paths"].items()
    for method in item
    if method in METHODS
}
NAMES = read("names.yaml")["operations"]


def test_names_are_those_of_the_contract() -> None:
    assert len(CONTRACT) == 85
    assert {
        key: line if isinstance(line, str) else line["name"] for key, line in NAMES.items()
    } == CONTRACT


def test_the_sandbox_serves_the_contract_and_nothing_else() -> None:
    served = [
        blank(f"{method} {route.path}")
        for room in MODULES
        for route in room.router.routes
        for method in route.methods
    ]
    assert sorted(served) == sorted(map(blank, CONTRACT))


@pytest.mark.parametrize("client", [PixelClient, PixelClientAsync])
def test_each_client_has_a_method_for_each_operation(client: type) -> None:
    wanted = {*CONTRACT.values()}
    wanted |= {line["paginate"] for line in NAMES.values() if "paginate" in line}
    assert {name for name in wanted if not callable(getattr(client, name, None))} == set()


def test_what_was_generated_is_the_contract() -> None:
    text = (ROOT / "generated/pixel_api/contract.json").read_text(encoding="utf-8")
    generated = {
        f"{operation['method']} {operation['path']}": name
        for name, operation in json.loads(text)["operations"].items()
    }
    assert generated == CONTRACT


def test_both_clients_have_the_same_public_methods() -> None:
    def public(client: type) -> set[str]:
        found = {n for n, _ in inspect.getmembers(client, callable) if not n.startswith("_")}
        return {{"aclose": "close"}.get(name, name) for name in found}

    assert public(PixelClient) == public(PixelClientAsync)
