# mypy: ignore-errors
"""The `client` argument of generated endpoint functions, on a client's own transport."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any, NoReturn

import httpx

from .client import AuthenticatedClient

# Headers about the encoding of the body, which is already decoded.
_ENCODING_HEADERS = {"content-encoding", "content-length", "transfer-encoding"}


class PixelApi(AuthenticatedClient):
    """The `client` argument of generated endpoint functions.

    Args:
        base_url: URL of the service.
        pool: Returns the HTTP client of the running loop, which signs in, retries and raises.
        run: Runs a coroutine for synchronous callers.

    Examples:
        >>> from pixel_api.api.projects import list_projects  # doctest: +SKIP
        >>> list_projects.sync(client=client.api)  # doctest: +SKIP
        >>> await list_projects.asyncio(client=client.api)  # doctest: +SKIP
    """

    def __init__(
        self,
        base_url: str,
        pool: Callable[[], httpx.AsyncClient],
        run: Callable[[Coroutine[Any, Any, httpx.Response]], httpx.Response],
    ) -> None:
        super().__init__(base_url=base_url, token="")  # the pool signs in
        self._pool, self._run = pool, run

    def get_async_httpx_client(self) -> httpx.AsyncClient:
        """The HTTP client of the running event loop."""
        return self._pool()

    def get_httpx_client(self) -> httpx.Client:
        """A synchronous client on the same connection pool."""
        return httpx.Client(
            base_url=self._base_url,
            transport=_ThroughPortal(self._pool, self._run),
            timeout=None,  # noqa: S113  the pool has timeouts
        )

    def _refuse(self, *_: Any, **__: Any) -> NoReturn:
        raise TypeError("this transport belongs to its client; set options in get_client()")

    with_headers = with_cookies = with_timeout = _refuse
    set_httpx_client = set_async_httpx_client = _refuse
    __enter__ = __exit__ = __aenter__ = __aexit__ = _refuse


class _ThroughPortal(httpx.BaseTransport):
    def __init__(self, pool: Callable[[], httpx.AsyncClient], run: Callable[..., Any]) -> None:
        self._pool, self._run = pool, run

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        body = request.read()

        async def send() -> httpx.Response:
            pool = self._pool()
            onward = pool.build_request(
                request.method, request.url, headers=request.headers, content=body
            )
            return await pool.send(onward)

        response = self._run(send())
        headers = [
            (name, value)
            for name, value in response.headers.multi_items()
            if name not in _ENCODING_HEADERS
        ]
        return httpx.Response(response.status_code, headers=headers, content=response.content)
