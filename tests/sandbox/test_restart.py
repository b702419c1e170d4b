"""What a sandbox keeps between runs, and what it leaves behind when it is killed."""

import contextlib
import math
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import httpx
import pytest

from pixel_sandbox import Sandbox, SandboxError, SandboxUser
from pixel_sandbox.samples import make_jpeg

USERS = (SandboxUser("pilot", "secret-1"),)


def gone(url):
    """Whether nobody answers at an address any more, before long."""
    for _ in range(100):
        try:
            httpx.get(url, trust_env=False)
        except httpx.TransportError:
            return True
        time.sleep(0.05)
    return False


def test_state_survives_a_restart(start, tmp_path):
    photo = make_jpeg(tmp_path / "a.jpg").read_bytes()
    sandbox = Sandbox(data_dir=tmp_path / "data", users=USERS)
    with sandbox:
        person = start(sandbox)
        collection = person.collection("image")
        image = person.resource(collection, person.upload(collection, "a.jpg", photo))
        [waiting] = person.create(collection, {"name": "b.jpg", "md5": person.md5(photo)})
        assert person.send(waiting, photo).status_code == 204
    assert gone(sandbox.auth_url)
    with Sandbox(data_dir=str(tmp_path / "data"), users=USERS) as again:
        headers = {"Authorization": f"Bearer {person.token['access_token']}"}
        assert httpx.get(f"{again.api_url}/users/me", headers=headers).status_code == 200
        person = start(again)
        assert person.ok("GET", f"{collection}/images/{image['id']}") == image
        assert person.finish(collection, waiting)["status"] == "validated_and_moved"
        assert len(person.ok("GET", f"{collection}/images/")) == 2
    # The same object can be started again, too.
    with sandbox:
        assert len(start(sandbox).ok("GET", f"{collection}/images/")) == 2


def test_without_a_data_folder_nothing_is_left():
    before = set(threading.enumerate())
    with Sandbox() as sandbox:
        root = sandbox._parts.store.spool.parent
        assert root.is_dir()
        number = sandbox.s3_pid
        os.kill(number, 0)
    assert not root.exists()
    assert gone(sandbox.s3_url)
    with pytest.raises(ProcessLookupError):
        os.kill(number, 0)
    assert set(threading.enumerate()) <= before


def test_a_forked_copy_neither_stops_the_sandbox_nor_keeps_it_alive(tmp_path):
    program = """
import os, sys, time
from pixel_sandbox import Sandbox
sandbox = Sandbox()
sandbox.start()
stopped, tell = os.pipe()
if os.fork() == 0:
    sandbox.stop()
    os.write(tell, b".")
    time.sleep(60)
os.read(stopped, 1)
import httpx
print(httpx.get(sandbox.api_url + "/users/me", trust_env=False).status_code)
print(sandbox._parts.store.spool.is_dir())
print(sandbox.s3_url, flush=True)
os.kill(os.getpid(), 9)
"""
    process = subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    try:
        answer = [process.stdout.readline().strip() for _ in range(3)]
        assert answer[:2] == ["401", "True"]
        assert process.wait() == -signal.SIGKILL
        assert gone(answer[2])
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.stdout.close()


def test_validations_that_wait_are_taken_up_by_the_next_run(start, tmp_path):
    photo = make_jpeg(tmp_path / "a.jpg").read_bytes()
    with Sandbox(data_dir=tmp_path / "data", users=USERS, validation_delay=60) as sandbox:
        person = start(sandbox)
        collection = person.collection("image")
        files = [{"name": f"{n}.jpg", "md5": person.md5(photo)} for n in range(4)]
        jobs = person.create(collection, *files)
        for job in jobs:
            person.send(job, photo)
        path = f"{collection}/upload_jobs/multiple_uploadFinished"
        answer = person.ok("PUT", path, json={"job_ids": [job["id"] for job in jobs]})
    with Sandbox(data_dir=tmp_path / "data", users=USERS) as again:
        person = start(again)
        group = person.wait(f"/jobs/groups/{answer['group_job']['group_id']}")
        assert (group["success_count"], group["failed_count"]) == (4, 0)


