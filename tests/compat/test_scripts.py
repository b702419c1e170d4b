"""Scripts as 1.2.8's users write them, with this package; `make compat` runs them with 1.2.8."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pixel_sandbox import Sandbox

from . import materials
from .scripts import AS_WRITTEN, DEFECTS, Script


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("materials")
    materials.make(path)
    return path


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as running:
        yield running


@pytest.mark.parametrize("script", AS_WRITTEN, ids=lambda s: s.name)
def test_a_script_written_for_1_2_8_works(
    script: Script, sandbox: Sandbox, folder: Path, tmp_path: Path
) -> None:
    code, said = script.start(sys.executable, sandbox, folder, tmp_path).end()
    assert code == 0, said


@pytest.mark.parametrize("script", DEFECTS, ids=lambda s: s.name)
def test_a_defect_of_1_2_8_is_none_here(
    script: Script, sandbox: Sandbox, folder: Path, tmp_path: Path
) -> None:
    with script.sandbox(sandbox) as one:
        code, said = script.start(sys.executable, one, folder, tmp_path).end()
    assert code == 0, said


def test_every_defect_says_how_1_2_8_fails() -> None:
    assert [s.name for s in DEFECTS if not s.constants.get("WITH_1_2_8")] == []
