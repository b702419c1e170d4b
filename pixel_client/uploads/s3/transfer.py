"""Transfer one body to S3, with retries: a form by POST, or a part by PUT."""

from __future__ import annotations

import asyncio
import secrets
import sys
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future

import attrs
import httpx

from ...exceptions import HintCode, PixelClosedError, PixelTransferError, TransferReason
from ...http.retry import attempts
from ...http.urls import scrub
from ..events.types import BytesSent, SendRetried, UploadEvent
from ..inputs.change_detection import no_handles
from ..inputs.parts import Part
from ..inputs.planned_file import PlannedBody
from ..thread_pools import FileReaders
from ..transfer_config import TransferConfig
from .adaptive_concurrency import ConcurrencyLimiter
from .cancellation import CancelToken, TransferCancelledError
from .connection_pool import ConnectionPool, Response
from .multipart_form import form_envelope
from .request_stream import Request
from .response import AttemptResult, classify_error, classify_response

__all__ = ["BodyTransfer", "FormTarget", "PartTarget", "S3Sender"]

ABORT_SECONDS = 1.0
"""How long a cancelled exchange is waited for; its socket is closed at once."""

HANDLES_EACH = 2
"""A file and a connection."""

OTHER_HANDLES = 44
"""What the rest of a program has open: the API's connections, files being hashed, the journal."""

