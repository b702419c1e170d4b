"""PixelClientAsync: where everything meets.

::

    PixelClientAsync
    ├── JobMethods            jobs.py: wait_for_job, wait_for_group_job
    ├── OptimizeMethods       optimizing.py: optimize_rasters, optimize_point_clouds
    │   └── PixelOperations   generated: one method an operation of the contract
    └── UploadMethods         uploads/methods.py: upload_image, add_attachments, ...

`PixelClient` in `sync.py` is written from this class by `make regen`.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from datetime import date, datetime
from types import TracebackType
from typing import TYPE_CHECKING, Any, NoReturn, Self, TypeVar, Unpack

import httpx

from pixel_api import checks

from .direct import PixelApi
from .exceptions import PixelDecodeError, PixelError, PixelInputError
from .http import Funnel
from .jobs import JobMethods
from .optimizing import OptimizeMethods
from .options import ClientOptions, PixelClientKwargs
from .paging import paginate
from .portal import Portal
from .settings import PixelApiSettings
from .uploads.methods import UploadMethods

if TYPE_CHECKING:
    from .uploads.protocol import TransferSettings, UploadApi

__all__ = ["PixelClientAsync"]

T = TypeVar("T")


class PixelClientAsync(JobMethods, OptimizeMethods, UploadMethods):
    """The client whose methods are awaited.

    Get one with `get_client(async_=True)`. It may be used from several event loops, one after the
    other or side by side. Close it with `await client.aclose()`, or use it as
    `async with get_client(async_=True) as client:`.

    Args:
        settings: Where the service is and who signs in; the environment's by default.
        **kwargs: Time-outs, retries, concurrency, proxy and TLS; see `PixelClientKwargs`.

    Raises:
        PixelSettingsError: A setting is missing or malformed.
        PixelInputError: An option that does not exist, or a value it cannot have.
    """

    def __init__(
        self, settings: PixelApiSettings | None = None, **kwargs: Unpack[PixelClientKwargs]
    ) -> None:
        self._settings = settings or PixelApiSettings()
        self._options = ClientOptions.of(kwargs)
        self._funnel = Funnel(self._settings, self._options)
        # One thread for all that is synchronous: PixelClient, and the generated functions' `sync`.
        self._portal = Portal()
        self._api = PixelApi(self._settings.PIXEL_API_URL, self._funnel, self._portal)

    @classmethod
    def from_settings(cls, settings: PixelApiSettings, **kwargs: Unpack[PixelClientKwargs]) -> Self:
        """A new client of these settings, which no cache knows of.

        Args:
            settings: Where the service is and who signs in.
            **kwargs: Time-outs, retries, concurrency, proxy and TLS; see `PixelClientKwargs`.
        """
        return cls(settings, **kwargs)

    @property
    def settings(self) -> PixelApiSettings:
        """The settings it was made with."""
        return self._settings

    @property
    def options(self) -> ClientOptions:
        """The options it was made with, defaults filled in."""
        return self._options

    @property
    def closed(self) -> bool:
        """Whether it was closed."""
        # The portal alone is closed when Ctrl-C cuts a close short, and at the interpreter's end.
        return self._funnel.closed or self._portal.closed

    @property
    def api(self) -> PixelApi:
        """The transport that generated endpoint functions take as `client`.

        Both halves of a generated function, `sync` and `asyncio`, go through this client's
        sign-in, time-outs, retries and errors.
        """
        return self._api

    async def aclose(self) -> None:
        """Close all connections. Closing twice does nothing; a closed client stays closed."""
        await self._funnel.aclose()
        if not self._portal.is_here:  # PixelClient ends the thread that this runs on
            self._portal.close()

    async def __aenter__(self) -> Self:
        self._funnel.pools()  # a closed client says so here
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
        return _restore, (type(self), self._settings, self._options)

    def _check(
        self, operation: str, params: Mapping[str, Any] | None, values: Mapping[str, object]
    ) -> None:
        problems = checks.problems(operation, params, values)
        if problems:
            self._refuse(operation, problems)

    def _refuse(self, operation: str, problems: list[str]) -> NoReturn:
        raise PixelInputError(problems, operation=operation)

    async def _send(
        self,
        operation: str,
        request: dict[str, Any],
        parse: Callable[..., T],
        params: Mapping[str, Any] | None = None,
    ) -> T:
        named = request.pop("params", {})
        query = {k: v for k, v in {**(params or {}), **named}.items() if v is not None}
        if "ids" in query and not query["ids"]:
            # No ids asked for, none answered: the service would take it for "all".
            return parse(client=self._api, response=httpx.Response(200, json=[]))
        query = {k: _in_query(v) for k, v in query.items() if v not in ([], ())}
        if "json" in request:
            request["content"] = _json(operation, request.pop("json"))
        response = await self._funnel.pools().api.request(
            **request, params=query, extensions={"repeatable": checks.repeatable(operation)}
        )
        try:
            return parse(client=self._api, response=response)
        except PixelError:
            raise
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise PixelDecodeError(
                operation, f"{type(error).__name__}: {error}", response.text
            ) from error

    def _paginate(
        self,
        fetch: Callable[[Mapping[str, Any]], Awaitable[Sequence[T]]],
        page_size: int,
        params: Mapping[str, Any] | None,
        filters: Mapping[str, Any],
    ) -> AsyncIterator[T]:
        named = {name: value for name, value in filters.items() if value is not None}
        return paginate(fetch, page_size, {**(params or {}), **named})

    def _uploads_http(self) -> httpx.AsyncClient:
        return self._funnel.pools().s3

    @property
    def _upload_options(self) -> ClientOptions:
        return self._options


if TYPE_CHECKING:

    def _serves_uploads(client: PixelClientAsync, options: ClientOptions) -> None:
        """Holds the client to what the upload engine knows of it."""
        _api: UploadApi = client
        _settings: TransferSettings = options


def _restore(
    kind: type[PixelClientAsync], settings: PixelApiSettings, options: ClientOptions
) -> PixelClientAsync:
    return kind(settings, **options.as_kwargs())


def _in_query(value: Any) -> Any:
    """A query value as the service reads it: lists as one value, joined by commas."""
    if isinstance(value, str | bytes) or not isinstance(value, Sequence):
        return value
    return ",".join(map(str, value))


def _json(operation: str, body: Any) -> bytes:
    """JSON as httpx writes it, but with the objects people use in bodies."""
    try:
        text = json.dumps(
            body, ensure_ascii=False, separators=(",", ":"), allow_nan=False, default=_as_json
        )
        return text.encode()
    except (TypeError, ValueError) as error:
        raise PixelInputError(f"the body cannot be sent: {error}", operation=operation) from None


def _as_json(value: Any) -> Any:
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if callable(reveal := getattr(value, "get_secret_value", None)):
        return reveal()
    if isinstance(shape := getattr(value, "__geo_interface__", None), Mapping):
        return dict(shape)
    raise TypeError(f"{type(value).__name__} is not JSON")
