"""Wrong input is 422 in FastAPI's form, never a 500, and leaves nothing that cannot be read."""

import json
from importlib import import_module

import pytest
from pydantic import ValidationError

from pixel_sandbox.api.bodies import Body, Changes
from tests.sandbox.conftest import AREA

HUGE = 10**400
DEEP = "[" * 200 + "]" * 200
JSON = {"content-type": "application/json"}


def raw(value, **parts):
    """A body with parts that no writer of JSON would write."""
    text = json.dumps(value)
    for name, part in parts.items():
        text = text.replace(f'"<{name}>"', part)
    return text.encode()


@pytest.mark.parametrize(
    "part", [f"{HUGE}", "NaN", "-Infinity", "1e999", r'"\ud800"', r'{"\udfff": 1}', DEEP]
)
@pytest.mark.parametrize("place", ["height", "beside"])
def test_an_area_holds_only_what_can_be_answered(pilot, part, place):
    ring = [[10, 59, 0], [11, 59], [11, 60], [10, 59, 0]]
    area = {"type": "Polygon", "coordinates": [ring], "beside": 0}
    if place == "height":
        ring[0][2] = ring[3][2] = "<odd>"
    else:
        area["beside"] = "<odd>"
    body = raw({"name": "odd", "description": "", "area_of_interest": area}, odd=part)
    answer = pilot.api.post("/projects/", content=body, headers=JSON)
    assert answer.status_code == 422, answer.text
    assert answer.json()["detail"][0]["loc"] == ["body", "area_of_interest"]
    assert pilot.ok("GET", "/projects/", params={"name": "odd"}) == []


def test_settings_of_an_analysis_are_nested_so_deep_that_they_can_be_answered(boss):
    def body(depth):
        config = '{"a":' * depth + "1" + "}" * depth
        odd = {"name": "n", "module_name": "image_gaps", "enabled": True, "config": "<odd>"}
        return raw(odd, odd=config)

    for depth, status in [(49, 201), (50, 422), (900, 422)]:
        answer = boss.api.post("/analysis/services/", content=body(depth), headers=JSON)
        assert answer.status_code == status, answer.text
    assert boss.api.get("/analysis/services/").is_success


def bodies(kind=Body):
    """All kinds of bodies there are, once every room is known."""
    import_module("pixel_sandbox.api.app")
    return {kind}.union(*(bodies(each) for each in kind.__subclasses__()))


@pytest.mark.parametrize("half", ["\ud800", "a\0"])
@pytest.mark.parametrize("kind", sorted(bodies() - {Body, Changes}, key=lambda kind: kind.__name__))
def test_no_text_holds_half_a_character_or_nul(kind, half):
    for field in kind.model_fields:
        if (kind.__name__, field) == ("SearchQuery", "filter"):
            continue  # it is refused where the filter is read
        for value in (half, [half], {half: "a"}, {"a": half}):
            with pytest.raises(ValidationError) as caught:
                kind.model_validate({field: value})
            assert field in {problem["loc"][0] for problem in caught.value.errors()}


def test_a_text_with_half_a_character_is_not_stored(pilot):
    path = f"/projects/{pilot.project()['id']}"
    given = {"content": rb'{"description": "\ud800"}', "headers": JSON}
    [told] = pilot.refused(422, "PUT", path, **given)
    assert (told["loc"], told["input"]) == (["body", "description"], "\\ud800")
    assert pilot.ok("GET", path)["description"] == "d"


@pytest.mark.parametrize(
    ("method", "path", "given", "problem"),
    [
        (
            "GET",
            "/projects/?limit=0",
            {},
            {"type": "greater_than_equal", "loc": ["query", "limit"], "input": "0"}
            | {"msg": "Input should be greater than or equal to 1", "ctx": {"ge": 1}},
        ),
        (
            "GET",
            "/projects/one",
            {},
            {"type": "int_parsing", "loc": ["path", "project_id"], "input": "one"}
            | {"msg": "Input should be a valid integer, unable to parse string as an integer"},
        ),
        (
            "POST",
            "/projects/",
            {"json": {"name": "n", "area_of_interest": AREA}},
            {"type": "missing", "loc": ["body", "description"], "msg": "Field required"}
            | {"input": {"name": "n", "area_of_interest": AREA}},
        ),
        (
            "POST",
            "/projects/",
            {"content": b'{"name": }', "headers": JSON},
            {"type": "json_invalid", "loc": ["body", 9], "msg": "JSON decode error", "input": {}}
            | {"ctx": {"error": "Expecting value"}},
        ),
        (
            "POST",
            "/search/",
            {"json": {"on": "images", "distinct": False, "limit": 1, "offset": 0, "search": [0.5]}},
            {"type": "string_type", "loc": ["body", "search"], "input": [0.5]}
            | {"msg": "Input should be a valid string"},
        ),
        (
            "GET",
            "/projects/?ids=1,x",
            {},
            {"type": "int_parsing", "loc": ["query", "ids"], "input": "1,x"}
            | {"msg": "ids must be whole numbers, not 'x'"},
        ),
    ],
)
def test_what_is_wrong_is_told_as_fastapi_tells_it(pilot, method, path, given, problem):
    [told] = pilot.refused(422, method, path, **given)
    assert told == problem
    assert list(told)[:4] == ["type", "loc", "msg", "input"]


def test_a_rule_of_its_own_is_told_with_what_was_sent_too(pilot):
    given = {"data_collection_type": "RGB", "raster_info": {"num_bands": 7}}
    path = f"/projects/{pilot.project()['id']}/data_collections/"
    body = {"name": "n", "description": "d"} | given
    [told] = pilot.refused(422, "POST", path, json=body)
    assert (told["loc"], told["input"]) == (["body", "raster_info", "num_bands"], 7)
    odd = raw(body | {"raster_info": {"srid": "<odd>"}}, odd="NaN")
    [told] = pilot.refused(422, "POST", path, content=odd, headers=JSON)
    assert told["input"] == "nan"


@pytest.mark.parametrize("place", ["/users/oidc/", "/harvest_services/"])
@pytest.mark.parametrize("odd", ["missing", "type", "key", "text"])
def test_a_body_that_may_hold_secrets_is_not_told_again(boss, place, odd):
    path = place if "users" in place else boss.collection("image") + place
    body = {"password": "hidden-1", "auth": {"api_key": {"api_key": "hidden-2"}}}
    body |= {"missing": {}, "type": {"name": ["hidden-3"]}, "key": {"pasword": "hidden-4"}}.get(
        odd, {}
    )
    given = {"json": body} if odd != "text" else {"content": json.dumps(body).encode()}
    answer = boss.api.post(path, **given)
    assert answer.status_code == 422
    assert "hidden" not in answer.text
    assert all(set(told) == {"type", "loc", "msg"} for told in answer.json()["detail"])


def test_a_body_that_is_no_text_is_told_readably(pilot):
    answer = pilot.api.post("/projects/", content=b"\xff\x00a", headers={"content-type": "a/b"})
    assert answer.status_code == 422
    assert answer.json()["detail"][0]["input"] == "\\xff\x00a"
