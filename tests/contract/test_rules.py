"""What holds for all cassettes: nothing secret in them, none too many, small enough to read."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
import yaml

from pixel_client import PixelClientAsync
from scripts.record import FOLDER, stale
from scripts.recording.document import read
from scripts.recording.interaction import Interaction
from scripts.recording.scenario import SCENARIOS
from scripts.recording.secrets import findings

from .conftest import cassette, whole

ROOT = Path(__file__).parents[2]
DOCUMENT = yaml.safe_load((ROOT / "openapi" / "pixel.yaml").read_text(encoding="utf-8"))
CONTRACT = DOCUMENT["paths"]
NAMES = yaml.safe_load((ROOT / "openapi" / "names.yaml").read_text(encoding="utf-8"))["operations"]
FILES = sorted(FOLDER.rglob("*.yaml"))
ALL = sorted(path for path in FOLDER.rglob("*") if path.is_file())
# In pieces, so that this file holds nothing that looks like a secret.
SECRETS = {
    "a token": "access_token: " + "abc" + "def",
    "a token in JSON": '"refresh_token": "' + "abcdef" + '"',
    "a JSON web token": "ey" + "Jhbgci.ey" + "Jzdwi.c2ln",
    "a bearer": "authorization: Bearer " + "abcdef",
    "a password": "          password: " + "hunter2",
    "a password in a form": "{'password': '" + "hunter2" + "'}",
    "an API key": "    api_key: " + "k-1",
    "an e-mail address": "somebody" + "@" + "example.com",
    "a signature": "https://s3.example/a?X-Amz-Signature=" + "0a1b2c",
    "an old signature": "https://s3.example/a?AWSAccessKeyId=" + "KEY&Signature=abc",
    "a signed form": "x-amz-signature: " + "0a1b2c",
    "a policy": "policy: " + "e2V4cGlyYXRpb24i",
    "an access key": "AK" + "IAIOSFODNN7EXAMPLE",
    "a password among others": """text: '{"who": "kari", "password": """ " + " """hunter2"}'""",
    "a password, escaped": r'text: "\n{\"password\": \"' + r'hunter2\"}"',
    "a password on the next line": "password:\n  " + "hunter2",
    "a password in a list": "password:\n  - " + "hunter2",
    "a password in a block": "password: |\n  " + "hunter2",
    "a password in a query": "url: https://s3.example/a?password=" + "hunter2",
    "a password in an address": "url: https://kari:" + "hunter2" + "@s3.example/a",
    "a secret by another name": "X-Api-Key: " + "abcdef",
    "an address, percent-encoded": "url: https://s3.example/somebody" + "%40" + "example.com",
    "an address, escaped": 'name: "somebody' + "\\x40" + 'example.com"',
    "an address in base64": "cursor: " + "c29tZWJvZHlAZXhhbXBsZS5jb20=",
    "an address as a field": "somebody" + "@" + "example.com: 1",
    "a token in a form": "text: a=1&access_token=" + "abcdef",
    "a bearer across lines": "text: a Bearer\n  " + "abcdef",
    "a name and a password": "text: Basic " + "a2FyaTpodW50ZXIy",
}
# Nothing of the kind, though it looks a little like it.
HARMLESS = (
    "authorization: Bearer access-token-1",
    "access_token: access-token-2",
    "token_type: Bearer",
    "www-authenticate: Bearer realm='Acme'",
    "password: REDACTED",
    "password: null",
    "api_key:\n  api_key: REDACTED",
    "sha256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "md5: 1B2M2Y8AsgTpgAmY7PhCfg==",
    "refresh_expires_in: 1800",
    "x-amz-algorithm: AWS4-HMAC-SHA256",
)


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_a_cassette_holds_no_secret(path: Path) -> None:
    assert findings(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("what", SECRETS)
def test_a_secret_would_be_found(what: str) -> None:
    found = findings(f"a: b\n{SECRETS[what]}\n")
    assert found
    assert {line.partition(":")[0] for line in found} <= {"line 2", "line 3"}
    assert "hunter2" not in str(found)


@pytest.mark.parametrize("text", HARMLESS)
def test_what_is_no_secret_is_let_be(text: str) -> None:
    assert findings(f"a: b\n{text}\n") == []


def test_every_scenario_has_a_cassette_and_every_cassette_a_scenario() -> None:
    missing = [name for name, each in SCENARIOS.items() if not cassette(each).is_file()]
    assert (missing, stale()) == ([], [])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_cassette_is_small_and_talks_to_nobody_real(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text) < 16_000
    assert "://127." not in text
    assert "!!" not in text  # nothing that YAML could not write in the open
    for each in read(path).interactions:
        assert each.url.startswith(
            ("https://pixel.example/acme/", "https://sign-in.example/", "https://s3.example/")
        )


def test_what_goes_to_s3_carries_no_token() -> None:
    sent = [
        each
        for path in FILES
        for each in read(path).interactions
        if each.url.startswith("https://s3.example/")
    ]
    assert {each.method for each in sent} == {"POST", "PUT"}
    assert [each for each in sent if "authorization" in each.headers] == []


def test_every_cassette_says_what_it_was_recorded_from() -> None:
    said = {read(path).recorded_from for path in FILES}
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert said <= {"sandbox", "tenant"}
    assert ("not from the vendor's service" in readme) == ("tenant" not in said)


def test_every_cassette_begins_with_a_sign_in() -> None:
    for path in FILES:
        first = whole(read(path))[0]
        assert (first.method, first.url.endswith("/token")) == ("POST", True), path.stem


def test_every_method_that_asks_the_service_has_a_scenario() -> None:
    silent = {"aclose", "from_settings"}
    methods = {
        name
        for name, member in vars_of(PixelClientAsync).items()
        if not name.startswith("_") and callable(member) and name not in silent
    }
    assert methods - set(SCENARIOS) == set()


def vars_of(kind: type) -> dict[str, object]:
    """What a class and its bases define, without properties."""
    return {name: vars(base)[name] for base in reversed(kind.__mro__) for name in vars(base)}


def operation_of(each: Interaction) -> str | None:
    """The operation of the contract that a request is of."""
    where = each.url.removeprefix("https://pixel.example/acme").partition("?")[0]
    for path in CONTRACT:
        pattern = path.replace("{service_type}", "(Feature|Image)")
        pattern = re.sub(r"\{\w+_id\}", r"\\d+", pattern)
        if each.method.lower() in CONTRACT[path] and re.fullmatch(pattern, where):
            return f"{each.method} {path}"
    return None


def operations_of(path: Path) -> set[str | None]:
    """The operations of the contract that a cassette shows."""
    return {operation_of(each) for each in read(path).interactions}


def parameters_in(document: dict[str, Any]) -> set[tuple[str, str]]:
    """The query parameters of all operations, each with its operation."""
    return {
        (f"{method.upper()} {path}", found["name"])
        for path, item in document["paths"].items()
        for method, operation in item.items()
        if method != "parameters"
        for each in [*item.get("parameters", []), *operation.get("parameters", [])]
        if (found := resolved(document, each))["in"] == "query"
    }


def fields_in(document: dict[str, Any]) -> set[tuple[str, str]]:
    """The fields of all JSON bodies, not of what they hold, each with its operation."""
    return {
        (f"{method.upper()} {path}", field)
        for path, item in document["paths"].items()
        for method, operation in item.items()
        if "requestBody" in operation
        for content in operation["requestBody"]["content"].values()
        for field in resolved(document, content["schema"]).get("properties", {})
    }


def resolved(document: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
    """What a reference points to."""
    while "$ref" in node:
        target: Any = document
        for part in node["$ref"].removeprefix("#/").split("/"):
            target = target[part]
        node = target
    return node


def test_every_parameter_and_every_field_is_sent_in_some_cassette() -> None:
    sent = set()
    for each in (each for path in FILES for each in read(path).interactions):
        operation = operation_of(each) or ""
        query = parse_qsl(urlsplit(each.url).query, keep_blank_values=True)
        sent |= {(operation, name) for name, _ in query}
        sent |= {(operation, name) for name in each.body.get("json", {})}
    expected = parameters_in(DOCUMENT) | fields_in(DOCUMENT)
    assert len(expected) > 200
    assert expected - sent == set()


def test_every_operation_of_the_contract_has_a_cassette_of_its_name() -> None:
    operations = {
        f"{method.upper()} {path}"
        for path, item in CONTRACT.items()
        for method in item
        if method in {"get", "post", "put", "patch", "delete"}
    }
    names = {
        key: spelling if isinstance(spelling, str) else spelling["name"]
        for key, spelling in NAMES.items()
    }
    assert set(names) == operations
    without = {
        key
        for key, name in names.items()
        if not any(
            key in operations_of(cassette(each)) for each in SCENARIOS.values() if each.name == name
        )
    }
    assert without == set()