_NO_HANDLES = AttemptResult(
    transient=True,
    message="too many open files",
    reason=TransferReason.TOO_MANY_OPEN_FILES,
    hint=HintCode.TOO_MANY_OPEN_FILES,
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


@attrs.frozen
class BodyTransfer:
    """One body, where it goes, and the base64 MD5 of its bytes."""

    body: PlannedBody
    target: FormTarget | PartTarget
    md5: str

    @property
    def size(self) -> int:
        """Bytes."""
        return self.target.part.length if isinstance(self.target, PartTarget) else self.body.size


@attrs.define
class _Attempt:
    """A body on its way: what goes out, how much of it went, and what came of it."""

    send: BodyTransfer
    request: Request
    sent: int = 0
    result: AttemptResult | None = None


class S3Sender:
    """Sends bodies, each in a thread of the readers.

    How many are on their way at once follows what the link gives, up to `options.max_concurrency`
    over all files.
    """

    def __init__(
        self,
        pool: ConnectionPool,
        readers: FileReaders,
        options: TransferConfig,
        observe: Callable[[UploadEvent], None],
    ) -> None:
        self._pool = pool
        self._readers = readers
        self._options = options
        self._observe = observe
        self._limiter = ConcurrencyLimiter(_most_at_once(options.max_concurrency))
        # Random once: asking the system for each body costs more than all else in a form.
        self._boundary = secrets.token_hex(16)
        self._forms = 0

    async def send(self, send: BodyTransfer, tried: AttemptResult | None = None) -> int:
        """Send a file, or a part of it, until S3 has it.

        Args:
            send: What, and where to.
            tried: What came of a try that was made already.

        Returns:
            How many tries it took, from 1.

        Raises:
            PixelTransferError: S3 would not take it; no message holds a query string.
            OSError: The file cannot be read, or changed.
            PixelClosedError: The client was closed.
        """
        async for attempt in attempts(self._options.policy):
            result = tried or (await self.tries([send]))[0]
            tried = None
            if result.stored:
                return attempt.number
            if result.transient and (pause := attempt.failed(result.retry_after)) is not None:
                self._observe(SendRetried(send.body.path, attempt.number, pause, result.message))
        raise _transfer_error(send.target, result, attempt.number)

    async def tries(self, sends: Sequence[BodyTransfer]) -> list[AttemptResult]:
        """Send bodies, each once, one after the other by one thread, up to the first trouble.

        Returns:
            What came of the first, and of those after it as far as they were tried: only the last
            of these may not be stored.

        Raises:
            OSError: The first file cannot be read, or changed.
            PixelClosedError: The client was closed.
        """
        # Held for a try only: while this body waits, those of another batch may go.
        await self._limiter.take()
        results = [AttemptResult(transient=True)]
        try:
            results = await self._tries(sends)
        finally:
            self._limiter.give_back(len(results), congested=results[-1].congested)
        return results

    async def _tries(self, sends: Sequence[BodyTransfer]) -> list[AttemptResult]:
        tries = [self._prepared(send) for send in sends]
        cancel_token, timeout = CancelToken(), self._options.timeout

        def work() -> None:  # in a sending thread
            for one in tries:
                one.result = _judged(one, self._pool.exchange(one.request, timeout, cancel_token))
                if not one.result.stored:
                    return

        trouble: Exception | None = None
        exchange = self._readers.start_sending(work)
        try:
            try:
                await asyncio.wrap_future(exchange)
            except asyncio.CancelledError:
                cancel_token.cancel()
                await _ended(exchange)
                raise
            except TransferCancelledError:
                raise PixelClosedError("the client was closed while it was used") from None
            except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
                trouble = error
            return _verdicts(tries, trouble)
        finally:
            for one in tries:
                if one.sent and not (one.result is not None and one.result.stored):
                    self._observe(BytesSent(one.send.body.path, -one.sent))

    def _prepared(self, send: BodyTransfer) -> _Attempt:
        def count(size: int) -> None:  # in the sending thread
            one.sent += size
            self._limiter.went(size)
            self._observe(BytesSent(send.body.path, size))

        self._forms += 1
        boundary = f"pixel-{self._boundary}-{self._forms}"
        one = _Attempt(send, _outgoing(send.body, send.target, boundary, count))
        return one


def _judged(one: _Attempt, response: Response) -> AttemptResult:
    result = classify_response(
        one.request.method, response.status, response.headers, response.start, one.send.md5
    )
    if result.stored and response.sent != one.request.length:
        return AttemptResult(
            transient=True,
            message="S3 answered before it had all bytes",
            reason=TransferReason.UNEXPECTED_RESPONSE,
        )
    return result


def _verdicts(tries: Sequence[_Attempt], trouble: Exception | None) -> list[AttemptResult]:
    """What came of each that was tried; raises what keeps the first from being sent at all."""
    results = [one.result for one in tries if one.result is not None]
    if isinstance(trouble, OSError):
        if no_handles(trouble):
            results.append(_NO_HANDLES)
        elif not results:
            raise trouble  # of a later one, it is found again when its turn comes
    elif trouble is not None:
        results.append(classify_error(trouble))
    return results


def _most_at_once(asked: int) -> int:
    """No more bodies than the files that may be open allow."""
    if sys.platform == "win32":
        return asked
    import resource

    allowed, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    if allowed == resource.RLIM_INFINITY:
        return asked
    return min(asked, max(1, (allowed - OTHER_HANDLES) // HANDLES_EACH))


def _outgoing(
    body: PlannedBody, target: FormTarget | PartTarget, boundary: str, count: Callable[[int], None]
) -> Request:
    if isinstance(target, FormTarget):
        envelope = form_envelope(target.fields, body.name, boundary)
        length = len(envelope.head) + body.size + len(envelope.tail)
        headers = {"Content-Type": envelope.content_type, "Content-Length": str(length)}
        return Request(
            "POST", target.url, headers, envelope.head, envelope.tail, body, 0, body.size, count
        )
    part = target.part
    named = {k: v for k, v in target.headers.items() if k.lower() != "content-length"}
    headers = {**named, "Content-Length": str(part.length)}
    return Request("PUT", target.url, headers, b"", b"", body, part.offset, part.length, count)


async def _ended(exchange: Future[None]) -> None:
    """Wait until a thread is done with what was cut, but not for long."""
    if exchange.cancelled():
        return
    done, _ = await asyncio.wait([asyncio.wrap_future(exchange)], timeout=ABORT_SECONDS)
    for ended in done:
        ended.exception()  # looked at, so that asyncio does not report it


def _transfer_error(
    target: FormTarget | PartTarget, result: AttemptResult, attempts: int
) -> PixelTransferError:
    # Made outside the handler of httpx's error: that holds the request, with its presigned URL.
    what = f"part {target.part.number}: " if isinstance(target, PartTarget) else ""
    tries = f" (tried {attempts} times)" if attempts > 1 else ""
    return PixelTransferError(
        f"{what}{scrub(result.message)}{tries}",
        reason=result.reason,
        status_code=result.status_code,
        s3_code=result.s3_code,
        hint_code=result.hint,
        attempts=attempts,
    )
