# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..mapping import ModelDict
from ..parsing import Model, Parser

if TYPE_CHECKING:
    from ..models.job_group_reference import JobGroupReference


@_attrs_define(eq=False, repr=False, init=False)
class GroupJobStarted(ModelDict):
    """The group of jobs that was started."""

    group_job: JobGroupReference
    """ The job group to wait for. """
    additional_properties: Mapping[str, Any] = _attrs_field(init=False, factory=dict)

    _names: ClassVar[dict[str, str]] = {"group_job": "group_job"}
    _parsers: ClassVar[dict[str, Parser]] = {
        "group_job": Model("job_group_reference", "JobGroupReference")
    }
    _required: ClassVar[frozenset[str]] = frozenset({"group_job"})
    _open: ClassVar[bool] = True

    def __init__(self, *, group_job: JobGroupReference | Mapping[str, Any]) -> None:
        self._fill({"group_job": group_job})
