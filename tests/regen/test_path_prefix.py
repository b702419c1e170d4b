"""A tenant's document calls path parameters as it likes; our names and arguments stay."""

from __future__ import annotations

import json
from typing import Any

from scripts.path_prefix import with_known_parameters
from tests.regen.specs import small

KEYS = ["GET /jobs/groups/{job_id}", "GET /a/{x}/{y}", "GET /plain/"]


def parameter(name: str, place: str = "path") -> dict[str, Any]:
    return {"name": name, "in": place, "required": True, "schema": {"type": "integer"}}


def operation(*parameters: dict[str, Any]) -> dict[str, Any]:
    return {"parameters": list(parameters), "responses": {"200": {"description": "ok"}}}


def test_path_parameters_take_our_names_wherever_they_are_declared() -> None:
    document = {
        "paths": {
            "/jobs/groups/{group}": {
                "parameters": [{"$ref": "#/components/parameters/Group"}],
                "get": operation(parameter("group", "query")),
            },
            "/a/{y}/{x}": {"get": operation(parameter("y"), parameter("x"))},
            "/plain/": {"get": operation()},
            "/theirs/{z}": {"get": operation(parameter("z"))},
        },
        "components": {"parameters": {"Group": parameter("group")}},
    }
    before = json.dumps(document)
    paths = with_known_parameters(document, KEYS)["paths"]
    assert list(paths) == ["/jobs/groups/{job_id}", "/a/{x}/{y}", "/plain/", "/theirs/{z}"]
    group = paths["/jobs/groups/{job_id}"]
    assert group["parameters"] == [parameter("job_id")]
    assert group["get"]["parameters"] == [parameter("group", "query")]  # a query's name travels
    assert paths["/a/{x}/{y}"]["get"]["parameters"] == [parameter("x"), parameter("y")]
    assert paths["/theirs/{z}"]["get"]["parameters"] == [parameter("z")]
    assert json.dumps(document) == before


def test_a_path_that_is_there_already_is_not_taken_over() -> None:
    document = {
        "paths": {
            "/jobs/groups/{job_id}": {"get": operation(parameter("job_id"))},
            "/jobs/groups/{other}": {"put": operation(parameter("other"))},
        }
    }
    assert with_known_parameters(document, KEYS)["paths"] == document["paths"]


def test_a_document_with_other_parameter_names_gives_the_same_methods(
    fresh_project: Any, capsys: Any
) -> None:
    text = json.dumps(small()).replace("project_id", "pid")
    theirs = fresh_project.write("../theirs.json", text)
    before = (fresh_project.root / "generated/pixel_api/operations/projects.py").read_text()
    assert fresh_project.regen("--spec", str(theirs)) == 0
    after = (fresh_project.root / "generated/pixel_api/operations/projects.py").read_text()
    heads = [line for line in before.splitlines() if "async def " in line or "project_id: " in line]
    assert heads
    assert heads == [
        line for line in after.splitlines() if "async def " in line or "project_id: " in line
    ]
    assert "has no line" not in capsys.readouterr().out


def test_an_operation_with_a_very_long_path_is_generated(fresh_project: Any) -> None:
    path = "/" + "/".join(f"{word}_of_the_survey" for word in ("reports", "pages", "figures", "x"))
    document = small()
    document["paths"][path] = {
        "get": {
            "responses": {
                "200": {
                    "description": "Any object.",
                    "content": {"application/json": {"schema": {"type": "object"}}},
                }
            }
        }
    }
    theirs = fresh_project.write("../theirs.json", json.dumps(document))
    assert fresh_project.regen("--spec", str(theirs)) == 0
