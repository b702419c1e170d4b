# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _attrs_define

from ..mapping import ModelDict
from ..parsing import Items, Model, Parser
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.metadata_object import MetadataObject
    from ..models.support_file import SupportFile


@_attrs_define(eq=False, repr=False, init=False)
class UploadFile(ModelDict):
    """A file to upload in one piece, at most 5 GiB."""

    name: str
    """ Name of the file, without its folder. Unique within one call. """
    md5: str
    """ MD5 of the whole file, 16 bytes in base64 (24 characters). """
    metadata: MetadataObject | Unset = UNSET
    """ Metadata of the resource the file becomes. """
    support_files: list[SupportFile] | Unset = UNSET
    """ Files that belong to it. """

    _names: ClassVar[dict[str, str]] = {
        "name": "name",
        "md5": "md5",
        "metadata": "metadata",
        "support_files": "support_files",
    }
    _parsers: ClassVar[dict[str, Parser]] = {
        "metadata": Model("metadata_object", "MetadataObject"),
        "support_files": Items(Model("support_file", "SupportFile")),
    }
    _required: ClassVar[frozenset[str]] = frozenset({"name", "md5"})

    def __init__(
        self,
        *,
        name: str,
        md5: str,
        metadata: MetadataObject | Mapping[str, Any] | None | Unset = UNSET,
        support_files: Sequence[SupportFile | Mapping[str, Any]] | None | Unset = UNSET,
    ) -> None:
        self._fill({"name": name, "md5": md5, "metadata": metadata, "support_files": support_files})
