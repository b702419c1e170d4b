"""Types of a received document take the contract's names where both stand at one place."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from openapi_spec_validator import validate

from scripts.schema_names import with_contract_names
from tests.regen.small_schemas import ref

Document = dict[str, Any]


def document(body: Any, answer: Any, query: Any = None, **schemas: Any) -> Document:
    """A document of one operation."""
    operation: Document = {
        "requestBody": {"content": {"application/json": {"schema": body}}},
        "responses": {
            "200": {"description": "", "content": {"application/json": {"schema": answer}}},
            "422": {"description": ""},
        },
    }
    if query is not None:
        operation["parameters"] = [
            {"name": name, "in": "query", "schema": schema} for name, schema in query.items()
        ]
    return {
        "openapi": "3.1.0",
        "info": {"title": "t", "version": "1"},
        "paths": {"/things/": {"post": operation}},
        "components": {"schemas": schemas},
    }


def fields(**properties: Any) -> Document:
    return {"type": "object", "properties": properties}


TEXT, NUMBER = {"type": "string"}, {"type": "integer"}
KIND = {"type": "string", "enum": ["a", "b"]}
OURS = document(
    ref("ThingInput"),
    {"type": "array", "items": ref("Thing")},
    {"kind": ref("Kind"), "size": NUMBER},
    ThingInput=fields(name=TEXT, kind=ref("Kind"), part=ref("Part")),
    Thing=fields(name=TEXT, parent=ref("Thing"), parts={"type": "array", "items": ref("Part")}),
    Part=fields(size=NUMBER),
    Kind=KIND,
    Params=fields(kind=ref("Kind")),
)


def adopt(theirs: Document, *wanted: str) -> Document:
    before = copy.deepcopy((theirs, OURS))
    result = with_contract_names(theirs, OURS, wanted)
    assert (theirs, OURS) == before
    validate(result)
    return result


def schema_of(result: Document, where: str) -> Any:
    operation = result["paths"]["/things/"]["post"]
    part = operation["requestBody"] if where == "body" else operation["responses"]["200"]
    return part["content"]["application/json"]["schema"]


def test_bodies_and_answers_and_what_is_in_them() -> None:
    theirs = document(
        ref("NewThing"),
        {"type": "array", "items": ref("Ding")},
        NewThing=fields(name=TEXT, part={"anyOf": [ref("Teil"), {"type": "null"}]}),
        Ding=fields(parent=ref("Ding"), parts={"type": "array", "items": ref("Teil")}),
        Teil=fields(size=NUMBER, weight=NUMBER),
    )
    result = adopt(theirs)
    assert schema_of(result, "body") == ref("ThingInput")
    assert schema_of(result, "answer") == {"type": "array", "items": ref("Thing")}
    schemas = result["components"]["schemas"]
    assert schemas["Thing"]["properties"]["parent"] == ref("Thing")
    assert schemas["Thing"]["properties"]["parts"]["items"] == ref("Part")
    assert schemas["ThingInput"]["properties"]["part"]["anyOf"] == [ref("Part"), {"type": "null"}]
    # What they say counts, not what we know.
    assert schemas["Part"] == theirs["components"]["schemas"]["Teil"]


def test_an_enumeration_in_its_place_gets_our_name() -> None:
    named = {**KIND, "title": "Kind", "description": "Which."}
    theirs = document(
        ref("New"), {}, {"kind": {"anyOf": [named, {"type": "null"}]}}, New=fields(kind=named)
    )
    result = adopt(theirs)
    schemas = result["components"]["schemas"]
    assert schemas["Kind"] == KIND
    assert schemas["ThingInput"]["properties"]["kind"] == ref("Kind") | {"description": "Which."}
    [parameter] = result["paths"]["/things/"]["post"]["parameters"]
    assert parameter["schema"]["anyOf"][0]["$ref"] == ref("Kind")["$ref"]


def test_order_is_ours_and_what_is_new_comes_last() -> None:
    theirs = document(
        ref("New"),
        {},
        {"new": TEXT, "size": NUMBER, "kind": TEXT},
        New=fields(new=TEXT, kind=TEXT, name=TEXT),
    )
    result = adopt(theirs)
    names = [one["name"] for one in result["paths"]["/things/"]["post"]["parameters"]]
    assert names == ["kind", "size", "new"]
    assert list(result["components"]["schemas"]["ThingInput"]["properties"]) == [
        "name",
        "kind",
        "new",
    ]


@pytest.mark.parametrize(
    ("body", "schemas", "why"),
    [
        (ref("ThingInput"), {"ThingInput": fields(name=TEXT)}, "it has our name already"),
        (ref("Any"), {"Any": {"type": "object"}}, "a free object is not our type"),
        (ref("New"), {"New": fields(a=TEXT), "ThingInput": fields(b=TEXT)}, "the name is taken"),
        ({"type": "array", "items": ref("New")}, {"New": fields(a=TEXT)}, "another shape"),
        ({"oneOf": [ref("A"), ref("B")]}, {"A": fields(a=TEXT), "B": fields(b=TEXT)}, "a choice"),
        ({}, {}, "nothing is said"),
    ],
)
def test_else_names_stay(body: Any, schemas: Document, why: str) -> None:
    result = adopt(document(body, {}, **schemas))
    assert schema_of(result, "body") == body, why
    assert result["components"]["schemas"] == schemas, why


def test_two_types_where_we_have_one_keep_apart() -> None:
    theirs = document(
        ref("New"),
        {"type": "array", "items": ref("Ding")},
        New=fields(part=ref("InputTeil")),
        Ding=fields(parts={"type": "array", "items": ref("OutputTeil")}),
        InputTeil=fields(size=TEXT),
        OutputTeil=fields(size=NUMBER),
    )
    schemas = adopt(theirs)["components"]["schemas"]
    assert schemas["ThingInput"]["properties"]["part"] == ref("Part")
    assert schemas["Part"] == fields(size=TEXT)
    assert schemas["Thing"]["properties"]["parts"]["items"] == ref("OutputTeil")


def test_types_that_only_arguments_have_come_from_the_contract() -> None:
    result = adopt(document({}, {}), "Params", "Unknown")
    assert set(result["components"]["schemas"]) == {"Params", "Kind"}
    theirs = document({}, {}, Params=fields(a=TEXT))
    assert adopt(theirs, "Params")["components"]["schemas"] == {"Params": fields(a=TEXT)}


def test_references_to_bodies_and_parameters_are_followed() -> None:
    theirs = document({}, {}, {}, New=fields(name=TEXT))
    operation = theirs["paths"]["/things/"]["post"]
    theirs["components"] |= {
        "requestBodies": {"Body": {"content": {"application/json": {"schema": ref("New")}}}},
        "parameters": {"Kind": {"name": "kind", "in": "query", "schema": KIND}},
    }
    operation["requestBody"] = {"$ref": "#/components/requestBodies/Body"}
    operation["parameters"] = [{"$ref": "#/components/parameters/Kind"}]
    result = adopt(theirs)
    assert schema_of(result, "body") == ref("ThingInput")
    [parameter] = result["paths"]["/things/"]["post"]["parameters"]
    assert parameter["schema"] == ref("Kind")
