# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..mapping import ModelDict
from ..parsing import HasGeoInterface, Model, Parser, date_time, whole
from ..types import UNSET, Unset

if TYPE_CHECKING:
    import datetime

    from ..models.polygon import Polygon


@_attrs_define(eq=False, repr=False, init=False)
class Project(ModelDict):
    """A project: a folder for data collections and further projects. The service may send further fields, and more of them
    with `extended`.

    """

    id: int
    """ Id of the project. """
    name: str
    """ Name of the project. """
    description: None | str | Unset = UNSET
    """ Description. """
    area_of_interest: None | Polygon | Unset = UNSET
    """ Area the project covers, a GeoJSON Polygon in WGS 84. """
    parent_project_id: int | None | Unset = UNSET
    """ Id of the parent project; null at the root. """
    tags: list[str] | None | Unset = UNSET
    """ Tags of the project. """
    created_at: datetime.datetime | None | Unset = UNSET
    """ Time of creation. """
    updated_at: datetime.datetime | None | Unset = UNSET
    """ Time of the last change. """
    additional_properties: Mapping[str, Any] = _attrs_field(init=False, factory=dict)

    _names: ClassVar[dict[str, str]] = {
        "id": "id",
        "name": "name",
        "description": "description",
        "area_of_interest": "area_of_interest",
        "parent_project_id": "parent_project_id",
        "tags": "tags",
        "created_at": "created_at",
        "updated_at": "updated_at",
    }
    _parsers: ClassVar[dict[str, Parser]] = {
        "area_of_interest": Model("polygon", "Polygon"),
        "created_at": date_time,
        "updated_at": date_time,
    }
    _text_readers: ClassVar[dict[str, Parser]] = {"id": whole, "parent_project_id": whole}
    _required: ClassVar[frozenset[str]] = frozenset({"id", "name"})
    _nullable: ClassVar[frozenset[str]] = frozenset(
        {"description", "area_of_interest", "parent_project_id", "tags", "created_at", "updated_at"}
    )
    _open: ClassVar[bool] = True

    def __init__(
        self,
        *,
        id: int,
        name: str,
        description: str | None | Unset = UNSET,
        area_of_interest: Polygon | Mapping[str, Any] | HasGeoInterface | None | Unset = UNSET,
        parent_project_id: int | None | Unset = UNSET,
        tags: Sequence[str] | None | Unset = UNSET,
        created_at: datetime.datetime | str | None | Unset = UNSET,
        updated_at: datetime.datetime | str | None | Unset = UNSET,
    ) -> None:
        self._fill(
            {
                "id": id,
                "name": name,
                "description": description,
                "area_of_interest": area_of_interest,
                "parent_project_id": parent_project_id,
                "tags": tags,
                "created_at": created_at,
                "updated_at": updated_at,
            }
        )
