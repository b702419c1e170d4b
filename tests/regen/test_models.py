"""Answers never fail to be read; inputs take what people have at hand; secrets are not shown."""

from __future__ import annotations

import copy
import datetime
import json
import pickle
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

ANSWER = {
    "id": 1,
    "name": "x",
    "kind": "image",
    "created_at": "2026-01-02T03:04:05Z",
    "day": "2026-01-02",
    "area": {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]},
    "place": {"type": "Point", "coordinates": [1, 2]},
    "children": [{"id": 2, "name": "y"}, None, 7],
    "tags": ["a"],
    "when_or_text": "20240101",
    "unknown": {"deep": [1]},
}
UTC = datetime.UTC


class Shape:
    """What shapely and geojson-pydantic have."""

    @property
    def __geo_interface__(self) -> dict[str, Any]:
        ring = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 0.0))
        return {"type": "Polygon", "coordinates": (ring,)}


def test_attributes_are_typed_and_the_mapping_is_what_was_sent(models: Any) -> None:
    project = models.Project.from_dict(ANSWER)
    assert project.created_at == datetime.datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert project.day == datetime.date(2026, 1, 2)
    assert project["created_at"] == "2026-01-02T03:04:05Z"
    assert dict(project) == ANSWER == project.to_dict()
    assert {**project} == ANSWER
    assert project == ANSWER
    assert project.additional_properties == {"unknown": {"deep": [1]}}
    assert isinstance(project.area, models.Polygon)
    assert project.area.type == "Polygon"


def test_a_mapping_does_what_mappings_do(models: Any) -> None:
    project = models.Project.from_dict(ANSWER)
    assert "id" in project
    assert "nothing" not in project
    assert project.get("nothing", 3) == 3
    assert list(project) == list(ANSWER)
    assert len(project) == len(ANSWER)
    assert "{name}".format_map(project) == "x"
    match project:
        case {"id": found, "unknown": {"deep": [deep]}}:
            assert (found, deep) == (1, 1)
        case _:
            pytest.fail("no match by key")
    match project:
        case models.Project(id=2):
            pytest.fail("matched a wrong value")
        case models.Project(id=1, name=name):
            assert name == "x"
        case _:
            pytest.fail("no match by attribute")


@pytest.mark.parametrize(
    "make", [copy.copy, copy.deepcopy, lambda x: pickle.loads(pickle.dumps(x))]
)
@pytest.mark.parametrize("read_first", [False, True])
def test_copies_and_pickles_are_equal(models: Any, make: Any, read_first: bool) -> None:
    project = models.Project.from_dict(ANSWER)
    if read_first:
        assert project.area.type == "Polygon"
    again = make(project)
    assert again == project
    assert type(again) is type(project)
    assert again.area.type == "Polygon"
    made = models.ProjectInput(name="A", area=Shape(), note=None)
    again = make(made)
    assert again.to_dict() == made.to_dict()
    assert "starts" not in again.to_dict()
    again.name = "B"
    assert made.name == "A"


def test_a_deep_copy_shares_nothing(models: Any) -> None:
    project = models.Project.from_dict(ANSWER)
    copy.deepcopy(project)["tags"].append("b")
    assert project["tags"] == ["a"]


def test_a_missing_required_field_says_so_when_read(models: Any) -> None:
    project = models.Project.from_dict({"name": "x"})
    assert project.name == "x"
    with pytest.raises(AttributeError, match=r"sent no 'id' in this Project"):
        _ = project.id
    assert not hasattr(project, "id")
    assert project.get("id") is None


def test_an_absent_optional_field_is_unset_and_null_is_none(models: Any, small_api: Any) -> None:
    project = models.Project.from_dict({"id": 1, "name": "x", "tags": None, "created_at": None})
    assert project.kind is small_api.types.UNSET
    assert not project.kind
    assert project.tags is None
    assert project.created_at is None


