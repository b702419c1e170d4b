"""What holds for every test."""

from __future__ import annotations

import signal
from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.conforming import held_to_the_contract

# A shell that starts something in the background has it ignore Ctrl-C, and so would the programs
# that tests start and interrupt. A handler, other than ignoring, is not passed on to them.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# A machine that is busy makes no test fail.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(scope="session", autouse=True)
def own_state_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Journals of uploads are kept in a state folder: not in that of who runs the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        yield


@pytest.fixture(scope="session")
def wrong_answers() -> Iterator[list[str]]:
    """What sandboxes in this process answered against the contract."""
    with held_to_the_contract() as problems:
        yield problems


@pytest.fixture(autouse=True)
def answers_keep_to_the_contract(wrong_answers: list[str]) -> Iterator[None]:
    """No test passes while a sandbox it asks answers against the contract."""
    wrong_answers.clear()
    yield
    assert wrong_answers == []
