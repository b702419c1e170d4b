"""Bad arguments are found before anything is sent; the text says what was given and allowed."""

from __future__ import annotations

import datetime
import enum
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

AREA = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}
GOOD: dict[str, Any] = {"name": "A", "area": AREA, "enabled": True}
UTC = datetime.UTC


class Geometry:
    def __init__(self, shape: dict[str, Any]) -> None:
        self.__geo_interface__ = shape


class Secret:
    def __init__(self, value: str) -> None:
        self.value = value

    def get_secret_value(self) -> str:
        return self.value


class Kind(enum.StrEnum):
    IMAGE = "image"


@pytest.fixture(scope="module")
def records(small_api: Any) -> Any:
    return small_api.checks.problems


@pytest.fixture(scope="module")
def problems(records: Any) -> Any:
    """The sentences: here the words are looked at too."""
    return lambda *given: [str(problem) for problem in records(*given)]


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"kind": "image"},
        {"kind": None, "starts": None, "note": None},
        {"width": 0},
        {"width": 359.5},
        {"starts": datetime.datetime(2026, 1, 1, tzinfo=UTC)},
        {"starts": "2026-01-01T00:00:00Z"},
        {"tags": ("a", "b")},
        {"tags": []},
        {"limit_mb": 3},
        {"limit_mb": "3", "width": "3.5", "enabled": "true"},
        {
            "area": Geometry(
                {"type": "Polygon", "coordinates": ((((0, 0), (1, 0), (1, 1), (0, 0))),)}
            )
        },
        {"area": {**AREA, "bbox": [0, 0, 1, 1]}},
    ],
)
def test_good_values_pass(problems: Any, more: dict[str, Any]) -> None:
    assert problems("create_project", None, {**GOOD, **more}) == []


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"name": None}, "name is missing"),
        ({"name": ""}, "name must have at least 1 character, not ''"),
        ({"name": "A" * 11}, "name must have at most 10 characters, not 11"),
        ({"name": "a"}, "name must match ^[A-Z], not 'a'"),
        ({"name": 3}, "name must be a text, not 3"),
        ({"name": b"A"}, "name must be a text, not b'A'"),
        ({"name": Path("A")}, f"name must be a text, not {Path('A')!r}"),
        ({"enabled": 1}, "enabled must be True or False, not 1"),
        (
            {"kind": "imag"},
            "kind must be one of 'image', 'raster', not 'imag'; did you mean image?",
        ),
        ({"kind": 7}, "kind must be one of 'image', 'raster', not 7"),
        ({"width": -0.5}, "width must be at least 0, not -0.5"),
        ({"width": 360}, "width must be less than 360, not 360"),
        ({"width": True}, "width must be a finite number, not True"),
        ({"width": "3,5"}, "width must be a finite number, not '3,5'"),
        ({"width": "1e3"}, "width must be less than 360, not 1000.0"),
        ({"width": "360.0"}, "width must be less than 360, not 360.0"),
        ({"width": "nan"}, "width must be a finite number, not 'nan'"),
        ({"limit_mb": "3.0"}, "limit_mb must be a whole number, not '3.0'"),
        ({"limit_mb": "03"}, "limit_mb must be a whole number, not '03'"),
        ({"limit_mb": " 3"}, "limit_mb must be a whole number, not ' 3'"),
        ({"limit_mb": "٣"}, "limit_mb must be a whole number, not '٣'"),
        ({"enabled": "yes"}, "enabled must be True or False, not 'yes'"),
        ({"width": float("nan")}, "width must be a finite number, not nan"),
        ({"width": float("inf")}, "width must be a finite number, not inf"),
        (
            {"starts": "yesterday"},
            "starts must be a datetime or a date and time in ISO 8601, not 'yesterday'",
        ),
        ({"starts": 5}, "starts must be a datetime or a date and time in ISO 8601, not 5"),
        ({"limit_mb": True}, "limit_mb must be a whole number, not True"),
        ({"limit_mb": 3.0}, "limit_mb must be a whole number, not 3.0"),
        ({"tags": "ab"}, "tags must be a list, not 'ab'"),
        ({"tags": ["a", 2]}, "tags[1] must be a text, not 2"),
        ({"tags": ["a", "b", "c"]}, "tags must have at most 2 elements, not 3"),
        ({"tags": ["a", None]}, "tags[1] must be a text, not None"),
        ({"area": {"type": "Polygon"}}, "area.coordinates is missing"),
        ({"area": {**AREA, "type": "Point"}}, "area.type must be 'Polygon', not 'Point'"),
        ({"area": 5}, "area must be an object, not 5"),
        (
            {"area": {**AREA, "coordinates": [[[0, 0]]]}},
            "area.coordinates[0] must have at least 4 elements, not 1",
        ),
    ],
)
def test_bad_values_are_told(problems: Any, more: dict[str, Any], said: str) -> None:
    assert problems("create_project", None, {**GOOD, **more}) == [said]


