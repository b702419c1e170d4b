"""Masks secrets, by name and by pattern, before requests are matched or cassettes written."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, quote, urlsplit, urlunsplit

import yaml

from pixel_api.masking import SECRET_OBJECTS, is_secret_name, letters

from .words import decodings

HIDDEN = "REDACTED"

# Besides the names that nothing shows: what a cassette, which anyone may read, must not tell.
_PARTS = ("apikey", "cookie", "email", "token")
# Objects of several, each with a name of its own.
_OBJECTS = frozenset({"credentials", *SECRET_OBJECTS})
_TOKENS = frozenset({"access_token", "refresh_token", "id_token"})
_OPEN = frozenset({"token_type", "x-amz-algorithm", "x-amz-expires", "x-amz-signedheaders"})
# What may stand where a secret stood.
_SHOWN = rf"(?:Bearer )?(?:{HIDDEN}|(?:access|refresh|id)-token-\d+\b)"
_LOOKS = {
    "a JSON web token": re.compile(r"\beyJ[\w-]{5,}\.[\w-]*(?:\.[\w-]*)?"),
    "an e-mail address": re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    "a bearer token": re.compile(rf"(?i)\bbearer\s+(?!{_SHOWN}|\w+=[\"'])[\w.~+/=-]+"),
    "a name and a password": re.compile(r"(?i)\bbasic\s+(?=\S*[\d=])[\w+/=-]{8,}"),
    "an access key of S3": re.compile(r"\b(?:AKIA|ASIA|SANDBOX)[0-9A-Z]{10,}"),
    "a password in an address": re.compile(r"(?<=://)[^/\s\"'@]+:[^/\s\"'@]+(?=@)"),
}
# `password=...`, `"password": "..."`, `x-amz-signature: ...`, wherever in a text.
_NAMED = re.compile(
    r"(?<![\w-])(?P<name>[A-Za-z][\w-]*)[\"']?\s*[:=]\s*[\"']?"
    rf"(?!{_SHOWN}|null\b|None\b|true\b|false\b|[|>][-+]?$|[{{\[])(?=[^\s\"'&,;}}])",
    re.MULTILINE,
)


def hide(value: Any, inside: str = "") -> Any:
    """Mask the secrets of a JSON value or form, except tokens, which must stay distinct."""
    if isinstance(value, dict):
        return {
            _hide_in_text(str(name)): _hidden(item)
            if _is_secret(str(name), inside) or (_is_text(item) and letters(str(name)) in _OBJECTS)
            else hide(item, str(name))
            for name, item in value.items()
        }
    if isinstance(value, list):
        return [hide(item, inside) for item in value]
    if isinstance(value, str) and inside not in _TOKENS:
        is_signed = value.startswith(("https://", "http://")) and "?" in value
        return _hide_in_text(hide_in_url(value) if is_signed else value)
    return value


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and value != ""


def _hidden(value: Any) -> Any:
    """Mask a secret, or all secrets of an object, keeping its structure."""
    if isinstance(value, dict):
        return {name: _hidden(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_hidden(item) for item in value]
    return value if value is None or isinstance(value, bool) else HIDDEN


def _hide_in_text(text: str) -> str:
    if text[:1] in {"{", "["}:  # JSON within JSON
        try:
            return json.dumps(hide(json.loads(text)), ensure_ascii=False)
        except ValueError:
            pass
    for look in _LOOKS.values():
        text = look.sub(HIDDEN, text)
    return HIDDEN if any(_looks(text)) else text


def hide_person(value: Any) -> Any:
    """Mask all fields about a user that could identify them."""
    if not isinstance(value, dict):
        return value
    return {
        name: HIDDEN
        if isinstance(item, str) and item and name not in {"username", "user_type", "tenant"}
        else item
        for name, item in value.items()
    }


def hide_in_url(url: str) -> str:
    """Mask the presigned parameters of a URL."""
    parts = urlsplit(url)
    query = [
        (
            name,
            HIDDEN if _is_secret(name, "") or letters(name) in _OBJECTS else _hide_in_text(value),
        )
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
    ]
    written = "&".join(f"{quote(name)}={quote(value, safe=',:+')}" for name, value in query)
    return urlunsplit(parts._replace(query=written))


def secrets_in(value: Any, inside: str = "") -> Iterator[str]:
    """Yield all secret values, including tokens, to search for them afterwards."""
    if isinstance(value, dict):
        for name, item in value.items():
            if _is_secret(str(name), inside) or name in _TOKENS:
                yield from (text for _, text in texts_in(item))
            else:
                yield from secrets_in(item, str(name))
    elif isinstance(value, list):
        for item in value:
            yield from secrets_in(item, inside)
    elif isinstance(value, str) and value.startswith(("https://", "http://")):
        yield from (item for name, item in parse_qsl(urlsplit(value).query) if _is_secret(name, ""))


def texts_in(value: Any, inside: str = "") -> Iterator[tuple[str, str]]:
    """Yield every string in a JSON value, including field names, each with its field name."""
    if isinstance(value, dict):
        for name, item in value.items():
            yield "", str(name)
            yield from texts_in(item, str(name))
    elif isinstance(value, list):
        for item in value:
            yield from texts_in(item, inside)
    elif isinstance(value, str):
        yield inside, value


def findings(text: str) -> list[str]:
    """Find possible secrets in a cassette: their kind and line, never the secret itself."""
    found = {
        (number, kind) for number, line in enumerate(text.splitlines(), 1) for kind in _looks(line)
    }
    try:
        whole = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError:
        whole = None  # invalid YAML is searched by line only
    found |= {(number, kind) for number, kind in _findings_in(whole)}
    return [f"line {number}: {kind}" for number, kind in sorted(found)]


def _findings_in(node: yaml.Node | None, inside: str = "") -> Iterator[tuple[int, str]]:
    if isinstance(node, yaml.MappingNode):
        for name, item in node.value:
            yield from _findings_in(name)
            if isinstance(name, yaml.ScalarNode):
                yield from _findings_in(item, name.value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _findings_in(item, inside)
    elif isinstance(node, yaml.ScalarNode):
        number = node.start_mark.line + 1
        yield from ((number, kind) for kind in _looks(node.value))
        is_text = node.tag == "tag:yaml.org,2002:str" and node.value
        is_hidden = re.fullmatch(_SHOWN, node.value)
        if is_text and not is_hidden and (_is_secret(inside, "") or inside in _TOKENS):
            yield number, "a secret field"


def _looks(text: str) -> Iterator[str]:
    """Yield the kinds of secrets in a text, in any encoding."""
    for reading in decodings(text):
        yield from (kind for kind, look in _LOOKS.items() if look.search(reading))
        for found in _NAMED.finditer(reading):
            if found["name"] in _TOKENS:
                yield "a token"
            elif _is_secret(found["name"], ""):
                yield "a secret field"


def _is_secret(name: str, inside: str) -> bool:
    lower = name.lower()
    if lower in _OPEN or lower in _TOKENS:
        return False
    bare = letters(name)
    if bare in _OBJECTS:
        return False
    if is_secret_name(name) or any(part in bare for part in _PARTS):
        return True
    return inside == "credentials" and lower == "username"
