"""Proxies: chosen by the client's option or by the environment."""

from __future__ import annotations

import base64
import urllib.request
from urllib.parse import unquote, urlsplit

import attrs
import httpx

__all__ = ["Proxy", "environment_proxy"]


_PORTS = {"http": 80, "https": 443, "socks5": 1080, "socks5h": 1080}


@attrs.frozen
class Proxy:
    """A proxy and how to sign in to it.

    Attributes:
        scheme: http, https, socks5 or socks5h.
        host: Its host.
        port: Its port.
        user: User name, or None.
        password: Password, empty when there is none.
    """

    scheme: str
    host: str
    port: int
    user: str | None = attrs.field(default=None, repr=False)
    password: str = attrs.field(default="", repr=False)

    @classmethod
    def of(cls, url: str) -> Proxy:
        """Read a proxy's URL.

        Raises:
            httpx.ProxyError: It is none that is known.
        """
        parts = urlsplit(url if "://" in url else f"http://{url}")
        if parts.scheme not in _PORTS or not parts.hostname:
            raise httpx.ProxyError("the proxy's URL is none of http, https, socks5 and socks5h")
        user = None if parts.username is None else unquote(parts.username)
        port = parts.port or _PORTS[parts.scheme]
        return cls(parts.scheme, parts.hostname, port, user, unquote(parts.password or ""))

    @property
    def authorization(self) -> str | None:
        """The value of `Proxy-Authorization`, or None."""
        if self.user is None:
            return None
        pair = f"{self.user}:{self.password}".encode()
        return "Basic " + base64.b64encode(pair).decode("ascii")


def environment_proxy(scheme: str, host: str, port: int | None) -> str | None:
    """The URL of the environment's proxy on the way to a host, or None.

    Reads `HTTP_PROXY`, `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY`, or the settings of the system.
    """
    found = urllib.request.getproxies()
    url = found.get(scheme) or found.get("all")
    if not url or urllib.request.proxy_bypass(f"{host}:{port}" if port else host):
        return None
    return url if "://" in url else f"http://{url}"
