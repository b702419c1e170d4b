# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from attrs import define as _attrs_define

from ..mapping import ModelDict
from ..parsing import Items, Parser, whole
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.analysis_task_status_enum import (
        AnalysisTaskStatusEnum,
        AnalysisTaskStatusEnumValue,
    )


@_attrs_define(eq=False, repr=False, init=False)
class AnalysisTaskListParams(ModelDict):
    """Filters and paging for lists of analysis tasks. All are optional."""

    name: str | Unset = UNSET
    """ Only tasks of this name. """
    ids: list[int] | Unset = UNSET
    """ Only tasks with these ids. """
    status: AnalysisTaskStatusEnum | Unset = UNSET
    """ Only tasks in this state. """
    offset: int | Unset = UNSET
    """ Number of tasks to skip. """
    limit: int | Unset = UNSET
    """ Maximum number of tasks to return. """

    _names: ClassVar[dict[str, str]] = {
        "name": "name",
        "ids": "ids",
        "status": "status",
        "offset": "offset",
        "limit": "limit",
    }
    _text_readers: ClassVar[dict[str, Parser]] = {
        "ids": Items(whole),
        "offset": whole,
        "limit": whole,
    }

    def __init__(
        self,
        *,
        name: str | None | Unset = UNSET,
        ids: Sequence[int] | None | Unset = UNSET,
        status: AnalysisTaskStatusEnumValue | None | Unset = UNSET,
        offset: int | None | Unset = UNSET,
        limit: int | None | Unset = UNSET,
    ) -> None:
        self._fill({"name": name, "ids": ids, "status": status, "offset": offset, "limit": limit})
