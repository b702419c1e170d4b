# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from __future__ import annotations

from typing import ClassVar

from attrs import define as _attrs_define

from ..mapping import ModelDict
from ..parsing import HasSecret
from ..types import UNSET, Unset


@_attrs_define(eq=False, repr=False, init=False)
class ApiKey(ModelDict):
    """API key for a harvested service."""

    api_key: str
    """ The key. It never shows in a log, an error or a repr. """
    api_key_item_id: str | Unset = UNSET
    """ Id of the item that the key belongs to. """

    _names: ClassVar[dict[str, str]] = {"api_key": "api_key", "api_key_item_id": "api_key_item_id"}
    _required: ClassVar[frozenset[str]] = frozenset({"api_key"})
    _secrets: ClassVar[frozenset[str]] = frozenset({"api_key"})

    def __init__(
        self, *, api_key: str | HasSecret, api_key_item_id: str | None | Unset = UNSET
    ) -> None:
        self._fill({"api_key": api_key, "api_key_item_id": api_key_item_id})
