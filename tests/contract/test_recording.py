"""Recording: what it writes, what it never touches, and what it leaves behind: nothing."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pixel_client import PixelApiSettings, PixelClient
from pixel_client.exceptions import PixelNotFoundError
from pixel_sandbox import Sandbox
from scripts import record
from scripts.recording.document import read
from scripts.recording.guard import GuardError
from scripts.recording.places import sandbox_place
from scripts.recording.scenario import SCENARIOS, Scenario
from scripts.recording.session import RecordingError, RecordingSource, Session

from .conftest import PASSWORD, TENANT, USER, alive, calls, cassette, feature_service
from .scenarios import RECIPES
from .scenarios.ground import AREA


@contextlib.contextmanager
def unwritten(session: Session, scenario: Scenario) -> Iterator[None]:
    """Holds that no cassette comes of it, and that nothing is left behind."""
    yield
    assert not session.path(scenario).exists()


@pytest.mark.parametrize(
    "names", [["create_project", "update_image", "search", "add_attachments", "upload_in_parts"]]
)
def test_recording_again_changes_nothing(names: list[str], tmp_path: Path) -> None:
    with sandbox_place({}) as place:
        session = Session(place=place, recipes=RECIPES, folder=tmp_path)
        for name in ("sign_in", "create_analysis_service", *names, *names):
            session.record(SCENARIOS[name])
            recorded = session.path(SCENARIOS[name]).read_text(encoding="utf-8")
            assert recorded == cassette(SCENARIOS[name]).read_text(encoding="utf-8"), name


def test_a_tenant_gives_the_same_cassette_and_is_not_named_in_it(session: Session) -> None:
    for name in ("sign_in", "get_image", "upload_raster_with_side_cars", "me", "conflict"):
        session.record(SCENARIOS[name])
        path = session.path(SCENARIOS[name])
        text = path.read_text(encoding="utf-8").lower()
        for secret in (TENANT, USER, PASSWORD, "sandbox.invalid", "127.0.0.1"):
            assert secret.lower() not in text
        ours, theirs = read(path), read(cassette(SCENARIOS[name]))
        assert ours.recorded_from == "tenant"
        assert [each.asks for each in ours.interactions] == [
            each.asks for each in theirs.interactions
        ]


@pytest.mark.parametrize("change", ["update", "delete", "move", "upload", "attach", "publish"])
def test_what_others_made_is_not_touched(
    session: Session, tenant: Sandbox, project_of_others: tuple[int, int], change: str
) -> None:
    theirs, images = project_of_others
    attempts = {
        "update": lambda pixel: pixel.update_project(theirs, name="Mine"),
        "delete": lambda pixel: pixel.delete_project(theirs),
        "move": lambda pixel: pixel.move_project(theirs, -1),
        "upload": lambda pixel: pixel.create_upload_jobs(theirs, images, [{"name": "a", "md5": X}]),
        "attach": lambda pixel: pixel.delete_attachment("project", theirs, 1),
        "publish": lambda pixel: pixel.create_arcgis_service("Feature", feature_service(images)),
    }
    before = len(tenant.requests)
    scenario = calls(attempts[change])
    with unwritten(session, scenario), pytest.raises(GuardError, match="not of this recording"):
        session.record(scenario)
    made = [each for each in tenant.requests[before:] if each.method != "GET"]
    assert [each.path.rsplit("/", 1)[1] for each in made] == ["token"] * len(made)


X = "1B2M2Y8AsgTpgAmY7PhCfg=="


@pytest.fixture
def project_of_others(tenant: Sandbox) -> tuple[int, int]:
    with PixelClient(PixelApiSettings(**tenant.settings)) as client:
        (project,) = client.list_projects(name="Theirs")
        (collection,) = client.list_data_collections(project.id)
        return project.id, collection.id


def test_a_refusal_that_the_scenario_swallows_counts_all_the_same(
    session: Session, project_of_others: tuple[int, int]
) -> None:
    def careless(pixel: Any) -> None:
        with contextlib.suppress(Exception):
            pixel.delete_project(project_of_others[0])

    with unwritten(session, calls(careless)), pytest.raises(GuardError, match="DELETE"):
        session.record(calls(careless))


@pytest.mark.parametrize("shows", ["projects", "search"])
def test_what_others_made_is_not_shown(session: Session, shows: str) -> None:
    def look(pixel: Any) -> None:
        if shows == "projects":
            pixel.list_projects()
        else:
            pixel.search({"on": "projects"})

    with unwritten(session, calls(look)), pytest.raises(GuardError, match="belongs to others"):
        session.record(calls(look))


class Mishap(Exception):
    pass


@pytest.mark.parametrize("end", [Mishap, KeyboardInterrupt])
def test_what_was_made_is_removed_also_after_a_failure(
    session: Session, tenant: Sandbox, end: type[BaseException]
) -> None:
    before, requests = alive(tenant), len(tenant.requests)

    def make_and_fail(pixel: Any, images: int, feature_service: int, analysis_task: int) -> None:
        pixel.create_project("Half done", "Then it ends", AREA)
        raise end

    scenario = calls(make_and_fail)
    with unwritten(session, scenario), pytest.raises(end):
        session.record(scenario)
    made = [each.path.split("/", 2)[2] for each in tenant.requests[requests:] if each.status == 201]
    assert {"projects/", "arcgis_services/Feature/", "analysis/services/"} <= set(made)
    assert alive(tenant) == before


def test_what_was_restored_is_removed_again(session: Session, tenant: Sandbox) -> None:
    before = alive(tenant)
    session.record(SCENARIOS["restore_project"])
    assert alive(tenant) == before


def test_what_cannot_be_removed_is_named(session: Session, tenant: Sandbox) -> None:
    def run(pixel: Any, project: int) -> None:
        tenant.fail_next("DELETE", rf"/projects/{project}$", 403)

    with unwritten(session, calls(run)), pytest.raises(RecordingError, match="by hand"):
        session.record(calls(run))


def test_a_cassette_that_would_hold_a_secret_is_not_written(session: Session) -> None:
    def tell(pixel: Any) -> None:
        pixel.create_project("Survey", f"My password is {PASSWORD}", AREA)

    with unwritten(session, calls(tell)), pytest.raises(RecordingError, match="secret") as caught:
        session.record(calls(tell))
    assert PASSWORD not in str(caught.value)


def test_an_address_in_a_text_is_hidden(session: Session) -> None:
    address = "somebody" + "@" + "example.com"

    def tell(pixel: Any) -> None:
        pixel.create_project("Survey", f"Ask {address}", AREA)

    session.record(calls(tell))
    (asked,) = read(session.path(calls(tell))).interactions
    assert asked.body["json"]["description"] == "Ask REDACTED"
    assert asked.answer["json"]["description"] == "Ask REDACTED"


def test_another_tenant_than_the_settings_name_is_not_touched(
    place: RecordingSource, tenant: Sandbox, capsys: pytest.CaptureFixture[str]
) -> None:
    before = len(tenant.requests)
    assert record.main(["--tenant", "somebody-else", "get_project"]) == 1
    assert "nothing was sent" in capsys.readouterr().err
    assert len(tenant.requests) == before


def test_what_cannot_be_undone_is_not_recorded_from_a_tenant() -> None:
    from_tenant = {name for name, each in SCENARIOS.items() if each.takes_tenant}
    assert from_tenant.isdisjoint(
        {"create_oidc_user", "update_oidc_user", "list_gdo_users", "search", "me_extended"}
    )
    assert [name for name in from_tenant if SCENARIOS[name].faults] == []
    assert len(from_tenant) > 80


def test_a_scenario_that_fails_leaves_the_others_their_turn(
    place: RecordingSource, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(pixel: Any) -> None:
        raise PixelNotFoundError({}, 404, "GET", "/", None)

    chosen = [SCENARIOS["sign_in"], calls(broken), SCENARIOS["get_project"]]
    failed = record.record_all(chosen, TENANT, tmp_path)
    assert [line.partition(":")[0] for line in failed] == ["made_up"]
    assert (tmp_path / "projects" / "get_project.yaml").is_file()


def test_an_unknown_scenario_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        record.main(["get_projekt"])
    assert "no scenario get_projekt" in capsys.readouterr().err
