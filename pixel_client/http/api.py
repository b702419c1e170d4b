"""The HTTP client of the API: every request to the service is sent here.

A pool a running event loop, with sign-in, retries and errors as exceptions.
"""

from __future__ import annotations

import asyncio
import contextlib
import functools
import logging
import os
import random
import ssl
import weakref
from collections.abc import AsyncGenerator, Callable
from typing import Any
from uuid import UUID

import attrs
import httpx

from .. import exceptions
from ..exceptions import PixelClosedError, PixelConnectionError, PixelInputError, PixelTimeoutError
from ..options import ClientOptions
from ..settings import PixelApiSettings
from .auth import KeycloakAuth
from .pool import ConnectionStack, Deadlines
from .retry import RetryPolicy, attempts, may_retry, parse_retry_after, retried
from .urls import is_loopback, without_query

__all__ = ["ApiSession", "error_from"]

logger = logging.getLogger(__name__)

MOST_REDIRECTS = 5
LOOP_PATIENCE = 5.0  # seconds another loop has to close its connections
_BY_STATUS: dict[int, type[exceptions.PixelStatusError]] = {
    401: exceptions.PixelUnauthorizedError,
    403: exceptions.PixelPermissionError,
    404: exceptions.PixelNotFoundError,
    409: exceptions.PixelConflictError,
    422: exceptions.PixelValidationError,
    429: exceptions.PixelRateLimitError,
    4: exceptions.PixelBadRequestError,  # all others of their hundred
    5: exceptions.PixelServerError,
}


