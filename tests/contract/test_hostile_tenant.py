"""A tenant that tells more than it should, and recordings that end too early."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from pixel_client.exceptions import PixelNotFoundError, PixelServerError, PixelSignInError
from pixel_sandbox import Sandbox, SandboxUser
from scripts import record
from scripts.recording import tape
from scripts.recording.caller import Mode, UniformClient
from scripts.recording.document import read
from scripts.recording.guard import CreatedResource, Guard, GuardError
from scripts.recording.interaction import Interaction
from scripts.recording.ledger import Ledger
from scripts.recording.places import tenant_place
from scripts.recording.scenario import SCENARIOS
from scripts.recording.session import RecordingError, RecordingSource, Session
from scripts.recording.stand_ins import StandIns
from scripts.recording.words import decodings, holds, replaced

from .conftest import PASSWORD, TENANT, USER, Replay, alive, calls, feature_service
from .scenarios import RECIPES
from .scenarios.ground import AREA

MODES: tuple[Mode, ...] = ("sync", "async")
PERSON = "Kari Traa"
ADDRESS = "kari.traa" + "@" + "kystverk.invalid"
KEY = "9f8e7d6c5b4a"
SAID = {
    "owner": {"id": 1, "full_name": PERSON, "mail": ADDRESS, "phones": ["+4799887766"]},
    "created_by": PERSON,
    "nested": json.dumps({"access_token": KEY, "who": PERSON}),
    "percent": quote(f"/a?token={KEY}&to={ADDRESS}", safe=""),
    "base64": base64.b64encode(f"by {PERSON}, token={KEY}".encode()).decode(),
    "link": f"https://kari:{KEY}" + f"@files.example/{TENANT}/a?sig={KEY}",
    "apiKey": KEY,
    "bucket": f"{TENANT.upper()}_photos",
}


@pytest.fixture
def talkative(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answers with more in them than anybody asked for, wherever there is room for it."""
    plain = tape.decode_response

    def answer(response: dict[str, Any]) -> dict[str, Any]:
        response = plain(response)
        text = response["body"]["string"]
        if text[:1] in {b"{", b"["}:
            body = json.loads(text)
            for row in body if isinstance(body, list) else [body]:
                row.update({name: SAID[name] for name in SAID if "access_token" not in row})
            response["body"]["string"] = json.dumps(body).encode()
            response["headers"]["Location"] = [f"https://files.example/{ADDRESS}?token={KEY}"]
            response["headers"]["X-Owner"] = [ADDRESS]
        return response

    monkeypatch.setattr(tape, "decode_response", answer)


@pytest.mark.usefixtures("talkative")
@pytest.mark.parametrize("name", ["me", "restore_project", "add_attachments"])
def test_what_a_tenant_tells_by_itself_is_in_no_cassette(
    session: Session, name: str, replay: Replay
) -> None:
    session.record(SCENARIOS[name])
    text = session.path(SCENARIOS[name]).read_text(encoding="utf-8")
    on_interaction = "\n".join(decodings(text)).lower()
    for secret in (PERSON, ADDRESS, KEY, "998877", TENANT, USER, PASSWORD):
        assert secret.lower() not in on_interaction
    assert "phones" in on_interaction  # that there is such a field is no secret
    for mode in MODES:
        replay(SCENARIOS[name], read(session.path(SCENARIOS[name])), mode)


@pytest.fixture(scope="module")
def mailbox() -> Iterator[Sandbox]:
    """A tenant whose user is called by an e-mail address, with a password hard to spell."""
    user = SandboxUser(ADDRESS, "pa ss\"wo'rd-\u00e6%1", "superuser", email=ADDRESS)
    with Sandbox(tenant="Oslo", users=(user,)) as sandbox:
        yield sandbox


def test_a_user_may_be_called_by_an_address(
    mailbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, replay: Replay
) -> None:
    for name, value in mailbox.settings.items():
        monkeypatch.setenv(name, value)
    session = Session(place=tenant_place("Oslo"), recipes=RECIPES, folder=tmp_path)
    for name in ("sign_in", "me"):
        session.record(SCENARIOS[name])
        replay(SCENARIOS[name], read(session.path(SCENARIOS[name])), "sync")


