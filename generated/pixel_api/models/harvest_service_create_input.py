# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _attrs_define

from ..mapping import ModelDict
from ..parsing import Model, Parser

if TYPE_CHECKING:
    from ..models.harvest_auth_info import HarvestAuthInfo
    from ..models.harvest_field_mapping import HarvestFieldMapping


@_attrs_define(eq=False, repr=False, init=False)
class HarvestServiceCreateInput(ModelDict):
    """A harvest service to create. It carries secrets."""

    name: str
    """ Name of the harvest service. """
    description: str
    """ Description. May be empty. """
    url: str
    """ Address of the service to harvest. """
    auth: HarvestAuthInfo
    """ Credentials for it. """
    field_mappings: HarvestFieldMapping
    """ Maps its fields to fields in Pixel, none by default. """
    where_clause: str = "1=1"
    """ SQL condition for features to harvest. Default `1=1`, which matches all. """

    _names: ClassVar[dict[str, str]] = {
        "name": "name",
        "description": "description",
        "url": "url",
        "auth": "auth",
        "field_mappings": "field_mappings",
        "where_clause": "where_clause",
    }
    _parsers: ClassVar[dict[str, Parser]] = {
        "auth": Model("harvest_auth_info", "HarvestAuthInfo"),
        "field_mappings": Model("harvest_field_mapping", "HarvestFieldMapping"),
    }
    _required: ClassVar[frozenset[str]] = frozenset(
        {"name", "description", "url", "auth", "field_mappings", "where_clause"}
    )
    _defaults: ClassVar[dict[str, dict[str, Any]]] = {"field_mappings": {}}

    def __init__(
        self,
        *,
        name: str,
        description: str,
        url: str,
        auth: HarvestAuthInfo | Mapping[str, Any],
        field_mappings: HarvestFieldMapping | Mapping[str, Any] | None = None,
        where_clause: str = "1=1",
    ) -> None:
        self._fill(
            {
                "name": name,
                "description": description,
                "url": url,
                "auth": auth,
                "field_mappings": field_mappings,
                "where_clause": where_clause,
            }
        )
