"""The project's conventions, held by tests."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import pixel_client
import pixel_client.exceptions

ROOT = Path(__file__).parents[2]
OURS = ("pixel_api", "pixel_client", "pixel_sandbox")
MAY_IMPORT = {
    "generated/pixel_api": {"pixel_api"},
    "pixel_client": {"pixel_client", "pixel_api"},
    "pixel_sandbox": {"pixel_sandbox"},
}


def modules(folder: str) -> Iterator[Path]:
    yield from sorted((ROOT / folder).rglob("*.py"))


def imported(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((0, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.level, node.module or ""


@pytest.mark.parametrize("folder", MAY_IMPORT)
def test_imports_go_one_way(folder: str) -> None:
    found = {
        (path.relative_to(ROOT).as_posix(), name)
        for path in modules(folder)
        for level, name in imported(path)
        if level == 0
        and name.split(".")[0] in OURS
        and name.split(".")[0] not in MAY_IMPORT[folder]
    }
    assert found == set()


@pytest.mark.parametrize("module", [pixel_client, pixel_client.exceptions])
def test_public_names_are_sorted_and_there(module: object) -> None:
    names = module.__all__
    assert names == sorted(names)
    assert [name for name in names if not hasattr(module, name)] == []


def test_the_exception_tree_is_drawn_whole() -> None:
    module = pixel_client.exceptions
    drawn = set(re.findall(r"Pixel\w+Error|PixelError", module.__doc__))
    assert drawn == {name for name in module.__all__ if name.startswith("Pixel")}


@pytest.mark.parametrize("folder", ["pixel_client"])
def test_no_path_of_the_service_is_written_by_hand(folder: str) -> None:
    paths = re.compile(
        r"""["'f][^"'\n]*/(projects|data_collections|upload_jobs|jobs|users|search|plugins)\b"""
    )
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in modules(folder)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if paths.search(line) and not line.lstrip().startswith(("#", '"""', ">>>"))
    ]
    assert found == []


def test_every_room_says_what_it_is_for() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for folder in ("pixel_client", "pixel_sandbox", "scripts")
        for path in modules(folder)
        if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert silent == []


def test_hand_written_files_stay_small() -> None:
    written = {ROOT / "pixel_client" / "sync.py"}
    long = {
        str(path.relative_to(ROOT)): lines
        for folder in ("pixel_client", "pixel_sandbox", "scripts")
        for path in modules(folder)
        if path not in written and (lines := len(code_lines(path))) > 350
    }
    assert long == {}


def code_lines(path: Path) -> set[int]:
    """The lines of a file that hold code: no docstrings, comments or blank lines."""
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    documented: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            documented.update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    return {
        number
        for number, line in enumerate(text.splitlines(), 1)
        if line.strip() and not line.lstrip().startswith("#") and number not in documented
    }


def test_generated_files_and_scripts_carry_no_path_of_a_machine() -> None:
    home = str(Path.home())
    found = [
        str(path.relative_to(ROOT))
        for folder in ("generated", "pixel_client", "openapi", "scripts")
        for path in sorted((ROOT / folder).rglob("*"))
        if path.is_file()
        and path.suffix in {".py", ".json", ".yaml", ".md", ".jinja"}
        and (str(ROOT) in (text := path.read_text(encoding="utf-8")) or f"{home}/" in text)
    ]
    assert found == []
