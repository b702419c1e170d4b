"""What holds for all cassettes: nothing secret in them, none too many, small enough to read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from pixel_client import PixelClientAsync
from scripts.record import FOLDER, stale
from scripts.recording.document import read
from scripts.recording.scenario import SCENARIOS
from scripts.recording.secrets import findings

from .conftest import cassette, whole

ROOT = Path(__file__).parents[2]
CONTRACT = yaml.safe_load((ROOT / "openapi" / "pixel.yaml").read_text(encoding="utf-8"))["paths"]
NAMES = yaml.safe_load((ROOT / "openapi" / "names.yaml").read_text(encoding="utf-8"))["operations"]
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


def operations_of(path: Path) -> set[str]:
    """The operations of the contract that a cassette shows."""
    found = set()
    for each in read(path).interactions:
        where = each.url.removeprefix("https://pixel.example/acme").partition("?")[0]
        if where != each.url:
            found |= {
                f"{each.method} {path}"
                for path in CONTRACT
                if each.method.lower() in CONTRACT[path]
                and re.fullmatch(
                    re.sub(
                        r"\{\w+_id\}", r"\\d+", path.replace("{service_type}", "(Feature|Image)")
                    ),
                    where,
                )
            }
    return found


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
