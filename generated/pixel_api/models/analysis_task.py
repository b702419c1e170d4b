# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..mapping import ModelDict
from ..parsing import Model, Parser, date_time, whole
from ..types import UNSET, Unset

if TYPE_CHECKING:
    import datetime

    from ..models.analysis_task_status_enum import (
        AnalysisTaskStatusEnum,
        AnalysisTaskStatusEnumValue,
    )
    from ..models.record import Record


@_attrs_define(eq=False, repr=False, init=False)
class AnalysisTask(ModelDict):
    """A task of an analysis service. The service may send further fields."""

    id: int
    """ Id of the task. """
    name: None | str | Unset = UNSET
    """ Name of the task. """
    status: AnalysisTaskStatusEnum | None | Unset = UNSET
    """ State of the task. """
    params: None | Record | Unset = UNSET
    """ Parameters of the task. """
    created_at: datetime.datetime | None | Unset = UNSET
    """ Time of creation. """
    updated_at: datetime.datetime | None | Unset = UNSET
    """ Time of the last change. """
    additional_properties: Mapping[str, Any] = _attrs_field(init=False, factory=dict)

    _names: ClassVar[dict[str, str]] = {
        "id": "id",
        "name": "name",
        "status": "status",
        "params": "params",
        "created_at": "created_at",
        "updated_at": "updated_at",
    }
    _parsers: ClassVar[dict[str, Parser]] = {
        "params": Model("record", "Record"),
        "created_at": date_time,
        "updated_at": date_time,
    }
    _text_readers: ClassVar[dict[str, Parser]] = {"id": whole}
    _required: ClassVar[frozenset[str]] = frozenset({"id"})
    _nullable: ClassVar[frozenset[str]] = frozenset(
        {"name", "status", "params", "created_at", "updated_at"}
    )
    _open: ClassVar[bool] = True

    def __init__(
        self,
        *,
        id: int,
        name: str | None | Unset = UNSET,
        status: AnalysisTaskStatusEnumValue | None | Unset = UNSET,
        params: Mapping[str, Any] | None | Unset = UNSET,
        created_at: datetime.datetime | str | None | Unset = UNSET,
        updated_at: datetime.datetime | str | None | Unset = UNSET,
    ) -> None:
        self._fill(
            {
                "id": id,
                "name": name,
                "status": status,
                "params": params,
                "created_at": created_at,
                "updated_at": updated_at,
            }
        )
