"""What holds for all cassettes: nothing secret in them, none too many, small enough to read."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.record import FOLDER, stale
from scripts.recording.document import read
from scripts.recording.scenario import SCENARIOS
from scripts.recording.secrets import findings

from .conftest import cassette, whole

FILES = sorted(FOLDER.rglob("*.yaml"))
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
}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_cassette_holds_no_secret(path: Path) -> None:
    assert findings(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("what", SECRETS)
def test_a_secret_would_be_found(what: str) -> None:
    (found, *_) = findings(f"a: b\n{SECRETS[what]}\n")
    assert found.startswith("line 2: ")
    assert "hunter2" not in found


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
