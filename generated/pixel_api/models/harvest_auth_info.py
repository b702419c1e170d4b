# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _attrs_define

from ..mapping import ModelDict
from ..parsing import Model, Parser
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.api_key import ApiKey
    from ..models.credentials import Credentials


@_attrs_define(eq=False, repr=False, init=False)
class HarvestAuthInfo(ModelDict):
    """Credentials or API key for a harvested service."""

    credentials: Credentials | Unset = UNSET
    """ User name and password. """
    api_key: ApiKey | Unset = UNSET
    """ API key. """

    _names: ClassVar[dict[str, str]] = {"credentials": "credentials", "api_key": "api_key"}
    _parsers: ClassVar[dict[str, Parser]] = {
        "credentials": Model("credentials", "Credentials"),
        "api_key": Model("api_key", "ApiKey"),
    }

    def __init__(
        self,
        *,
        credentials: Credentials | Mapping[str, Any] | None | Unset = UNSET,
        api_key: ApiKey | Mapping[str, Any] | None | Unset = UNSET,
    ) -> None:
        self._fill({"credentials": credentials, "api_key": api_key})