def test_a_misspelt_attribute_is_an_error(models: Any) -> None:
    with pytest.raises(AttributeError, match=r"Project has no attribute 'nam'"):
        _ = models.Project.from_dict(ANSWER).nam


def test_unexpected_values_stay_as_they_are(models: Any) -> None:
    project = models.Project.from_dict(
        {
            "id": "abc",
            "name": 3,
            "kind": "newer",
            "created_at": "nope",
            "area": [1],
            "children": {"a": 1},
        }
    )
    assert (project.id, project.name, project.kind) == ("abc", 3, "newer")
    assert (project.created_at, project.area, project.children) == ("nope", [1], {"a": 1})


def test_a_bad_element_does_not_spoil_the_others(models: Any) -> None:
    first, second, third = models.Project.from_dict(ANSWER).children
    assert isinstance(first, models.Project)
    assert first.id == 2
    assert (second, third) == (None, 7)


def test_shapes_are_told_apart_by_their_tag(models: Any) -> None:
    assert isinstance(models.Project.from_dict(ANSWER).place, models.Point)
    newer = {"id": 1, "name": "x", "place": {"type": "Circle", "radius": 3}}
    assert models.Project.from_dict(newer).place == {"type": "Circle", "radius": 3}
    user = models.User(
        email="e", password="12345678", fields={"fields_type": "raster", "name": "n"}
    )
    assert isinstance(user.fields, models.RasterFields)


def test_a_text_that_looks_like_a_date_stays_a_text(models: Any) -> None:
    assert models.Project.from_dict(ANSWER).when_or_text == "20240101"


@pytest.mark.parametrize("value", [None, [], "x", 3, [("id", 1)]])
def test_what_is_no_object_is_no_model(models: Any, value: object) -> None:
    with pytest.raises(TypeError, match="Project is a JSON object"):
        models.Project.from_dict(value)


scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()


def nested(inner: Any) -> Any:
    return (
        inner
        | st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    )


# Two levels by hand: st.recursive warns whenever it happens not to recurse.
json_values = nested(nested(scalars))
FIELDS = ["id", "name", "kind", "created_at", "day", "area", "place", "children", "tags", "upload"]


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(FIELDS) | st.text(max_size=5), json_values, max_size=8))
def test_no_answer_fails_to_be_read(models: Any, answer: dict[str, Any]) -> None:
    project = models.Project.from_dict(answer)
    for name in FIELDS:
        if name in answer:
            getattr(project, name)
    assert dict(project) == answer
    assert repr(project)
    assert json.loads(json.dumps(project.to_dict())) == json.loads(json.dumps(answer))


def test_the_attributes_of_an_answer_cannot_be_set_but_an_inputs_can(models: Any) -> None:
    project = models.Project.from_dict(ANSWER)
    with pytest.raises(AttributeError, match="attributes cannot be set: 'name'"):
        project.name = "y"
    assert project["name"] == "x"
    made = models.ProjectInput(name="A", area=Shape())
    made.name = "B"
    assert made["name"] == "B"
    with pytest.raises(AttributeError, match="nam"):
        made.nam = "B"


def test_an_answer_is_a_dict_for_whoever_wants_one(models: Any) -> None:
    project = models.Project.from_dict(ANSWER)
    assert isinstance(project, dict)
    assert json.loads(json.dumps([project], indent=2)) == [ANSWER]
    assert project.area.type == "Polygon"  # read: a model lies in the dict now
    assert json.loads(json.dumps(project)) == ANSWER
    assert type(project.copy()) is dict
    assert type(project | {"more": 1}) is dict
    assert (project | {"more": 1})["more"] == 1
    assert ANSWER | project == ANSWER
    assert list(reversed(project)) == list(reversed(ANSWER))


