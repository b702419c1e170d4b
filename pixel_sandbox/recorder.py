"""Outermost middleware: records requests, injects planned failures, echoes request ids."""

import json
import logging
import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from starlette.types import ASGIApp, Message, Receive, Scope, Send

logger = logging.getLogger("pixel_sandbox")


class RecordedRequest(NamedTuple):
    """An answered request. The path has no query, and so no presigned secrets."""

    method: str
    path: str
    status: int


@dataclass(kw_only=True)
class PlannedFailure:
    """A failure response for a number of matching requests."""

    method: str
    path: re.Pattern[str]
    status: int
    times: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str | None = None
    lost_answer: bool = False


class Recorder:
    """ASGI middleware around the whole server.

    Args:
        app: The wrapped application.
        access_log: Whether to log each request to the logger `pixel_sandbox`.
    """

    def __init__(self, app: ASGIApp, access_log: bool = False) -> None:
        self._app = app
        self._access_log = access_log
        self._lock = threading.Lock()
        self._failures: list[PlannedFailure] = []
        self.requests: list[RecordedRequest] = []

    def plan(self, failure: PlannedFailure) -> None:
        """Plan a failure; failures are used in the order they were planned."""
        with self._lock:
            self._failures.append(failure)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id = dict(scope["headers"]).get(b"x-request-id")
        status: int | None = None

        async def send_on(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                # Before it is sent, so that whoever has the response finds the request recorded.
                self._record(RecordedRequest(scope["method"], scope["path"], status))
                if request_id is not None:
                    message["headers"] = [*message["headers"], (b"x-request-id", request_id)]
            await send(message)

        failure = self._take(scope["method"], scope["path"])
        try:
            if failure is None:
                await self._app(scope, receive, send_on)
            else:
                await self._fail(failure, scope, receive, send_on)
        finally:
            if status is None:
                self._record(RecordedRequest(scope["method"], scope["path"], 500))

    async def _fail(
        self, failure: PlannedFailure, scope: Scope, receive: Receive, send: Send
    ) -> None:
        if failure.lost_answer:
            await self._app(scope, receive, _discard)
        else:
            # Like a gateway: read the request, then refuse it.
            while (await receive()).get("more_body"):
                pass
        as_xml = scope["path"].startswith("/s3/")
        body = failure.body
        if body is None:
            body = xml_error(
                *S3_FAILURES.get(failure.status, ("InternalError", "Planned failure."))
            )
            if not as_xml:
                body = json.dumps({"detail": f"planned failure {failure.status}"})
        kind = "application/xml" if as_xml else "application/json"
        given = {"content-type": kind, **{k.lower(): v for k, v in failure.headers.items()}}
        given["content-length"] = str(len(body.encode()))
        headers = [
            (name.encode("latin-1"), value.encode("latin-1")) for name, value in given.items()
        ]
        await send({"type": "http.response.start", "status": failure.status, "headers": headers})
        await send({"type": "http.response.body", "body": body.encode()})

    def _take(self, method: str, path: str) -> PlannedFailure | None:
        with self._lock:
            for failure in self._failures:
                if failure.method in {method, "*"} and failure.path.search(path):
                    failure.times -= 1
                    if failure.times <= 0:
                        self._failures.remove(failure)
                    return failure
        return None

    def _record(self, request: RecordedRequest) -> None:
        with self._lock:
            self.requests.append(request)
        if self._access_log:
            logger.info("%s %s %d", *request)


S3_FAILURES = {
    400: ("RequestTimeout", "Your socket connection to the server was not read from in time."),
    403: ("AccessDenied", "Request has expired"),
    500: ("InternalError", "We encountered an internal error. Please try again."),
    503: ("SlowDown", "Please reduce your request rate."),
}


def xml_error(code: str, message: str) -> str:
    """Build S3's error document.

    Args:
        code: S3's error code.
        message: One sentence for people.

    Returns:
        The XML document.
    """
    from xml.sax.saxutils import escape

    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f"<Error><Code>{escape(code)}</Code><Message>{escape(message)}</Message></Error>"
    )


async def _discard(_message: Message) -> None:
    """Discard a response."""
