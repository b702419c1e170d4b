"""Send one body to S3, again when that may help: a form by POST, or a part by PUT."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import sys
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import aclosing
from typing import Any

import attrs
import httpx

from ..exceptions import PixelTransferError
from .events import BytesSent, SendRetried, UploadEvent
from .form import form_envelope
from .hashing import FileReaders, no_handles
from .parts import Part
from .plan import PlannedBody
from .protocol import UploadOptions
from .verdict import Verdict, judge, judge_error, scrub

__all__ = ["FormTarget", "PartTarget", "S3Sender"]

_ANSWER_BYTES = 64 * 1024  # of an error page; S3's own are below 2 KiB

# What the system may hold back unsent, in bytes. Its own megabytes would take a slow link longer to
# send than we wait for an answer, and would show as sent what is not.
_UNSENT_BYTES = 128 * 1024
_NOTSENT_LOWAT = {"linux": 25, "darwin": 0x201}.get(sys.platform)  # TCP_NOTSENT_LOWAT


_NO_HANDLES = Verdict(
    transient=True,
    reason="too many open files",
    hint="lower the client option upload_max_concurrency, or raise the limit with ulimit -n",
)


@attrs.frozen
class FormTarget:
    """A presigned POST.

    Attributes:
        url: Where to.
        fields: The form's fields: policy, signature and so on.
    """

    url: str = attrs.field(repr=False)
    fields: Mapping[str, object] = attrs.field(repr=False)


@attrs.frozen
class PartTarget:
    """A presigned PUT of a part.

    Attributes:
        url: Where to.
        headers: Headers to send, as they were signed.
        part: The range of the file.
    """

    url: str = attrs.field(repr=False)
    headers: Mapping[str, str] = attrs.field(repr=False)
    part: Part


class S3Sender:
    """Sends bodies, never more than `options.max_concurrency` at once over all files."""

    def __init__(
        self,
        http: httpx.AsyncClient,
        readers: FileReaders,
        options: UploadOptions,
        observe: Callable[[UploadEvent], None],
    ) -> None:
        self._http = http
        self._readers = readers
        self._options = options
        self._observe = observe
        self._slots = asyncio.Semaphore(options.max_concurrency)

    async def send(self, body: PlannedBody, target: FormTarget | PartTarget, md5: str) -> int:
        """Send a file, or a part of it, until S3 has it.

        Args:
            body: The file.
            target: Where S3 takes it.
            md5: Base64 MD5 of the bytes that go.

        Returns:
            How many tries it took, from 1.

        Raises:
            PixelTransferError: S3 would not take it; no message holds a query string.
            OSError: The file cannot be read, or changed.
        """
        policy = self._options.policy
        attempt = 0
        while True:
            attempt += 1
            # Held for a try only: while this body waits, those of another batch may go.
            async with self._slots:
                verdict = await self._try(body, target, md5)
            if verdict.stored:
                return attempt
            if not verdict.transient or policy.gives_up(attempt, verdict.retry_after):
                raise _transfer_error(target, verdict, attempt)
            pause = policy.delay(attempt, verdict.retry_after)
            self._observe(SendRetried(body.path, attempt, pause, verdict.reason))
            await asyncio.sleep(pause)

    async def _try(self, body: PlannedBody, target: FormTarget | PartTarget, md5: str) -> Verdict:
        sent = 0

        def count(size: int) -> None:
            nonlocal sent
            sent += size
            self._observe(BytesSent(body.path, size))

        verdict = Verdict()
        try:
            if isinstance(target, FormTarget):
                verdict = await self._post(body, target, md5, count)
                length = body.size
            else:
                verdict = await self._put(body, target, md5, count)
                length = target.part.length
            if verdict.stored and sent != length:
                verdict = Verdict(transient=True, reason="S3 answered before it had all bytes")
        except OSError as error:
            if not no_handles(error):
                raise
            verdict = _NO_HANDLES
        finally:
            if sent and not verdict.stored:
                self._observe(BytesSent(body.path, -sent))
        return verdict

    async def _post(
        self, body: PlannedBody, target: FormTarget, md5: str, count: Callable[[int], None]
    ) -> Verdict:
        envelope = form_envelope(target.fields, body.name)

        async def content() -> AsyncGenerator[bytes, None]:
            yield envelope.head
            async with aclosing(self._readers.pieces(body, on_bytes=count)) as pieces:
                async for piece in pieces:
                    yield piece
            yield envelope.tail

        length = len(envelope.head) + body.size + len(envelope.tail)
        headers = {"Content-Type": envelope.content_type, "Content-Length": str(length)}
        async with aclosing(content()) as stream:
            return await self._request("POST", target.url, headers, stream, md5)

    async def _put(
        self, body: PlannedBody, target: PartTarget, md5: str, count: Callable[[int], None]
    ) -> Verdict:
        headers = httpx.Headers(target.headers)
        headers["Content-Length"] = str(target.part.length)
        async with aclosing(self._readers.pieces(body, target.part, count)) as stream:
            return await self._request("PUT", target.url, headers, stream, md5)

    async def _request(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str],
        stream: AsyncGenerator[bytes, None],
        md5: str,
    ) -> Verdict:
        try:
            async with self._http.stream(
                method,
                url,
                headers=headers,
                content=stream,
                timeout=self._options.timeout,
                follow_redirects=False,
                extensions={"trace": _keep_little_unsent},
            ) as answer:
                start = b""
                async for block in answer.aiter_bytes():
                    start += block
                    if len(start) >= _ANSWER_BYTES:
                        break
                return judge(method, answer.status_code, answer.headers, start, md5)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            return judge_error(error)


async def _keep_little_unsent(event: str, info: Mapping[str, Any]) -> None:
    """Called by httpx for each step of a request; of interest is a new connection."""
    if event == "connection.connect_tcp.complete" and _NOTSENT_LOWAT is not None:
        connection = info["return_value"].get_extra_info("socket")
        if connection is not None:
            with contextlib.suppress(OSError):  # a system that cannot do it sends all the same
                connection.setsockopt(socket.IPPROTO_TCP, _NOTSENT_LOWAT, _UNSENT_BYTES)


def _transfer_error(
    target: FormTarget | PartTarget, verdict: Verdict, attempts: int
) -> PixelTransferError:
    # Made outside the handler of httpx's error: that holds the request, with its presigned URL.
    what = f"part {target.part.number}: " if isinstance(target, PartTarget) else ""
    tries = f" (tried {attempts} times)" if attempts > 1 else ""
    return PixelTransferError(
        f"{what}{scrub(verdict.reason)}{tries}",
        status_code=verdict.status_code,
        s3_code=verdict.s3_code,
        hint=verdict.hint,
        attempts=attempts,
    )
