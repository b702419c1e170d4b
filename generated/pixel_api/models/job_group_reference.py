# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..mapping import ModelMapping

if TYPE_CHECKING:
    pass


T = TypeVar("T", bound="JobGroupReference")


@_attrs_define(eq=False, repr=False, init=False)
class JobGroupReference(ModelMapping):
    """A group of jobs that was started. Ask for its state with `get_job_group`."""

    group_id: int
    """ Id of the job group. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    _names: ClassVar[dict[str, str]] = {"group_id": "group_id"}
    _required: ClassVar[frozenset[str]] = frozenset({"group_id"})
    _open: ClassVar[bool] = True

    def __init__(self, *, group_id: int) -> None:
        self._fill({"group_id": group_id})
