"""1.2.8 beside this client on one recording server: differences are those of docs/migrating.md.

Not part of `make test`: it needs pixel-client 1.2.8 in an environment of its own (`make compat`).
"""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Any

import pytest

from . import exactly, migrating, surface
from .cases import CASES, SETTINGS_CASES
from .wires import wire_differences

PEER = os.environ["PEER_PYTHON"]


@pytest.fixture(scope="module")
def runs() -> dict[str, Any]:
    return {"1.2.8": exactly.wire_runs(PEER), "here": exactly.wire_runs(sys.executable)}


def test_the_snapshot_is_what_1_2_8_is() -> None:
    done = subprocess.run(
        [PEER, str(exactly.HERE / "surface.py")], capture_output=True, text=True, check=True
    )
    assert done.stdout == surface.SNAPSHOT.read_text(encoding="utf-8")


def test_every_call_was_made_by_both_packages_in_both_ways(runs: dict[str, Any]) -> None:
    names = [case.name for case in CASES]
    names += [f"settings: {case.name}" for case in SETTINGS_CASES]
    for run in runs.values():
        assert {mode: list(found) for mode, found in run.items()} == {"sync": names, "async": names}


@pytest.mark.parametrize("mode", ["sync", "async"])
def test_both_packages_put_requests_on_the_wire_for_every_method(
    runs: dict[str, Any], mode: str
) -> None:
    for run in runs.values():
        sending = {name.split()[0] for name, found in run[mode].items() if found["requests"]}
        assert sending == {case.method for case in CASES}


def test_the_requests_differ_exactly_as_documented(runs: dict[str, Any]) -> None:
    found = wire_differences(runs["1.2.8"], runs["here"])
    problem = migrating.disagreement(migrating.REQUESTS, found)
    assert not problem, problem


def test_a_run_differs_from_itself_in_nothing_and_from_a_changed_one_in_the_change(
    runs: dict[str, Any],
) -> None:
    again = exactly.wire_runs(PEER)
    assert wire_differences(runs["1.2.8"], again) == set()
    for mode in ("sync", "async"):
        again[mode]["me all"]["requests"][-1]["query"] = []
        again[mode]["search bare"]["requests"][-1]["json"]["limit"] = 7
        again[mode]["get_image bare"]["outcome"] = "raises OSError"
        again[mode]["get_raster bare"]["answer"]["id"] = 8
        del again[mode]["get_job bare"]["requests"][-1]
        del again[mode]["upload_image bare"]["requests"][-1]
    found = wire_differences(runs["1.2.8"], again)
    assert {(d.where, d.what) for d in found} == {
        ("me all", "GET /users/me, query extended"),
        ("search bare", "POST /search/, body.limit"),
        ("get_image bare", "outcome"),
        ("get_raster bare", "answer.id"),
        ("get_job bare", "outcome"),
        ("upload_image bare", "GET /projects/{}/data_collections/{}/images/{}"),
    }
