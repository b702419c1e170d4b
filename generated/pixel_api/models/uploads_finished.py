# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..mapping import ModelDict
from ..parsing import Items, Model, Parser

if TYPE_CHECKING:
    from ..models.job_group_reference import JobGroupReference
    from ..models.upload_job_reference import UploadJobReference


@_attrs_define(eq=False, repr=False, init=False)
class UploadsFinished(ModelDict):
    """The group of jobs that validates many uploaded files."""

    group_job: JobGroupReference
    """ The job group to wait for. """
    upload_jobs: list[UploadJobReference]
    """ The upload jobs that were finished. """
    additional_properties: Mapping[str, Any] = _attrs_field(init=False, factory=dict)

    _names: ClassVar[dict[str, str]] = {"group_job": "group_job", "upload_jobs": "upload_jobs"}
    _parsers: ClassVar[dict[str, Parser]] = {
        "group_job": Model("job_group_reference", "JobGroupReference"),
        "upload_jobs": Items(Model("upload_job_reference", "UploadJobReference")),
    }
    _required: ClassVar[frozenset[str]] = frozenset({"group_job", "upload_jobs"})
    _open: ClassVar[bool] = True

    def __init__(
        self,
        *,
        group_job: JobGroupReference | Mapping[str, Any],
        upload_jobs: Sequence[UploadJobReference | Mapping[str, Any]],
    ) -> None:
        self._fill({"group_job": group_job, "upload_jobs": upload_jobs})
