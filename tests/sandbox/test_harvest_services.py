"""Harvest services: their tasks, their field maps, and their secrets, which never get out."""

import json
import logging
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import pytest
from sqlalchemy import text

from pixel_sandbox import Sandbox, SandboxUser

PILOT = (SandboxUser("pilot", "secret-1"),)
MAPS = [
    {"model": "image", "field_name": "name", "external_field": "TITLE"},
    {"model": "image", "field_name": "cam_heading", "external_field": "DIR"},
]
PASSWORD, KEY, TOKEN = "hidden pass word", "hidden-api-key", "hidden-token"


def feature(number, **attributes):
    point = {"x": 10.0 + number, "y": 60.0}
    return {"attributes": {"OBJECTID": number} | attributes, "geometry": point}


class FeatureLayer(ThreadingHTTPServer):
    """A layer of features in the manner of ArcGIS, that remembers what it was asked."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answering)
        self.features = []
        self.page = 100
        self.token_url = f"{self.url}/token"
        self.broken = None
        # What a request must carry, and what was asked.
        self.wanted = lambda headers, form: True
        self.asked = []
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.01}).start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_address[1]}/FeatureServer/0"

    def answer(self, path, headers, form):
        self.asked.append((path, form))
        if self.broken is not None:
            return self.broken
        if path.endswith("/token"):
            right = (form["username"], form["password"]) == ("kari", PASSWORD)
            return 200, {"token": TOKEN} if right else {"error": {"code": 400, "message": PASSWORD}}
        if not self.wanted(headers, form):
            return 200, {"error": {"code": 498, "message": "Invalid token " + str(form)}}
        start = int(form["resultOffset"])
        page = self.features[start : start + self.page]
        more = start + self.page < len(self.features)
        return 200, {"features": page, "exceededTransferLimit": more}


class Answering(BaseHTTPRequestHandler):
    def do_POST(self):
        text = self.rfile.read(int(self.headers["Content-Length"])).decode()
        form = {name: values[-1] for name, values in parse_qs(text).items()}
        status, body = self.server.answer(self.path, self.headers, form)
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *arguments):
        pass


@pytest.fixture
def layer():
    server = FeatureLayer()
    yield server
    server.shutdown()
    server.server_close()


def body(url="http://127.0.0.1:9/layer", **changes):
    return {
        "name": "Roads",
        "description": "",
        "url": url,
        "auth": {},
        "field_mappings": {"maps": MAPS, "extra_fields": ["OWNER"]},
        "where_clause": "1=1",
    } | changes


class Harvest:
    """A harvest service and what can be done with it."""

    def __init__(self, who, given, collection=None):
        self.who = who
        self.all = f"{collection or who.collection('image')}/harvest_services/"
        self.made = who.ok("POST", self.all, json=given)
        self.path = f"{self.all}{self.made['id']}"

    def get(self):
        return self.who.ok("GET", self.path)

    def update(self, **changes):
        return self.who.ok("PUT", self.path, json=changes)

    def tasks(self, **params):
        return self.who.ok("GET", f"{self.path}/", params=params)

    def start(self):
        return self.who.ok("POST", f"{self.path}/start")["task"]

    def harvest(self):
        """The task at its end, with samples."""
        number = self.start()["id"]
        while self.tasks(ids=number, get_new="true"):
            time.sleep(0.02)
        [task] = self.tasks(ids=number, extended="true")
        return task


def test_a_harvest_reads_all_pages_and_maps_their_fields(pilot, layer):
    layer.page = 2
    layer.features = [
        feature(1, TITLE="a", DIR=10, OWNER="me", OTHER=1),
        feature(2, TITLE="b", OWNER=None),
        {"attributes": {"TITLE": "no place"}},
        feature(4, OTHER="nothing that is mapped"),
        feature(5, TITLE="e", DIR=50, OWNER="you"),
    ]
    service = Harvest(pilot, body(layer.url, where_clause="YEAR > 2020"))
    assert (service.made["status"], service.made["auth_types"]) == ("idle", [])
    task = service.harvest()
    assert (task["status"], task["detail"]) == ("completed", None)
    sample = task["result"].pop("sample")
    assert task["result"] == {
        "found": 5,
        "harvested": 3,
        "skipped": 2,
        "missing_fields": {"DIR": 3, "OWNER": 3, "TITLE": 1},
    }
    assert sample[0] == {
        "fields": {"image": {"name": "a", "cam_heading": 10}},
        "extra_fields": {"OWNER": "me"},
    }
    assert [path for path, _ in layer.asked] == ["/FeatureServer/0/query"] * 3
    assert {form["where"] for _, form in layer.asked} == {"YEAR > 2020"}
    assert {form["outFields"] for _, form in layer.asked} == {"TITLE,DIR,OWNER"}
    # Samples come only when more is asked for.
    assert "sample" not in service.tasks()[0]["result"]


@pytest.mark.parametrize(
    ("auth", "sent"),
    [
        ({}, (None, None)),
        ({"api_key": {"api_key": KEY, "api_key_item_id": "i"}}, (f"Bearer {KEY}", None)),
        (
            {"credentials": {"username": "kari", "password": PASSWORD}},
            ("Basic a2FyaTpoaWRkZW4gcGFzcyB3b3Jk", None),
        ),
        (
            {"credentials": {"username": "kari", "password": PASSWORD, "token_url": ""}},
            (None, TOKEN),
        ),
    ],
)
def test_a_harvest_signs_in_as_told(pilot, layer, auth, sent):
    if "token_url" in auth.get("credentials", {}):
        auth = {"credentials": auth["credentials"] | {"token_url": layer.token_url}}
    seen = []
    layer.wanted = lambda headers, form: seen.append((headers["Authorization"], form.get("token")))
    service = Harvest(pilot, body(layer.url, auth=auth))
    assert service.harvest()["status"] == "failed"
    layer.wanted = lambda headers, form: (headers["Authorization"], form.get("token")) == sent
    assert seen == [sent]
    assert service.harvest()["status"] == "completed"
    # Another way to sign in replaces the one before.
    service.update(auth={"api_key": {"api_key": "other"}})
    assert service.get()["auth_types"] == ["api_key"]
    assert service.harvest()["status"] == "failed"


def test_secrets_are_kept_and_never_told(start, layer, tmp_path, caplog, capfd):
    caplog.set_level(logging.DEBUG)
    told = []
    with Sandbox(users=PILOT, data_dir=tmp_path, access_log=True) as sandbox:
        pilot = start(sandbox)
        answers = pilot.api.event_hooks["response"]
        pilot.api.event_hooks = {"response": [*answers, lambda a: told.append(a.read().decode())]}
        both = {
            "credentials": {"username": "kari", "password": PASSWORD},
            "api_key": {"api_key": KEY},
        }
        service = Harvest(pilot, body(layer.url, auth=both))
        service.get()
        pilot.ok("GET", service.all, params={"extended": "true"})
        layer.wanted = lambda headers, form: False
        assert service.harvest()["detail"] == (
            f"127.0.0.1:{layer.server_address[1]} refused the request (code 498)"
        )
        credentials = both["credentials"] | {"token_url": layer.token_url}
        service.update(auth={"credentials": credentials})
        service.harvest()
        service.update(auth={"credentials": credentials | {"password": PASSWORD + " wrong"}})
        assert "code 400" in service.harvest()["detail"]
        for wrong in (
            {"auth": {"credentials": {"username": 1, "password": PASSWORD}}},
            {"auth": {"credentials": {"password": PASSWORD}}},
            {"auth": {"api_key": {"api_key": KEY, "more": TOKEN}}},
            {"auth": {"api_key": {"api_key": [KEY]}}},
            {"auth": {"api_key": KEY}},
            {"url": f"https://kari:{TOKEN}@example.com/layer"},
            {"url": f"https://example.com/layer?token={TOKEN}"},
        ):
            pilot.refused(422, "POST", service.all, json=body() | wrong)
            pilot.refused(422, "PUT", service.path, json=wrong)
        service.start()
        pilot.ok("POST", f"{service.path}/stop")
        pilot.ok("DELETE", service.path)
        assert PASSWORD not in repr(sandbox._parts)
    assert len(told) > 20
    assert {file.stat().st_mode & 0o77 for file in tmp_path.glob("pixel.sqlite*")} == {0}
    output = "".join(capfd.readouterr())
    for secret in (PASSWORD, KEY, TOKEN, "hidden"):
        assert not [text for text in told if secret in text]
        assert secret not in caplog.text
        assert secret not in output


def test_secrets_are_not_told_when_the_sandbox_itself_breaks(
    start, tmp_path, caplog, capfd, wrong_answers
):
    caplog.set_level(logging.DEBUG)
    with Sandbox(users=PILOT) as sandbox:
        pilot = start(sandbox)
        path = f"{pilot.collection('image')}/harvest_services/"
        with sandbox._parts.database.writing() as session:
            session.execute(text("DROP TABLE harvest_service"))
        answer = pilot.api.post(path, json=body(auth={"api_key": {"api_key": KEY}}))
    output = "".join(capfd.readouterr()) + caplog.text + answer.text
    assert answer.status_code == 500
    assert "no such table" in output
    assert KEY not in output
    [wrong] = wrong_answers
    assert wrong.endswith("500 is not in the contract")
    wrong_answers.clear()


@pytest.mark.parametrize(
    ("broken", "detail"),
    [
        ((500, {}), "responded with status 500"),
        ((302, {}), "responded with status 302"),
        ((200, b"<html>"), "did not respond with JSON"),
        ((200, []), "did not respond with a JSON object"),
        ((200, {}), "has no features"),
        ((200, {"features": {}}), "has no features"),
        ((200, {"error": "no"}), "refused the request"),
    ],
)
def test_a_service_that_does_not_answer_fails_the_task(pilot, layer, broken, detail):
    layer.broken = broken
    task = Harvest(pilot, body(layer.url)).harvest()
    assert (task["status"], task["result"]) == ("failed", None)
    assert detail in task["detail"]


def test_nothing_but_this_machine_is_asked(pilot, layer):
    service = Harvest(pilot, body("https://services.example.com/layer/0"))
    detail = service.harvest()["detail"]
    assert "asks no other machine, and services.example.com is one" in detail
    service.update(url="http://127.0.0.1:9/layer")
    assert "could not be reached (ConnectError)" in service.harvest()["detail"]
    credentials = {"username": "a", "password": "b", "token_url": "https://example.com/token"}
    service.update(url=layer.url, auth={"credentials": credentials})
    assert "example.com" in service.harvest()["detail"]
    assert layer.asked == []


def test_tasks_are_listed_by_status_and_by_what_is_new(pilot, layer):
    service = Harvest(pilot, body(layer.url))
    assert service.tasks() == []
    good = service.harvest()
    layer.broken = (500, {})
    bad = service.harvest()
    assert [each["id"] for each in service.tasks()] == [good["id"], bad["id"]]
    assert [each["id"] for each in service.tasks(status="completed")] == [good["id"]]
    assert [each["id"] for each in service.tasks(status="failed", name="road")] == [bad["id"]]
    assert service.tasks(get_new="true") == []
    assert [each["id"] for each in service.tasks(limit=1, offset=1)] == [bad["id"]]
    [problem] = pilot.refused(422, "GET", f"{service.path}/", params={"status": "done"})
    assert problem["loc"] == ["query", "status"]


def test_one_harvest_at_a_time_that_is_stopped_or_taken_up_by_a_restart(start, layer, tmp_path):
    with Sandbox(data_dir=tmp_path, users=PILOT, service_delay=60) as sandbox:
        pilot = start(sandbox)
        service = Harvest(pilot, body(layer.url))
        answer = pilot.ok("POST", f"{service.path}/stop")
        assert (answer["task"], answer["detail"]) == (None, "Roads was not harvesting")
        first = service.start()
        assert (first["status"], service.get()["status"]) == ("pending", "running")
        detail = pilot.refused(409, "POST", f"{service.path}/start")
        assert detail == f"Roads is already harvesting: task {first['id']}"
        [new] = service.tasks(get_new="true")
        assert new["status"] in {"pending", "in_progress"}
        stopped = pilot.ok("POST", f"{service.path}/stop")["task"]
        assert (stopped["id"], stopped["status"]) == (first["id"], "failed")
        assert stopped["detail"] == "stopped by pilot"
        # The worker is free for the next, and does not touch the one that was stopped.
        second = service.start()
        gone = Harvest(pilot, body(layer.url), service.all.rsplit("/harvest", 1)[0])
        gone.start()
        pilot.ok("DELETE", gone.path)
        pilot.refused(404, "GET", f"{gone.path}/")
        assert service.tasks(status="failed") == [stopped]
    assert layer.asked == []
    with Sandbox(data_dir=tmp_path, users=PILOT) as again:
        service.who = start(again)
        while service.tasks(get_new="true"):
            time.sleep(0.02)
        assert [each["status"] for each in service.tasks()] == ["failed", "completed"]
        assert service.tasks()[1]["id"] == second["id"]
    assert len(layer.asked) == 1


def test_field_maps_are_changed_one_by_one(pilot):
    service = Harvest(pilot, body())
    key = {"model": "image", "field_name": "name"}
    other = {"model": "image", "field_name": "hfov"}

    def change(*maps, **more):
        return {"field_mappings": {"maps": list(maps)} | more}

    changed = service.update(
        **change(
            {"operation": "update", **key, "external_field": "LABEL"},
            {"operation": "add", **other, "external_field": "FOV"},
            {"operation": "remove", "model": "image", "field_name": "cam_heading"},
            add_extra_fields=["YEAR", "OWNER"],
        )
    )
    assert changed["field_mappings"] == {
        "maps": [key | {"external_field": "LABEL"}, other | {"external_field": "FOV"}],
        "extra_fields": ["OWNER", "YEAR"],
    }
    again = {"operation": "add", **key, "external_field": "X"}
    assert "already" in pilot.refused(409, "PUT", service.path, json=change(again))
    # All or none: what comes before the one that cannot be is not done either.
    for operation in ("update", "remove"):
        missing = {"operation": operation, "model": "m", "field_name": "f", "external_field": "X"}
        drop = {"operation": "remove", **key}
        detail = pilot.refused(404, "PUT", service.path, json=change(drop, missing))
        assert detail == "Roads does not map the field f of m"
    for operation in ("update", "add"):
        [problem] = pilot.refused(
            422, "PUT", service.path, json=change({"operation": operation, **key})
        )
        assert problem["loc"] == ["body", "field_mappings", "maps", 0]
    pilot.refused(422, "PUT", service.path, json=change({"operation": "replace", **key}))
    assert service.get() == changed
    service.update(**change(remove_extra_fields=["OWNER", "NONE"]))
    assert service.get()["field_mappings"]["extra_fields"] == ["YEAR"]
    assert service.update(name="Streets", where_clause="A=1")["url"] == changed["url"]
    assert (service.get()["name"], service.get()["where_clause"]) == ("Streets", "A=1")


@pytest.mark.parametrize(
    ("change", "location"),
    [
        ({"url": "ftp://example.com"}, ["url"]),
        ({"url": "nowhere"}, ["url"]),
        ({"url": "http://[::1"}, ["url"]),
        ({"url": "http://example.com:99999/"}, ["url"]),
        ({"name": ""}, ["name"]),
        ({"auth": {"password": "x"}}, ["auth", "password"]),
        ({"field_mappings": {"maps": [MAPS[0], MAPS[0]]}}, ["field_mappings", "maps", 1]),
        ({"field_mappings": {"maps": [{"model": "image"}]}}, ["field_mappings", "maps", 0]),
        ({"field_mappings": {"fields": []}}, ["field_mappings", "fields"]),
    ],
)
def test_wrong_services_are_refused(pilot, change, location):
    path = f"{pilot.collection('image')}/harvest_services/"
    problems = pilot.refused(422, "POST", path, json=body() | change)
    assert problems[0]["loc"][: len(location) + 1] == ["body", *location]
    assert pilot.ok("GET", path) == []


def test_services_are_found_in_their_own_data_collection_only(pilot):
    service = Harvest(pilot, body())
    listed = pilot.ok("GET", service.all, params={"name": "ROA"})
    assert [each["id"] for each in listed] == [service.made["id"]]
    other = f"{pilot.collection('image')}/harvest_services/"
    assert pilot.ok("GET", other) == []
    for path in (f"{other}{service.made['id']}", f"{service.all}{10**6}", f"{service.all}{2**70}"):
        for method, more in [("GET", ""), ("GET", "/"), ("DELETE", ""), ("POST", "/start")]:
            assert "not found in data collection" in pilot.refused(404, method, path + more)
        assert "not found" in pilot.refused(404, "POST", f"{path}/stop")
        assert "not found" in pilot.refused(404, "PUT", path, json={"name": "n"})
    rasters = f"{pilot.collection('raster')}/harvest_services/"
    assert "of type raster" in pilot.refused(409, "POST", rasters, json=body())
    collection = service.all.rsplit("/harvest", 1)[0]
    pilot.ok("DELETE", collection)
    assert "Data collection" in pilot.refused(404, "GET", service.path)


def test_viewers_only_look(pilot, guest):
    service = Harvest(pilot, body())
    assert guest.ok("GET", service.path)["id"] == service.made["id"]
    assert guest.ok("GET", f"{service.path}/") == []
    for method, path in [
        ("POST", service.all),
        ("PUT", service.path),
        ("DELETE", service.path),
        ("POST", f"{service.path}/start"),
        ("POST", f"{service.path}/stop"),
    ]:
        assert "viewer" in guest.refused(403, method, path, json={})
