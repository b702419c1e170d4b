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

    from ..models.attachment_status import AttachmentStatus, AttachmentStatusValue
    from ..models.attachment_upload_params import AttachmentUploadParams


@_attrs_define(eq=False, repr=False, init=False)
class Attachment(ModelDict):
    """A file attached to a project, a data collection or an image. The service may send further fields."""

    id: int
    """ Id of the attachment. """
    name: str
    """ Name of the attachment. """
    status: AttachmentStatus
    """ `Pending` until the file is in place, then `Completed`. """
    description: None | str | Unset = UNSET
    """ Description. """
    upload_file_params: AttachmentUploadParams | None | Unset = UNSET
    """ Form for the file; present while the attachment is `Pending`. """
    created_at: datetime.datetime | None | Unset = UNSET
    """ Time of creation. """
    updated_at: datetime.datetime | None | Unset = UNSET
    """ Time of the last change. """
    additional_properties: Mapping[str, Any] = _attrs_field(init=False, factory=dict)

    _names: ClassVar[dict[str, str]] = {
        "id": "id",
        "name": "name",
        "status": "status",
        "description": "description",
        "upload_file_params": "upload_file_params",
        "created_at": "created_at",
        "updated_at": "updated_at",
    }
    _parsers: ClassVar[dict[str, Parser]] = {
        "upload_file_params": Model("attachment_upload_params", "AttachmentUploadParams"),
        "created_at": date_time,
        "updated_at": date_time,
    }
    _text_readers: ClassVar[dict[str, Parser]] = {"id": whole}
    _required: ClassVar[frozenset[str]] = frozenset({"id", "name", "status"})
    _nullable: ClassVar[frozenset[str]] = frozenset(
        {"description", "upload_file_params", "created_at", "updated_at"}
    )
    _tags: ClassVar[dict[str, tuple[Any, ...]]] = {"status": ("Completed", "Pending")}
    _open: ClassVar[bool] = True

    def __init__(
        self,
        *,
        id: int,
        name: str,
        status: AttachmentStatusValue,
        description: str | None | Unset = UNSET,
        upload_file_params: AttachmentUploadParams | Mapping[str, Any] | None | Unset = UNSET,
        created_at: datetime.datetime | str | None | Unset = UNSET,
        updated_at: datetime.datetime | str | None | Unset = UNSET,
    ) -> None:
        self._fill(
            {
                "id": id,
                "name": name,
                "status": status,
                "description": description,
                "upload_file_params": upload_file_params,
                "created_at": created_at,
                "updated_at": updated_at,
            }
        )
