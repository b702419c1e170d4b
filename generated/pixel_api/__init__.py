# Written by scripts/regen.py from the contract in openapi/. Do not edit: see generated/README.md.

"""A client library for accessing Geodata Pixel API"""

from .client import AuthenticatedClient, Client

__all__ = (
    "AuthenticatedClient",
    "Client",
)
