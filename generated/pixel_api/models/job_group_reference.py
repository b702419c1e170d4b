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
class JobGroupReference(ModelDict):
    """A group of jobs that was started. Ask for its state with `get_job_group`."""

    group_id: int
    """ Id of the job group. """
    total_jobs: int | None | Unset = UNSET
    """ Number of jobs, if sent. """
    success_count: int | None | Unset = UNSET
    """ Number of successful jobs, if sent. """
    failed_count: int | None | Unset = UNSET
    """ Number of failed jobs, if sent. """
    completed: bool | None | Unset = UNSET
    """ Whether all have ended, if sent. """
    additional_properties: Mapping[str, Any] = _attrs_field(init=False, factory=dict)

    _names: ClassVar[dict[str, str]] = {
        "group_id": "group_id",
        "total_jobs": "total_jobs",
        "success_count": "success_count",
        "failed_count": "failed_count",
        "completed": "completed",
    }
    _text_readers: ClassVar[dict[str, Parser]] = {
        "group_id": whole,
        "total_jobs": whole,
        "success_count": whole,
        "failed_count": whole,
        "completed": truth,
    }
    _required: ClassVar[frozenset[str]] = frozenset({"group_id"})
    _nullable: ClassVar[frozenset[str]] = frozenset(
        {"total_jobs", "success_count", "failed_count", "completed"}
    )
    _open: ClassVar[bool] = True

    def __init__(
        self,
        *,
        group_id: int,
        total_jobs: int | None | Unset = UNSET,
        success_count: int | None | Unset = UNSET,
        failed_count: int | None | Unset = UNSET,
        completed: bool | None | Unset = UNSET,
    ) -> None:
        self._fill(
            {
                "group_id": group_id,
                "total_jobs": total_jobs,
                "success_count": success_count,
                "failed_count": failed_count,
                "completed": completed,
            }
        )
