# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..mapping import ModelDict
from ..parsing import Items, Model, Parser, date_time, whole
from ..types import UNSET, Unset

if TYPE_CHECKING:
    import datetime

    from ..models.record import Record


@_attrs_define(eq=False, repr=False, init=False)
class ArcgisService(ModelDict):
    """An ArcGIS service that shows data collections. The service may send further fields."""

    id: int
    """ Id of the service. """
    name: str
    """ Name of the service. """
    description: None | str | Unset = UNSET
    """ Description. """
    status: None | str | Unset = UNSET
    """ Whether it is running. The values are not published. """
    data_collection_ids: list[int] | None | Unset = UNSET
    """ Ids of the data collections it shows. """
    options: None | Record | Unset = UNSET
    """ Its options. """
    created_at: datetime.datetime | None | Unset = UNSET
    """ Time of creation. """
    updated_at: datetime.datetime | None | Unset = UNSET
    """ Time of the last change. """
    additional_properties: Mapping[str, Any] = _attrs_field(init=False, factory=dict)

    _names: ClassVar[dict[str, str]] = {
        "id": "id",
        "name": "name",
        "description": "description",
        "status": "status",
        "data_collection_ids": "data_collection_ids",
        "options": "options",
        "created_at": "created_at",
        "updated_at": "updated_at",
    }
    _parsers: ClassVar[dict[str, Parser]] = {
        "options": Model("record", "Record"),
        "created_at": date_time,
        "updated_at": date_time,
    }
    _text_readers: ClassVar[dict[str, Parser]] = {"id": whole, "data_collection_ids": Items(whole)}
    _required: ClassVar[frozenset[str]] = frozenset({"id", "name"})
    _nullable: ClassVar[frozenset[str]] = frozenset(
        {"description", "status", "data_collection_ids", "options", "created_at", "updated_at"}
    )
    _open: ClassVar[bool] = True

    def __init__(
        self,
        *,
        id: int,
        name: str,
        description: str | None | Unset = UNSET,
        status: str | None | Unset = UNSET,
        data_collection_ids: Sequence[int] | None | Unset = UNSET,
        options: Mapping[str, Any] | None | Unset = UNSET,
        created_at: datetime.datetime | str | None | Unset = UNSET,
        updated_at: datetime.datetime | str | None | Unset = UNSET,
    ) -> None:
        self._fill(
            {
                "id": id,
                "name": name,
                "description": description,
                "status": status,
                "data_collection_ids": data_collection_ids,
                "options": options,
                "created_at": created_at,
                "updated_at": updated_at,
            }
        )
