"""The parts of a recording: bodies as they are shown, ids by kind, what has a stand-in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from pixel_client.uploads.s3.multipart_form import form_envelope
from scripts.recording.bodies import as_bytes, show
from scripts.recording.interaction import Interaction
from scripts.recording.pace import in_order, without_waiting
from scripts.recording.paths import key_kind, path_ids
from scripts.recording.secrets import hide, hide_in_url, secrets_in
from scripts.recording.stand_ins import StandIns

HOSTS = {"http://127.0.0.1:80/acme": "https://pixel.example/acme"}


def answered(path: str, answer: Any, method: str = "GET", body: Any = None) -> Interaction:
    asked = {} if body is None else {"json": body}
    return Interaction(
        method=method,
        url=f"http://127.0.0.1:80/acme{path}",
        headers={},
        body=asked,
        status=200,
        answer_headers={},
        answer={"json": answer},
    )


def with_stand_ins(*recorded: Interaction) -> list[Interaction]:
    return StandIns(hosts=HOSTS).interactions(recorded)


@pytest.mark.parametrize(
    "content", [b"", b"\r\n", b"a\r\n--b\r\nc", bytes(range(256)) * 40, b"\r\n--boundary-like--"]
)
def test_a_form_is_the_same_whoever_wrote_it(content: bytes) -> None:
    fields = {"key": "1/æ.jpg", "policy": "p"}
    envelope = form_envelope(fields, "photo.jpg")
    other = httpx.Request(
        "POST", "https://s3.example", data=fields, files={"file": ("photo.jpg", content)}
    )
    ours = show(envelope.content_type, envelope.head + content + envelope.tail)
    theirs = show(other.headers["content-type"], other.read())
    assert ours == theirs
    assert ours["multipart"]["key"] == "1/æ.jpg"
    assert ours["multipart"]["file"]["length"] == len(content)


def test_a_field_that_is_sent_twice_is_shown_twice() -> None:
    form = "application/x-www-form-urlencoded"
    assert show(form, b"a=1&b=&a=2&a=3") == {"form": {"a": ["1", "2", "3"], "b": ""}}
    twice = httpx.Request("POST", "https://s3.example", files=[("a", b"1"), ("a", b"1")])
    once = httpx.Request("POST", "https://s3.example", files=[("a", b"1")])
    shown, less = (show(each.headers["content-type"], each.read()) for each in (twice, once))
    assert shown["multipart"] == {"a": [less["multipart"]["a"]] * 2}


@pytest.mark.parametrize(
    ("kind", "body", "shown"),
    [
        ("application/json", b'{"a": 1}', {"json": {"a": 1}}),
        ("application/json", b"[]", {"json": []}),
        ("application/json; charset=utf-8", b'"\xc3\xa6"', {"json": "æ"}),
        ("application/problem+json", b"{}", {"json": {}}),
        ("application/json", b"<html>", {"text": "<html>"}),
        ("application/xml", b"<a/>", {"text": "<a/>"}),
        ("", b"", {}),
    ],
)
def test_a_body_is_shown_in_the_open_and_read_back(
    kind: str, body: bytes, shown: dict[str, Any]
) -> None:
    assert show(kind, body) == shown
    assert show(kind, as_bytes(shown)) == shown


def test_of_bytes_only_the_hash_is_kept() -> None:
    shown = show("application/octet-stream", b"\0\1")
    assert shown["bytes"]["length"] == 2
    with pytest.raises(ValueError, match="only a hash"):
        as_bytes(shown)


@pytest.mark.parametrize(
    ("path", "ids", "kind"),
    [
        ("/projects/", [], "project"),
        ("/projects/1/data_collections/2/images/3/move", ["project", "data_collection", "image"]
         , "image"),
        ("/projects/1/data_collections/2/rasters/optimized/run",
         ["project", "data_collection"], "optimized_raster"),
        ("/projects/1/data_collections/2/harvest_services/3",
         ["project", "data_collection", "harvest_service"], "harvest_service"),
        ("/projects/1/data_collections/2/harvest_services/3/",
         ["project", "data_collection", "harvest_service"], "harvest_task"),
        ("/jobs/groups/3", ["group"], "group"),
        ("/analysis/services/1/tasks/2/run", ["analysis_service", "analysis_task"],
         "analysis_task"),
        ("/arcgis_services/Feature/1", ["arcgis_service"], "arcgis_service"),
        ("/users/oidc/4/", ["user"], "user"),
    ],
)  # fmt: skip
def test_a_path_tells_what_its_ids_are_of(path: str, ids: list[str], kind: str) -> None:
    found, answered_kind = path_ids(path)
    assert ([of for _, of in found], answered_kind) == (ids, kind)


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        ("id", "image"),
        ("data_collection_ids", "data_collection"),
        ("parent_project_id", "project"),
        ("group_id", "group"),
        ("resource_id", "raster"),
        ("name", None),
        ("width", None),
    ],
)
def test_a_field_tells_what_it_is_an_id_of(key: str, kind: str | None) -> None:
    assert key_kind(key, "image", {"resource_name": "raster"}) == kind


def test_equal_numbers_of_different_things_get_different_stand_ins() -> None:
    row = {"id": 7, "project_id": 7, "data_collection_id": 7, "size": 7, "tags": [7]}
    path = "/projects/7/data_collections/7/images/7"
    first, again = with_stand_ins(answered(path, row), answered(path, row))
    shown = {"id": 301, "project_id": 101, "data_collection_id": 201, "size": 7, "tags": [7]}
    assert first.answer == {"json": shown}
    assert again.path == "/acme/projects/101/data_collections/201/images/301"


def test_an_id_that_nobody_has_stays_as_it_was_asked_for() -> None:
    (asked,) = with_stand_ins(answered("/projects/999999", {"detail": "Project 999999 is not"}))
    assert asked.path == "/acme/projects/999999"
    assert asked.answer["json"]["detail"] == "Project 999999 is not"


def test_ids_in_a_filter_in_a_message_and_in_a_query_follow() -> None:
    rows = [{"id": 41}, {"id": 42}]
    found = {"filter": {"in": [{"var": "id"}, [41, 42]]}, "on": "images"}
    _, search, message, query = with_stand_ins(
        answered("/projects/1/data_collections/2/images/", rows),
        answered("/search/", {"results": [{"id": 42}]}, "POST", found),
        answered("/jobs/1", {"detail": "image 42 is broken, 42 cells"}),
        answered("/projects/1/data_collections/2/images/?ids=41,42&limit=42", rows),
    )
    assert search.body["json"]["filter"] == {"in": [{"var": "id"}, [301, 302]]}
    assert search.answer["json"]["results"] == [{"id": 302}]
    assert message.answer["json"]["detail"] == "image 302 is broken, 42 cells"
    assert query.url.endswith("?ids=301,302&limit=42")


def test_dates_of_now_have_a_stand_in_and_others_do_not() -> None:
    now = datetime.now(UTC)
    old = (now - timedelta(days=400)).isoformat()
    said = {
        "a": now.isoformat(),
        "b": now.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "c": f"until {now.isoformat()}",
        "capture_date": old,
    }
    (shown,) = with_stand_ins(answered("/users/x", said))
    assert shown.answer["json"] == {
        "a": "2026-01-01T12:00:00+00:00",
        "b": "2026-01-01T12:00:00Z",
        "c": "until 2026-01-01T12:00:00+00:00",
        "capture_date": old,
    }


def test_a_token_keeps_its_stand_in_from_answer_to_request() -> None:
    first = answered("/token", {"access_token": "abcdef", "refresh_token": "ghijkl"})
    second = answered("/token", {"access_token": "mnopqr"})
    use = answered("/plugins/", [])
    use.headers["authorization"] = "Bearer mnopqr"
    *_, shown, used = with_stand_ins(first, second, use)
    assert shown.answer["json"] == {"access_token": "access-token-2"}
    assert used.headers["authorization"] == "Bearer access-token-2"


def test_the_same_uuid_gets_the_same_stand_in_once() -> None:
    real = "0b0f6f0e-4c6c-4b58-9d3b-3c6f1c1c2f60"
    (shown,) = with_stand_ins(answered("/x", {"a": real, "b": f"k/{real}/f", "c": real.upper()}))
    stand_in = "00000000-0000-4000-8000-000000000001"
    assert shown.answer["json"] == {"a": stand_in, "b": f"k/{stand_in}/f", "c": stand_in}


def test_secrets_are_hidden_by_name_wherever_they_stand() -> None:
    body = {"credentials": {"username": "kari", "password": "p"}, "username": "ola", "auth": None}
    assert hide({"json": [body]}) == {
        "json": [
            {
                "credentials": {"username": "REDACTED", "password": "REDACTED"},
                "username": "ola",
                "auth": None,
            }
        ]
    }
    signed = "https://s3.example/k?X-Amz-Signature=ab&X-Amz-Expires=60&partNumber=2"
    assert hide_in_url(signed) == (
        "https://s3.example/k?X-Amz-Signature=REDACTED&X-Amz-Expires=60&partNumber=2"
    )
    assert set(secrets_in({"url": signed, "x-amz-signature": "cd", "access_token": "ef"})) == {
        "ab",
        "cd",
        "ef",
    }


def test_waiting_is_left_out_and_a_look_is_not() -> None:
    def look(completed: bool, number: int = 1) -> Interaction:
        return answered(f"/jobs/{number}", {"completed": completed})

    recorded = [look(False), look(False), look(True), look(False, 2), look(True)]
    kept = [each.answer["json"]["completed"] for each in without_waiting(recorded, False)]
    assert kept == [True, False, True]
    kept = [each.answer["json"]["completed"] for each in without_waiting(recorded, True)]
    assert kept == [False, True, False, True]


def test_transfers_side_by_side_are_ordered_and_nothing_else() -> None:
    def part(number: int) -> Interaction:
        url = f"https://s3.example/k?partNumber={number}"
        return Interaction(
            method="PUT", url=url, headers={}, body={}, status=200, answer_headers={}, answer={}
        )

    first, last = answered("/a", 1), answered("/b", 2)
    ordered = in_order([first, part(10), part(2), part(1), last, part(1)])
    assert [each.url.rpartition("=")[2] for each in ordered if each.method == "PUT"] == [
        "1",
        "2",
        "10",
        "1",
    ]
    assert (ordered[0], ordered[4]) == (first, last)
