"""Keeps a recording away from everything it did not make itself, and knows what to remove."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import attrs

from .bodies import Shown
from .interaction import Interaction
from .known import path_words
from .paths import CONTENTS, key_kind, named_kind, path_ids

# What stands at the root, so that a list of it may show what is others'.
_SHARED = frozenset({"project", "data_collection", "image", "raster", "point_cloud"}) | {
    "arcgis_service",
    "analysis_service",
}
_REMOVED = frozenset({"project", "arcgis_service", "analysis_service"})
_OWN_KEYS = frozenset({"id", "job_id", "group_id", "resource_id"})


class GuardError(RuntimeError):
    """A request would have changed, or an answer shows, what this recording did not make."""


@attrs.frozen(kw_only=True)
class Made:
    """Something to remove at the end; whatever lies in it goes with it.

    Attributes:
        kind: Such as `project`.
        path: Where it was made, such as `/arcgis_services/Feature/`.
        number: Its id; 0 while the request that makes it is not answered.
        name: What it was called.
    """

    kind: str
    path: str
    number: int
    name: str = ""


class Guard:
    """Knows what this recording made.

    Args:
        api_url: Where the API is; requests to other addresses (sign-in, S3) are none of its
            business: they name nothing that exists.
        made: What an earlier recording made and did not remove.
        keep: Is given all there is to remove whenever it changes, before anything more is sent.
            Without it, requests that make something and are not answered are let be.
    """

    def __init__(
        self,
        api_url: str,
        made: Sequence[Made] = (),
        keep: Callable[[list[Made]], None] | None = None,
    ) -> None:
        self._api = api_url.rstrip("/")
        self._keep = keep
        self.made = [each for each in made if each.number]
        self.unanswered = [each for each in made if not each.number]
        self._own = {(each.kind, each.number) for each in self.made}
        self.broken: list[str] = []

    def check(self, method: str, url: str, _headers: Mapping[str, str], body: Shown) -> None:
        """Look at a request before it is sent.

        Raises:
            GuardError: It would change something of others; it is not sent.
        """
        path = self._path(url)
        if path is None or method == "GET" or path.startswith("/search/"):
            return
        for kind, number in _named(method, url, path, body):
            if (kind, number) not in self._own:
                self._break(
                    f"{method} {path} is about {kind} {number}, which this recording did not make"
                )
        strange = [each for each in path.split("/") if not (each in path_words() or each.isdigit())]
        if strange:
            self._break(f"{method} {path} names {strange[0]}, and nobody knows whose that is")
        making = _made_there(method, path)
        if making and self._keep:
            name = str(body.get("json", {}).get("name", ""))
            self.unanswered.append(Made(kind=making, path=path, number=0, name=name))
        if path.endswith("/restore"):  # it is there again even if the answer never comes
            place, kind = path_ids(path)[0][-1]
            self._note(path, int(path.split("/")[place]), kind)
        self._kept()

    def learn(self, interaction: Interaction) -> None:
        """Look at an answer: what was made, and whether it shows something of others.

        Raises:
            GuardError: It does; nothing of it may be written.
        """
        path = self._path(interaction.url)
        if path is None:
            return
        try:
            self._learn(path, interaction)
        finally:
            if _made_there(interaction.method, path) and interaction.status < 500:
                waiting = [each for each in self.unanswered if each.path == path]
                self.unanswered = [each for each in self.unanswered if each not in waiting[:1]]
            self._kept()

    def _learn(self, path: str, interaction: Interaction) -> None:
        if not 200 <= interaction.status < 300:
            return
        found, kind = path_ids(path, interaction.method)
        if path.startswith("/search/"):
            kind = named_kind(str(interaction.body.get("json", {}).get("on", "")), kind)
        segments = path.split("/")
        in_own = any((of, int(segments[place])) in self._own for place, of in found)
        ids = list(_ids(interaction.answer.get("json"), kind))
        if interaction.method == "DELETE" and len(segments) > 1 and segments[-1].isdigit():
            self.made = [m for m in self.made if (m.kind, m.number) != (kind, int(segments[-1]))]
            return
        creates = interaction.method == "POST" and not path.startswith("/search/")
        if in_own or creates:
            self._own.update(ids)
        else:
            for of, number in ids:
                if of in _SHARED and (of, number) not in self._own:
                    self._break(f"{interaction.method} {path} shows {of} {number} of others")
            if kind in _SHARED and _has_other_ids(interaction.answer.get("json")):
                self._break(f"{interaction.method} {path} shows a {kind} whose id is no number")
        made = interaction.answer.get("json")
        if creates and isinstance(made, dict) and isinstance(made.get("id"), int):
            self._note(path, made["id"], kind, str(made.get("name", "")))

    def forget(self, *gone: Made) -> None:
        """Take off the list what is not there, or what a person was told of."""
        self.made = [each for each in self.made if each not in gone]
        self.unanswered = [each for each in self.unanswered if each not in gone]
        self._kept()

    def _note(self, path: str, number: int, kind: str, name: str = "") -> None:
        known = {(each.kind, each.number) for each in self.made}
        if kind in _REMOVED and (kind, number) not in known:
            where = path.removesuffix("restore").removesuffix(f"{number}/")
            self.made.append(Made(kind=kind, path=where, number=number, name=name))

    def _kept(self) -> None:
        if self._keep:
            self._keep([*self.made, *self.unanswered])

    def _break(self, what: str) -> None:
        self.broken.append(what)  # said again at the end, for whoever asked may swallow the error
        raise GuardError(what)

    def _path(self, url: str) -> str | None:
        if not url.startswith(self._api + "/"):
            return None
        return urlsplit(url.removeprefix(self._api)).path


def _made_there(method: str, path: str) -> str | None:
    """The kind of thing at the root that a request makes; what lies in others goes with them."""
    _, kind = path_ids(path, method)
    at_root = not any(segment.isdigit() for segment in path.split("/"))
    return kind if method == "POST" and at_root and kind in _REMOVED else None


def _has_other_ids(answer: Any) -> bool:
    rows = answer if isinstance(answer, list) else [answer]
    return any(isinstance(row, dict) and isinstance(row.get("id"), str) for row in rows)


def _named(method: str, url: str, path: str, body: Shown) -> Iterator[tuple[str, int]]:
    """Every id that a request names."""
    found, kind = path_ids(path, method)
    segments = path.split("/")
    yield from ((of, int(segments[place])) for place, of in found)
    query = dict(parse_qsl(urlsplit(url).query))
    for name, value in query.items():
        of = key_kind(name, kind, query)
        for item in value.split(","):
            if of and item.isdigit():
                yield of, int(item)
    yield from _ids(body.get("json"), kind, every=True)


def _ids(value: Any, kind: str, every: bool = False) -> Iterator[tuple[str, int]]:
    """The ids in JSON: of things themselves, or also of those that are only mentioned."""
    if isinstance(value, list):
        for item in value:
            yield from _ids(item, kind, every)
    elif isinstance(value, dict):
        for name, item in value.items():
            of = key_kind(name, kind, value)
            if of and (every or name in _OWN_KEYS):
                numbers = item if isinstance(item, list) else [item]
                yield from ((of, each) for each in numbers if type(each) is int and each > 0)
            # Of an object that nobody knows (`owner`) it is unknown what its id is of.
            is_known = every or name in CONTENTS or isinstance(item, list)
            if isinstance(item, dict | list) and is_known:
                yield from _ids(item, named_kind(name, kind), every)
