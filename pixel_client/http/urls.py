"""URLs without their secrets, and loopback hosts."""

from __future__ import annotations

import ipaddress
import re

import httpx

__all__ = ["is_loopback", "scrub", "without_query"]

_LONGEST = 300  # characters of a message of S3 that ours repeats


def without_query(url: httpx.URL | str) -> str:
    """A URL as it may be shown: no query (it may be a signature), no user name or password."""
    return str(httpx.URL(url).copy_with(query=None, fragment=None, username=None, password=None))


def scrub(text: str) -> str:
    """Text without query strings, which hold signatures, and not too long."""
    return re.sub(r"\?\S*", "", text).strip()[:_LONGEST]


def is_loopback(host: str) -> bool:
    """Whether a host is this machine, to which a secret may travel without TLS."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
