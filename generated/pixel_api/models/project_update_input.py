# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _attrs_define

from ..mapping import ModelDict
from ..parsing import HasGeoInterface, Model, Parser
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.polygon import Polygon


@_attrs_define(eq=False, repr=False, init=False)
class ProjectUpdateInput(ModelDict):
    """Changes to a project. Omitted fields are unchanged; at least one is required."""

    name: str | Unset = UNSET
    """ New name. """
    description: str | Unset = UNSET
    """ New description. May be empty. """
    area_of_interest: Polygon | Unset = UNSET
    """ New area, a GeoJSON Polygon in WGS 84 (EPSG:4326). Replaces the old one. """
    add_tags: list[str] | Unset = UNSET
    """ Tags to add. """
    remove_tags: list[str] | Unset = UNSET
    """ Tags to remove. """

    _names: ClassVar[dict[str, str]] = {
        "name": "name",
        "description": "description",
        "area_of_interest": "area_of_interest",
        "add_tags": "add_tags",
        "remove_tags": "remove_tags",
    }
    _parsers: ClassVar[dict[str, Parser]] = {"area_of_interest": Model("polygon", "Polygon")}

    def __init__(
        self,
        *,
        name: str | None | Unset = UNSET,
        description: str | None | Unset = UNSET,
        area_of_interest: Polygon | Mapping[str, Any] | HasGeoInterface | None | Unset = UNSET,
        add_tags: Sequence[str] | None | Unset = UNSET,
        remove_tags: Sequence[str] | None | Unset = UNSET,
    ) -> None:
        self._fill(
            {
                "name": name,
                "description": description,
                "area_of_interest": area_of_interest,
                "add_tags": add_tags,
                "remove_tags": remove_tags,
            }
        )
