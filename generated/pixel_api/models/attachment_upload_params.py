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
class AttachmentUploadParams(ModelDict):
    """Presigned form for the file of an attachment."""

    url: str
    """ URL to POST the form to. It expires. """
    fields: PresignedFields
    """ Form fields to send first; `file` comes last. """
    additional_properties: Mapping[str, Any] = _attrs_field(init=False, factory=dict)

    _names: ClassVar[dict[str, str]] = {"url": "url", "fields": "fields"}
    _parsers: ClassVar[dict[str, Parser]] = {"fields": Model("presigned_fields", "PresignedFields")}
    _required: ClassVar[frozenset[str]] = frozenset({"url", "fields"})
    _secrets: ClassVar[frozenset[str]] = frozenset({"url"})
    _open: ClassVar[bool] = True

    def __init__(self, *, url: str | HasSecret, fields: Mapping[str, Any]) -> None:
        self._fill({"url": url, "fields": fields})
