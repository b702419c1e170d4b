"""Planned failures and the record of requests, which tests of clients lean on."""

import logging
import socket
from urllib.parse import urlsplit

from pixel_sandbox import Sandbox, SandboxUser
from pixel_sandbox.samples import make_jpeg


def test_the_next_requests_fail_as_planned(pilot):
    pilot.sandbox.fail_next("GET", r"/users/me$", 503, times=2, headers={"Retry-After": "7"})
    for _ in range(2):
        answer = pilot.api.get("/users/me", headers={"X-Request-ID": "r1"})
        assert answer.status_code == 503
        assert answer.headers["Retry-After"] == "7"
        assert answer.headers["X-Request-ID"] == "r1"
        assert answer.json()["detail"]
    assert pilot.api.get("/users/me").status_code == 200


def test_only_matching_requests_fail(pilot):
    pilot.sandbox.fail_next("POST", r"/projects/$", 502)
    assert pilot.api.get("/projects/").status_code == 200
    assert pilot.api.post("/projects/", json={}).status_code == 502
    assert pilot.api.post("/projects/", json={}).status_code == 422
    pilot.sandbox.fail_next("*", r"/plugins/", 429, body="slow down")
    assert pilot.api.get("/plugins/").text == "slow down"
    pilot.sandbox.fail_next("POST", r"^/realms/", 500)
    assert pilot.sign_in("pilot", "secret-1").status_code == 500
    assert pilot.sign_in("pilot", "secret-1").status_code == 200


def test_an_answer_gets_lost_after_the_work_was_done(pilot):
    pilot.sandbox.fail_next("POST", r"/projects/$", 504, lost_answer=True)
    body = {
        "name": "made all the same",
        "description": "",
        "area_of_interest": {
            "type": "Polygon",
            "coordinates": [[[1, 1], [2, 1], [2, 2], [1, 1]]],
        },
    }
    assert pilot.api.post("/projects/", json=body).status_code == 504
    assert len(pilot.ok("GET", "/projects/", params={"name": "made all the same"})) == 1


def test_forms_fail_in_s3s_words(pilot, tmp_path):
    photo = make_jpeg(tmp_path / "a.jpg").read_bytes()
    collection = pilot.collection("image")
    [job] = pilot.create(collection, {"name": "a.jpg", "md5": pilot.md5(photo)})
    pilot.sandbox.fail_next("POST", "^/s3/", 503)
    pilot.sandbox.fail_next("POST", "^/s3/", 400)
    answers = [pilot.send(job, photo) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [503, 400, 204]
    assert "<Code>SlowDown</Code>" in answers[0].text
    assert "<Code>RequestTimeout</Code>" in answers[1].text
    assert pilot.finish(collection, job)["status"] == "validated_and_moved"


def test_requests_are_recorded_without_queries(pilot):
    before = len(pilot.sandbox.requests)
    pilot.ok("GET", "/projects/", params={"name": "x"})
    pilot.refused(404, "GET", "/projects/999999")
    assert pilot.sandbox.requests[before:] == [
        ("GET", "/sandbox/projects/", 200),
        ("GET", "/sandbox/projects/999999", 404),
    ]


def test_logs_hold_no_secrets(start, caplog, tmp_path):
    caplog.set_level(logging.DEBUG)
    logging.getLogger("httpcore").setLevel(logging.INFO)
    logging.getLogger("httpx").setLevel(logging.WARNING)
    user = SandboxUser("pilot", "secret-pass-word")
    with Sandbox(users=(user,), access_log=True) as sandbox:
        person = start(sandbox, "pilot", "secret-pass-word")
        photo = make_jpeg(tmp_path / "a.jpg").read_bytes()
        collection = person.collection("image")
        [job] = person.create(collection, {"name": "a.jpg", "md5": person.md5(photo)})
        person.send(job, photo)
        person.finish(collection, job)
        parts = person.create_multipart(collection, "b.jpg", [photo])
        put = parts["upload_parts"][0]
        person.http.put(put["url"], content=photo, headers=put["headers"])
        person.finish(collection, parts)
    assert any(record.getMessage().startswith("GET /sandbox/") for record in caplog.records)
    secrets = [
        "secret-pass-word",
        person.token["access_token"],
        person.token["refresh_token"],
        job["upload_fields"]["x-amz-signature"],
        job["upload_fields"]["policy"],
        put["url"].split("X-Amz-Signature=")[1],
    ]
    for secret in secrets:
        assert secret not in caplog.text
    assert "secret-pass-word" not in repr(sandbox.options)


def test_a_sender_that_stops_leaves_nothing(caplog, tmp_path):
    head = "POST /s3/pixel-sandbox HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n"
    head += "Content-Type: multipart/form-data; boundary=line\r\n\r\n--line\r\n"
    with Sandbox(data_dir=tmp_path) as sandbox:
        port = urlsplit(sandbox.auth_url).port
        with socket.create_connection(("127.0.0.1", port)) as sender:
            sender.sendall(head.encode())
    # Its end waited for the request.
    assert [record.getMessage() for record in caplog.records] == []
    assert list((tmp_path / "incoming").iterdir()) == []
