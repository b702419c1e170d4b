"""docs/migrating.md is one with itself: each row has its proof, each proof its row."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from . import migrating
from .cases import CASES
from .exactly import snapshot
from .migrating import REQUESTS, SURFACE, Difference

ROOT = Path(__file__).parents[2]
DEFECTS = Path(__file__).with_name("defects")


def test_rows_are_there_once() -> None:
    rows = migrating.rows()
    assert rows
    assert [row for row in rows if rows.count(row) > 1] == []


def test_every_row_has_its_proof_and_every_proof_its_row() -> None:
    proven = {row for kind in (SURFACE, REQUESTS) for row in migrating.documented(kind).values()}
    proven |= set(migrating.proofs())
    assert proven - set(migrating.rows()) == set(), "differences without a row"
    assert set(migrating.rows()) - proven == set(), "rows that nothing shows"


def test_every_proof_exists() -> None:
    missing = []
    for proof in {proof for some in migrating.proofs().values() for proof in some}:
        path, _, name = proof.partition("::")
        file = ROOT / path
        functions = (
            {
                n.name
                for n in ast.walk(ast.parse(file.read_text()))
                if isinstance(n, ast.FunctionDef)
            }
            if file.is_file()
            else set()
        )
        if not file.is_file() or (name and name not in functions):
            missing.append(proof)
    assert missing == []


def test_every_script_of_a_defect_is_in_the_page() -> None:
    shown = {proof for some in migrating.proofs().values() for proof in some}
    scripts = {path.relative_to(ROOT).as_posix() for path in DEFECTS.glob("[a-z]*.py")}
    assert scripts - shown == set()


def test_the_table_of_calls_has_every_method_bare_and_with_its_options() -> None:
    methods = set(snapshot()["clients"]["PixelClient"]) - {"__init__", "from_settings"}
    variants = {method: [c.variant for c in CASES if c.method == method] for method in methods}
    assert {case.method for case in CASES} == methods
    options = {
        method: [name for name, _, default in parameters if default != "required"]
        for method, parameters in snapshot()["clients"]["PixelClientAsync"].items()
    }
    assert [m for m in methods if options[m] and len(variants[m]) < 2] == []
    names = [case.name for case in CASES]
    assert sorted(set(names)) == sorted(names)


def test_links_of_the_page_lead_somewhere() -> None:
    text = migrating.PAGE.read_text(encoding="utf-8")
    targets = [t for t in re.findall(r"\]\(([^)#]+)", text) if "://" not in t]
    assert [t for t in targets if not (migrating.PAGE.parent / t).exists()] == []


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.md"
    path.write_text(
        "| id |\n| `a-row` | words |\n\n## Exactly\n\n### Requests\n\nWords stay.\n\n"
        "### Behaviour\n\n| row | shown by |\n| --- | --- |\n"
        "| `a-row` | `tests/x.py`, `tests/y.py::z` |\n",
        encoding="utf-8",
    )
    return path


def test_what_is_written_is_read_again(page: Path) -> None:
    differences = {
        Difference("a bare", "GET /a|b, query x", "1", "-"),
        Difference("b bare", "GET /a|b, query x", "1", "-"),
        Difference("b bare", "outcome", "returns", "raises E"),
    }
    assert migrating.write(REQUESTS, differences, page) == 3
    assert set(migrating.documented(REQUESTS, page)) == differences
    assert migrating.disagreement(REQUESTS, differences, page) == ""
    assert "Words stay." in page.read_text(encoding="utf-8")
    assert migrating.proofs(page) == {"a-row": ["tests/x.py", "tests/y.py::z"]}


def test_a_row_stays_with_its_difference_and_new_ones_have_none(page: Path) -> None:
    old, new = Difference("a", "b", "c", "d"), Difference("e", "f", "g", "h")
    migrating.write(REQUESTS, {old}, page)
    page.write_text(page.read_text().replace("`?`", "`a-row`"))
    assert migrating.write(REQUESTS, {old, new}, page) == 1
    assert migrating.documented(REQUESTS, page) == {old: "a-row", new: "?"}
    assert migrating.rows(page) == ["a-row"]


def test_what_is_not_documented_and_what_is_no_longer_so_are_both_told(page: Path) -> None:
    old, new = Difference("a", "b", "c", "d"), Difference("e", "f", "g", "h")
    migrating.write(REQUESTS, {old}, page)
    told = migrating.disagreement(REQUESTS, {new}, page)
    assert f"not in the page: {new}" in told
    assert f"no longer so:    {old}" in told
