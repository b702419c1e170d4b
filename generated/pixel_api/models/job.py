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
class Job(ModelDict):
    """State of a job."""

    name: None | str
    """ Name of the job. """
    status: str
    """ Status of the job. The values are not published. """
    completed: bool
    """ Whether it has ended, with success or failure. """
    job_id: int | None | Unset = UNSET
    """ Id of the job, if sent. """
    additional_properties: Mapping[str, Any] = _attrs_field(init=False, factory=dict)

    _names: ClassVar[dict[str, str]] = {
        "name": "name",
        "status": "status",
        "completed": "completed",
        "job_id": "job_id",
    }
    _text_readers: ClassVar[dict[str, Parser]] = {"completed": truth, "job_id": whole}
    _required: ClassVar[frozenset[str]] = frozenset({"name", "status", "completed"})
    _nullable: ClassVar[frozenset[str]] = frozenset({"name", "job_id"})
    _open: ClassVar[bool] = True

    def __init__(
        self, *, name: str | None, status: str, completed: bool, job_id: int | None | Unset = UNSET
    ) -> None:
        self._fill({"name": name, "status": status, "completed": completed, "job_id": job_id})
