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
class JobReference(ModelDict):
    """A job that was started. Ask for its state with `get_job`."""

    job_id: int
    """ Id of the job. """
    name: None | str | Unset = UNSET
    """ Name of the job, if sent. """
    status: None | str | Unset = UNSET
    """ State of the job, if sent. """
    completed: bool | None | Unset = UNSET
    """ Whether it has ended, if sent. """
    additional_properties: Mapping[str, Any] = _attrs_field(init=False, factory=dict)

    _names: ClassVar[dict[str, str]] = {
        "job_id": "job_id",
        "name": "name",
        "status": "status",
        "completed": "completed",
    }
    _text_readers: ClassVar[dict[str, Parser]] = {"job_id": whole, "completed": truth}
    _required: ClassVar[frozenset[str]] = frozenset({"job_id"})
    _nullable: ClassVar[frozenset[str]] = frozenset({"name", "status", "completed"})
    _open: ClassVar[bool] = True

    def __init__(
        self,
        *,
        job_id: int,
        name: str | None | Unset = UNSET,
        status: str | None | Unset = UNSET,
        completed: bool | None | Unset = UNSET,
    ) -> None:
        self._fill({"job_id": job_id, "name": name, "status": status, "completed": completed})
