"""`get_client`, the door, and its cache."""

from __future__ import annotations

import os
import threading
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, Unpack, overload

from .client import PixelClientAsync
from .exceptions import PixelInputError, ProblemCode
from .options import ClientOptions, PixelClientKwargs
from .settings import PixelApiSettings

if TYPE_CHECKING:
    from .sync import PixelClient

__all__ = ["get_client"]

_lock = threading.Lock()
_live: list[PixelClient | PixelClientAsync] = []


@overload
def get_client(
    async_: Literal[False] = ...,
    settings: PixelApiSettings | Mapping[str, Any] | None = ...,
    **kwargs: Unpack[PixelClientKwargs],
) -> PixelClient: ...


@overload
def get_client(
    async_: Literal[True],
    settings: PixelApiSettings | Mapping[str, Any] | None = ...,
    **kwargs: Unpack[PixelClientKwargs],
) -> PixelClientAsync: ...


@overload
def get_client(
    async_: bool,
    settings: PixelApiSettings | Mapping[str, Any] | None = ...,
    **kwargs: Unpack[PixelClientKwargs],
) -> PixelClient | PixelClientAsync: ...


def get_client(
    async_: bool = False,
    settings: PixelApiSettings | Mapping[str, Any] | None = None,
    **kwargs: Unpack[PixelClientKwargs],
) -> PixelClient | PixelClientAsync:
    """Get a client: the same one again while mode, settings and options are the same.

    Nothing is sent: the client signs in with its first request. A client that was closed is
    never handed out again; may be called from any thread.

    Args:
        async_: True for the client whose methods are awaited.
        settings: A `PixelApiSettings`, or a mapping of the same names; by default they are read
            from the environment.
        **kwargs: `timeout_pixel` (default: 10 s, 15 s to write), `timeout_upload` (30 s, 300 s to
            write a block), `upload_num_retries` (8), `upload_max_concurrency` (10),
            `upload_bandwidth` (no limit, in bytes a second), `proxy`
            (the environment's), `verify` (True), `allow_http` (False).

    Returns:
        A `PixelClient`, or a `PixelClientAsync` when `async_` is True.

    Raises:
        PixelSettingsError: Settings are missing or malformed; all of them are named.
        PixelInputError: An option that does not exist, or a value it cannot have.

    Examples:
        >>> client = get_client()  # doctest: +SKIP
        >>> for project in client.list_projects():  # doctest: +SKIP
        ...     print(project.id, project.name)
    """
    from .sync import PixelClient

    if not isinstance(async_, bool):  # settings in its place would count as True
        raise PixelInputError(
            f"must be True or False, not {type(async_).__name__};"
            " settings are given as get_client(settings=...)",
            operation="get_client",
            path="async_",
            code=ProblemCode.TYPE,
        )
    settings = PixelApiSettings.of(settings)
    options = ClientOptions.of(kwargs)
    kind: type[PixelClient | PixelClientAsync] = PixelClientAsync if async_ else PixelClient
    with _lock:
        _live[:] = [client for client in _live if not client.closed]
        for client in _live:
            if type(client) is kind and client.settings == settings and client.options == options:
                return client
        client = kind.from_settings(settings, **kwargs)
        _live.append(client)
        return client


if hasattr(os, "register_at_fork"):

    def _renew_lock() -> None:
        global _lock
        _lock = threading.Lock()

    os.register_at_fork(after_in_child=_renew_lock)
