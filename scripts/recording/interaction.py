"""One request and its response, as in a cassette."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import attrs
from vcr.request import Request

from .bodies import Shown, as_bytes, show
from .secrets import hide, hide_in_url

# Headers that are recorded. All others depend on the transport only.
REQUEST_HEADERS = ("authorization", "content-md5")
RESPONSE_HEADERS = ("content-type", "etag", "location", "retry-after", "www-authenticate")


@attrs.define(kw_only=True)
class Interaction:
    """A request and its response.

    Attributes:
        method: HTTP method.
        url: With its query; presigned parameters hidden.
        headers: Request headers, only `REQUEST_HEADERS`.
        body: Request body.
        status: Response status.
        answer_headers: Response headers, only `RESPONSE_HEADERS`.
        answer: Response body.
    """

    method: str
    url: str
    headers: dict[str, str]
    body: Shown
    status: int
    answer_headers: dict[str, str]
    answer: Shown

    @property
    def path(self) -> str:
        """The path, without the query."""
        return urlsplit(self.url).path

    @property
    def asks(self) -> tuple[str, str, str]:
        """Key of the request: equal for equal requests of any user."""
        return self.method, self.url, repr(self.body)

    @classmethod
    def of(cls, request: Request, response: dict[str, Any]) -> Interaction:
        """Convert what vcrpy recorded."""
        headers = {name.lower(): values[0] for name, values in response["headers"].items()}
        shown = show(headers.get("content-type", ""), _bytes(response["body"]["string"]))
        method, url, kept, asked = request_shown(request)
        return cls(
            method=method,
            url=url,
            headers=kept,
            body=asked,
            status=response["status"]["code"],
            answer_headers={name: headers[name] for name in RESPONSE_HEADERS if name in headers},
            answer=shown,
        )

    def as_played(self) -> tuple[Request, dict[str, Any]]:
        """Convert to what vcrpy plays."""
        response = {
            "status": {"code": self.status, "message": ""},
            "headers": {name: [value] for name, value in self.answer_headers.items()},
            "body": {"string": as_bytes(self.answer)},
        }
        return _Recorded(self), response


class _Recorded(Request):  # type: ignore[misc]  # vcrpy has no types
    """A request from a cassette, whose body is already formatted."""

    def __init__(self, interaction: Interaction) -> None:
        super().__init__(interaction.method, interaction.url, None, interaction.headers)
        self.shown = interaction.headers, interaction.body


def request_shown(request: Request) -> tuple[str, str, dict[str, str], Shown]:
    """Method, URL, recorded headers and body of a request, with secrets masked."""
    shown = getattr(request, "shown", None)
    if shown is None:
        headers = {name.lower(): _text(value) for name, value in request.headers.items()}
        kept = {name: headers[name] for name in REQUEST_HEADERS if name in headers}
        body = hide(show(headers.get("content-type", ""), _bytes(request.body_bytes)))
        shown = request.shown = kept, body
    return request.method, hide_in_url(request.uri), *shown


def _text(value: Any) -> str:
    return value.decode("latin-1") if isinstance(value, bytes) else str(value)


def _bytes(body: Any) -> bytes:
    return body.encode() if isinstance(body, str) else bytes(body or b"")
