# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..mapping import ModelDict
from ..parsing import Parser, date_time, whole
from ..types import UNSET, Unset

if TYPE_CHECKING:
    import datetime

    from ..models.pixel_status_enum import PixelStatusEnum, PixelStatusEnumValue


@_attrs_define(eq=False, repr=False, init=False)
class OptimizedRaster(ModelDict):
    """An optimised version of a raster. Only `id` is sure to be there; further fields come as the service sends them."""

    id: int
    """ Id of the optimised raster; not the id of the raster. """
    raster_id: int | None | Unset = UNSET
    """ Id of the raster it was made from. """
    profile: None | str | Unset = UNSET
    """ Name of the profile it was made with. """
    status: None | PixelStatusEnum | Unset = UNSET
    """ How far its making is. """
    created_at: datetime.datetime | None | Unset = UNSET
    """ When it was created. """
    updated_at: datetime.datetime | None | Unset = UNSET
    """ When it was last changed. """
    additional_properties: Mapping[str, Any] = _attrs_field(init=False, factory=dict)

    _names: ClassVar[dict[str, str]] = {
        "id": "id",
        "raster_id": "raster_id",
        "profile": "profile",
        "status": "status",
        "created_at": "created_at",
        "updated_at": "updated_at",
    }
    _parsers: ClassVar[dict[str, Parser]] = {"created_at": date_time, "updated_at": date_time}
    _text_readers: ClassVar[dict[str, Parser]] = {"id": whole, "raster_id": whole}
    _required: ClassVar[frozenset[str]] = frozenset({"id"})
    _nullable: ClassVar[frozenset[str]] = frozenset(
        {"raster_id", "profile", "status", "created_at", "updated_at"}
    )
    _open: ClassVar[bool] = True

    def __init__(
        self,
        *,
        id: int,
        raster_id: int | None | Unset = UNSET,
        profile: str | None | Unset = UNSET,
        status: PixelStatusEnumValue | None | Unset = UNSET,
        created_at: datetime.datetime | str | None | Unset = UNSET,
        updated_at: datetime.datetime | str | None | Unset = UNSET,
    ) -> None:
        self._fill(
            {
                "id": id,
                "raster_id": raster_id,
                "profile": profile,
                "status": status,
                "created_at": created_at,
                "updated_at": updated_at,
            }
        )
