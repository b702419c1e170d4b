# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..mapping import ModelDict
from ..parsing import HasSecret, Model, Parser, whole

if TYPE_CHECKING:
    from ..models.presigned_headers import PresignedHeaders


@_attrs_define(eq=False, repr=False, init=False)
class UploadPart(ModelDict):
    """Presigned request for one part of a file."""

    part_number: int
    """ Number of the part, counted from 1. """
    url: str
    """ Presigned URL to PUT the part to. It expires; keep it secret. """
    headers: PresignedHeaders
    """ Headers to send, exactly these. """
    additional_properties: Mapping[str, Any] = _attrs_field(init=False, factory=dict)

    _names: ClassVar[dict[str, str]] = {
        "part_number": "part_number",
        "url": "url",
        "headers": "headers",
    }
    _parsers: ClassVar[dict[str, Parser]] = {
        "headers": Model("presigned_headers", "PresignedHeaders")
    }
    _text_readers: ClassVar[dict[str, Parser]] = {"part_number": whole}
    _required: ClassVar[frozenset[str]] = frozenset({"part_number", "url", "headers"})
    _secrets: ClassVar[frozenset[str]] = frozenset({"url"})
    _open: ClassVar[bool] = True

    def __init__(
        self, *, part_number: int, url: str | HasSecret, headers: Mapping[str, Any]
    ) -> None:
        self._fill({"part_number": part_number, "url": url, "headers": headers})
