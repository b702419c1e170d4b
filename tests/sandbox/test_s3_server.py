"""The S3 server's life: never longer than the sandbox's, never shorter, nothing left behind."""

import logging
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import httpx
import pytest

from pixel_sandbox import Sandbox, SandboxUser
from pixel_sandbox.samples import make_jpeg
from pixel_sandbox.storage import rclone

USERS = (SandboxUser("pilot", "secret-1"),)
PROGRAM = """
import sys, time
from pixel_sandbox import Sandbox
sandbox = Sandbox()
sandbox.start()
server = sandbox._parts.store._rclone
print(sandbox._parts.store.spool.parent, server.pid, server._process.pid, flush=True)
time.sleep(100)
"""


def until(condition):
    """Wait for something that will not be long."""
    for _ in range(400):
        if condition():
            return
        time.sleep(0.025)
    raise AssertionError("it never happened")


def alive(number):
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    try:
        state = Path(f"/proc/{number}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return not Path("/proc").is_dir()
    # Ended, and only its parent has not looked yet.
    return state != "Z"


def answers(sandbox):
    try:
        return httpx.get(sandbox.s3_url, trust_env=False).status_code > 0
    except httpx.TransportError:
        return False


def watchdog_of(sandbox):
    return sandbox._parts.store._rclone._process.pid


def send_parts(person, collection, name, photo):
    pieces = [photo[:1000], photo[1000:]]
    job = person.create_multipart(collection, name, pieces)
    for part, piece in zip(job["upload_parts"], pieces, strict=True):
        answer = person.http.put(part["url"], content=piece, headers=part["headers"])
        assert answer.status_code == 200
    return job


@pytest.mark.parametrize("victim", ["server", "watchdog", "both"])
def test_a_killed_server_is_started_again_at_its_address(start, tmp_path, caplog, victim):
    photo = make_jpeg(tmp_path / "a.jpg").read_bytes()
    with Sandbox(users=USERS, min_part_size=10) as sandbox:
        person = start(sandbox)
        collection = person.collection("image")
        lost = send_parts(person, collection, "lost.jpg", photo)
        url, server, watchdog = sandbox.s3_url, sandbox.s3_pid, watchdog_of(sandbox)
        for name, number in [("server", server), ("watchdog", watchdog)]:
            if victim in {name, "both"}:
                os.kill(number, signal.SIGKILL)
        until(lambda: sandbox.s3_pid != server and answers(sandbox))
        assert sandbox.s3_url == url
        assert not alive(server)
        assert not alive(watchdog)
        # All goes on, but for what only the server knew.
        job = send_parts(person, collection, "b.jpg", photo)
        assert person.finish(collection, job)["status"] == "validated_and_moved"
        assert "Create a new upload job" in person.finish(collection, lost)["detail"]
        server, watchdog = sandbox.s3_pid, watchdog_of(sandbox)
    assert "starting it again" in caplog.text
    assert not alive(server)
    assert not alive(watchdog)


def test_a_server_that_outlived_its_watchdog_is_ended(monkeypatch, tmp_path):
    # As on a system that does not end it by itself.
    text = rclone.WATCHDOG.read_text()
    assert 'sys.platform == "linux"' in text
    watchdog = tmp_path / "watchdog.py"
    watchdog.write_text(text.replace('sys.platform == "linux"', "False"))
    monkeypatch.setattr(rclone, "WATCHDOG", watchdog)
    with Sandbox() as sandbox:
        server = sandbox.s3_pid
        os.kill(watchdog_of(sandbox), signal.SIGKILL)
        until(lambda: sandbox.s3_pid != server and answers(sandbox))
        assert not alive(server)
        # So too when the sandbox is stopped before it noticed.
        supervised, last = sandbox._parts.store._rclone, sandbox.s3_pid
        with supervised._lock:
            supervised._stopping.set()
        os.kill(watchdog_of(sandbox), signal.SIGKILL)
    assert not alive(last)


def test_a_server_that_cannot_come_back_is_given_up(monkeypatch, caplog):
    monkeypatch.setattr(rclone, "PAUSE_SECONDS", 0.001)
    with Sandbox(users=USERS) as sandbox:
        server = sandbox.s3_pid
        monkeypatch.setattr(rclone, "find_rclone", lambda: "/nowhere/rclone")
        os.kill(server, signal.SIGKILL)
        until(lambda: "could not be started again" in caplog.text)
        # The API goes on.
        assert httpx.get(f"{sandbox.api_url}/users/me", trust_env=False).status_code == 401
    assert [record.levelno for record in caplog.records][-1] == logging.ERROR


def test_killing_a_sandbox_with_its_watchdog_leaves_no_server():
    process, folder, server, watchdog = started(tempfile.gettempdir())
    try:
        assert alive(server)
    finally:
        os.kill(watchdog, signal.SIGKILL)
        process.kill()
        process.wait()
        process.stdout.close()
    until(lambda: not alive(server))
    assert folder


def started(temporary):
    """A sandbox in a process of its own: the process, its folder, server and watchdog."""
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"TMPDIR": str(temporary)},
    )
    folder, server, watchdog = process.stdout.readline().split()
    return process, folder, int(server), int(watchdog)


def test_folders_of_killed_sandboxes_are_removed_by_the_next(monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    foreign = tmp_path / "pixel-sandbox-by-another-program"
    foreign.mkdir()
    (tmp_path / "pixel-sandbox-link").symlink_to(foreign)
    killed = started(tmp_path)
    running = started(tmp_path)
    try:
        for process in (killed[0], running[0]):
            assert process.poll() is None
        assert len(list(tmp_path.glob("pixel-sandbox-*"))) == 4
        killed[0].kill()
        killed[0].wait()
        until(lambda: not alive(killed[2]))
        with Sandbox() as sandbox:
            mine = sandbox._parts.store.spool.parent
            assert not os.path.exists(killed[1])
            # What is in use stays, and what never was a sandbox's.
            assert os.path.exists(f"{running[1]}/pixel.sqlite")
            left = {str(each) for each in tmp_path.glob("pixel-sandbox-*")}
            assert left == {running[1], str(mine), str(foreign), f"{tmp_path}/pixel-sandbox-link"}
        assert not mine.exists()
    finally:
        for process, *_ in (killed, running):
            process.kill()
            process.wait()
            process.stdout.close()
    until(lambda: not alive(running[2]))
