"""The client's options and their defaults, on one screen."""

from __future__ import annotations

import math
import ssl
from collections.abc import Callable
from importlib.util import find_spec
from typing import Any, TypedDict, TypeGuard, cast

import attrs
import httpx

from .exceptions import PixelInputError, ProblemCode

__all__ = [
    "DEFAULT_MAX_CONCURRENCY",
    "DEFAULT_PIXEL_TIMEOUT",
    "DEFAULT_UPLOAD_RETRIES",
    "DEFAULT_UPLOAD_TIMEOUT",
    "ClientOptions",
    "PixelClientKwargs",
]

DEFAULT_PIXEL_TIMEOUT = httpx.Timeout(10.0, write=15.0)
"""Seconds for a step of a request to the API: 10, and 15 to write."""

DEFAULT_UPLOAD_TIMEOUT = httpx.Timeout(30.0, write=300.0)
"""Seconds for a step of a transfer to S3: 30, and 300 to write one block (not the whole body)."""

DEFAULT_UPLOAD_RETRIES = 8
"""Further tries after the first, for transfers and for requests that may be repeated."""

DEFAULT_MAX_CONCURRENCY = 10
"""Bodies (files and parts) on their way to S3 at the same time."""


class PixelClientKwargs(TypedDict, total=False):
    """Options of `get_client`, all optional."""

    timeout_pixel: httpx.Timeout
    """Time-outs of requests to the API. Default: `DEFAULT_PIXEL_TIMEOUT`."""

    timeout_upload: httpx.Timeout
    """Time-outs of transfers to S3. Default: `DEFAULT_UPLOAD_TIMEOUT`."""

    upload_num_retries: int
    """Further tries after the first, 0 or more. Default: `DEFAULT_UPLOAD_RETRIES`."""

    upload_max_concurrency: int
    """Files and parts in flight, 1 or more. Default: `DEFAULT_MAX_CONCURRENCY`."""

    upload_bandwidth: float | None
    """Bytes a second that all uploads together may take; more than 0. Default: no limit."""

    proxy: str | None
    """A proxy's URL for all requests. Default: the environment's (`HTTPS_PROXY`, `NO_PROXY`)."""

    verify: ssl.SSLContext | bool
    """How TLS certificates are checked, as in httpx. Default: True."""

    allow_http: bool
    """Allow plain http to hosts other than this machine: the password travels readable."""


def _timeout(value: object) -> httpx.Timeout:
    if value is None or _is_number(value) or (isinstance(value, tuple) and 1 < len(value) < 5):
        value = httpx.Timeout(cast("Any", value))
    if not isinstance(value, httpx.Timeout):
        raise PixelInputError(f"a time-out is an httpx.Timeout or seconds, not {value!r}")
    for step, seconds in value.as_dict().items():
        if seconds is not None and not (isinstance(seconds, int | float) and seconds >= 0):
            raise PixelInputError(f"a time-out is seconds from 0, or None, not {step}={seconds!r}")
    return value


def _proxy(_: object, field: attrs.Attribute[str | None], value: object) -> None:
    """Refuse what is no proxy, without a word of it: it may hold a password."""
    if value is None:
        return
    try:
        url = httpx.URL(value) if isinstance(value, str) else httpx.URL()
    except httpx.InvalidURL:
        url = httpx.URL()
    if url.scheme not in {"http", "https", "socks5", "socks5h"} or not url.host:
        raise PixelInputError(
            "must be a URL such as http://proxy.example:3128;"
            " http, https, socks5 and socks5h are known",
            path=field.name,
            code=ProblemCode.PATTERN,
        )
    if url.scheme.startswith("socks") and find_spec("socksio") is None:
        raise PixelInputError(
            f"a {url.scheme} proxy needs the package socksio: pip install 'httpx[socks]'"
        )


def _must(be: str, holds: Callable[[Any], bool]) -> Callable[[object, Any, object], None]:
    def check(_: object, field: attrs.Attribute[Any], value: object) -> None:
        if not holds(value):
            raise PixelInputError(
                f"must be {be}, not {value!r}", path=field.name, code=ProblemCode.INVALID
            )

    return check


def _is_number(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _whole(low: int) -> Callable[[object, Any, object], None]:
    return _must(f"a whole number from {low}", lambda value: type(value) is int and value >= low)


_bandwidth = _must(
    "bytes a second, more than 0, or None",
    lambda value: value is None or (_is_number(value) and 0 < value < math.inf),
)
_verify = _must(
    "True, False or an ssl.SSLContext (of a file of certificates:"
    " ssl.create_default_context(cafile=...))",
    lambda value: isinstance(value, bool | ssl.SSLContext),
)
_yes_or_no = _must("True or False", lambda value: isinstance(value, bool))


@attrs.frozen(kw_only=True)
class ClientOptions:
    """What `PixelClientKwargs` says, with the defaults filled in; equal options, equal client."""

    timeout_pixel: httpx.Timeout = attrs.field(default=DEFAULT_PIXEL_TIMEOUT, converter=_timeout)
    timeout_upload: httpx.Timeout = attrs.field(default=DEFAULT_UPLOAD_TIMEOUT, converter=_timeout)
    upload_num_retries: int = attrs.field(default=DEFAULT_UPLOAD_RETRIES, validator=_whole(0))
    upload_max_concurrency: int = attrs.field(default=DEFAULT_MAX_CONCURRENCY, validator=_whole(1))
    upload_bandwidth: float | None = attrs.field(default=None, validator=_bandwidth)
    # Not in the repr: it may hold a password.
    proxy: str | None = attrs.field(default=None, repr=False, validator=_proxy)
    verify: ssl.SSLContext | bool = attrs.field(default=True, validator=_verify)
    allow_http: bool = attrs.field(default=False, validator=_yes_or_no)

    @classmethod
    def of(cls, kwargs: PixelClientKwargs) -> ClientOptions:
        """Check keyword arguments.

        Raises:
            PixelInputError: An option that does not exist, or a value it cannot have.
        """
        known = [field.name for field in attrs.fields(cls)]
        unknown = sorted(set(kwargs) - set(known))
        if unknown:
            raise PixelInputError(
                f"there is no option {', '.join(unknown)}; the options are {', '.join(known)};"
                " the service and the user are given as settings=PixelApiSettings(...)",
                operation="get_client",
            )
        return cls(**kwargs)

    def as_kwargs(self) -> PixelClientKwargs:
        """The options as `get_client` takes them."""
        return cast("PixelClientKwargs", attrs.asdict(self, recurse=False))
