"""PixelClientAsync: the operations of the service, and uploads, behind one session.

::

    PixelClientAsync
    ├── PixelOperations   generated: one method per operation of the contract, and those that
    │                     openapi/names.yaml derives: paginate_..., wait_for_..., optimize_...
    └── UploadMethods     uploads/methods.py: upload_image, add_attachments, ...

`PixelClient` in `sync.py` is written from this class by `make regen`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from functools import cached_property, partial
from types import TracebackType
from typing import Any, Self, Unpack

import httpx

from pixel_api.direct import PixelApi
from pixel_api.operations.every import PixelOperations

from .exceptions import PixelDecodeError, PixelInputError, PixelJobTimeoutError, Problem
from .http.api import ApiSession
from .options import ClientOptions, PixelClientKwargs
from .portal import Portal
from .settings import PixelApiSettings
from .uploads.methods import UploadMethods
from .uploads.s3.connection_pool import ConnectionPool
from .uploads.transfer_config import TransferConfig

__all__ = ["PixelClientAsync"]

Show = Callable[[Mapping[str, Any]], object]


class PixelClientAsync(PixelOperations, UploadMethods):
    """The client whose methods are awaited.

    Get one with `get_client(async_=True)`. It may be used from several event loops, one after the
    other or side by side. Close it with `await client.aclose()`, or use it as
    `async with get_client(async_=True) as client:`.

    Args:
        settings: Address of the service and credentials, as settings or as a mapping of the same
            names; from the environment by default.
        **kwargs: Time-outs, retries, concurrency, proxy and TLS; see `PixelClientKwargs`.

    Raises:
        PixelSettingsError: A setting is missing or malformed.
        PixelInputError: An option does not exist, or its value is invalid.
    """

    def __init__(
        self,
        settings: PixelApiSettings | Mapping[str, Any] | None = None,
        **kwargs: Unpack[PixelClientKwargs],
    ) -> None:
        self._options = ClientOptions.of(kwargs)
        self._settings = PixelApiSettings.of(settings)
        # Not self in the lambda: that would be a reference cycle, which is collected late.
        self._session = session = ApiSession(self._settings, self._options)
        self._pool: ConnectionPool | None = None
        # One thread for all that is synchronous: PixelClient, and the generated functions' `sync`.
        self._portal = Portal()
        self._api = PixelApi(
            self._settings.PIXEL_API_URL, lambda: session.pools().api, self._portal.run
        )

    @classmethod
    def from_settings(cls, settings: PixelApiSettings, **kwargs: Unpack[PixelClientKwargs]) -> Self:
        """Create a new client, which `get_client` does not cache.

        Args:
            settings: Address of the service and credentials.
            **kwargs: Time-outs, retries, concurrency, proxy and TLS; see `PixelClientKwargs`.
        """
        return cls(settings, **kwargs)

    @property
    def settings(self) -> PixelApiSettings:
        """The settings of the client."""
        return self._settings

    @property
    def options(self) -> ClientOptions:
        """The options of the client, including defaults."""
        return self._options

    @property
    def closed(self) -> bool:
        """Whether the client is closed."""
        # Only the portal is closed when Ctrl-C interrupts closing, and at interpreter exit.
        return self._session.closed or self._portal.closed

    @property
    def api(self) -> PixelApi:
        """The transport that generated endpoint functions take as `client`.

        Both halves of a generated function, `sync` and `asyncio`, go through this client's
        sign-in, time-outs, retries and errors.
        """
        return self._api

    async def aclose(self) -> None:
        """Close all connections. Closing twice does nothing; a closed client stays closed."""
        self._session.closed = True  # before uploads see that their connections are closed
        if self._pool is not None:
            self._pool.close()
        await self._session.aclose()
        if not self._portal.is_here:  # PixelClient ends the thread that this runs on
            self._portal.close()

    async def __aenter__(self) -> Self:
        self._session.pools()  # a closed client says so here
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.aclose()

    def __repr__(self) -> str:
        state = " (closed)" if self.closed else ""
        return (
            f"<{type(self).__name__} of {self._settings.PIXEL_USERNAME}"
            f" at {self._settings.PIXEL_API_URL}{state}>"
        )

    def __reduce__(self) -> tuple[Any, ...]:
        return partial(type(self), self._settings, **self._options.as_kwargs()), ()

    async def _request(self, request: dict[str, Any]) -> httpx.Response:
        return await self._session.pools().api.request(**request)

    def _refusal(self, operation: str, problems: list[Problem]) -> PixelInputError:
        return PixelInputError(problems, operation=operation)

    def _unreadable(self, operation: str, reason: str, text: str) -> PixelDecodeError:
        return PixelDecodeError(operation, reason, text)

    def _late(
        self, job: str, number: int, timeout: float, last: Mapping[str, Any]
    ) -> PixelJobTimeoutError:
        return PixelJobTimeoutError(
            f"{job} {number} was not completed within {timeout:g} s"
            f" (status '{last.get('status')}'); it goes on at the service",
            number,
            last,
            is_group="group_id" in last,
        )

    async def _wait_for(self, job: Mapping[str, Any], timeout: float | None) -> Mapping[str, Any]:
        if "group_id" in job:
            return await self.wait_for_group_job(job["group_id"], timeout)
        return await self.wait_for_job(job["job_id"], timeout)

    def _bar(self, title: str, progress: bool | None) -> AbstractContextManager[Show]:
        if progress is False:
            return nullcontext(lambda _: None)
        from .core.progress_bar import job_bar

        return job_bar(title, progress)

    def _s3_pool(self) -> ConnectionPool:
        """The connections to S3, for uploads on any loop; closed with the client."""
        if self._pool is None:
            session, options = self._session, self._options
            self._pool = ConnectionPool(
                lambda: session.tls,
                options.proxy,
                options.allow_http,
                keep=options.upload_max_concurrency,
                bandwidth=options.upload_bandwidth,
            )
        return self._pool

    @cached_property
    def _transfer_config(self) -> TransferConfig:
        return TransferConfig(
            retries=self._options.upload_num_retries,
            max_concurrency=self._options.upload_max_concurrency,
            timeout=self._options.timeout_upload,
        )
