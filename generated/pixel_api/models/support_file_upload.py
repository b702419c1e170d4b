# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..mapping import ModelDict
from ..parsing import HasSecret, Model, Parser

if TYPE_CHECKING:
    from ..models.presigned_fields import PresignedFields


@_attrs_define(eq=False, repr=False, init=False)
class SupportFileUpload(ModelDict):
    """Presigned form for a support file."""

    name: str
    """ Name of the support file, as it was given. """
    url: str
    """ URL to POST the form to. """
    upload_fields: PresignedFields
    """ Form fields to send first; `file` comes last. """
    additional_properties: Mapping[str, Any] = _attrs_field(init=False, factory=dict)

    _names: ClassVar[dict[str, str]] = {
        "name": "name",
        "url": "url",
        "upload_fields": "upload_fields",
    }
    _parsers: ClassVar[dict[str, Parser]] = {
        "upload_fields": Model("presigned_fields", "PresignedFields")
    }
    _required: ClassVar[frozenset[str]] = frozenset({"name", "url", "upload_fields"})
    _secrets: ClassVar[frozenset[str]] = frozenset({"url"})
    _open: ClassVar[bool] = True

    def __init__(
        self, *, name: str, url: str | HasSecret, upload_fields: Mapping[str, Any]
    ) -> None:
        self._fill({"name": name, "url": url, "upload_fields": upload_fields})
