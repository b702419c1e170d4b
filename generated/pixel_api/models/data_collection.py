# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..mapping import ModelDict
from ..parsing import Model, Parser, date_time, whole
from ..types import UNSET, Unset

if TYPE_CHECKING:
    import datetime

    from ..models.data_collection_type import DataCollectionType, DataCollectionTypeValue
    from ..models.record import Record


@_attrs_define(eq=False, repr=False, init=False)
class DataCollection(ModelDict):
    """A data collection: resources of one type within a project. The service may send further fields."""

    id: int
    """ Id of the data collection. """
    name: str
    """ Name of the data collection. """
    data_collection_type: DataCollectionType
    """ Type of the resources it holds. """
    description: None | str | Unset = UNSET
    """ Description. """
    project_id: int | None | Unset = UNSET
    """ Id of its project. """
    tags: list[str] | None | Unset = UNSET
    """ Tags of the data collection. """
    raster_info: None | Record | Unset = UNSET
    """ Common properties of its rasters. """
    created_at: datetime.datetime | None | Unset = UNSET
    """ Time of creation. """
    updated_at: datetime.datetime | None | Unset = UNSET
    """ Time of the last change. """
    additional_properties: Mapping[str, Any] = _attrs_field(init=False, factory=dict)

    _names: ClassVar[dict[str, str]] = {
        "id": "id",
        "name": "name",
        "data_collection_type": "data_collection_type",
        "description": "description",
        "project_id": "project_id",
        "tags": "tags",
        "raster_info": "raster_info",
        "created_at": "created_at",
        "updated_at": "updated_at",
    }
    _parsers: ClassVar[dict[str, Parser]] = {
        "raster_info": Model("record", "Record"),
        "created_at": date_time,
        "updated_at": date_time,
    }
    _text_readers: ClassVar[dict[str, Parser]] = {"id": whole, "project_id": whole}
    _required: ClassVar[frozenset[str]] = frozenset({"id", "name", "data_collection_type"})
    _nullable: ClassVar[frozenset[str]] = frozenset(
        {"description", "project_id", "tags", "raster_info", "created_at", "updated_at"}
    )
    _tags: ClassVar[dict[str, tuple[Any, ...]]] = {
        "data_collection_type": ("DSM", "DTM", "RGB", "image", "point_cloud", "raster")
    }
    _open: ClassVar[bool] = True

    def __init__(
        self,
        *,
        id: int,
        name: str,
        data_collection_type: DataCollectionTypeValue,
        description: str | None | Unset = UNSET,
        project_id: int | None | Unset = UNSET,
        tags: Sequence[str] | None | Unset = UNSET,
        raster_info: Mapping[str, Any] | None | Unset = UNSET,
        created_at: datetime.datetime | str | None | Unset = UNSET,
        updated_at: datetime.datetime | str | None | Unset = UNSET,
    ) -> None:
        self._fill(
            {
                "id": id,
                "name": name,
                "data_collection_type": data_collection_type,
                "description": description,
                "project_id": project_id,
                "tags": tags,
                "raster_info": raster_info,
                "created_at": created_at,
                "updated_at": updated_at,
            }
        )
