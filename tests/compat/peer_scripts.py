"""The scripts with pixel-client 1.2.8: those as written work, those of a defect fail as they say.

Not part of `make test`: it needs 1.2.8 in an environment of its own (`make compat`). 1.2.8 mostly
sleeps, so several scripts run at the same time.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from pixel_sandbox import Sandbox

from . import materials
from .scripts import AS_WRITTEN, DEFECTS, FOR_1_2_8, Script

PEER = os.environ["PEER_PYTHON"]
AT_ONCE = 4
Outcomes = dict[str, Future[tuple[int, str]]]

pytestmark = pytest.mark.timeout(300)  # each waits for those before it


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Outcomes]:
    folder = tmp_path_factory.mktemp("materials")
    cwd = tmp_path_factory.mktemp("cwd")
    materials.make(folder)

    def run(script: Script) -> tuple[int, str]:
        with script.sandbox(shared) as sandbox:
            return script.start(PEER, sandbox, folder, cwd).end()

    with Sandbox(**FOR_1_2_8) as shared, ThreadPoolExecutor(AT_ONCE) as pool:
        yield {script.name: pool.submit(run, script) for script in [*AS_WRITTEN, *DEFECTS]}
        pool.shutdown(cancel_futures=True)


@pytest.mark.parametrize("script", AS_WRITTEN, ids=lambda s: s.name)
def test_a_script_works_with_1_2_8_unchanged(script: Script, outcomes: Outcomes) -> None:
    code, said = outcomes[script.name].result()
    assert code == 0, said


@pytest.mark.parametrize("script", DEFECTS, ids=lambda s: s.name)
def test_a_defect_is_one_of_1_2_8(script: Script, outcomes: Outcomes) -> None:
    code, said = outcomes[script.name].result()
    assert code != 0, "1.2.8 does it right: then this is no difference"
    assert script.constants["WITH_1_2_8"] in said, said
