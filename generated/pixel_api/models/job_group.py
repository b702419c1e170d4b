# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..mapping import ModelDict
from ..parsing import Parser, truth, whole
from ..types import UNSET, Unset


@_attrs_define(eq=False, repr=False, init=False)
class JobGroup(ModelDict):
    """State of a group of jobs."""

    total_jobs: int
    """ Number of jobs. """
    success_count: int
    """ Number of successful jobs. """
    failed_count: int
    """ Number of failed jobs. """
    completed: bool
    """ Whether all have ended. """
    group_id: int | None | Unset = UNSET
    """ Id of the job group, if sent. """
    additional_properties: Mapping[str, Any] = _attrs_field(init=False, factory=dict)

    _names: ClassVar[dict[str, str]] = {
        "total_jobs": "total_jobs",
        "success_count": "success_count",
        "failed_count": "failed_count",
        "completed": "completed",
        "group_id": "group_id",
    }
    _text_readers: ClassVar[dict[str, Parser]] = {
        "total_jobs": whole,
        "success_count": whole,
        "failed_count": whole,
        "completed": truth,
        "group_id": whole,
    }
    _required: ClassVar[frozenset[str]] = frozenset(
        {"total_jobs", "success_count", "failed_count", "completed"}
    )
    _nullable: ClassVar[frozenset[str]] = frozenset({"group_id"})
    _open: ClassVar[bool] = True

    def __init__(
        self,
        *,
        total_jobs: int,
        success_count: int,
        failed_count: int,
        completed: bool,
        group_id: int | None | Unset = UNSET,
    ) -> None:
        self._fill(
            {
                "total_jobs": total_jobs,
                "success_count": success_count,
                "failed_count": failed_count,
                "completed": completed,
                "group_id": group_id,
            }
        )
