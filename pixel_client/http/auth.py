"""Sign-in at Keycloak: one token request for all callers, renewed before the token expires."""

from __future__ import annotations

import asyncio
import copy
import functools
import logging
import os
import re
import threading
import time
from collections.abc import AsyncGenerator, Callable
from concurrent.futures import Future
from typing import Any

import attrs
import httpx

from ..exceptions import PixelError, PixelSignInError
from ..settings import PixelApiSettings
from .retry import RetryPolicy, attempts, may_retry, parse_retry_after, retried

__all__ = ["KeycloakAuth"]

logger = logging.getLogger(__name__)

_TOKEN = re.compile(r"[!-~]+")  # printable ASCII
EARLY = 30.0  # seconds before its end that a token is replaced, or a fifth of a short life
PATIENCE = 10.0  # seconds for another loop's fetch: that loop may be held up by a call that waits
LOOK = 0.5  # seconds between looks at whether another loop still runs
ODD_TRIES = 2  # further tries after a 500 or a page of HTML: these seldom pass
REFUSAL_MEMORY = 5.0  # seconds a refused password is not tried again: Keycloak locks users out


@attrs.frozen(repr=False)
class _Grant:
    access_token: str
    renew_at: float  # on the monotonic clock, as the next one
    refresh_token: str | None
    refresh_until: float


class _AbandonedError(Exception):
    """The token's fetch was cancelled, or stopped with its loop: whoever waits fetches it."""


@attrs.frozen(eq=False)
class _Flight:
    """A token on its way: what all wait for, and the loop that fetches it."""

    loop: asyncio.AbstractEventLoop
    landed: Future[None] = attrs.field(factory=Future)

    def land(self, failure: BaseException | None) -> None:
        if self.landed.done():  # another loop took over
            return
        if failure is None:
            self.landed.set_result(None)
        else:
            self.landed.set_exception(failure)


