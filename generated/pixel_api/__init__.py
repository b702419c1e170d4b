# Written by `make regen` from openapi/. Do not edit: see generated/README.md.

"""A client library for accessing Geodata Pixel API"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .client import AuthenticatedClient, Client

__all__ = ("AuthenticatedClient", "Client")


def __getattr__(name: str) -> Any:
    # Loaded when first asked for: what only looks at a contract or a problem needs no httpx.
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from . import client

    return getattr(client, name)
