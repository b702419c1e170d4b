"""The same contract gives the same bytes, anywhere; anything else is named by the check."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from scripts import regen
from tests.regen.conftest import ROOT, Project
from tests.regen.specs import small


def test_a_second_run_writes_nothing(fresh_project: Project, capsys: Any) -> None:
    before = fresh_project.tree()
    stamps = {path: path.stat().st_mtime_ns for path in fresh_project.root.rglob("*")}
    assert fresh_project.regen() == 0
    assert "Wrote nothing new." in capsys.readouterr().out
    assert fresh_project.tree() == before
    assert stamps == {path: path.stat().st_mtime_ns for path in stamps}


@pytest.mark.parametrize("seed", ["0", "1", "12345"])
def test_the_hash_seed_and_the_place_make_no_difference(
    generated_project: Project, tmp_path: Path, seed: str
) -> None:
    other = Project(tmp_path / f"elsewhere {seed}" / "deep")
    code = (
        "import sys; from pathlib import Path; from scripts import regen;"
        "sys.exit(regen.main([], root=Path(sys.argv[1])))"
    )
    # Lying around in the caller's directory, these must not count as ours when imports are sorted.
    for name in ("pixel_api", "attrs", "httpx"):
        (tmp_path / name).mkdir()
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", code, str(other.root)],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert other.tree() == generated_project.tree()


def test_no_place_and_no_cache_is_left_in_the_output(generated_project: Project) -> None:
    root = generated_project.root
    names = {path.name for path in root.rglob("*")}
    assert not [name for name in names if "ruff" in name or name.startswith(".")]
    for path in (root / "generated").rglob("*.*"):
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            assert str(root) not in text
            assert str(ROOT) not in text
    assert (root / "generated/pixel_api/py.typed").exists()
    assert "do not edit" in (root / "generated/README.md").read_text().lower().replace(
        "nothing here is edited by hand", "do not edit"
    )


def test_each_file_says_that_it_is_generated(generated_project: Project) -> None:
    for path in (generated_project.root / "generated").rglob("*.py"):
        assert path.read_text(encoding="utf-8").startswith("# Written by `make regen`"), path


def test_fresh_files_pass(generated_project: Project, capsys: Any) -> None:
    before = generated_project.tree()
    assert generated_project.regen("--check") == 0
    assert "up to date" in capsys.readouterr().out
    assert generated_project.tree() == before


def test_what_was_edited_added_or_removed_is_named(fresh_project: Project, capsys: Any) -> None:
    package = fresh_project.root / "generated/pixel_api"
    edited = package / "models/project.py"
    edited.write_text(edited.read_text() + "# mine\n")
    (package / "mine.py").write_text("")
    (package / "models/kind.py").unlink()
    (package / "__pycache__").mkdir()
    (package / "__pycache__/x.cpython-311.pyc").write_bytes(b"")
    readme = fresh_project.root / "generated/README.md"
    readme.write_text("mine")
    twin = fresh_project.root / "pixel_client/sync.py"
    twin.write_text(twin.read_text().replace("def close", "def shut"))
    before = fresh_project.tree()
    assert fresh_project.regen("--check") == 1
    said = capsys.readouterr().err.splitlines()
    assert said[1:-1] == [
        "  differs: generated/README.md",
        "  extra:   generated/pixel_api/mine.py",
        "  missing: generated/pixel_api/models/kind.py",
        "  differs: generated/pixel_api/models/project.py",
        "  differs: pixel_client/sync.py",
    ]
    assert "make regen" in said[-1]
    assert fresh_project.tree() == before


def test_a_stale_package_is_named(fresh_project: Project, capsys: Any) -> None:
    fresh_project.spec(lambda d: d["paths"]["/search/"]["post"].update(summary="Look for"))
    assert fresh_project.regen("--check") == 1
    said = capsys.readouterr().err
    assert "differs: generated/pixel_api/operations/search.py" in said
    assert "differs: pixel_client/sync.py" in said


def test_a_missing_package_is_named(project: Project, capsys: Any) -> None:
    assert project.regen("--check") == 1
    assert "missing: generated/pixel_api/py.typed" in capsys.readouterr().err


def test_a_changed_client_makes_the_twin_stale(fresh_project: Project, capsys: Any) -> None:
    client = fresh_project.root / "pixel_client/client.py"
    method = '    async def more(self) -> int:\n        """More."""\n        return 1\n'
    client.write_text(client.read_text() + "\n" + method)
    assert fresh_project.regen("--check") == 1
    assert capsys.readouterr().err.count("differs:") == 1
    assert fresh_project.regen() == 0
    assert "Wrote pixel_client/sync.py." in capsys.readouterr().out
    assert "def more(self) -> int:" in (fresh_project.root / "pixel_client/sync.py").read_text()


def test_a_received_document_stays_in_use(fresh_project: Project, capsys: Any) -> None:
    import json

    def change(document: Any) -> None:
        document["paths"]["/own"] = {"get": {"responses": {"204": {"description": ""}}}}

    text = json.dumps(small(change))
    received = fresh_project.write("../theirs.json", text)
    before = fresh_project.tree()
    assert fresh_project.regen("--spec", str(received)) == 0
    out = capsys.readouterr().out
    assert "note: GET /own has no line in openapi/names.yaml; it is named get_own" in out
    assert "  added   GET /own (get_own)" in out
    kept = fresh_project.root / "openapi/received.yaml"
    assert kept.read_text() == text
    received.unlink()
    assert fresh_project.regen("--check") == 0
    capsys.readouterr()
    assert fresh_project.regen() == 0
    goes_back = "`make regen SPEC=openapi/pixel.yaml` reverts"
    assert goes_back in capsys.readouterr().out
    shipped = fresh_project.root / "openapi/pixel.yaml"
    assert fresh_project.regen("--spec", str(shipped)) == 0
    out = capsys.readouterr().out
    assert "! removed GET /own (get_own)" in out
    assert goes_back not in out
    assert not kept.exists()
    assert fresh_project.tree() == before


def test_what_is_committed_is_fresh() -> None:
    assert regen.main(["--check"]) == 0


def test_a_copy_of_the_project_gives_the_same(tmp_path: Path) -> None:
    for name in ("openapi", "scripts", "pixel_client"):
        shutil.copytree(ROOT / name, tmp_path / name)
    assert regen.main([], root=tmp_path) == 0
    assert not list(regen.file_swap.differences("", tmp_path / "generated", ROOT / "generated"))