@pytest.mark.parametrize(
    "spelled",
    [
        base64.b64encode(f"it is {PASSWORD}".encode()).decode(),
        PASSWORD.replace("-", "%2D"),
        PASSWORD.replace("-", "\\u002d"),
        f"{PASSWORD} " * 9,  # the file breaks it into lines
    ],
    ids=["base64", "percent", "escaped", "long"],
)
def test_a_password_is_found_however_it_is_spelled(session: Session, spelled: str) -> None:
    def tell(pixel: Any) -> None:
        pixel.create_project("Survey", spelled, AREA)

    with pytest.raises(RecordingError, match="stay secret"):
        session.record(calls(tell))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Kystverk", "Acme"),
        ("KYSTVERK_photos", "Acme_photos"),
        ("s3://kystverk2024/a", "s3://acme2024/a"),
        ("Kystverket", "Acmeet"),
        ("by ola", "by pilot"),
        ("Solan and Ola.", "Solan and Pilot."),
        ("https://pixel.example/acme/projects/", "https://pixel.example/acme/projects/"),
    ],
)
def test_a_tenants_words_are_replaced(text: str, shown: str) -> None:
    words = {"kystverk": "acme", "ola": "pilot", "pixel": "acme"}
    assert replaced(text, words) == shown
    assert not holds(shown, {"kystverk", "ola"})


def test_what_the_recording_says_itself_is_left_as_it_is() -> None:
    said = Interaction(
        method="POST",
        url="/",
        headers={},
        body={"json": ["ola"]},
        status=200,
        answer_headers={},
        answer={"json": ["ola", "by ola"]},
    )
    (shown,) = StandIns(hosts={}, words={"ola": "pilot"}, ours={"ola"}).interactions([said])
    assert (shown.body, shown.answer) == ({"json": ["ola"]}, {"json": ["ola", "by pilot"]})


def test_a_word_of_the_contract_tells_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"TENANT": "Image", "USERNAME": "somebody", "PASSWORD": "x"}.items():
        monkeypatch.setenv(f"PIXEL_{name}", value)
    assert tenant_place("image").words == {"somebody": "pilot"}


API = "https://api.invalid/acme"


def on_interaction(
    guard: Guard, method: str, path: str, answer: Any, status: int = 200, body: Any = None
) -> None:
    asked = {"json": body} if body is not None else {}
    guard.check(method, API + path, {}, asked)
    guard.learn(
        Interaction(
            method=method,
            url=API + path,
            headers={},
            body=asked,
            status=status,
            answer_headers={},
            answer={"json": answer},
        )
    )


def test_what_an_answer_only_mentions_is_not_ours() -> None:
    guard = Guard(API)
    made = {"id": 5, "owner": {"id": 6}, "parent": {"id": 7}}
    on_interaction(guard, "POST", "/projects/", made, 201)
    on_interaction(guard, "GET", "/projects/5", made | {"data_collections": [{"id": 8}]})
    on_interaction(guard, "PUT", "/projects/5/data_collections/8", {})
    for number in (6, 7):
        with pytest.raises(GuardError, match="not of this recording"):
            on_interaction(guard, "DELETE", f"/projects/{number}", {})


def test_ids_that_are_no_numbers_are_nobodys() -> None:
    guard = Guard(API)
    on_interaction(guard, "POST", "/projects/", {"id": "5f0a-11"}, 201)
    with pytest.raises(GuardError, match="whose owner is unknown"):
        on_interaction(guard, "DELETE", "/projects/5f0a-11", {})
    with pytest.raises(GuardError, match="is not a number"):
        on_interaction(guard, "GET", "/projects/", [{"id": "5f0a-12"}])


def kept(path: Path) -> tuple[Ledger, Callable[..., Guard]]:
    ledger = Ledger(path=path / "ledger", api_url=API)
    return ledger, lambda: Guard(API, ledger.left(), ledger.keep)


def test_what_was_made_is_written_down_before_anything_more_is_sent(tmp_path: Path) -> None:
    ledger, new = kept(tmp_path)
    guard = new()
    guard.check("POST", f"{API}/projects/", {}, {"json": {"name": "Survey"}})
    assert ledger.left() == [
        CreatedResource(kind="project", path="/projects/", number=0, name="Survey")
    ]
    on_interaction(
        guard, "POST", "/projects/", {"id": 5, "name": "Survey"}, 201, {"name": "Survey"}
    )
    guard.forget(*guard.unanswered)
    assert ledger.left() == [
        CreatedResource(kind="project", path="/projects/", number=5, name="Survey")
    ]
    again = new()
    on_interaction(again, "DELETE", "/projects/5", {})
    assert not ledger.path.exists()


