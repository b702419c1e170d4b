"""Each kind of change is told of, and those that break callers are marked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from scripts import generator
from scripts.contract_diff import differences
from scripts.diff_report import report
from scripts.names import load_names
from scripts.normalise import normalise
from tests.regen.small_schemas import ref
from tests.regen.specs import NAMES, Document, small

Change = Callable[[Document], object]


@pytest.fixture(scope="module")
def contract_of(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The contract that is kept for a document; without the formatting, which takes longest."""
    folder = tmp_path_factory.mktemp("diff")
    (folder / "names.yaml").write_text(NAMES, encoding="utf-8")
    count = iter(range(1000))

    def make(names: str = NAMES, *changes: Change) -> dict[str, Any]:
        (folder / "names.yaml").write_text(names, encoding="utf-8")
        known = load_names(folder / "names.yaml")
        target = folder / str(next(count))
        target.mkdir()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(generator, "format_python", lambda path: None)
            normalised = normalise(small(*changes), known, complete=False)
            return generator.generate(normalised, known, target)

    return make


@pytest.fixture(scope="module")
def before(contract_of: Any) -> dict[str, Any]:
    made: dict[str, Any] = contract_of()
    return made


def properties(model: str) -> Callable[[Document], Document]:
    def find(document: Document) -> Document:
        found: Document = document["components"]["schemas"][model]["properties"]
        return found

    return find


def field(model: str, name: str, schema: Any, *, required: bool = False) -> Change:
    def change(document: Document) -> None:
        properties(model)(document)[name] = schema
        if required:
            document["components"]["schemas"][model]["required"].append(name)

    return change


def parameter(path: str, **parts: Any) -> Change:
    new = {"in": "query", "schema": {"type": "string"}, **parts}
    return lambda document: document["paths"][path]["get"]["parameters"].append(new)


def listed(document: Document) -> Any:
    return document["paths"]["/projects/"]["get"]["parameters"]


