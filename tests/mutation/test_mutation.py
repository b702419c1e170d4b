"""What `make mutants` decides: which tests a mutant meets, what counts, what may not be changed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import parso
import pytest
import yaml

from mutation.__main__ import MODULES, ROOT, Tried, chosen_modules, fits, report, score, stale
from mutation.coverage_map import CoverageMap, imported_modules
from mutation.mutants import Mutant, function_at, left_out
from mutation.operators import OWN

EQUIVALENT = yaml.safe_load((ROOT / "mutation/equivalent.yaml").read_text())


def mutant(module: str = "pixel_client/uploads/a.py", **parts: Any) -> Mutant:
    usual = {"function": "f", "operator": "AddNot", "kind": "not", "line": 3, "text": "if a:"}
    return Mutant(module=module, source="", **(usual | {"becomes": "if not a:"} | parts))


def known() -> CoverageMap:
    module = "pixel_client/uploads/a.py"
    return CoverageMap(
        lines={
            module: {3: ["tests/geo/test_b.py::b", "tests/uploads/test_c.py::c"]},
            "pixel_client/uploads/user.py": {9: ["tests/uploads/test_user.py::u"]},
        },
        seconds={
            "tests/geo/test_b.py::b": 0.1,
            "tests/uploads/test_c.py::c": 5.0,
            "tests/uploads/test_user.py::u": 1.0,
            "tests/unit/test_tables.py::t": 0.5,
        },
        imports={"tests/unit/test_tables.py": [module]},
        importers={module: ["pixel_client/uploads/user.py"]},
    )


def test_a_mutant_meets_the_nearest_tests_of_its_line_within_its_time() -> None:
    near, far = "tests/uploads/test_c.py::c", "tests/geo/test_b.py::b"
    assert known().tests("pixel_client/uploads/a.py", 3, 60) == ([near, far], 2)
    assert known().tests("pixel_client/uploads/a.py", 3, 1) == ([near], 2)  # one at least


def test_a_table_is_held_by_the_tests_of_all_that_use_it() -> None:
    found, count = known().tests("pixel_client/uploads/a.py", 1, 60)
    assert found[0] == "tests/unit/test_tables.py::t"  # it imports the module itself
    assert count == len(found) == 4


def test_what_was_measured_is_kept(tmp_path: Path) -> None:
    known().save(tmp_path / "known.json")
    assert CoverageMap.load(tmp_path / "known.json") == known()


def test_the_score_is_of_what_counts() -> None:
    outcomes = ["killed", "killed", "survived", "no tests", "equivalent"]
    tried = [Tried(mutant=mutant(), outcome=outcome) for outcome in outcomes]
    tried.append(Tried(mutant=mutant("scripts/templates/x.py"), outcome="killed"))
    assert score(tried) == {
        "pixel_client/uploads": (4, 2, 50.0),
        "scripts": (1, 1, 100.0),
        "total": (5, 3, 60.0),
    }
    assert "| total | 5 | 3 | 60 |" in report(tried)


@pytest.mark.parametrize(
    ("entry", "is_about"),
    [
        ({}, True),
        ({"becomes": "if not a:"}, True),
        ({"becomes": "if True:"}, False),
        ({"line": "if b:"}, False),
        ({"function": "g"}, False),
        ({"operator": "DropRow"}, False),
        ({"module": "scripts/a.py"}, False),
    ],
)
def test_an_equivalent_mutant_is_known_by_its_line(entry: dict[str, str], is_about: bool) -> None:
    usual = {"module": "pixel_client/uploads/a.py", "function": "f", "operator": "AddNot"}
    assert fits(usual | {"line": "if a:"} | entry, mutant(line=70)) == is_about


def test_every_equivalent_mutant_has_a_reason_and_is_still_there() -> None:
    assert all(set(entry) - {"becomes"} == {*FIELDS} for entry in EQUIVALENT)
    assert stale(ROOT, EQUIVALENT) == []


FIELDS = ("module", "function", "operator", "line", "why")


def test_modules_are_found_by_folder() -> None:
    found = chosen_modules(ROOT, MODULES)
    assert "pixel_client/client.py" in found
    assert "pixel_client/sync.py" not in found
    assert {path.split("/")[0] for path in found} == {"pixel_client", "scripts", "pixel_sandbox"}


def test_imports_are_followed_from_names_and_dots(tmp_path: Path) -> None:
    for name in ("p/__init__.py", "p/a.py", "p/q/__init__.py", "p/q/b.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "p/q/c.py").write_text("from ..a import x\nfrom . import b\nimport os, p.q\n")
    assert imported_modules(tmp_path, "p/q/c.py") == ["p/a.py", "p/q/__init__.py", "p/q/b.py"]


SOURCE = """
from a import b

__all__ = ["c"]

class C:
    x: int | None = 3

    def f(self, y: int | str) -> int | None:
        _log.info("so many", 1 + 2)
        return y + 1
"""


@pytest.mark.parametrize(
    ("text", "out"),
    [("from a", True), ('["c"]', True), ("int | None = 3", True), ("3", False), ("int | str", True),
     ("int | None:", True), ("1 + 2", True), ("y + 1", False)],
)  # fmt: skip
def test_types_imports_and_the_log_are_left_as_they_are(text: str, out: bool) -> None:
    before = SOURCE[: SOURCE.index(text)]
    place = before.count("\n") + 1, len(before.rpartition("\n")[2])
    assert any(begin <= place < end for begin, end in left_out(SOURCE)) == out


def test_a_line_is_in_its_function() -> None:
    assert [function_at(SOURCE, line) for line in (2, 7, 11)] == ["", "C", "C.f"]


@pytest.mark.parametrize(
    ("operator", "before", "after"),
    [
        ("ConditionAlways", "if a:\n    b\n", ["if True:\n    b\n"]),
        ("ConditionNever", "x = a if b else c\n", ["x = a if False else c\n"]),
        ("ConditionAlways", "while True:\n    pass\n", []),
        ("DropStatement", "f(1)\n", ["pass\n"]),
        ("DropStatement", "a.b = 1\n", ["pass\n"]),
        ("DropStatement", "a += 1\n", ["pass\n"]),
        ("DropStatement", "a = 1\n", []),
        ("ReturnNone", "def f():\n    return 1\n", ["def f():\n    return None\n"]),
        ("DropRow", "{1, 2, 3}\n", ["{ 2, 3}\n", "{1, 3}\n", "{1, 2}\n"]),
        ("DropRow", "{1, 2}\n", []),
        ("DropRow", "[a for a in (b, c)]\n", []),
        ("NextValue", "{1: a, 2: b, 3: b}\n", ["{1: b, 2: b, 3: b}\n", "{1: a, 2: b, 3: a}\n"]),
    ],
)
def test_operators_of_our_own(operator: str, before: str, after: list[str]) -> None:
    assert mutations(operator, before) == after


def mutations(name: str, source: str) -> list[str]:
    """All that an operator makes of a source."""
    operator, made = OWN[name](), list[str]()

    def nodes(node: Any) -> Any:
        yield node
        for child in getattr(node, "children", ()):
            yield from nodes(child)

    def mutated(at: int) -> str | None:
        """The source with one place changed while the places are being read, as cosmic-ray does."""
        tree, seen, found = parso.parse(source), 0, False
        for node in nodes(tree):
            for index, _ in enumerate(operator.mutation_positions(node)):
                if seen == at:
                    operator.mutate(node, index)
                    found = True
                seen += 1
        return tree.get_code() if found else None

    while (changed := mutated(len(made))) is not None:
        made.append(changed)
    return made
