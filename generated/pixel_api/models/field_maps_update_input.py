# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _attrs_define

from ..mapping import ModelDict
from ..parsing import Items, Model, Parser
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.harvest_field_map_update import HarvestFieldMapUpdate


@_attrs_define(eq=False, repr=False, init=False)
class FieldMapsUpdateInput(ModelDict):
    """Changes to the field mappings of a harvest service."""

    maps: list[HarvestFieldMapUpdate] | Unset = UNSET
    """ Field maps to add, remove or update. """
    add_extra_fields: list[str] | Unset = UNSET
    """ Further fields to keep from now on. """
    remove_extra_fields: list[str] | Unset = UNSET
    """ Further fields to keep no longer. """

    _names: ClassVar[dict[str, str]] = {
        "maps": "maps",
        "add_extra_fields": "add_extra_fields",
        "remove_extra_fields": "remove_extra_fields",
    }
    _parsers: ClassVar[dict[str, Parser]] = {
        "maps": Items(Model("harvest_field_map_update", "HarvestFieldMapUpdate"))
    }

    def __init__(
        self,
        *,
        maps: Sequence[HarvestFieldMapUpdate | Mapping[str, Any]] | None | Unset = UNSET,
        add_extra_fields: Sequence[str] | None | Unset = UNSET,
        remove_extra_fields: Sequence[str] | None | Unset = UNSET,
    ) -> None:
        self._fill(
            {
                "maps": maps,
                "add_extra_fields": add_extra_fields,
                "remove_extra_fields": remove_extra_fields,
            }
        )
