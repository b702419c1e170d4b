# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _attrs_define

from ..mapping import ModelDict
from ..parsing import Model, Parser
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.field_maps_update_input import FieldMapsUpdateInput
    from ..models.harvest_auth_info import HarvestAuthInfo


@_attrs_define(eq=False, repr=False, init=False)
class HarvestServiceUpdateInput(ModelDict):
    """Changes to a harvest service. Omitted fields are unchanged. It may carry secrets."""

    name: str | Unset = UNSET
    """ New name. """
    description: str | Unset = UNSET
    """ New description. May be empty. """
    url: str | Unset = UNSET
    """ New URL of the service to harvest. """
    auth: HarvestAuthInfo | Unset = UNSET
    """ New credentials for it. """
    where_clause: str | Unset = UNSET
    """ New SQL condition for features to harvest. """
    field_mappings: FieldMapsUpdateInput | Unset = UNSET
    """ Changes to the field mappings. """

    _names: ClassVar[dict[str, str]] = {
        "name": "name",
        "description": "description",
        "url": "url",
        "auth": "auth",
        "where_clause": "where_clause",
        "field_mappings": "field_mappings",
    }
    _parsers: ClassVar[dict[str, Parser]] = {
        "auth": Model("harvest_auth_info", "HarvestAuthInfo"),
        "field_mappings": Model("field_maps_update_input", "FieldMapsUpdateInput"),
    }

    def __init__(
        self,
        *,
        name: str | None | Unset = UNSET,
        description: str | None | Unset = UNSET,
        url: str | None | Unset = UNSET,
        auth: HarvestAuthInfo | Mapping[str, Any] | None | Unset = UNSET,
        where_clause: str | None | Unset = UNSET,
        field_mappings: FieldMapsUpdateInput | Mapping[str, Any] | None | Unset = UNSET,
    ) -> None:
        self._fill(
            {
                "name": name,
                "description": description,
                "url": url,
                "auth": auth,
                "where_clause": where_clause,
                "field_mappings": field_mappings,
            }
        )
