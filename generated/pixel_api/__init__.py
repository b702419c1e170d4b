# Written by `make regen` from openapi/. Do not edit: see generated/README.md.

"""A client library for accessing Geodata Pixel API"""

from .client import AuthenticatedClient, Client

__all__ = ("AuthenticatedClient", "Client")