CASES: dict[str, tuple[Change, str]] = {
    "operation removed": (
        lambda d: d["paths"].pop("/notes/"),
        "! removed GET /notes/ (list_notes)",
    ),
    "operation added": (
        lambda d: d["paths"].update({"/new": {"get": {"responses": {"204": {"description": ""}}}}}),
        "  added   GET /new (get_new)",
    ),
    "parameter removed": (
        lambda d: listed(d).pop(0),
        "! changed GET /projects/ (list_projects): no longer has the query parameter 'extended'",
    ),
    "parameter retyped": (
        lambda d: listed(d)[0].update(schema={"type": "integer"}),
        "! changed GET /projects/ (list_projects): the query parameter 'extended' was boolean,"
        " is integer",
    ),
    "optional parameter added": (
        parameter("/projects/", name="colour"),
        "  changed GET /projects/ (list_projects): has a new optional query parameter 'colour'",
    ),
    "required parameter added": (
        parameter("/projects/", name="colour", required=True),
        "! changed GET /projects/ (list_projects): has a new required query parameter 'colour'",
    ),
    "parameter newly required": (
        lambda d: listed(d)[0].update(required=True, schema={"type": "boolean"}),
        "! changed GET /projects/ (list_projects): the query parameter 'extended' is now required",
    ),
    "parameter no longer required": (
        lambda d: d["paths"]["/notes/"]["get"]["parameters"][0].update(required=False),
        "  changed GET /notes/ (list_notes): the query parameter 'kind' is now optional",
    ),
    "limit tightened": (
        lambda d: listed(d)[-1]["schema"].update(maximum=200),
        "! changed GET /projects/ (list_projects): the query parameter 'limit' maximum was 500,"
        " is 200",
    ),
    "limit loosened": (
        lambda d: listed(d)[-1]["schema"].update(maximum=5000),
        "  changed GET /projects/ (list_projects): the query parameter 'limit' maximum was 500,"
        " is 5000",
    ),
    "limit gone": (
        lambda d: listed(d)[-1]["schema"].pop("maximum"),
        "  changed GET /projects/ (list_projects): the query parameter 'limit' maximum was 500,"
        " is not limited",
    ),
    "pattern added": (
        field("Patch", "name", {"type": "string", "pattern": "^x"}),
        "! changed PATCH /projects/{project_id} (patch_project): the argument 'name' pattern was"
        " not limited, is '^x'",
    ),
    "required field of a request added": (
        field("SortField", "more", {"type": "string"}, required=True),
        "! changed model SortField: has a new required field more",
    ),
    "optional field of a request added": (
        field("SortField", "more", {"type": "string"}),
        "  changed model SortField: has a new optional field more",
    ),
    "field of a request newly required": (
        lambda d: d["components"]["schemas"]["SortField"]["required"].append("direction"),
        "! changed model SortField: the field direction is now required",
    ),
    "field of an answer removed": (
        lambda d: properties("Project")(d).pop("tags"),
        "! changed model Project: no longer has the field tags",
    ),
    "field of an answer added": (
        field("Project", "owner", {"type": "string"}),
        "  changed model Project: has a new optional field owner",
    ),
    "field of an answer retyped": (
        field("Project", "name", {"type": "integer"}),
        "! changed model Project: name was string, is integer",
    ),
    "field of an answer no longer sure": (
        lambda d: d["components"]["schemas"]["Project"]["required"].remove("name"),
        "! changed model Project: the field name is now optional",
    ),
    "field of an answer may be null": (
        field("Project", "name", {"type": ["string", "null"]}),
        "! changed model Project: name was string, is string or null",
    ),
    "format changed": (
        field("Project", "created_at", {"type": "string"}),
        "! changed model Project: created_at was string (date-time), is string",
    ),
    "enum value of a request removed": (
        field("SortField", "direction", {"type": "string", "enum": ["asc"]}),
        "! changed model SortField: direction no longer allows 'desc'",
    ),
    "enum value of a request added": (
        field("SortField", "direction", {"type": "string", "enum": ["asc", "desc", "none"]}),
        "  changed model SortField: direction now also allows 'none'",
    ),
    "choice narrowed": (
        field("User", "fields", ref("ImageFields")),
        "! changed POST /users/ (create_user): the argument 'fields' was ImageFields or"
        " RasterFields, is ImageFields",
    ),
    "elements retyped": (
        field("Project", "children", {"type": "array", "items": ref("Upload")}),
        "! changed model Project: children[] was Project, is Upload",
    ),
    "model removed": (
        lambda d: (
            properties("Project")(d).pop("upload"),
            d["components"]["schemas"].pop("Upload"),
        ),
        "! removed model Upload",
    ),
    "model added": (
        lambda d: (
            d["components"]["schemas"].update(Owner={"type": "object", "properties": {"a": {}}}),
            properties("Project")(d).update(owner=ref("Owner")),
        ),
        "  added   model Owner",
    ),
    "answer retyped": (
        lambda d: d["paths"]["/projects/{project_id}"]["get"]["responses"]["200"]["content"][
            "application/json"
        ].update(schema=ref("Upload")),
        "! changed GET /projects/{project_id} (get_project): the response was Project, is Upload",
    ),
    "answer gone": (
        lambda d: d["paths"]["/projects/{project_id}"]["get"].update(
            responses={"204": {"description": ""}}
        ),
        "! changed GET /projects/{project_id} (get_project): no longer has a response",
    ),
    "other fields forbidden": (
        lambda d: d["components"]["schemas"]["Polygon"].update(additionalProperties=False),
        "! changed model Polygon: now takes no other fields",
    ),
    "body opened": (
        lambda d: d["components"]["schemas"]["SortField"].pop("additionalProperties"),
        "  changed model SortField: now takes any other fields",
    ),
}


@pytest.mark.parametrize("case", sorted(CASES))
def test_a_change_is_told_of(contract_of: Any, before: dict[str, Any], case: str) -> None:
    change, line = CASES[case]
    text = report(differences(before, contract_of(NAMES, change)))
    assert line in text.splitlines()