def test_attributes_follow_what_is_changed_in_the_dict(models: Any) -> None:
    project = models.Project.from_dict(ANSWER)
    assert (project.name, project.created_at.year, project.area.type) == ("x", 2026, "Polygon")
    project["name"] = "y"
    project["created_at"] = "2027-01-02T03:04:05Z"
    project |= {"area": {"type": "Point", "coordinates": [1, 2]}, "mine": 3}
    assert (project.name, project.created_at.year, project.area) == (
        "y",
        2027,
        {"type": "Point", "coordinates": [1, 2]},
    )
    assert project.additional_properties == {"unknown": {"deep": [1]}, "mine": 3}
    assert ANSWER["name"] == "x"
    project.children[0]["name"] = "z"
    assert project["children"][0]["name"] == "z"
    assert project.children[0].name == "z"


def test_what_is_added_to_a_list_of_an_input_is_sent(models: Any) -> None:
    made = models.ProjectInput(name="A", area=Shape(), tags=["a"])
    made.tags.append("b")
    made.area["bbox"] = [0, 0, 1, 1]
    assert made["tags"] == ["a", "b"]
    assert made.to_dict()["tags"] == ["a", "b"]
    assert json.loads(json.dumps(made))["area"]["bbox"] == [0, 0, 1, 1]
    made["starts"] = "2026-01-02T03:04:05+00:00"
    assert made.starts == datetime.datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    made.starts = datetime.datetime(2027, 1, 2, tzinfo=UTC)
    assert made["starts"] == "2027-01-02T00:00:00+00:00"
    with pytest.raises(TypeError, match="SortField has no field 'fild'"):
        models.SortField(field="x").update(fild="y")


def test_a_field_of_an_input_is_set_by_key_as_by_attribute(models: Any) -> None:
    moment = datetime.datetime(2026, 1, 2, tzinfo=UTC)
    made = models.ProjectInput(name="A", area=Shape(), tags={"a"})
    made.tags.append("b")  # a list, whatever was given
    made["starts"] = moment
    assert json.loads(json.dumps(made))["starts"] == "2026-01-02T00:00:00+00:00"
    assert (made.starts, made["tags"]) == (moment, ["a", "b"])
    made["starts"] = None  # not set, as it has no null
    made["tags"] = ("c",)
    made.tags.append("d")
    assert made.setdefault("starts") is None
    assert (made.to_dict()["tags"], "starts" in made) == (["c", "d"], False)


def test_a_copy_has_what_a_class_of_a_callers_own_keeps_beside_the_fields(models: Any) -> None:
    kind = type("Own", (models.ProjectInput,), {})
    made = kind(name="A", area=Shape())
    made.note = "mine"
    for other in (copy.copy(made), copy.deepcopy(made)):
        assert (other, other.note, type(other)) == (made, "mine", kind)


changes = st.one_of(
    st.tuples(st.just("__setitem__"), st.sampled_from(FIELDS), json_values),
    st.tuples(st.just("setdefault"), st.sampled_from(FIELDS), json_values),
    st.tuples(st.just("pop"), st.sampled_from(FIELDS), st.none()),
    st.tuples(st.just("update"), st.dictionaries(st.sampled_from(FIELDS), json_values)),
    st.tuples(st.just("__ior__"), st.dictionaries(st.sampled_from(FIELDS), json_values)),
    st.tuples(st.just("popitem")),
    st.tuples(st.just("clear")),
    st.tuples(st.just("__delitem__"), st.sampled_from(FIELDS)),
)


@settings(deadline=None)
@given(
    st.dictionaries(st.sampled_from(FIELDS), json_values, max_size=8),
    st.lists(st.tuples(st.sampled_from(FIELDS), changes), max_size=8),
)
def test_a_changed_answer_is_as_the_dict_changed_alike(
    models: Any, answer: dict[str, Any], steps: list[Any]
) -> None:
    project, plain = models.Project.from_dict(answer), dict(answer)
    for read_before, (change, *given_) in steps:
        getattr(project, read_before, None)
        outcomes = []
        for target in (project, plain):
            try:
                outcomes.append(getattr(target, change)(*given_))
            except KeyError as error:
                outcomes.append(error.args)
        assert outcomes[0] == outcomes[1]
        assert dict(project) == plain
        fresh = models.Project.from_dict(plain)
        for name in FIELDS:
            assert getattr(project, name, None) == getattr(fresh, name, None)