def test_a_killed_process_leaves_no_s3_server_and_its_validations_are_taken_up(start, tmp_path):
    photo = make_jpeg(tmp_path / "a.jpg").read_bytes()
    ready, data = tmp_path / "ready", tmp_path / "data"
    program = f"""
import time
from pathlib import Path
from pixel_sandbox import Sandbox, SandboxUser
user = SandboxUser("pilot", "secret-1")
sandbox = Sandbox(data_dir={str(data)!r}, users=(user,), validation_delay=60, min_part_size=10)
sandbox.start()
Path({str(ready)!r} + ".new").write_text(f"{{sandbox.auth_url}} {{sandbox.s3_url}}")
Path({str(ready)!r} + ".new").rename({str(ready)!r})
time.sleep(100)
"""
    process = subprocess.Popen([sys.executable, "-c", program])
    try:
        while not ready.exists():
            assert process.poll() is None
            time.sleep(0.05)
        auth_url, s3_url = ready.read_text().split()
        elsewhere = Sandbox(users=USERS)
        elsewhere._port = int(auth_url.rsplit(":", 1)[1])
        person = start(elsewhere)
        collection = person.collection("image")
        [form] = person.create(collection, {"name": "a.jpg", "md5": person.md5(photo)})
        person.send(form, photo)
        parts = person.create_multipart(collection, "b.jpg", [photo[:1000], photo[1000:]])
        lost = person.create_multipart(collection, "c.jpg", [photo[:1000], photo[1000:]])
        for job in (parts, lost):
            for part, piece in zip(job["upload_parts"], (photo[:1000], photo[1000:]), strict=True):
                answer = person.http.put(part["url"], content=piece, headers=part["headers"])
                assert answer.status_code == 200
        for job in (form, parts):
            person.ok("PUT", f"{collection}/upload_jobs/{job['id']}/uploadFinished")
        assert person.upload_job(collection, form["id"])["status"] in {"submitted", "validating"}
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert gone(s3_url)
    with Sandbox(data_dir=data, users=USERS) as again:
        person = start(again)
        for job in (form, parts):
            number = person.upload_job(collection, job["id"])["job_id"]
            assert person.wait(f"/jobs/{number}")["status"] == "completed"
        assert len(person.ok("GET", f"{collection}/images/")) == 2
        # The parts of an upload that was not finished are gone with the S3 server.
        detail = person.finish(collection, lost)["detail"]
        assert "Create a new upload job" in detail
        assert not list((data / "objects").rglob(".rclone_temp*"))


def test_a_data_folder_serves_one_sandbox_at_a_time(tmp_path):
    with (
        Sandbox(data_dir=tmp_path / "data"),
        pytest.raises(SandboxError, match="in use by another sandbox"),
    ):
        Sandbox(data_dir=tmp_path / "data").start()
    with Sandbox(data_dir=tmp_path / "data"):
        pass


def test_what_keeps_a_sandbox_from_starting(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(SandboxError, match="cannot use the data folder"):
        Sandbox(data_dir=tmp_path / "file").start()
    with Sandbox() as sandbox:
        with pytest.raises(SandboxError, match="already running"):
            sandbox.start()
        assert httpx.get(f"{sandbox.api_url}/users/me", trust_env=False).status_code == 401
        port = int(sandbox.auth_url.rsplit(":", 1)[1])
        with pytest.raises(SandboxError, match=f"cannot listen on port {port}: Address already"):
            Sandbox(port=port).start()
    with pytest.raises(SandboxError, match="cannot listen on port 70000"):
        Sandbox(port=70000).start()
    assert Path(tmp_path / "file").is_file()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"this is no database " * 50, "file is not a database"),
        (None, "cannot use .*pixel.sqlite"),
        ("CREATE TABLE project (id INTEGER PRIMARY KEY, name TEXT)", "of another version"),
    ],
)
def test_a_state_that_cannot_be_used_is_said_so_and_kept(tmp_path, content, said):
    file = tmp_path / "pixel.sqlite"
    if content is None:
        file.mkdir()
    elif isinstance(content, bytes):
        file.write_bytes(content)
    else:
        with contextlib.closing(sqlite3.connect(file)) as database:
            database.execute(content)
    with pytest.raises(SandboxError, match=said) as caught:
        Sandbox(data_dir=tmp_path).start()
    assert "\n" not in str(caught.value)
    if isinstance(content, bytes):
        assert file.read_bytes() == content
    elif content is not None:
        with contextlib.closing(sqlite3.connect(file)) as database:
            assert database.execute("SELECT sql FROM sqlite_master").fetchall() == [(content,)]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"tenant": ""}, "tenant may contain"),
        ({"tenant": "a/b"}, "tenant may contain letters, digits, - and _, not 'a/b'"),
        ({"users": ()}, "at least one user"),
        ({"users": [SandboxUser("")]}, "username and a password"),
        ({"users": [SandboxUser(password="")]}, "username and a password"),
        ({"validation_delay": -1}, "validation_delay must be 0 to"),
        ({"service_delay": math.nan}, "service_delay must be 0 to"),
        ({"optimization_delay": math.inf}, "optimization_delay must be 0 to"),
        ({"validation_workers": 0}, "validation_workers must be at least 1"),
    ],
)
def test_options_no_sandbox_could_run_with_are_refused(options, said):
    with pytest.raises(ValueError, match=said):
        Sandbox(**options)


def test_a_missing_s3_server_is_said_so(monkeypatch):
    monkeypatch.setattr("pixel_sandbox.storage.rclone.find_rclone", lambda: "/nowhere/rclone")
    with pytest.raises(SandboxError, match="the S3 server did not start"):
        Sandbox().start()


def test_a_package_that_is_needed_later_is_missed_at_the_start(monkeypatch):
    monkeypatch.setattr("pixel_sandbox.server.find_spec", lambda name: name != "laspy" or None)
    with pytest.raises(SandboxError, match="the package laspy is missing"):
        Sandbox().start()


def test_a_watchdog_that_hangs_does_not_save_the_s3_server(monkeypatch):
    monkeypatch.setattr("pixel_sandbox.storage.rclone.STOP_SECONDS", 0.2)
    with Sandbox() as sandbox:
        watchdog = sandbox._parts.store._rclone._process
        os.kill(watchdog.pid, signal.SIGSTOP)
    assert gone(sandbox.s3_url)
