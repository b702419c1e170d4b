# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..mapping import ModelDict
from ..parsing import Model, Parser

if TYPE_CHECKING:
    from ..models.job_reference import JobReference


@_attrs_define(eq=False, repr=False, init=False)
class UploadFinished(ModelDict):
    """The job that validates an uploaded file."""

    job: JobReference
    """ The job to wait for. """
    additional_properties: Mapping[str, Any] = _attrs_field(init=False, factory=dict)

    _names: ClassVar[dict[str, str]] = {"job": "job"}
    _parsers: ClassVar[dict[str, Parser]] = {"job": Model("job_reference", "JobReference")}
    _required: ClassVar[frozenset[str]] = frozenset({"job"})
    _open: ClassVar[bool] = True

    def __init__(self, *, job: JobReference | Mapping[str, Any]) -> None:
        self._fill({"job": job})
