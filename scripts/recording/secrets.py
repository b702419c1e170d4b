"""What no cassette may hold: hidden by name before anything is matched or written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, quote, urlsplit, urlunsplit

__all__ = ["HIDDEN", "findings", "hide", "hide_in_url", "hide_person", "secrets_in"]

HIDDEN = "REDACTED"

_NAMES = frozenset(
    {
        "api_key",
        "api_key_item_id",
        "awsaccesskeyid",
        "client_secret",
        "email",
        "password",
        "policy",
        "signature",
        "token_url",
    }
)
_TOKENS = frozenset({"access_token", "refresh_token", "id_token"})
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
# What a key, a token or a signature looks like; a SHA-256 or a presigned address without its query
# does not.
_FORBIDDEN = {
    "a JSON web token": re.compile(r"\beyJ[\w-]+\.[\w-]*"),
    "an e-mail address": _EMAIL,
    "a signed query": re.compile(
        rf"(?i)(?:x-amz-(?:signature|credential|security-token|date)|signature|awsaccesskeyid)="
        rf"(?!{HIDDEN})"
    ),
    "a bearer token": re.compile(r"(?i)bearer (?!access-token-\d+\b)\S"),
    "an access key of S3": re.compile(r"\b(?:AKIA|ASIA|SANDBOX)[0-9A-Z]{10,}"),
    "a secret field": re.compile(
        r"(?im)^[ {,'\"-]*(?:x-amz-(?!algorithm|expires|signedheaders)[\w-]+|"
        + "|".join(sorted(_NAMES))
        + r")['\"]?\s*:[ '\"]*"
        rf"(?!{HIDDEN}|null\b|\{{\}}|$)\S"
    ),
    "a token": re.compile(
        r"(?im)\b(?:access|refresh|id)_token['\"]?\s*[:=][ '\"]*"
        r"(?!(?:access|refresh|id)-token-\d)\S"
    ),
}


def hide(value: Any, inside: str = "") -> Any:
    """A JSON value or form with its secrets replaced; tokens stay, for they must be told apart."""
    if isinstance(value, dict):
        return {
            name: HIDDEN if item is not None and _is_secret(name, inside) else hide(item, name)
            for name, item in value.items()
        }
    if isinstance(value, list):
        return [hide(item, inside) for item in value]
    if isinstance(value, str):
        is_signed = value.startswith(("https://", "http://")) and "?" in value
        return hide_in_url(value) if is_signed else _EMAIL.sub(HIDDEN, value)
    return value


def hide_person(value: Any) -> Any:
    """What is said about the user, without anything that tells who it is."""
    if not isinstance(value, dict):
        return value
    return {
        name: HIDDEN
        if isinstance(item, str) and item and name not in {"username", "user_type", "tenant"}
        else item
        for name, item in value.items()
    }


def hide_in_url(url: str) -> str:
    """A URL whose presigned parameters are replaced."""
    parts = urlsplit(url)
    query = [
        (name, HIDDEN if _is_secret(name, "") else _EMAIL.sub(HIDDEN, value))
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
    ]
    written = "&".join(f"{quote(name)}={quote(value, safe=',:+')}" for name, value in query)
    return urlunsplit(parts._replace(query=written))


def secrets_in(value: Any, inside: str = "") -> Iterator[str]:
    """The values that must not be written, tokens included: to look for them afterwards."""
    if isinstance(value, dict):
        for name, item in value.items():
            if isinstance(item, str) and (_is_secret(name, inside) or name in _TOKENS):
                yield item
            else:
                yield from secrets_in(item, name)
    elif isinstance(value, list):
        for item in value:
            yield from secrets_in(item, inside)
    elif isinstance(value, str) and value.startswith(("https://", "http://")):
        yield from (item for name, item in parse_qsl(urlsplit(value).query) if _is_secret(name, ""))


def findings(text: str) -> list[str]:
    """What in a text looks like a secret: the kind and the line, never the secret itself."""
    return [
        f"line {text.count(chr(10), 0, found.start()) + 1}: {kind}"
        for kind, pattern in _FORBIDDEN.items()
        for found in pattern.finditer(text)
    ]


def _is_secret(name: str, inside: str) -> bool:
    lower = name.lower()
    if lower.startswith("x-amz-"):
        return lower not in {"x-amz-algorithm", "x-amz-expires", "x-amz-signedheaders"}
    return lower in _NAMES or (inside == "credentials" and lower == "username")
