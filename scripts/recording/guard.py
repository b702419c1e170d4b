"""Restricts a recording to resources that it created itself, and tracks what to clean up."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import attrs

from .bodies import Shown
from .interaction import Interaction
from .known import path_words
from .paths import CONTENTS, key_kind, named_kind, path_ids

# Top-level resources, whose lists may show resources of other users.
_SHARED = frozenset({"project", "data_collection", "image", "raster", "point_cloud"}) | {
    "arcgis_service",
    "analysis_service",
}
_REMOVED = frozenset({"project", "arcgis_service", "analysis_service"})
_OWN_KEYS = frozenset({"id", "job_id", "group_id", "resource_id"})


class GuardError(RuntimeError):
    """A request would change, or a response shows, a resource that is not the recording's own."""


@attrs.frozen(kw_only=True)
class CreatedResource:
    """A resource to delete at the end, with everything in it.

    Attributes:
        kind: Such as `project`.
        path: The path it was created at, such as `/arcgis_services/Feature/`.
        number: Its id; 0 until the response to its creation.
        name: Its name.
    """

    kind: str
    path: str
    number: int
    name: str = ""


class Guard:
    """Tracks the resources that this recording created.

    Args:
        api_url: URL of the API. Requests to other URLs (sign-in, S3) are not checked: they refer to
            no resources.
        created: Resources that an earlier recording created and did not delete.
        keep: Called with all resources to delete after each change. Without it, creations
            without a response are not tracked.
    """

    def __init__(
        self,
        api_url: str,
        created: Sequence[CreatedResource] = (),
        keep: Callable[[list[CreatedResource]], None] | None = None,
    ) -> None:
        self._api = api_url.rstrip("/")
        self._keep = keep
        self.created = [each for each in created if each.number]
        self.unanswered = [each for each in created if not each.number]
        self._own = {(each.kind, each.number) for each in self.created}
        self.broken: list[str] = []

    def check(self, method: str, url: str, _headers: Mapping[str, str], body: Shown) -> None:
        """Check a request before it is sent.

        Raises:
            GuardError: It would change a resource of others; it is not sent.
        """
        path = self._path(url)
        if path is None or method == "GET" or path.startswith("/search/"):
            return
        for kind, number in _named(method, url, path, body):
            if (kind, number) not in self._own:
                self._break(
                    f"{method} {path} refers to {kind} {number}, which is not of this recording"
                )
        strange = [each for each in path.split("/") if not (each in path_words() or each.isdigit())]
        if strange:
            self._break(f"{method} {path} names {strange[0]}, whose owner is unknown")
        making = _created_kind(method, path)
        if making and self._keep:
            name = str(body.get("json", {}).get("name", ""))
            self.unanswered.append(CreatedResource(kind=making, path=path, number=0, name=name))
        if path.endswith("/restore"):  # it exists again even if the response is lost
            place, kind = path_ids(path)[0][-1]
            self._note(path, int(path.split("/")[place]), kind)
        self._kept()

    def learn(self, interaction: Interaction) -> None:
        """Check a response: register what was created, refuse resources of others.

        Raises:
            GuardError: It shows a resource of others; nothing of it may be written.
        """
        path = self._path(interaction.url)
        if path is None:
            return
        try:
            self._learn(path, interaction)
        finally:
            if _created_kind(interaction.method, path) and interaction.status < 500:
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
            self.created = [
                m for m in self.created if (m.kind, m.number) != (kind, int(segments[-1]))
            ]
            return
        creates = interaction.method == "POST" and not path.startswith("/search/")
        if in_own or creates:
            self._own.update(ids)
        else:
            for of, number in ids:
                if of in _SHARED and (of, number) not in self._own:
                    self._break(
                        f"{interaction.method} {path} shows {of} {number}, which belongs to others"
                    )
            if kind in _SHARED and _has_other_ids(interaction.answer.get("json")):
                self._break(f"{interaction.method} {path} shows a {kind} whose id is not a number")
        created = interaction.answer.get("json")
        if creates and isinstance(created, dict) and isinstance(created.get("id"), int):
            self._note(path, created["id"], kind, str(created.get("name", "")))

    def forget(self, *gone: CreatedResource) -> None:
        """Remove resources from the list that are gone, or were reported to the user."""
        self.created = [each for each in self.created if each not in gone]
        self.unanswered = [each for each in self.unanswered if each not in gone]
        self._kept()

    def _note(self, path: str, number: int, kind: str, name: str = "") -> None:
        known = {(each.kind, each.number) for each in self.created}
        if kind in _REMOVED and (kind, number) not in known:
            where = path.removesuffix("restore").removesuffix(f"{number}/")
            self.created.append(CreatedResource(kind=kind, path=where, number=number, name=name))

    def _kept(self) -> None:
        if self._keep:
            self._keep([*self.created, *self.unanswered])

    def _break(self, what: str) -> None:
        self.broken.append(what)  # reported again at the end, since callers may swallow the error
        raise GuardError(what)

    def _path(self, url: str) -> str | None:
        if not url.startswith(self._api + "/"):
            return None
        return urlsplit(url.removeprefix(self._api)).path


def _created_kind(method: str, path: str) -> str | None:
    """The kind of top-level resource that a request creates; others go with their parents."""
    _, kind = path_ids(path, method)
    at_root = not any(segment.isdigit() for segment in path.split("/"))
    return kind if method == "POST" and at_root and kind in _REMOVED else None


def _has_other_ids(answer: Any) -> bool:
    rows = answer if isinstance(answer, list) else [answer]
    return any(isinstance(row, dict) and isinstance(row.get("id"), str) for row in rows)


def _named(method: str, url: str, path: str, body: Shown) -> Iterator[tuple[str, int]]:
    """Yield every id in a request."""
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
    """Yield the ids in JSON: those of the resources themselves, or every id."""
    if isinstance(value, list):
        for item in value:
            yield from _ids(item, kind, every)
    elif isinstance(value, dict):
        for name, item in value.items():
            of = key_kind(name, kind, value)
            if of and (every or name in _OWN_KEYS):
                numbers = item if isinstance(item, list) else [item]
                yield from ((of, each) for each in numbers if type(each) is int and each > 0)
            # The kind of the id in an unknown object (`owner`) is unknown.
            is_known = every or name in CONTENTS or isinstance(item, list)
            if isinstance(item, dict | list) and is_known:
                yield from _ids(item, named_kind(name, kind), every)
