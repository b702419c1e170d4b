"""The sandbox keeps to the contract, whatever is asked: requests are made up from the contract.

Every operation gets good requests and bad ones, the same in every run. How many of each:
`PIXEL_CONTRACT_EXAMPLES`, 8 if not given; `make contract` takes many more.
"""

from __future__ import annotations

import copy
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
import schemathesis
import yaml
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from hypothesis.internal.conjecture import providers
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
)

from pixel_sandbox import Sandbox
from tests.contract.world import USERS, World
from tests.sandbox.conftest import TOKEN_SECONDS

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = int(os.environ.get("PIXEL_CONTRACT_EXAMPLES", "8"))
# Asked for somebody at random, it can take the right to ask from who asks.
LOCKS_OUT = {"PUT /users/oidc/{user_id}/"}
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


def contract() -> dict[str, Any]:
    """The contract, with what the sandbox takes beside it."""
    document: dict[str, Any] = yaml.safe_load(
        (ROOT / "openapi" / "pixel.yaml").read_text(encoding="utf-8")
    )
    for name, schema in document["components"]["schemas"].items():
        for field, part in schema.get("properties", {}).items():
            if field not in schema.get("required", []) and schema.get("type") == "object":
                # Null for what may be left out is as if it was left out.
                schema["properties"][field] = {"anyOf": [part, {"type": "null"}]}
            if field.endswith("_ids") and name.startswith("Optimized"):
                # An empty list of ids is none of them; clients do not send it.
                part.pop("minItems", None)
    return document


SCHEMA = schemathesis.openapi.from_dict(contract())
OPERATIONS = {found.ok().label: found.ok() for found in SCHEMA.get_all_operations()}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with Sandbox(users=USERS, token_lifetime=TOKEN_SECONDS) as sandbox:
        made = World(sandbox, tmp_path_factory.mktemp("files"))
        yield made
        made.person.close()


@pytest.fixture(autouse=True)
def same_requests(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The same requests whichever tests ran before: hypothesis mixes in what loaded modules say."""
    words = getattr(providers, "_local_constants", None)
    if words is not None:  # older ones do not mix in anything
        monkeypatch.setattr(providers, "_get_local_constants", lambda: type(words)())
        providers.CONSTANTS_CACHE.cache.clear()
    yield
    if words is not None:
        providers.CONSTANTS_CACHE.cache.clear()


@pytest.fixture(scope="module")
def session() -> Iterator[requests.Session]:
    with requests.Session() as made:
        made.trust_env = False
        yield made


def ask(world: World, session: requests.Session, case: Case, *checks: Any) -> int:
    """Send a request and check the answer."""
    token = world.person.token["access_token"]
    headers = {"Authorization": f"Bearer {token}"}
    response = case.call(
        base_url=world.sandbox.api_url, headers=headers, session=session, timeout=60
    )
    # Else every request would be refused, the good ones and the bad ones.
    assert response.status_code != 401, response.text
    case.validate_response(response, checks=[*CHECKS, *checks])
    return int(response.status_code)


def repeatedly(examples: int) -> settings:
    return settings(
        max_examples=examples,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )


@pytest.mark.parametrize("label", OPERATIONS)
def test_good_requests(world: World, session: requests.Session, label: str) -> None:
    operation = OPERATIONS[label]
    changes_things = label.startswith("DELETE") or label.endswith(("/restore", "/move"))
    strategy = operation.as_strategy(GenerationMode.POSITIVE)
    statuses: Counter[int] = Counter()

    def run(examples: int) -> None:
        @repeatedly(examples)
        @given(case=strategy, known=st.integers(0, 3).map(bool))
        def one(case: Case, known: bool) -> None:
            # Mostly what is there, else nearly every answer would be 404.
            if known or label in LOCKS_OUT:
                world.prepare(label)
                world.fill(case, label)
            statuses[ask(world, session, case)] += 1
            if known:
                world.repair(label)

        one()

    run(min(EXAMPLES, 4) if changes_things else EXAMPLES)
    if all(status >= 300 for status in statuses):
        run(20 * EXAMPLES)
    assert any(status < 300 for status in statuses), f"nothing got through: {dict(statuses)}"


@pytest.mark.parametrize("label", OPERATIONS)
def test_bad_requests_are_refused(world: World, session: requests.Session, label: str) -> None:
    operation = OPERATIONS[label]
    known = world.path(operation.path)
    try:
        _bad(world, session, operation.as_strategy(GenerationMode.NEGATIVE, path_parameters=known))
    except Unsatisfiable:
        # There is nothing to get wrong but the path, or nothing at all.
        if operation.path_parameters:
            _bad(world, session, operation.as_strategy(GenerationMode.NEGATIVE))


def _bad(world: World, session: requests.Session, strategy: Any) -> None:
    @repeatedly(EXAMPLES)
    @given(case=strategy.filter(_travels))
    def run(case: Case) -> None:
        ask(world, session, case, negative_data_rejection)

    run()


def _travels(case: Case) -> bool:
    """Whether what is wrong is sent at all: of an object in a query, only its fields would be."""
    return not any(
        isinstance(value, dict) or value in ([], None) for value in (case.query or {}).values()
    )


def test_the_contract_is_not_loosened_beyond_what_is_said() -> None:
    kept = copy.deepcopy(contract())
    assert kept["paths"] == yaml.safe_load((ROOT / "openapi/pixel.yaml").read_text())["paths"]
