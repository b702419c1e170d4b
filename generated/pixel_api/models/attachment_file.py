# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from __future__ import annotations

from typing import ClassVar

from attrs import define as _attrs_define

from ..mapping import ModelDict


@_attrs_define(eq=False, repr=False, init=False)
class AttachmentFile(ModelDict):
    """A file to attach."""

    name: str
    """ Name of the attachment. Unique within one call. """
    md5: str
    """ MD5 of the whole file, 16 bytes in base64 (24 characters). """
    description: str = ""
    """ Description. Default empty. """

    _names: ClassVar[dict[str, str]] = {"name": "name", "description": "description", "md5": "md5"}
    _required: ClassVar[frozenset[str]] = frozenset({"name", "description", "md5"})

    def __init__(self, *, name: str, md5: str, description: str = "") -> None:
        self._fill({"name": name, "description": description, "md5": md5})
