"""Fixed stand-ins for values that differ between runs: ids, dates, UUIDs, hosts and tokens.

Stand-ins are assigned by order of appearance, so that equal behaviour gives equal cassettes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl, quote, urlsplit, urlunsplit

import attrs

from .interaction import Interaction
from .paths import KINDS, key_kind, named_kind, path_ids
from .secrets import hide, hide_person
from .words import replaced

# Reserved host names (RFC 2606).
API = "https://pixel.example/acme"
SIGN_IN = "https://sign-in.example"
S3 = "https://s3.example"
MOMENT = "2026-01-01T12:00:00"

_UUID = re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b", re.I)
_SENDS = frozenset({"upload_fields", "upload_parts", "upload_file_params"})
_FIXED = "00000000-0000-4000-8000-"
# S3 keys begin with the id of the data collection and a folder per file.
_FOLDER = re.compile(rf"\b(\d+)(?=/{_FIXED})")
_DATE = re.compile(r"\b(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?")
_MENTIONED = re.compile(
    r"(?i)\b(" + "|".join(kind.replace("_", "[ _]") for kind in KINDS) + r") (\d+)\b"
)
_HOST = re.compile(r"https?://[^/\s\"']+")
_TOKENS = {
    "access_token": "access-token",
    "refresh_token": "refresh-token",
    "id_token": "id-token",
    "session_state": "session",
    "uploadId": "upload",
}


@attrs.define(kw_only=True)
class StandIns:
    """The stand-ins of one cassette.

    Args:
        hosts: URL prefixes, longest first, and their stand-ins; every other host is S3's.
        words: Words that would identify the tenant, and their stand-ins.
        user: Who signs in when the cassette is played.
        ours: Texts that the recording sent itself, in which no words are replaced.
    """

    hosts: Mapping[str, str]
    words: Mapping[str, str] = attrs.field(factory=dict)
    user: str = "pilot"
    ours: Set[str] = frozenset()
    _numbers: dict[tuple[str, int], int] = attrs.field(factory=dict, init=False)
    _opaque: dict[str, str] = attrs.field(factory=dict, init=False)
    _began: datetime = attrs.field(factory=lambda: datetime.now(UTC), init=False)

    def number(self, kind: str, real: int) -> int:
        """The stand-in of an id, assigned on first use."""
        if (kind, real) not in self._numbers:
            block = KINDS.index(kind) + 1 if kind in KINDS else len(KINDS) + 1
            count = sum(known == kind for known, _ in self._numbers)
            self._numbers[kind, real] = 100 * block + 1 + count
        return self._numbers[kind, real]

    def interactions(self, recorded: Sequence[Interaction]) -> list[Interaction]:
        """Replace the values of a whole recording."""
        return [self._interaction(each) for each in recorded]

    def _interaction(self, real: Interaction) -> Interaction:
        _, kind = path_ids(real.path, real.method)
        # The request first: its ids are known or arbitrary, those of the response are new.
        if "/search/" in real.path:
            kind = named_kind(str(real.body.get("json", {}).get("on", "")), kind)
        url, body = self._url(real.url, real.method), self._json(real.body, kind, learn=False)
        answer = self._json(_in_order(real.answer), kind, learn=True)
        if real.path.endswith("/users/me") and "json" in answer:
            answer = {"json": hide_person(answer["json"])}
        if "username" in body.get("form", {}):  # which may be an e-mail address
            body["form"]["username"] = self.user
        return Interaction(
            method=real.method,
            url=url,
            headers={name: self._text(value) for name, value in real.headers.items()},
            body=body,
            status=real.status,
            answer_headers=hide(
                {name: self._text(value) for name, value in real.answer_headers.items()}
            ),
            answer=hide(answer),
        )

    def _url(self, url: str, method: str) -> str:
        parts = urlsplit(url)
        found, kind = path_ids(parts.path, method)
        segments = parts.path.split("/")
        for place, of in found:
            segments[place] = str(self._known(of, int(segments[place])))
        pairs = parse_qsl(parts.query, keep_blank_values=True)
        query = [(name, self._query_value(name, value, kind, dict(pairs))) for name, value in pairs]
        written = "&".join(f"{quote(name)}={quote(value, safe=',:+')}" for name, value in query)
        return self._text(urlunsplit(parts._replace(path="/".join(segments), query=written)))

    def _query_value(self, name: str, value: str, kind: str, siblings: Mapping[str, str]) -> str:
        of = key_kind(name, kind, siblings)
        if of is None or not value.replace(",", "").isdigit():
            return self._token(name, value) if name in _TOKENS else value
        return ",".join(str(self._known(of, int(each))) for each in value.split(","))

    def _known(self, kind: str, real: int) -> int:
        return self._numbers.get((kind, real), real)

    def _json(self, value: Any, kind: str, learn: bool) -> Any:
        if isinstance(value, dict):
            return {
                self._text(name): self._field(name, item, kind, value, learn)
                for name, item in value.items()
            }
        if isinstance(value, list):
            match value:
                case [{"var": str(field)}, compared]:  # in a search filter
                    return [value[0], self._field(field, compared, kind, {}, learn)]
            return [self._json(item, kind, learn) for item in value]
        return self._text(value) if isinstance(value, str) else value

    def _field(
        self, name: str, item: Any, kind: str, siblings: Mapping[str, Any], learn: bool
    ) -> Any:
        if name in _TOKENS and isinstance(item, str):
            return self._token(name, item)
        of = key_kind(name, kind, siblings)
        numbers = item if isinstance(item, list) else [item]
        if of and numbers and all(type(each) is int and each > 0 for each in numbers):
            give = self.number if learn else self._known
            given = [give(of, each) for each in numbers]
            return given if isinstance(item, list) else given[0]
        return self._json(item, named_kind(name, kind), learn)

    def _token(self, name: str, real: str) -> str:
        stem = _TOKENS[name]
        if real.startswith(f"{stem}-"):
            return real
        if real not in self._opaque:
            count = sum(known.startswith(f"{stem}-") for known in self._opaque.values())
            self._opaque[real] = f"{stem}-{count + 1}"
        return self._opaque[real]

    def _text(self, text: str) -> str:
        if text.startswith(("http://", "https://")) and "uploadId=" in text:
            query = parse_qsl(urlsplit(text).query)
            text = text.replace(*self._upload_id(dict(query)["uploadId"]))
        for real, stand_in in self._opaque.items():
            text = text.replace(real, stand_in)
        for real, stand_in in self.hosts.items():
            text = re.sub(rf"{re.escape(real)}(?![\w.:-])", stand_in, text)
        text = _HOST.sub(lambda found: found[0] if found[0].endswith(".example") else S3, text)
        if text not in self.ours:
            text = replaced(text, self.words)
        text = _UUID.sub(self._uuid, text)
        text = _FOLDER.sub(lambda f: str(self._known("data_collection", int(f[1]))), text)
        text = _DATE.sub(self._date, text)
        return _MENTIONED.sub(self._mention, text)

    def _upload_id(self, real: str) -> tuple[str, str]:
        return quote(real, safe=""), self._token("uploadId", real)

    def _uuid(self, found: re.Match[str]) -> str:
        real = found[0].lower()
        if real.startswith(_FIXED):
            return real
        if real not in self._opaque:
            count = sum(len(known) == 36 for known in self._opaque.values())
            self._opaque[real] = f"{_FIXED}{count + 1:012d}"
        return self._opaque[real]

    def _date(self, found: re.Match[str]) -> str:
        moment = datetime.fromisoformat(found[0])
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        near = abs(moment - self._began) < timedelta(days=1)
        return MOMENT + (found[2] or "") if near else found[0]

    def _mention(self, found: re.Match[str]) -> str:
        kind = found[1].lower().replace(" ", "_")
        return f"{found[1]} {self._known(kind, int(found[2]))}"


def _in_order(answer: Any) -> Any:
    """Sort upload jobs, whose order is not defined, so that recordings are equal."""
    if isinstance(answer, dict):
        return {name: _in_order(item) for name, item in answer.items()}
    if not isinstance(answer, list) or not all(isinstance(item, dict) for item in answer):
        return answer
    rows = [_in_order(item) for item in answer]
    if any(_SENDS & row.keys() for row in rows):
        return sorted(rows, key=lambda row: str(row.get("name")))
    if any("part_number" in row for row in rows):
        return sorted(rows, key=lambda row: int(row.get("part_number", 0)))
    return rows
