# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _attrs_define

from ..mapping import ModelDict
from ..parsing import Items, Model, Parser
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.harvest_field_map import HarvestFieldMap


@_attrs_define(eq=False, repr=False, init=False)
class HarvestFieldMapping(ModelDict):
    """Maps the fields of the harvested service to fields in Pixel."""

    maps: list[HarvestFieldMap] | Unset = UNSET
    """ Field by field. """
    extra_fields: list[str] | Unset = UNSET
    """ Further fields of the harvested service to keep as they are. """

    _names: ClassVar[dict[str, str]] = {"maps": "maps", "extra_fields": "extra_fields"}
    _parsers: ClassVar[dict[str, Parser]] = {
        "maps": Items(Model("harvest_field_map", "HarvestFieldMap"))
    }

    def __init__(
        self,
        *,
        maps: Sequence[HarvestFieldMap | Mapping[str, Any]] | None | Unset = UNSET,
        extra_fields: Sequence[str] | None | Unset = UNSET,
    ) -> None:
        self._fill({"maps": maps, "extra_fields": extra_fields})