@pytest.mark.parametrize(
    ("more", "path", "code", "allowed"),
    [
        ({"name": None}, "name", "missing", None),
        ({"name": ""}, "name", "length", {"minLength": 1}),
        ({"name": "A" * 11}, "name", "length", {"maxLength": 10}),
        ({"name": "a"}, "name", "pattern", {"pattern": "^[A-Z]"}),
        ({"name": 3}, "name", "type", {"type": "string"}),
        ({"kind": "imag"}, "kind", "enum", {"enum": ["image", "raster"]}),
        ({"width": -0.5}, "width", "range", {"minimum": 0}),
        ({"width": 360}, "width", "range", {"exclusiveMaximum": 360}),
        ({"starts": 5}, "starts", "type", {"type": "string", "format": "date-time"}),
        ({"tags": ["a", "b", "c"]}, "tags", "length", {"maxItems": 2}),
        ({"tags": ["a", 2]}, "tags[1]", "type", {"type": "string"}),
        ({"area": {"type": "Polygon"}}, "area.coordinates", "missing", None),
        ({"area": {**AREA, "type": "Point"}}, "area.type", "enum", {"enum": ["Polygon"]}),
    ],
)
def test_each_problem_is_data_too(
    records: Any, more: dict[str, Any], path: str, code: str, allowed: Any
) -> None:
    (found,) = records("create_project", None, {**GOOD, **more})
    assert (found.path, found.code, found.allowed) == (path, code, allowed)
    assert not found.message.startswith(path)


def test_a_path_is_names_and_places(records: Any) -> None:
    wrong = {**AREA, "coordinates": [[[0, 0]]]}
    (found,) = records("create_project", None, {**GOOD, "area": wrong})
    assert found.keys == ("area", "coordinates", 0)


def test_a_part_of_a_request_is_checked_alone(small_api: Any) -> None:
    check = small_api.checks.problems_in
    assert check("ProjectInput", {"name": "A", "area": AREA}) == []
    (within,) = check("ProjectInput", {"name": "A"}, "project")
    assert (within.path, within.code) == ("project.area", "missing")
    (alone,) = check("ProjectInput", {"name": "A"})
    assert str(alone) == "area is missing"
    with pytest.raises(KeyError):
        check("Nothing", {})


def test_a_list_in_a_query_may_be_given_as_it_travels(problems: Any) -> None:
    assert problems("list_projects", {"ids": "3,4"}, {}) == []
    assert problems("list_projects", {"ids": "3,x"}, {}) == [
        "params.ids[1] must be a whole number, not 'x'"
    ]
    assert problems("list_projects", {"ids": ""}, {}) == [
        "params.ids[0] must be a whole number, not ''"
    ]


def test_a_number_beyond_the_largest_float_is_told(problems: Any) -> None:
    (said,) = problems("create_project", None, {**GOOD, "width": 10**400})
    assert said.startswith("width must be a finite number, not 1000")


def test_all_problems_are_told_at_once(problems: Any) -> None:
    found = problems(
        "create_project", None, {"name": "", "area": AREA, "enabled": None, "width": -1}
    )
    assert len(found) == 3
    assert "enabled is missing" in found


def test_a_whole_body_is_checked_with_dotted_names(problems: Any, models: Any) -> None:
    body = {"name": "A", "area": AREA, "enabled": True, "widht": 3}
    found = problems("replace_project", None, {"project_id": 1, "project_input": body})
    assert found == ["project_input.widht is not a field; did you mean width?"]
    # `enabled` has a default, which the model fills in
    found = problems("replace_project", None, {"project_id": 0, "project_input": {"name": "A"}})
    assert found == [
        "project_id must be at least 1, not 0",
        "project_input.area is missing",
    ]
    made = models.ProjectInput(name="A", area=AREA, width=400)
    found = problems("replace_project", None, {"project_id": 1, "project_input": made})
    assert found == ["project_input.width must be less than 360, not 400"]
    assert problems("replace_project", None, {"project_id": 1, "project_input": [1]}) == [
        "project_input must be an object, not a list with 1 element"
    ]


def test_none_in_an_optional_field_of_a_dict_is_not_given(problems: Any, models: Any) -> None:
    body = {**GOOD, "kind": None}
    assert problems("replace_project", None, {"project_id": 1, "project_input": body}) == []
    assert "kind" not in models.ProjectInput.from_input(body).to_dict()