class KeycloakAuth(httpx.Auth):
    """Puts a bearer token on every request, and replaces one that a server no longer takes.

    May be used from any number of event loops and threads: however many calls wait, one of them
    asks Keycloak.

    Args:
        settings: Whose token, and where from.
        connect: Gives the HTTP client, without credentials, of the running loop.
        policy: When a failed token request is made again.
    """

    def __init__(
        self,
        settings: PixelApiSettings,
        connect: Callable[[], httpx.AsyncClient],
        policy: RetryPolicy,
    ) -> None:
        self._settings, self._connect, self._policy = settings, connect, policy
        self._realm = settings.PIXEL_REALM
        self._grant: _Grant | None = None
        self._refused: tuple[float, PixelSignInError] | None = None
        self._renew_locks()

    def _renew_locks(self) -> None:
        self._lock = threading.Lock()
        self._flight: _Flight | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._pid = os.getpid()

    async def async_auth_flow(
        self, request: httpx.Request
    ) -> AsyncGenerator[httpx.Request, httpx.Response]:
        """Sign a request; when the token turns out stale, fetch one and send it once more."""
        token = await self.token()
        request.headers["Authorization"] = f"Bearer {token}"
        response = yield request
        if response.status_code == 401:
            request.headers["Authorization"] = f"Bearer {await self.token(stale=token)}"
            yield request

    async def token(self, stale: str | None = None) -> str:
        """A token that is good for now.

        Args:
            stale: A token that a server has just refused: it is not handed out again.

        Raises:
            PixelSignInError: Keycloak would not give one.
        """
        while True:
            if self._pid != os.getpid():  # a fork may have copied a held lock
                self._renew_locks()
            with self._lock:
                grant = self._grant
                if grant and grant.access_token != stale and time.monotonic() < grant.renew_at:
                    return grant.access_token
                if self._refused and time.monotonic() < self._refused[0]:
                    raise copy.copy(self._refused[1])
                flight = self._flight
                if flight is not None and not flight.loop.is_running():
                    flight.land(_AbandonedError())  # its loop ended, and nobody cancelled it
                if flight is not None and flight.landed.done():
                    flight = None
                if leads := flight is None:
                    flight = self._flight = _Flight(asyncio.get_running_loop())
            if leads:
                task = asyncio.create_task(self._fetch())
                self._tasks.add(task)
                # Not a `finally` of the task: one cancelled before its first step never gets there.
                task.add_done_callback(functools.partial(self._land, flight))
            failure = await _outcome(flight)
            if isinstance(failure, _AbandonedError):
                continue
            if failure is not None:
                # A copy for each who waits: a traceback is one caller's own, and the frames of
                # the fetch hold the password.
                raise copy.copy(failure) if isinstance(failure, PixelError) else failure
            # Fresh from Keycloak: used once even if it lives shorter than we like to renew it.
            grant = self._grant
            if grant and grant.access_token != stale:
                return grant.access_token
            stale = None

    async def _fetch(self) -> None:
        try:
            grant = await self._sign_in()
        except PixelSignInError as error:
            if error.status_code in {400, 401, 403, 404}:
                self._refused = (time.monotonic() + REFUSAL_MEMORY, copy.copy(error))
            raise
        with self._lock:
            self._grant, self._refused = grant, None

    def _land(self, flight: _Flight, task: asyncio.Task[None]) -> None:
        """Give the outcome to all who wait."""
        self._tasks.discard(task)
        with self._lock:
            if self._flight is flight:
                self._flight = None
        flight.land(_AbandonedError() if task.cancelled() else task.exception())

    async def _sign_in(self) -> _Grant:
        grant = self._grant
        if grant and grant.refresh_token and time.monotonic() < grant.refresh_until:
            response = await self._ask(
                grant_type="refresh_token", refresh_token=grant.refresh_token
            )
            if response.is_success:
                return self._read(response)
            logger.info("the sign-in session has ended; signing in again")
        response = await self._ask_for_password_grant()
        if (
            response.status_code == 404
            and self._settings.PIXEL_TENANT != self._realm == self._settings.PIXEL_REALM
        ):
            # Realms are tenants capitalised, as far as is known: SurveyCo would become Surveyco.
            self._realm = self._settings.PIXEL_TENANT
            again = await self._ask_for_password_grant()
            if again.status_code == 404:
                self._realm = self._settings.PIXEL_REALM
            else:
                response = again
        if response.is_success:
            return self._read(response)
        raise self._refusal(response)

    async def _ask_for_password_grant(self) -> httpx.Response:
        return await self._ask(
            grant_type="password",
            username=self._settings.PIXEL_USERNAME,
            password=self._settings.PIXEL_PASSWORD.get_secret_value(),
            scope="openid email profile",
        )

    async def _ask(self, **form: str) -> httpx.Response:
        server = self._settings.PIXEL_AUTH_SERVER_URL
        url = f"{server}/realms/{self._realm}/protocol/openid-connect/token"
        data = {"client_id": self._settings.PIXEL_CLIENT_ID, **form}
        response: httpx.Response | None
        async for attempt in attempts(self._policy):
            response, wait, is_odd = None, None, False
            outcome: int | httpx.HTTPError
            try:
                response = await self._connect().post(url, data=data)
                outcome = response.status_code
                wait = parse_retry_after(response.headers)
                is_odd = attempt.number <= ODD_TRIES and _is_odd(response)
            except httpx.HTTPError as error:
                outcome = error
            if not (is_odd or may_retry("POST", outcome, repeatable=True)):
                break
            if (pause := attempt.failed(wait)) is not None:
                logger.warning(
                    "sign-in: %s; asking again in %.1f s", outcome, pause, extra=retried(outcome)
                )
        if response is not None:
            return response
        # Without its cause: that one's request holds the password.
        raise PixelSignInError(
            f"the sign-in server {server} does not answer: {str(outcome) or type(outcome).__name__}"
        )

    def _read(self, response: httpx.Response) -> _Grant:
        now = time.monotonic()
        try:
            body: dict[str, Any] = response.json()
            token = body["access_token"]
            life = float(body.get("expires_in") or 60.0)
            refresh = body.get("refresh_token")
            # Keycloak says 0 for a refresh token without an end.
            refresh_life = float(body.get("refresh_expires_in") or 0.0) or float("inf")
        except (ValueError, KeyError, TypeError, AttributeError):
            token = None
        # Nothing else may stand in a header, and an error about the header would show it.
        if not isinstance(token, str) or not _TOKEN.fullmatch(token):
            raise PixelSignInError(
                f"the sign-in server {self._settings.PIXEL_AUTH_SERVER_URL} answered"
                f" {response.status_code} without a token; is this Keycloak, or a proxy's page?",
                response.status_code,
            )
        return _Grant(
            access_token=token,
            renew_at=now + life - min(EARLY, life / 5),
            refresh_token=refresh if isinstance(refresh, str) else None,
            refresh_until=now + refresh_life - min(EARLY, refresh_life / 5),
        )

    def _refusal(self, response: httpx.Response) -> PixelSignInError:
        server, status = self._settings.PIXEL_AUTH_SERVER_URL, response.status_code
        try:
            body = response.json()
            said = str(body.get("error_description") or body.get("error") or "")
        except (ValueError, AttributeError):
            said = ""
        if status == 404:
            reason = (
                f"there is no realm '{self._realm}' at {server};"
                f" check PIXEL_TENANT ('{self._settings.PIXEL_TENANT}') and PIXEL_ENV"
            )
        elif status in {400, 401, 403}:
            reason = (
                f"{server} refused the user '{self._settings.PIXEL_USERNAME}' of realm"
                f" '{self._realm}': {said or 'no reason was given'};"
                " check PIXEL_USERNAME and PIXEL_PASSWORD"
            )
        else:
            reason = f"{server} answered {status}{': ' + said if said else ''}"
        return PixelSignInError(f"sign-in failed: {reason}", status)


def _is_odd(response: httpx.Response) -> bool:
    """Whether it is no answer of Keycloak's to the request, but a stumble or a gateway's page."""
    is_page = response.headers.get("content-type", "").startswith("text/html")
    return response.status_code == 500 or (response.is_success and is_page)


async def _outcome(flight: _Flight) -> BaseException | None:
    """Wait until a flight lands; None, or why it brought no token."""
    landed = asyncio.wrap_future(flight.landed)
    landed.add_done_callback(_seen)
    elsewhere = flight.loop is not asyncio.get_running_loop()
    until = time.monotonic() + PATIENCE
    # Not awaited itself: one caller's cancellation must not take the token from the others.
    while not (await asyncio.wait({landed}, timeout=LOOK))[0]:
        if elsewhere and (not flight.loop.is_running() or time.monotonic() > until):
            flight.land(_AbandonedError())
    return landed.exception()


def _seen(landed: asyncio.Future[None]) -> None:
    """Keep asyncio from reporting a failure whose caller has gone."""
    if not landed.cancelled():
        landed.exception()
