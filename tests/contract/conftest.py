"""Playing a cassette, and recording one from a tenant."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest

from pixel_api import waiting
from pixel_client import PixelApiSettings, PixelClient
from pixel_sandbox import Sandbox, SandboxUser
from scripts.record import FOLDER
from scripts.recording.caller import Mode, UniformClient
from scripts.recording.document import SIGNS_IN, Document, read
from scripts.recording.interaction import Interaction
from scripts.recording.places import played_settings, tenant_place
from scripts.recording.scenario import SCENARIOS, Scenario
from scripts.recording.session import RecordingSource, Session
from scripts.recording.stand_ins import S3
from scripts.recording.tape import play

from .scenarios import RECIPES
from .scenarios.ground import AREA


def cassette(scenario: Scenario) -> Path:
    return FOLDER / scenario.folder / f"{scenario.name}.yaml"


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
            play(whole(document)),
            UniformClient(mode, settings, **scenario.options) as pixel,
        ):
            scenario.run(pixel, **given)

    return run


TENANT, USER, PASSWORD = "Kystverk", "ola.nordmann", "the-password-of-ola"


@pytest.fixture(scope="package")
def tenant() -> Iterator[Sandbox]:
    """A tenant with things of others in it."""
    users = (SandboxUser(USER, PASSWORD, "superuser", email="ola@sandbox.invalid"),)
    with Sandbox(tenant=TENANT, users=users, validation_workers=1) as sandbox:
        with PixelClient(PixelApiSettings(**sandbox.settings)) as others:
            theirs = others.create_project("Theirs", "Not ours", AREA).id
            others.create_data_collection(theirs, "Theirs", "Not ours", "image")
        yield sandbox


@pytest.fixture
def place(tenant: Sandbox, monkeypatch: pytest.MonkeyPatch) -> RecordingSource:
    for name, value in tenant.settings.items():
        monkeypatch.setenv(name, value)
    place = tenant_place(TENANT.lower())
    # Unlike the service, a sandbox takes forms for S3 at the address of its sign-in.
    return attrs.evolve(place, hosts={f"{tenant.auth_url}/s3": S3, **place.hosts})


@pytest.fixture
def session(place: RecordingSource, tmp_path: Path) -> Session:
    session = Session(place=place, recipes=RECIPES, folder=tmp_path)
    session.record(SCENARIOS["sign_in"])
    return session


def alive(tenant: Sandbox) -> list[str]:
    """What there is in the tenant, by name."""
    with PixelClient(PixelApiSettings(**tenant.settings)) as client:
        return [
            row["name"]
            for rows in (
                client.list_projects(),
                client.list_arcgis_services("Feature"),
                client.list_arcgis_services("Image"),
                client.list_analysis_services(),
            )
            for row in rows
        ]


def calls(run: Any, **choices: Any) -> Scenario:
    return Scenario(folder="made_up", name="made_up", run=run, **choices)


def feature_service(*collections: int) -> dict[str, Any]:
    options = {"feature_service_options": {"image_layer": {}}}
    return {
        "name": "F",
        "description": "",
        "data_collection_ids": list(collections),
        "options": options,
    }
