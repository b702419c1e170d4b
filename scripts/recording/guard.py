"""Keeps a recording away from everything it did not make itself, and knows what to remove."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import attrs

from .bodies import Shown
from .interaction import Interaction
from .paths import key_kind, named_kind, path_ids

__all__ = ["Guard", "GuardError", "Made"]

# What stands at the root, so that a list of it may show what is others'.
_SHARED = frozenset({"project", "data_collection", "image", "raster", "point_cloud"}) | {
    "arcgis_service",
    "analysis_service",
}
_REMOVED = frozenset({"project", "arcgis_service", "analysis_service"})
_OWN_KEYS = frozenset({"id", "job_id", "group_id", "resource_id"})


class GuardError(RuntimeError):
    """A request would have changed, or an answer shows, what this recording did not make."""


@attrs.frozen
class Made:
    """Something to remove at the end; whatever lies in it goes with it.

    Attributes:
        kind: Such as `project`.
        path: Where it was made, such as `/arcgis_services/Feature/`.
        number: Its id.
    """

    kind: str
    path: str
    number: int


class Guard:
    """Knows what this recording made.

    Args:
        api_url: Where the API is; requests to other addresses (sign-in, S3) are none of its
            business: they name nothing that exists.
    """

    def __init__(self, api_url: str) -> None:
        self._api = api_url.rstrip("/")
        self._own: set[tuple[str, int]] = set()
        self.made: list[Made] = []
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

    def learn(self, interaction: Interaction) -> None:
        """Look at an answer: what was made, and whether it shows something of others.

        Raises:
            GuardError: It does; nothing of it may be written.
        """
        path = self._path(interaction.url)
        if path is None or not 200 <= interaction.status < 300:
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
        if creates:
            self._note(path, kind, interaction.answer.get("json"))

    def _note(self, path: str, kind: str, answer: Any) -> None:
        path = path.removesuffix("restore")
        if kind not in _REMOVED or not isinstance(answer, dict):
            return
        number = answer.get("id")
        if isinstance(number, int):
            where = path.removesuffix(f"{number}/")
            self.made.append(Made(kind, where, number))

    def _break(self, what: str) -> None:
        self.broken.append(what)  # said again at the end, for whoever asked may swallow the error
        raise GuardError(what)

    def _path(self, url: str) -> str | None:
        if not url.startswith(self._api + "/"):
            return None
        return urlsplit(url.removeprefix(self._api)).path


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
            if isinstance(item, dict | list):
                yield from _ids(item, named_kind(name, kind), every)
