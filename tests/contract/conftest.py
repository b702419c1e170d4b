"""Playing a cassette."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from pixel_api import waiting
from scripts.record import FOLDER
from scripts.recording.caller import Caller, Mode
from scripts.recording.document import SIGNS_IN, Document, read
from scripts.recording.interaction import Interaction
from scripts.recording.pace import together
from scripts.recording.places import played_settings
from scripts.recording.scenario import SCENARIOS, Scenario
from scripts.recording.tape import play


def cassette(scenario: Scenario) -> Path:
    return FOLDER / scenario.room / f"{scenario.name}.yaml"


def whole(document: Document) -> list[Interaction]:
    """Its interactions, with the sign-in that it leaves to another cassette."""
    if not document.signs_in:
        return document.interactions
    return [*read(cassette(SCENARIOS[SIGNS_IN])).interactions[:1], *document.interactions]


Replay = Callable[[Scenario, Document, Mode], None]


@pytest.fixture
def replay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Replay:
    """Runs a scenario on its cassette, without the pauses that a real service takes."""
    monkeypatch.setattr(random, "random", lambda: 0.0)
    monkeypatch.setattr(waiting, "FIRST_PAUSE", 0.0)

    def run(scenario: Scenario, document: Document, mode: Mode) -> None:
        given = {
            name: tmp_path if name == "folder" else document.given[name] for name in scenario.needs
        }
        settings = played_settings(scenario.user)
        with (
            together(),
            play(whole(document)),
            Caller(mode, settings, **scenario.options) as pixel,
        ):
            scenario.run(pixel, **given)

    return run