def test_what_others_addresses_have_left_stays_written_down(tmp_path: Path) -> None:
    elsewhere = Ledger(path=tmp_path / "ledger", api_url="https://other.invalid/acme")
    elsewhere.keep([CreatedResource(kind="project", path="/projects/", number=9)])
    ledger, _ = kept(tmp_path)
    assert ledger.left() == []
    ledger.keep([CreatedResource(kind="project", path="/projects/", number=5)])
    ledger.keep([])
    assert elsewhere.left() == [CreatedResource(kind="project", path="/projects/", number=9)]


def test_a_lost_restore_is_undone() -> None:
    guard = Guard(API)
    on_interaction(guard, "POST", "/projects/", {"id": 5}, 201)
    on_interaction(guard, "DELETE", "/projects/5", {"id": 5})
    assert guard.created == []
    guard.check("POST", f"{API}/projects/5/restore", {}, {})
    assert [(each.path, each.number) for each in guard.created] == [("/projects/", 5)]


@pytest.fixture
def ledger(session: Session, place: RecordingSource, tmp_path: Path) -> Ledger:
    session.ledger = Ledger(path=tmp_path / ".left", api_url=place.settings["pilot"].PIXEL_API_URL)
    return session.ledger


def test_the_next_recording_removes_what_a_killed_one_left(
    session: Session, tenant: Sandbox, place: RecordingSource, ledger: Ledger
) -> None:
    before = alive(tenant)
    pilot = place.settings["pilot"]
    guard = Guard(pilot.PIXEL_API_URL, keep=ledger.keep)
    with tape.record(guard), UniformClient("async", pilot) as pixel:
        project = pixel.create_project("Survey", "A recording", AREA).id
        images = pixel.create_data_collection(project, "Flight 1", "", "image").id
        pixel.create_arcgis_service("Feature", feature_service(images))
    guard.check("POST", f"{pilot.PIXEL_API_URL}/analysis/services/", {}, {"json": {"name": "S"}})
    assert len(alive(tenant)) == len(before) + 2
    assert session.sweep() == ["analysis_service 'S', if it was created"]
    assert alive(tenant) == before
    assert not ledger.path.exists()
    assert session.sweep() == []


def test_what_could_not_be_removed_is_named_and_tried_again(
    session: Session, tenant: Sandbox, ledger: Ledger
) -> None:
    before = alive(tenant)

    def run(pixel: Any, project: int) -> None:
        tenant.fail_next("DELETE", rf"/projects/{project}$", 403)
        raise PixelNotFoundError({}, 404, "GET", "/", None)

    with pytest.raises(PixelNotFoundError) as caught:
        session.record(calls(run))
    assert "could not delete project" in caught.value.__notes__[0]
    session.record(SCENARIOS["delete_project"])  # does not forget what was left before
    assert session.sweep() == []
    assert alive(tenant) == before


def test_what_may_have_been_made_is_named(
    session: Session, tenant: Sandbox, ledger: Ledger
) -> None:
    def run(pixel: Any) -> None:
        tenant.fail_next("POST", "/projects/$", 504)
        pixel.create_project("Perhaps", "Nobody knows", AREA)

    with pytest.raises(PixelServerError) as caught:
        session.record(calls(run))
    assert "project 'Perhaps', if it was created" in caught.value.__notes__[0]
    assert not ledger.path.exists()


def test_who_is_not_let_in_is_not_asked_for_again(
    place: RecordingSource, tenant: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIXEL_PASSWORD", "another")
    before = len(tenant.requests)
    chosen = [SCENARIOS["get_project"], SCENARIOS["get_plugins"]]
    with pytest.raises(PixelSignInError):
        record.record_all(chosen, TENANT, tmp_path, tmp_path / ".left")
    assert [each.path.rsplit("/", 1)[1] for each in tenant.requests[before:]] == ["token"]


def test_the_sign_in_that_others_begin_with_is_recorded_first(
    place: RecordingSource, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    chosen = [SCENARIOS["get_plugins"], SCENARIOS["sign_in"]]
    assert record.record_all(chosen, TENANT, tmp_path, tmp_path / ".left") == []
    assert capsys.readouterr().out.split() == ["written", "sign_in", "written", "get_plugins"]
    assert read(tmp_path / "plugins" / "get_plugins.yaml").signs_in