BOUNDS = {
    "minimum": ("integer", 1),
    "exclusiveMinimum": ("integer", 1),
    "minLength": ("string", 1),
    "minItems": ("array", 1),
    "minProperties": ("object", 1),
    "maximum": ("integer", -1),
    "exclusiveMaximum": ("integer", -1),
    "maxLength": ("string", -1),
    "maxItems": ("array", -1),
    "maxProperties": ("object", -1),
}
"""Keywords with the type that has them, and which way a change narrows."""


@pytest.mark.parametrize("keyword", BOUNDS)
def test_a_bound_breaks_callers_when_it_narrows(contract_of: Any, keyword: str) -> None:
    kind, narrower = BOUNDS[keyword]

    def bounded(value: int | None) -> Any:
        items = {"items": {"type": "string"}} if kind == "array" else {}
        bound = {} if value is None else {keyword: value}
        return contract_of(NAMES, field("Patch", "bounded", {"type": kind} | items | bound))

    none, three, other = bounded(None), bounded(3), bounded(3 + narrower)
    for old, new, breaking in (
        (three, other, True),
        (other, three, False),
        (none, three, True),
        (three, none, False),
    ):
        found = [each for each in differences(old, new) if keyword in each.text]
        assert found
        assert {each.breaking for each in found} == {breaking}


NAME_CASES = {
    "renamed": (": delete_project", ": remove_project", "! changed DELETE /projects/{project_id}"
                " (remove_project): was named delete_project"),
    "argument renamed": ("arguments: {till: until}", "arguments: {till: before}",
                         "! changed GET /notes/ (list_notes): the query parameter 'until' is"
                         " now named 'before'"),
    "order": ("order: [kind, word]", "order: [kind]", "! changed GET /notes/ (list_notes): takes"
              " its arguments in another order"),
    "repeatable": ("repeatable: true", "repeatable: false", "  changed POST /search/ (search): may"
                   " not be repeated after a lost response"),
    "spelled otherwise": (": {name: search, body: query, repeatable: true}",
                          ": {name: search, repeatable: true}",
                          "! changed POST /search/ (search): no longer has the body 'query'"),
}  # fmt: skip


@pytest.mark.parametrize("case", sorted(NAME_CASES))
def test_a_change_of_names_is_told_of(contract_of: Any, before: dict[str, Any], case: str) -> None:
    old, new, line = NAME_CASES[case]
    assert old in NAMES
    text = report(differences(before, contract_of(NAMES.replace(old, new))))
    assert line in text.splitlines()


def test_nothing_changes_without_a_change(contract_of: Any, before: dict[str, Any]) -> None:
    assert differences(before, contract_of()) == []
    assert report([]) == "The contract is unchanged."


def test_texts_and_error_answers_are_no_change(contract_of: Any, before: dict[str, Any]) -> None:
    def change(document: Document) -> None:
        for item in document["paths"].values():
            for operation in item.values():
                if isinstance(operation, dict):
                    operation["description"] = "Other words."
                    operation["responses"]["500"] = {"description": "Broken."}
        document["components"]["schemas"]["Fault"]["properties"]["more"] = {"type": "string"}

    assert differences(before, contract_of(NAMES, change)) == []


def test_the_report_counts_and_sorts(contract_of: Any, before: dict[str, Any]) -> None:
    changes = [CASES[case][0] for case in ("operation added", "operation removed", "pattern added")]
    first, *lines = report(differences(before, contract_of(NAMES, *changes))).splitlines()
    assert first == "3 changes in the contract; breaking (!): 2"
    assert [line.split()[1 if line[0] == "!" else 0] for line in lines] == [
        "removed",
        "changed",
        "added",
    ]


def test_a_run_prints_the_changes(fresh_project: Any, capsys: Any) -> None:
    fresh_project.spec(CASES["limit tightened"][0])
    assert fresh_project.regen() == 0
    assert CASES["limit tightened"][1] in capsys.readouterr().out
    contract = Path(fresh_project.root / "generated/pixel_api/contract.json").read_text()
    assert '"maximum": 200' in contract
