# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _attrs_define

from ..mapping import ModelDict
from ..parsing import HasGeoInterface, Model, Parser, whole
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.polygon import Polygon


@_attrs_define(eq=False, repr=False, init=False)
class ProjectCreateInput(ModelDict):
    """A project to create."""

    name: str
    """ Name of the project. """
    description: str
    """ Description. May be empty. """
    area_of_interest: Polygon
    """ Area the project covers, a GeoJSON Polygon in WGS 84 (EPSG:4326). """
    parent_project_id: int | Unset = UNSET
    """ Id of the project to create it in. By default it is created at the root. """
    tags: list[str] | Unset = UNSET
    """ Tags to set. """

    _names: ClassVar[dict[str, str]] = {
        "name": "name",
        "description": "description",
        "area_of_interest": "area_of_interest",
        "parent_project_id": "parent_project_id",
        "tags": "tags",
    }
    _parsers: ClassVar[dict[str, Parser]] = {"area_of_interest": Model("polygon", "Polygon")}
    _text_readers: ClassVar[dict[str, Parser]] = {"parent_project_id": whole}
    _required: ClassVar[frozenset[str]] = frozenset({"name", "description", "area_of_interest"})

    def __init__(
        self,
        *,
        name: str,
        description: str,
        area_of_interest: Polygon | Mapping[str, Any] | HasGeoInterface,
        parent_project_id: int | None | Unset = UNSET,
        tags: Sequence[str] | None | Unset = UNSET,
    ) -> None:
        self._fill(
            {
                "name": name,
                "description": description,
                "area_of_interest": area_of_interest,
                "parent_project_id": parent_project_id,
                "tags": tags,
            }
        )
