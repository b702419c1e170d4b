"""`python -m pixel_sandbox`, as someone at a terminal meets it."""

import os
import shlex
import signal
import socket
import subprocess
import sys

import httpx
import pytest


@pytest.fixture
def run():
    """Starts the program in a process group of its own, as a terminal does."""
    started = []

    def start(*arguments):
        process = subprocess.Popen(
            [sys.executable, "-m", "pixel_sandbox", *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        if process.poll() is None:
            process.kill()
        process.communicate()


def settings_of(process):
    """The settings it prints, read as a shell would read them."""
    settings = {}
    for line in process.stdout:
        if line.startswith("export "):
            [pair] = shlex.split(line)[1:]
            name, value = pair.split("=", 1)
            settings[name] = value
        if "Ctrl-C" in line:
            break
    return settings


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_serves_until_it_is_stopped(run, tmp_path, number):
    data = tmp_path / "data"
    who = ("--username", "me", "--password", "it's $HOME", "--user-type", "viewer")
    process = run("--data-dir", str(data), *who)
    settings = settings_of(process)
    assert set(settings) >= {
        "PIXEL_TENANT",
        "PIXEL_USERNAME",
        "PIXEL_PASSWORD",
        "PIXEL_API_URL",
        "PIXEL_AUTH_SERVER_URL",
    }
    form = {
        "client_id": "frontend",
        "grant_type": "password",
        "username": settings["PIXEL_USERNAME"],
        "password": settings["PIXEL_PASSWORD"],
    }
    url = f"{settings['PIXEL_AUTH_SERVER_URL']}/realms/Sandbox/protocol/openid-connect/token"
    token = httpx.post(url, data=form, trust_env=False).json()["access_token"]
    headers = {"Authorization": f"Bearer {token}"}
    me = httpx.get(f"{settings['PIXEL_API_URL']}/users/me", headers=headers, trust_env=False)
    assert (me.json()["username"], me.json()["user_type"]) == ("me", "viewer")
    os.killpg(process.pid, number)
    output, errors = process.communicate(timeout=20)
    assert process.returncode == 0
    assert errors == ""
    assert "The sandbox has stopped." in output
    assert str(data) in output
    with pytest.raises(httpx.ConnectError):
        httpx.get(settings["PIXEL_API_URL"], trust_env=False)


def test_it_logs_requests_when_asked(run):
    process = run("--verbose", "--tenant", "acme")
    settings = settings_of(process)
    assert settings["PIXEL_TENANT"] == "acme"
    httpx.get(f"{settings['PIXEL_API_URL']}/users/me?token=hidden", trust_env=False)
    os.killpg(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=20)
    assert "GET /acme/users/me 401" in errors
    assert "hidden" not in errors


def refusal(process):
    output, errors = process.communicate(timeout=20)
    assert process.returncode == 2
    assert output == ""
    assert errors.count("\n") == 1
    return errors


def test_a_taken_port_is_one_line_and_exit_code_2(run):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert f"cannot listen on port {port}" in refusal(run("--port", str(port)))


def test_an_unusable_data_folder_is_one_line_and_exit_code_2(run, tmp_path):
    (tmp_path / "file").write_text("")
    assert "cannot use the data folder" in refusal(run("--data-dir", str(tmp_path / "file" / "x")))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--tenant", "a b"), "pixel_sandbox: tenant may contain letters"),
        (("--validation-delay", "nan"), "pixel_sandbox: validation_delay must be 0 to"),
    ],
)
def test_an_option_that_cannot_be_is_one_line_and_exit_code_2(run, arguments, said):
    assert refusal(run(*arguments)).startswith(said)


def test_it_goes_on_when_nobody_reads_what_it_says(run):
    process = run()
    settings = settings_of(process)
    process.stdout.close()
    url = f"{settings['PIXEL_API_URL']}/users/me"
    assert httpx.get(url, trust_env=False).status_code == 401
    os.killpg(process.pid, signal.SIGINT)
    assert process.wait(20) == 0
    assert process.stderr.read() == ""
    process.stdout = None


def test_missing_packages_are_one_line_and_exit_code_2():
    program = (
        "import sys; sys.modules['fastapi'] = None;"
        "from pixel_sandbox.__main__ import main; sys.exit(main([]))"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    errors = refusal(process)
    assert "the package fastapi is missing" in errors
    assert "pixel-client[sandbox]" in errors
