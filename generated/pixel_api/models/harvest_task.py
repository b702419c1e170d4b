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
class HarvestTask(ModelDict):
    """One run of a harvest service. The service may send further fields."""

    id: int
    """ Id of the task. """
    name: None | str | Unset = UNSET
    """ Name of the task. """
    status: None | PixelStatusEnum | Unset = UNSET
    """ Its status. """
    created_at: datetime.datetime | None | Unset = UNSET
    """ Time of creation. """
    updated_at: datetime.datetime | None | Unset = UNSET
    """ Time of the last change. """
    additional_properties: Mapping[str, Any] = _attrs_field(init=False, factory=dict)

    _names: ClassVar[dict[str, str]] = {
        "id": "id",
        "name": "name",
        "status": "status",
        "created_at": "created_at",
        "updated_at": "updated_at",
    }
    _parsers: ClassVar[dict[str, Parser]] = {"created_at": date_time, "updated_at": date_time}
    _text_readers: ClassVar[dict[str, Parser]] = {"id": whole}
    _required: ClassVar[frozenset[str]] = frozenset({"id"})
    _nullable: ClassVar[frozenset[str]] = frozenset({"name", "status", "created_at", "updated_at"})
    _open: ClassVar[bool] = True

    def __init__(
        self,
        *,
        id: int,
        name: str | None | Unset = UNSET,
        status: PixelStatusEnumValue | None | Unset = UNSET,
        created_at: datetime.datetime | str | None | Unset = UNSET,
        updated_at: datetime.datetime | str | None | Unset = UNSET,
    ) -> None:
        self._fill(
            {
                "id": id,
                "name": name,
                "status": status,
                "created_at": created_at,
                "updated_at": updated_at,
            }
        )