def test_query_parameters_in_one_object(problems: Any, models: Any) -> None:
    assert problems("list_projects", {"limit": 3, "ids": None, "format": Kind.IMAGE}, {}) == []
    assert problems("list_projects", models.ListParams(ids=[1]), {}) == []
    assert problems("list_projects", {"limt": 3}, {}) == [
        "params.limt is not a query parameter; did you mean limit?"
    ]
    assert problems("list_projects", {"limit": 501}, {"offset": -1}) == [
        "offset must be at least 0, not -1",
        "params.limit must be at most 500, not 501",
    ]
    assert problems("list_projects", [("limit", 3)], {}) == [
        "params must be a mapping or a params object, not a list"
    ]


def test_a_patch_tells_not_given_from_none(problems: Any, small_api: Any) -> None:
    unset = small_api.types.UNSET
    given_id = {"project_id": 1}
    assert problems("patch_project", None, {**given_id, "name": unset, "note": None}) == []
    assert problems("patch_project", None, {**given_id, "name": None}) == ["name cannot be None"]


def test_a_schema_that_is_replaced_for_the_types_is_checked_all_the_same(problems: Any) -> None:
    good = {"and": [{"==": [1, 2]}]}
    assert problems("search", None, {"query": {"on": "image", "filter": good}}) == []
    found = problems(
        "search", None, {"query": {"on": "image", "filter": {"and": [{"a": 1, "b": 2}]}}}
    )
    assert found == ["query.filter.and[0] must have at most 1 field, not 2"]


@pytest.mark.parametrize("wrap", [str, Secret])
def test_secrets_are_not_in_the_message(problems: Any, wrap: Any) -> None:
    found = problems("create_user", None, {"email": "e", "password": wrap("hidden")})
    assert found == ["password must have at least 8 characters, not what was given"]
    assert problems("create_user", None, {"email": "e", "password": wrap("long enough")}) == []
    found = problems("create_user", None, {"email": "e", "password": 12345})
    assert "12345" not in str(found)
    assert len(found) == 1


def test_the_closest_shape_is_told_of(problems: Any) -> None:
    values = {"email": "e", "password": "12345678"}
    fields = {"fields_type": "image", "hfov": 400}
    assert problems("create_user", None, {**values, "fields": fields}) == [
        "fields.hfov must be at most 360, not 400"
    ]
    fields = {"fields_type": "raster", "hfov": 4}
    assert problems("create_user", None, {**values, "fields": fields}) == [
        "fields.hfov is not a field; the fields are fields_type, name"
    ]
    (found,) = problems("create_user", None, {**values, "fields": {"fields_type": "laser"}})
    assert found == "fields must be an object, not an object with 1 field" or "fields_type" in found
    assert problems("create_user", None, {**values, "fields": 3}) == [
        "fields must be an object, not 3"
    ]


def test_lists_of_objects_may_be_models_or_dicts(problems: Any, models: Any) -> None:
    values = {"body": [models.SortField(field="a"), {"field": "b", "direction": "up"}]}
    assert problems("make_things", None, values) == [
        "body[1].direction must be one of 'asc', 'desc', not 'up'"
    ]
    assert problems("make_things", None, {"body": None}) == []


def test_what_is_nested_in_itself_is_refused(problems: Any) -> None:
    endless: dict[str, Any] = {}
    endless["and"] = [endless]
    assert problems("search", None, {"query": {"on": "image", "filter": endless}}) == [
        "an argument is nested too deeply"
    ]


def test_reads_by_post_may_be_repeated(small_api: Any) -> None:
    repeatable = small_api.checks.repeatable
    assert repeatable("list_projects")
    assert repeatable("delete_project")
    assert repeatable("search")
    assert not repeatable("create_project")
    assert not repeatable("patch_project")
    with pytest.raises(KeyError):
        repeatable("nothing")


scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.binary()
    | st.datetimes()
)
flat = scalars | st.lists(scalars, max_size=3) | st.dictionaries(st.text(), scalars, max_size=3)
# Two levels by hand: st.recursive warns whenever it happens not to recurse.
anything = flat | st.lists(flat, max_size=3) | st.dictionaries(st.text(), flat, max_size=3)


@settings(deadline=None)
@given(
    st.dictionaries(st.sampled_from(["name", "area", "kind", "width", "starts", "tags"]), anything)
)
def test_no_value_breaks_the_checks(problems: Any, values: dict[str, Any]) -> None:
    for line in problems("create_project", None, {**GOOD, **values}):
        assert line.split(" ")[0].split(".")[0].split("[")[0] in values
    for line in problems("list_projects", {"ids": values, **values}, values):
        assert line


@settings(deadline=None)
@given(st.integers() | st.floats(allow_nan=False, allow_infinity=False))
def test_the_range_of_a_number(problems: Any, width: float) -> None:
    found = problems("create_project", None, {**GOOD, "width": width})
    assert (found == []) == (0 <= width < 360)
