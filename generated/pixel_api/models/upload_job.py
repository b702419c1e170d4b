# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..mapping import ModelDict
from ..parsing import Items, Model, Parser, date_time, whole
from ..types import UNSET, Unset

if TYPE_CHECKING:
    import datetime

    from ..models.presigned_fields import PresignedFields
    from ..models.support_file_upload import SupportFileUpload
    from ..models.upload_part import UploadPart
    from ..models.upload_result import UploadResult


@_attrs_define(eq=False, repr=False, init=False)
class UploadJob(ModelDict):
    """The upload of one file into a data collection. The presigned requests (`url` and `upload_fields`, or `upload_parts`)
    are only in the response to the creation.

    """

    id: int
    """ Id of the upload job. """
    name: str
    """ Name of the file, as it was given. """
    status: str
    """ `lobby`, `submitted`, `validating` and `validated` are in progress; `validated_and_moved` is done; any other
    is a failure, explained in `detail`. """
    detail: None | str | Unset = UNSET
    """ Why it failed. """
    url: None | str | Unset = UNSET
    """ For a file in one piece, the URL to POST the form to. It expires. """
    upload_fields: None | PresignedFields | Unset = UNSET
    """ For a file in one piece, the form fields to send before `file`. """
    upload_parts: list[UploadPart] | None | Unset = UNSET
    """ For a file in parts, where to send each. """
    support_files: list[SupportFileUpload] | None | Unset = UNSET
    """ Presigned forms for the support files. """
    result: None | Unset | UploadResult = UNSET
    """ The resource that the file became; present once `status` is `validated_and_moved`. """
    created_at: datetime.datetime | None | Unset = UNSET
    """ Time of creation. """
    updated_at: datetime.datetime | None | Unset = UNSET
    """ Time of the last change. """
    additional_properties: Mapping[str, Any] = _attrs_field(init=False, factory=dict)

    _names: ClassVar[dict[str, str]] = {
        "id": "id",
        "name": "name",
        "status": "status",
        "detail": "detail",
        "url": "url",
        "upload_fields": "upload_fields",
        "upload_parts": "upload_parts",
        "support_files": "support_files",
        "result": "result",
        "created_at": "created_at",
        "updated_at": "updated_at",
    }
    _parsers: ClassVar[dict[str, Parser]] = {
        "upload_fields": Model("presigned_fields", "PresignedFields"),
        "upload_parts": Items(Model("upload_part", "UploadPart")),
        "support_files": Items(Model("support_file_upload", "SupportFileUpload")),
        "result": Model("upload_result", "UploadResult"),
        "created_at": date_time,
        "updated_at": date_time,
    }
    _text_readers: ClassVar[dict[str, Parser]] = {"id": whole}
    _required: ClassVar[frozenset[str]] = frozenset({"id", "name", "status"})
    _nullable: ClassVar[frozenset[str]] = frozenset(
        {
            "detail",
            "url",
            "upload_fields",
            "upload_parts",
            "support_files",
            "result",
            "created_at",
            "updated_at",
        }
    )
    _secrets: ClassVar[frozenset[str]] = frozenset({"url"})
    _open: ClassVar[bool] = True

    def __init__(
        self,
        *,
        id: int,
        name: str,
        status: str,
        detail: str | None | Unset = UNSET,
        url: str | None | Unset = UNSET,
        upload_fields: Mapping[str, Any] | None | Unset = UNSET,
        upload_parts: Sequence[UploadPart | Mapping[str, Any]] | None | Unset = UNSET,
        support_files: Sequence[SupportFileUpload | Mapping[str, Any]] | None | Unset = UNSET,
        result: UploadResult | Mapping[str, Any] | None | Unset = UNSET,
        created_at: datetime.datetime | str | None | Unset = UNSET,
        updated_at: datetime.datetime | str | None | Unset = UNSET,
    ) -> None:
        self._fill(
            {
                "id": id,
                "name": name,
                "status": status,
                "detail": detail,
                "url": url,
                "upload_fields": upload_fields,
                "upload_parts": upload_parts,
                "support_files": support_files,
                "result": result,
                "created_at": created_at,
                "updated_at": updated_at,
            }
        )