def error_from(response: httpx.Response) -> exceptions.PixelStatusError:
    """The exception that an error answer is raised as; its body must have been read."""
    request, status = response.request, response.status_code
    try:
        body: Any = response.json(object_hook=_without_input)
    except (ValueError, RecursionError):  # no JSON, or brackets without end
        body = response.text
    kind = _BY_STATUS.get(status) or _BY_STATUS.get(status // 100, exceptions.PixelStatusError)
    hint, code = None, None
    if response.has_redirect_location:
        target = httpx.URL(response.headers["location"])
        code = exceptions.HintCode.REDIRECTED
        hint = f"redirects to {request.url.join(target).host} are not followed with a token"
    asked = response.headers.get("X-Request-ID") or request.headers.get("X-Request-ID")
    url = without_query(request.url)
    return kind(body, status, request.method, url, asked, hint=hint, hint_code=code)


def _without_input(item: dict[str, Any]) -> dict[str, Any]:
    """A problem in FastAPI's form without what was sent, which may be a secret."""
    return {name: item[name] for name in item if name != "input" or "loc" not in item}


class _ApiPool(httpx.AsyncClient):
    """An httpx client that follows redirects at home, asks again, and raises error answers."""

    def __init__(
        self, policy: RetryPolicy, owner_closed: Callable[[], bool], **options: Any
    ) -> None:
        super().__init__(**options)
        self._policy, self._owner_closed = policy, owner_closed
        self._under_way: set[asyncio.Task[Any]] = set()
        self._cut_off: weakref.WeakSet[asyncio.Task[Any]] = weakref.WeakSet()

    async def aclose(self) -> None:
        """Close the connections and end what is under way, also what still waits for its turn."""
        for task in self._under_way:
            self._cut_off.add(task)
            task.cancel()
        await super().aclose()

    async def send(self, request: httpx.Request, **options: Any) -> httpx.Response:
        """Send a request, after the sign-in flow and again where that does no harm.

        Raises:
            PixelStatusError: The answer is an error.
            PixelConnectionError: No answer came.
            PixelClosedError: The client was closed meanwhile.
        """
        task = asyncio.current_task()
        assert task is not None  # always so in a coroutine
        asked_to_stop = task.cancelling()
        self._under_way.add(task)
        try:
            return await self._send(request, options)
        except asyncio.CancelledError:
            # As in asyncio.timeout(): our own cancellation is taken back, another's goes on.
            if task not in self._cut_off or task.uncancel() > asked_to_stop:
                raise
        finally:
            self._under_way.discard(task)
            self._cut_off.discard(task)
        raise PixelClosedError("the client was closed while it was used")

    async def _send(self, request: httpx.Request, options: dict[str, Any]) -> httpx.Response:
        request.headers.setdefault(
            "X-Request-ID", str(UUID(int=random.getrandbits(128), version=4))
        )
        repeatable = bool(request.extensions.get("repeatable"))
        async for attempt in attempts(self._policy):
            if self._owner_closed():
                raise PixelClosedError("this client is closed; get a new one from get_client()")
            wait: float | None = None
            outcome: int | httpx.HTTPError
            try:
                response = await self._send_at_home(request, options)
                if response.is_success:
                    return response
                await response.aread()
                outcome = response.status_code
                wait = parse_retry_after(response.headers)
                await response.aclose()
            except httpx.HTTPError as error:
                outcome = error
            if isinstance(outcome, httpx.HTTPError) and self._owner_closed():
                raise PixelClosedError("the client was closed while it was used")
            if not may_retry(request.method, outcome, repeatable=repeatable):
                break
            if (pause := attempt.failed(wait)) is None:
                break
            logger.warning(
                "%s %s: %s; asking again in %.1f s (try %d of %d)",
                request.method,
                without_query(request.url),
                outcome if isinstance(outcome, int) else type(outcome).__name__,
                pause,
                attempt.number + 1,
                self._policy.retries + 1,
                extra=retried(outcome),
            )
        if isinstance(outcome, int):
            raise error_from(response)
        # Bare: its own request and frames hold the token and the body.
        raise _no_answer(outcome, request, attempt.number) from type(outcome)(str(outcome))

    async def _send_at_home(
        self, request: httpx.Request, options: dict[str, Any]
    ) -> httpx.Response:
        for _ in range(MOST_REDIRECTS):
            response = await super().send(request, **options | {"follow_redirects": False})
            onward = response.next_request
            if onward is None or _origin(onward.url) != _origin(request.url):
                return response
            await response.aclose()
            onward.headers["X-Request-ID"] = request.headers["X-Request-ID"]
            request = onward
        raise httpx.TooManyRedirects("the API redirects in a circle", request=request)


def _no_answer(
    error: httpx.HTTPError, request: httpx.Request, attempts: int
) -> PixelConnectionError:
    kind = PixelTimeoutError if isinstance(error, httpx.TimeoutException) else PixelConnectionError
    tries = f" after {attempts} tries" if attempts > 1 else ""
    return kind(
        f"{request.method} {without_query(request.url)}: no answer{tries}:"
        f" {type(error).__name__}{': ' + str(error) if str(error) else ''}"
    )


def _origin(url: httpx.URL) -> tuple[str, str, int | None]:
    return url.scheme, url.host, url.port


@attrs.define(eq=False)
class _Pools:
    """The HTTP clients of one event loop."""

    api: _ApiPool
    sign_in: httpx.AsyncClient
    pid: int = attrs.field(factory=os.getpid)
    at_loop_end: AsyncGenerator[None, None] | None = None

    async def aclose(self) -> None:
        for client in (self.api, self.sign_in):
            await client.aclose()


class ApiSession:
    """The HTTP pools of a client, made when a loop first needs them and closed with it.

    Args:
        settings: Where the service is.
        options: Time-outs, retries, proxy and TLS.

    Raises:
        PixelInputError: An address is plain http to another machine and `allow_http` is not set.
    """

    def __init__(self, settings: PixelApiSettings, options: ClientOptions) -> None:
        for url in (settings.PIXEL_API_URL, settings.PIXEL_AUTH_SERVER_URL):
            way = httpx.URL(url)
            if not (options.allow_http or way.scheme == "https" or is_loopback(way.host)):
                raise PixelInputError(
                    f"{url} is plain http to another machine: the password would travel readable;"
                    " use https, or get_client(allow_http=True) if you know the network"
                )
        self._settings, self._options = settings, options
        self.policy = RetryPolicy(options.upload_num_retries)
        self._auth = KeycloakAuth(settings, lambda: self.pools().sign_in, self.policy)
        self._by_loop: weakref.WeakKeyDictionary[asyncio.AbstractEventLoop, _Pools] = (
            weakref.WeakKeyDictionary()
        )
        self.closed = False

    def pools(self) -> _Pools:
        """The pools of the running loop.

        Raises:
            PixelClosedError: The client is closed.
        """
        if self.closed:
            raise PixelClosedError("this client is closed; get a new one from get_client()")
        loop = asyncio.get_running_loop()
        pools = self._by_loop.get(loop)
        if pools is None:
            pools = self._by_loop[loop] = self._open()
            pools.at_loop_end = self._close_with_loop(loop, pools)
            # Registers the generator with the loop, which closes it before it ends.
            with contextlib.suppress(StopIteration):
                pools.at_loop_end.asend(None).send(None)
        return pools

    def _open(self) -> _Pools:
        options = self._options
        return _Pools(
            api=_ApiPool(
                self.policy,
                lambda: self.closed,
                base_url=self._settings.PIXEL_API_URL,
                auth=self._auth,
                timeout=options.timeout_pixel,
                transport=self._transport(),
            ),
            sign_in=httpx.AsyncClient(timeout=options.timeout_pixel, transport=self._transport()),
        )

    def _transport(self) -> httpx.AsyncBaseTransport:
        return Deadlines(ConnectionStack(self.tls, self._options.proxy))

    @functools.cached_property
    def tls(self) -> ssl.SSLContext:
        """The TLS context of all connections, those to S3 too."""
        # Once for all pools: reading the certificates takes 20 ms.
        return httpx.create_ssl_context(verify=self._options.verify)

    async def _close_with_loop(
        self, loop: asyncio.AbstractEventLoop, pools: _Pools
    ) -> AsyncGenerator[None, None]:
        try:
            yield
        finally:
            # The pools know their loop, so the weak key alone would never let go of them.
            self._by_loop.pop(loop, None)
            await pools.aclose()

    async def aclose(self) -> None:
        """Close the pools of every loop; requests under way on other loops fail."""
        self.closed = True
        here = asyncio.get_running_loop()
        for loop, pools in list(self._by_loop.items()):
            if loop is here:
                await pools.aclose()
            elif loop.is_running() and pools.pid == os.getpid():  # not a forked-off copy
                closing = asyncio.run_coroutine_threadsafe(pools.aclose(), loop)
                with contextlib.suppress(TimeoutError):  # that loop has ended meanwhile
                    await asyncio.wait_for(asyncio.wrap_future(closing), LOOP_PATIENCE)
        self._by_loop.clear()
