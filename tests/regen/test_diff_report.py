"""The differences of two contracts, as they are printed."""

from __future__ import annotations

from scripts.contract_diff import Change
from scripts.diff_report import report


def changed(place: str, text: str, *, breaking: bool = False) -> Change:
    return Change(kind="changed", place=place, text=text, breaking=breaking)


def test_what_breaks_callers_comes_first_whatever_it_is() -> None:
    changes = [
        Change(kind="removed", place="model A", text="", breaking=True),
        changed("model B", "b was integer, is string", breaking=True),
        Change(kind="removed", place="model C", text="", breaking=False),
        changed("model D", "d is different"),
        Change(kind="added", place="model E", text="", breaking=False),
    ]
    assert report(reversed(changes)).splitlines() == [
        "5 changes in the contract; breaking (!): 2",
        "! removed model A",
        "! changed model B: b was integer, is string",
        "  removed model C",
        "  changed model D: d is different",
        "  added   model E",
    ]


def test_the_same_of_several_fields_is_one_line() -> None:
    changes = [
        changed("model A", "has a new optional field x"),
        changed("model A", "has a new required field y"),
        changed("model A", "has a new optional field z"),
        changed("model A", "the field x is now required"),
        changed("model A", "the field y is now required"),
        changed("model A", "x was string or null, is string"),
        changed("model A", "y was string or null, is string"),
        changed("model A", "z was string or null, is integer"),
        changed("model B", "the field x is now required"),
    ]
    assert report(changes).splitlines() == [
        "9 changes in the contract; breaking (!): 0",
        "  changed model A: has new optional fields x, z",
        "  changed model A: has a new required field y",
        "  changed model A: the fields x, y are now required",
        "  changed model A: x, y: each was string or null, is string",
        "  changed model A: z was string or null, is integer",
        "  changed model B: the field x is now required",
    ]


def test_what_breaks_is_never_told_together_with_what_does_not() -> None:
    changes = [
        changed("model A", "the field x is now required", breaking=True),
        changed("model A", "the field y is now required"),
    ]
    assert report(changes).splitlines()[1:] == [
        "! changed model A: the field x is now required",
        "  changed model A: the field y is now required",
    ]


def test_nothing_to_tell() -> None:
    assert report([]) == "The contract is unchanged."


def test_the_same_of_several_arguments_is_one_line() -> None:
    place = "PUT /projects/{project_id} (update_project)"
    changes = [
        changed(place, "the argument 'name' was string, is string or null"),
        changed(place, "the argument 'tags'[] minLength was not limited, is 1"),
        changed(place, "the argument 'description' was string, is string or null"),
        changed(place, "the query parameter 'ids' was string, is string or null"),
        changed(place, "has a new optional argument 'a'"),
        changed(place, "has a new optional argument 'b'"),
        changed("model A", "no longer has the field x"),
        changed("model A", "no longer has the field y"),
    ]
    assert report(changes).splitlines()[1:] == [
        f"  changed {place}: the arguments 'name', 'description': each"
        " was string, is string or null",
        f"  changed {place}: the argument 'tags'[] minLength was not limited, is 1",
        f"  changed {place}: the query parameter 'ids' was string, is string or null",
        f"  changed {place}: has new optional arguments 'a', 'b'",
        "  changed model A: no longer has the fields x, y",
    ]


def test_the_same_in_several_places_is_one_line() -> None:
    gone = "the response was Record, is Confirmation"
    changes = [
        changed("DELETE /a/{a_id} (delete_a)", gone, breaking=True),
        changed("DELETE /b/{b_id} (delete_b)", gone, breaking=True),
        changed("model A", "b is different"),
        changed("DELETE /c/{c_id}/ (delete_c)", gone, breaking=True),
        changed("DELETE /d/{d_id}/ (delete_d)", gone),
        changed("model B", "b is different"),
    ]
    assert report(changes).splitlines() == [
        "6 changes in the contract; breaking (!): 3",
        f"! changed 3 operations: {gone} (delete_a, delete_b, delete_c)",
        "  changed model A: b is different",
        f"  changed DELETE /d/{{d_id}}/ (delete_d): {gone}",
        "  changed model B: b is different",
    ]
