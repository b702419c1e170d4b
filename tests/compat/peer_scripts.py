"""The scripts with pixel-client 1.2.8: those as written work, those of a defect fail as they say.

Not part of `make test`: it needs 1.2.8 in an environment of its own (`make compat`). 1.2.8 mostly
sleeps, so all scripts run at the same time.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator

import pytest

from pixel_sandbox import Sandbox

from . import materials
from .scripts import AS_WRITTEN, DEFECTS, OPTIONS, Running, Script

PEER = os.environ["PEER_PYTHON"]


@pytest.fixture(scope="module")
def processes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Running]]:
    folder = tmp_path_factory.mktemp("materials")
    cwd = tmp_path_factory.mktemp("cwd")
    materials.make(folder)
    with contextlib.ExitStack() as stack:
        shared = stack.enter_context(Sandbox(**OPTIONS))
        started = {s.name: s.start(PEER, shared, folder, cwd) for s in AS_WRITTEN}
        for script in DEFECTS:
            sandbox = stack.enter_context(script.sandbox(shared))
            started[script.name] = script.start(PEER, sandbox, folder, cwd)
        for process in started.values():
            stack.callback(process.process.kill)
        yield started


@pytest.mark.parametrize("script", AS_WRITTEN, ids=lambda s: s.name)
def test_a_script_works_with_1_2_8_unchanged(script: Script, processes: dict[str, Running]) -> None:
    code, said = processes[script.name].end()
    assert code == 0, said


@pytest.mark.parametrize("script", DEFECTS, ids=lambda s: s.name)
def test_a_defect_is_one_of_1_2_8(script: Script, processes: dict[str, Running]) -> None:
    code, said = processes[script.name].end()
    assert code != 0, "1.2.8 does it right: then this is no difference"
    assert script.constants["WITH_1_2_8"] in said, said
