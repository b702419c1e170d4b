# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from __future__ import annotations

from typing import ClassVar

from attrs import define as _attrs_define

from ..mapping import ModelDict
from ..parsing import HasSecret
from ..types import UNSET, Unset


@_attrs_define(eq=False, repr=False, init=False)
class Credentials(ModelDict):
    """User name and password for a harvested service."""

    username: str
    """ User name. """
    password: str
    """ Password. It never shows in a log, an error or a repr. """
    token_url: str | Unset = UNSET
    """ URL of the token service, if the harvested service needs one. """

    _names: ClassVar[dict[str, str]] = {
        "username": "username",
        "password": "password",
        "token_url": "token_url",
    }
    _required: ClassVar[frozenset[str]] = frozenset({"username", "password"})
    _secrets: ClassVar[frozenset[str]] = frozenset({"password"})

    def __init__(
        self, *, username: str, password: str | HasSecret, token_url: str | None | Unset = UNSET
    ) -> None:
        self._fill({"username": username, "password": password, "token_url": token_url})