def test_an_input_takes_dicts_geometries_and_texts(models: Any) -> None:
    made = models.ProjectInput(
        name="A", area={"type": "Polygon", "coordinates": []}, starts="2026-01-02T03:04:05+00:00"
    )
    assert isinstance(made.area, models.Polygon)
    assert made.starts == datetime.datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert models.ProjectInput(name="A", area=Shape()).to_dict()["area"]["coordinates"] == [
        [[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 0.0]]
    ]
    assert made.to_dict()["starts"] == "2026-01-02T03:04:05+00:00"


def test_only_what_was_set_is_sent(models: Any) -> None:
    made = models.ProjectInput(name="A", area=Shape(), kind=None, tags=("a",), note=None)
    # enabled is required and has a default; limit_mb is optional: the service's default holds
    assert set(made) == {"name", "area", "enabled", "tags", "note"}
    assert made["enabled"] is True
    assert made["note"] is None
    assert made["tags"] == ["a"]
    assert models.ImageFields().to_dict() == {"fields_type": "image"}
    assert models.Patch().to_dict() == {}


def test_an_unknown_or_missing_argument_is_a_type_error(models: Any) -> None:
    with pytest.raises(TypeError, match="nam"):
        models.ProjectInput(nam="A", area=Shape())
    with pytest.raises(TypeError, match="area"):
        models.ProjectInput(name="A")
    with pytest.raises(TypeError, match="SortField has no field 'fild'"):
        models.SortField.from_input({"fild": "x"})


def test_a_model_of_a_dict_is_json_whatever_the_dict_holds(models: Any) -> None:
    moment = datetime.datetime(2026, 1, 2, tzinfo=UTC)
    made = models.ProjectInput.from_dict(
        {"starts": moment, "area": Shape(), "x": {"y": [models.SortField(field="f"), (1, 2)]}}
    )
    assert json.loads(json.dumps(made.to_dict())) == {
        "starts": "2026-01-02T00:00:00+00:00",
        "area": {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]},
        "x": {"y": [{"field": "f"}, [1, 2]]},
    }


def test_a_field_that_is_called_as_a_method_of_dicts_has_an_underscore(models: Any) -> None:
    sent = {"keys": 1, "pop": "p", "copy": [], "items": ["a"]}
    extra = models.Extra.from_dict(sent)
    assert (extra.keys_, extra.pop_, extra.copy_) == (1, "p", [])
    assert extra.copy() == sent
    assert list(extra.keys()) == list(sent)


def test_a_field_can_have_a_name_of_its_own(models: Any) -> None:
    extra = models.Extra.from_dict({"items": ["a"]})
    assert extra.item_list == ["a"]
    assert list(extra.items()) == [("items", ["a"])]


def test_the_values_of_an_enumeration_have_a_name(models: Any) -> None:
    assert get_args(models.KindValue) == ("image", "raster")
    assert str in get_args(models.Kind)
    assert "KindValue" in models.__all__


def test_builtin_names_are_kept(models: Any) -> None:
    assert models.Project.from_dict({"type": "t"}).type == "t"


def test_unset_stays_one_object(small_api: Any) -> None:
    unset = small_api.types.UNSET
    assert copy.deepcopy(unset) is unset
    assert copy.copy(unset) is unset
    assert pickle.loads(pickle.dumps(unset)) is unset


def test_only_what_is_used_or_kept_is_generated(models: Any) -> None:
    assert "ListParams" in models.__all__
    assert "Extra" in models.__all__
    assert "Unused" not in models.__all__
    assert "Fault" not in models.__all__
