"""References of a received document: where they lead, and what is spelled as 3.1 does."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from scripts.errors import RegenError
from scripts.openapi30 import as_openapi31
from scripts.references import check_references, references, with_named_schemas

Document = dict[str, Any]
ANSWER = "#/paths/~1a~1%7Bid%7D/get/responses/200/content/application~1json/schema"
PLACE = {"type": "object", "properties": {"x": {"type": "number"}}}


def document(version: str = "3.1.0", **schemas: Any) -> Document:
    answer = {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/A"}}}}
    return {
        "openapi": version,
        "paths": {"/a/{id}": {"get": {"responses": {"200": answer}}}},
        "components": {"schemas": schemas},
    }


@pytest.mark.parametrize(
    ("reference", "said"),
    [
        (
            "#/components/schemas/B",
            "properties/b refers to '#/components/schemas/B', which does not exist",
        ),
        ("#/$defs/Place", "which does not exist"),
        ("#/components/schemas/A/properties/b", "refers back to itself"),
        ("other.yaml#/B", "another document"),
        ("#/paths/~1a~1{id}/get/responses/404", "which does not exist"),
    ],
)
def test_a_reference_that_leads_nowhere_is_refused(reference: str, said: str) -> None:
    lost = document(A={"type": "object", "properties": {"b": {"$ref": reference}}})
    with pytest.raises(RegenError, match=r"theirs\.json") as caught:
        check_references(lost, "theirs.json")
    assert said in str(caught.value)
    assert len(str(caught.value)) < 300  # and not the whole document


def test_types_that_hold_themselves_are_no_circle() -> None:
    node = {"type": "object", "properties": {"next": {"$ref": "#/components/schemas/A"}}}
    check_references(document(A=node), "theirs.json")


def test_schemas_inside_others_become_components() -> None:
    inner = "#/components/schemas/A/$defs/Place"
    whole = document(
        A={
            "type": "object",
            "$defs": {"Place": PLACE},
            "properties": {
                "at": {"$ref": inner},
                "once": {"type": "string"},
                "again": {"$ref": "#/components/schemas/A/properties/once"},
                "body": {"$ref": ANSWER},
            },
        },
        A_Place={"type": "integer"},
    )
    before = copy.deepcopy(whole)
    check_references(whole, "")
    found = with_named_schemas(whole)
    assert whole == before
    schemas = found["components"]["schemas"]
    assert schemas["A_Place"] == {"type": "integer"}
    assert schemas["A_Place_2"] == PLACE
    assert schemas["A"]["properties"]["at"] == {"$ref": "#/components/schemas/A_Place_2"}
    assert schemas["A_once"] == {"type": "string"}
    assert {len(reference.split("/")) for _, reference in references(found)} == {4}


def test_null_is_spelled_as_in_openapi_3_1() -> None:
    a = {
        "type": "object",
        "properties": {
            "name": {"type": "string", "nullable": True, "description": "Its name."},
            "nullable": {"type": "boolean"},
            "kind": {"type": "string", "enum": ["b", "c", None], "nullable": True},
            "part": {"allOf": [{"$ref": "#/components/schemas/B"}], "nullable": True},
            "either": {"anyOf": [{"type": "string"}, {"type": "integer"}], "nullable": True},
            "tag": {"type": "string", "enum": ["a"]},
            "plain": {"type": "string", "nullable": False},
        },
    }
    null = {"type": "null"}
    found = as_openapi31(document("3.0.3", A=a, B=PLACE))["components"]["schemas"]["A"][
        "properties"
    ]
    assert found == {
        "name": {"anyOf": [{"type": "string"}, null], "description": "Its name."},
        "nullable": {"type": "boolean"},
        "kind": {"anyOf": [{"type": "string", "enum": ["b", "c"]}, null]},
        "part": {"anyOf": [{"$ref": "#/components/schemas/B"}, null]},
        "either": {"anyOf": [{"type": "string"}, {"type": "integer"}, null]},
        "tag": {"type": "string", "const": "a"},
        "plain": {"type": "string"},
    }


def test_parameters_of_openapi_3_0_are_spelled_so_too() -> None:
    old = document("3.0.2", A=PLACE)
    parameter = {"name": "q", "in": "query", "schema": {"type": "string", "nullable": True}}
    old["paths"]["/a/{id}"]["get"]["parameters"] = [parameter]
    found = as_openapi31(old)
    assert found["openapi"] == "3.1.0"
    (changed,) = found["paths"]["/a/{id}"]["get"]["parameters"]
    assert changed["schema"] == {"anyOf": [{"type": "string"}, {"type": "null"}]}
    assert as_openapi31(document()) == document()
