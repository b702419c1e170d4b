"""vcrpy configured for this project: matching of requests, recording and playing."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from vcr.cassette import Cassette
from vcr.filters import decode_response
from vcr.persisters.filesystem import CassetteNotFoundError
from vcr.record_mode import RecordMode
from vcr.request import Request

from .guard import Guard
from .interaction import Interaction, request_shown


class UnplayedError(AssertionError):
    """A recorded request was not made, or an unrecorded one was made."""


def _same_method(live: Request, recorded: Request) -> None:
    assert live.method == recorded.method


def _same_address(live: Request, recorded: Request) -> None:
    ours, theirs = (urlsplit(request_shown(each)[1]) for each in (live, recorded))
    assert (ours.scheme, ours.netloc, ours.path) == (theirs.scheme, theirs.netloc, theirs.path)


def _same_query(live: Request, recorded: Request) -> None:
    # As pairs, in whatever order: `ids=1,2` is not `ids=1&ids=2`.
    ours, theirs = (
        parse_qsl(urlsplit(request_shown(each)[1]).query, keep_blank_values=True)
        for each in (live, recorded)
    )
    assert sorted(ours) == sorted(theirs), f"{ours} is not {theirs}"


def _same_headers(live: Request, recorded: Request) -> None:
    ours, theirs = request_shown(live)[2], request_shown(recorded)[2]
    assert ours == theirs, f"{sorted(ours)} differ from {sorted(theirs)}"


def _same_body(live: Request, recorded: Request) -> None:
    ours, theirs = request_shown(live)[3], request_shown(recorded)[3]
    # Types too: in Python 1 == True == 1.0, in JSON they differ.
    same = ours == theirs and _typed(ours) == _typed(theirs)
    # The order of a form matters: S3 ignores fields after the file.
    same &= list(ours.get("multipart", ())) == list(theirs.get("multipart", ()))
    assert same, f"{ours} is not {theirs}"


def _typed(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _typed(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_typed(item) for item in value]
    return type(value).__name__


_SAME = (_same_method, _same_address, _same_query, _same_headers, _same_body)


class _Memory:
    """Persister for vcrpy: a list of interactions instead of files."""

    def __init__(self, interactions: Sequence[Interaction]) -> None:
        self._interactions = interactions

    def load_cassette(self, path: str, serializer: Any) -> tuple[list[Any], list[Any]]:
        """Return the interactions in vcrpy's form."""
        del path, serializer
        if not self._interactions:
            raise CassetteNotFoundError
        requests, responses = zip(*(each.as_played() for each in self._interactions), strict=True)
        return list(requests), list(responses)

    def save_cassette(self, *_: Any, **__: Any) -> None:
        """Do nothing: `document` writes cassettes."""


class _Cassette(Cassette):  # type: ignore[misc]  # vcrpy has no types
    """A cassette that reports each interaction as it is recorded."""

    on_interaction: Callable[[Interaction], None] | None = None

    def append(self, request: Request, response: dict[str, Any]) -> None:
        """Record an interaction."""
        so_far = len(self)
        super().append(request, decode_response(response))
        if self.on_interaction is not None and len(self) > so_far:
            self.on_interaction(Interaction.of(*self.data[-1]))


@contextmanager
def record(guard: Guard, patience: float = 0.0) -> Iterator[list[Interaction]]:
    """Record requests while they are sent.

    Args:
        guard: Checks each request before it is sent, and each response.
        patience: Seconds to wait before the first poll of a job, so that one poll is enough: their
            number would depend on timing.

    Yields:
        The interactions so far, with secrets: never write them unmasked.
    """
    interactions: list[Interaction] = []
    looked_at: set[str] = set()

    def on_interaction(interaction: Interaction) -> None:
        guard.learn(interaction)
        interactions.append(interaction)

    def check(request: Request) -> Request | None:
        shown = request_shown(request)
        if shown[2].get("authorization", "").startswith("AWS4-"):
            return (
                None  # a sandbox in this process calls its S3 server: not a request of the client
            )
        guard.check(*shown)
        is_look = request.method == "GET" and "/jobs/" in request.path
        if patience and is_look and request.path not in looked_at:
            looked_at.add(request.path)
            time.sleep(patience)
        return request

    with _Cassette.use(
        path="",
        persister=_Memory([]),
        record_mode=RecordMode.ALL,
        before_record_request=check,
    ) as tape:
        tape.on_interaction = on_interaction
        yield interactions


@contextmanager
def play(interactions: Sequence[Interaction]) -> Iterator[None]:
    """Respond to requests with recorded interactions, each once.

    Raises:
        UnplayedError: At the end, when a recorded request was not made or an unrecorded one was.
    """
    unrecorded: list[str] = []

    with _Cassette.use(
        path="",
        persister=_Memory(interactions),
        record_mode=RecordMode.NONE,
        match_on=_SAME,
    ) as tape:
        refuse = tape.can_play_response_for

        def can_play(request: Request) -> bool:
            known = bool(refuse(request))
            if not known or not _unplayed(tape, request):
                # Reported again at the end, since callers may swallow the error.
                unrecorded.append(_line(request))
            return known

        tape.can_play_response_for = can_play
        yield
    left = [_line(each) for n, (each, _) in enumerate(tape.data) if not tape.play_counts[n]]
    if left or unrecorded:
        raise UnplayedError(
            "\n".join(
                [f"recorded but not made: {each}" for each in left]
                + [f"made but not recorded (so often): {each}" for each in unrecorded]
            )
        )


def _unplayed(tape: Any, request: Request) -> bool:
    return any(not tape.play_counts[index] for index, _ in tape._responses(request))


def _line(request: Request) -> str:
    method, url, _, body = request_shown(request)
    return f"{method} {url}" + (f" {body}" if body else "")
