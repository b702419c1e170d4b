"""A document is fetched from an address, which messages show without its secrets."""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from scripts import file_swap, spec
from tests.regen.conftest import Project
from tests.regen.test_refusals import RECEIVED, tiny


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        found = self.path.startswith("/openapi.json")
        body = json.dumps(tiny()).encode() if found else b"{}"
        if self.path.startswith("/login"):
            self.send_response(302)
            self.send_header("Location", "/page")
            self.end_headers()
            return
        if self.path.startswith("/page"):
            found, body = True, b"\n<!DOCTYPE html><title>Sign in</title>"
        if self.path.startswith("/endless"):
            self.send_response(200)
            self.end_headers()
            with contextlib.suppress(OSError):
                while not self.server.ended.wait(0.005):  # type: ignore[attr-defined]  # ours
                    self.wfile.write(b" " * 5000)
            return
        if self.path.startswith("/invalid.json"):
            found, body = True, json.dumps(tiny(RECEIVED["invalid"][0])).encode()
        self.send_response(200 if found else 401)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), _Handler) as serving:
        serving.ended = threading.Event()  # type: ignore[attr-defined]  # ours
        thread = threading.Thread(target=serving.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{serving.server_port}"
        serving.ended.set()  # type: ignore[attr-defined]  # ours
        serving.shutdown()
        thread.join()


def test_a_document_is_fetched(project: Project, server: str) -> None:
    assert project.regen("--spec", f"{server}/openapi.json?token=s3same") == 0
    kept = (project.root / "openapi/received.yaml").read_bytes()
    assert kept == json.dumps(tiny()).encode()
    assert all(b"s3same" not in content for content in file_swap.files(project.root).values())


def test_an_answer_other_than_200_is_refused(project: Project, server: str, capsys: Any) -> None:
    assert project.regen("--spec", f"{server}/secret.json?token=s3same") == 2
    message = capsys.readouterr().err
    assert "the server responded with 401" in message
    assert "s3same" not in message


def test_a_sign_in_page_is_no_document(project: Project, server: str, capsys: Any) -> None:
    assert project.regen("--spec", f"{server}/login") == 2
    message = capsys.readouterr().err
    assert "is an HTML page" in message
    assert "Download the document yourself" in message
    page = project.write("page.html", "<html></html>")
    assert project.regen("--spec", str(page)) == 2
    assert "is an HTML page" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("limit", "value", "said"),
    [
        ("MAX_BYTES", 1024**2, "is larger than 1 MiB"),
        ("WHOLE_TIMEOUT", 0.0, "not complete after 0 s"),
    ],
)
def test_a_document_without_end_is_given_up(
    project: Project,
    server: str,
    capsys: Any,
    monkeypatch: pytest.MonkeyPatch,
    limit: str,
    value: float,
    said: str,
) -> None:
    monkeypatch.setattr(spec, limit, value)
    before = project.tree()
    assert project.regen("--spec", f"{server}/endless") == 2
    assert said in capsys.readouterr().err
    assert project.tree() == before


def test_an_address_is_shown_without_its_secrets(
    project: Project, server: str, capsys: Any
) -> None:
    source = f"{server}/invalid.json?token=s3same".replace("//", "//user:s3same@")
    assert project.regen("--spec", source) == 2
    message = capsys.readouterr().err
    assert "/invalid.json: is not valid OpenAPI" in message
    assert "s3same" not in message


def test_a_server_that_is_not_there_is_refused(project: Project, capsys: Any) -> None:
    with HTTPServer(("127.0.0.1", 0), _Handler) as unused:
        port = unused.server_port
    before = project.tree()
    assert project.regen("--spec", f"http://127.0.0.1:{port}/openapi.json") == 2
    assert "cannot be reached" in capsys.readouterr().err
    assert project.tree() == before
