"""The comparison of requests: what counts as a difference, and what does not."""

from __future__ import annotations

import copy
from typing import Any

from .migrating import Difference
from .wires import wire_differences

FINISH = "PUT /acme/projects/1/data_collections/2/upload_jobs/multiple_uploadFinished"


def request(line: str, query: list[list[str]] | None = None, **more: Any) -> dict[str, Any]:
    return {"line": line, "query": query or [], "bearer": True, "request id": True, **more}


def runs(*requests: dict[str, Any], outcome: str = "returns", answer: Any = None) -> dict[str, Any]:
    case = {"outcome": outcome, "answer": answer, "requests": list(requests)}
    return {mode: {"call": copy.deepcopy(case)} for mode in ("sync", "async")}


def found(before: dict[str, Any], after: dict[str, Any]) -> set[tuple[str, str, str]]:
    return {(d.what, d.before, d.after) for d in wire_differences(before, after)}


def test_what_is_the_same_is_no_difference() -> None:
    one = runs(request("GET /acme/jobs/7"), request("GET /acme/jobs/7"))
    assert found(one, runs(request("GET /acme/jobs/8"))) == set()
    split = [request(FINISH, json={"job_ids": [number]}) for number in (5, 4)]
    assert found(runs(request(FINISH, json={"job_ids": [4, 5]})), runs(*split)) == set()
    numbers = (
        runs(request("POST /acme/x", json={"a": 1.0})),
        runs(request("POST /acme/x", json={"a": 1})),
    )
    assert found(*numbers) == set()


def test_each_part_of_a_request_counts() -> None:
    before = runs(request("POST /acme/x", [["a", "1"], ["a", "2"]], json={"b": {"c": [1, "x"]}}))
    after = runs(request("POST /acme/x", [["a", "1,2"]], json={"b": {"c": [1, True]}, "d": None}))
    assert found(before, after) == {
        ("POST /x, query a", "1 and 2", "1,2"),
        ("POST /x, body.b.c[1]", '"x"', "true"),
        ("POST /x, body.d", "-", "null"),
    }
    bare = runs({**request("GET /acme/x"), "bearer": False})
    assert found(runs(request("GET /acme/x")), bare) == {("GET /x, bearer", "True", "False")}
    empty = runs(request("GET /acme/x", json={}))
    assert found(empty, runs(request("GET /acme/x"))) == {("GET /x, body", "{}", "-")}


def test_forms_are_compared_in_their_order_and_files_by_what_they_hold() -> None:
    fields = [["key", "up/1"], ["policy", "p"], ["file", "upload, image/jpeg, MD5 a"]]
    other = [["policy", "p"], ["key", "up/1"], ["file", "a.jpg, image/jpeg, MD5 b"]]
    before, after = (runs(request("POST /s3/form/1", form=form)) for form in (fields, other))
    assert found(before, after) == {
        ("POST to S3, form place 1", "key", "policy"),
        ("POST to S3, form place 2", "policy", "key"),
        ("POST to S3, file name", "upload", "its name"),
        ("POST to S3, file", "MD5 a", "MD5 b"),
    }


def test_requests_that_only_one_sends_count() -> None:
    before = runs(request("GET /acme/a"), request("GET /acme/b/1234", [["limit", "2"]]))
    after = runs(request("GET /acme/a"), request("DELETE /acme/b/1"))
    assert found(before, after) == {
        ("GET /b/{}?limit=2", "sent", "-"),
        ("DELETE /b/{}", "-", "sent"),
    }


def test_outcomes_and_answers_count() -> None:
    sent = request("GET /acme/a")
    assert found(runs(sent, answer={"id": 1}), runs(sent, answer={"id": 2})) == {
        ("answer.id", "1", "2")
    }
    assert found(runs(sent, answer=[1, 2]), runs(sent, answer=[1])) == {
        ("answer", "2 elements", "1 elements")
    }
    assert found(runs(sent), runs(outcome="raises E")) == {
        ("outcome", "returns", "raises E, sends nothing")
    }


def test_a_difference_of_one_client_names_it() -> None:
    before = runs(request("GET /acme/a"))
    after = runs(request("GET /acme/a"))
    after["async"]["call"]["requests"].append(request("GET /acme/b"))
    assert wire_differences(before, after) == {Difference("call (async)", "GET /b", "-", "sent")}
