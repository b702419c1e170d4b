"""A document is fetched from an address, which messages show without its secrets."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from scripts import trees
from tests.regen.conftest import Project
from tests.regen.test_refusals import RECEIVED, tiny


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        found = self.path.startswith("/openapi.json")
        body = json.dumps(tiny()).encode() if found else b"{}"
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
        thread = threading.Thread(target=serving.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{serving.server_port}"
        serving.shutdown()
        thread.join()


def test_a_document_is_fetched(project: Project, server: str) -> None:
    assert project.regen("--spec", f"{server}/openapi.json?token=hidden") == 0
    kept = (project.root / "openapi/received.yaml").read_bytes()
    assert kept == json.dumps(tiny()).encode()
    assert all(b"hidden" not in content for content in trees.files(project.root).values())


def test_an_answer_other_than_200_is_refused(project: Project, server: str, capsys: Any) -> None:
    assert project.regen("--spec", f"{server}/secret.json?token=hidden") == 2
    message = capsys.readouterr().err
    assert "the server answered 401" in message
    assert "hidden" not in message


def test_an_address_is_shown_without_its_secrets(
    project: Project, server: str, capsys: Any
) -> None:
    source = f"{server}/invalid.json?token=hidden".replace("//", "//user:hidden@")
    assert project.regen("--spec", source) == 2
    message = capsys.readouterr().err
    assert "/invalid.json: is not valid OpenAPI" in message
    assert "hidden" not in message


def test_a_server_that_is_not_there_is_refused(project: Project, capsys: Any) -> None:
    with HTTPServer(("127.0.0.1", 0), _Handler) as unused:
        port = unused.server_port
    before = project.tree()
    assert project.regen("--spec", f"http://127.0.0.1:{port}/openapi.json") == 2
    assert "cannot be reached" in capsys.readouterr().err
    assert project.tree() == before
