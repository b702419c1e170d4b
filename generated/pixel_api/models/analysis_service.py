# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..mapping import ModelDict
from ..parsing import Model, Parser, date_time, truth, whole
from ..types import UNSET, Unset

if TYPE_CHECKING:
    import datetime

    from ..models.record import Record


@_attrs_define(eq=False, repr=False, init=False)
class AnalysisService(ModelDict):
    """An analysis service. The service may send further fields."""

    id: int
    """ Id of the service. """
    name: str
    """ Name of the service. """
    module_name: None | str | Unset = UNSET
    """ Analysis module it runs. """
    enabled: bool | None | Unset = UNSET
    """ Whether it may run tasks. """
    config: None | Record | Unset = UNSET
    """ Settings of the module. """
    created_at: datetime.datetime | None | Unset = UNSET
    """ Time of creation. """
    updated_at: datetime.datetime | None | Unset = UNSET
    """ Time of the last change. """
    additional_properties: Mapping[str, Any] = _attrs_field(init=False, factory=dict)

    _names: ClassVar[dict[str, str]] = {
        "id": "id",
        "name": "name",
        "module_name": "module_name",
        "enabled": "enabled",
        "config": "config",
        "created_at": "created_at",
        "updated_at": "updated_at",
    }
    _parsers: ClassVar[dict[str, Parser]] = {
        "config": Model("record", "Record"),
        "created_at": date_time,
        "updated_at": date_time,
    }
    _text_readers: ClassVar[dict[str, Parser]] = {"id": whole, "enabled": truth}
    _required: ClassVar[frozenset[str]] = frozenset({"id", "name"})
    _nullable: ClassVar[frozenset[str]] = frozenset(
        {"module_name", "enabled", "config", "created_at", "updated_at"}
    )
    _open: ClassVar[bool] = True

    def __init__(
        self,
        *,
        id: int,
        name: str,
        module_name: str | None | Unset = UNSET,
        enabled: bool | None | Unset = UNSET,
        config: Mapping[str, Any] | None | Unset = UNSET,
        created_at: datetime.datetime | str | None | Unset = UNSET,
        updated_at: datetime.datetime | str | None | Unset = UNSET,
    ) -> None:
        self._fill(
            {
                "id": id,
                "name": name,
                "module_name": module_name,
                "enabled": enabled,
                "config": config,
                "created_at": created_at,
                "updated_at": updated_at,
            }
        )
