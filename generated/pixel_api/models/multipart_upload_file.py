# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _attrs_define

from ..mapping import ModelDict
from ..parsing import Items, Model, Parser
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.file_part import FilePart
    from ..models.metadata_object import MetadataObject
    from ..models.support_file import SupportFile


@_attrs_define(eq=False, repr=False, init=False)
class MultipartUploadFile(ModelDict):
    """A file to upload in parts."""

    name: str
    """ Name of the file, without its folder. Unique within one call. """
    parts: list[FilePart]
    """ The parts, 1 to 10,000 of them, in order. """
    metadata: MetadataObject | Unset = UNSET
    """ Metadata of the resource the file becomes. """
    support_files: list[SupportFile] | Unset = UNSET
    """ Files that belong to it. They are sent in one piece. """

    _names: ClassVar[dict[str, str]] = {
        "name": "name",
        "parts": "parts",
        "metadata": "metadata",
        "support_files": "support_files",
    }
    _parsers: ClassVar[dict[str, Parser]] = {
        "parts": Items(Model("file_part", "FilePart")),
        "metadata": Model("metadata_object", "MetadataObject"),
        "support_files": Items(Model("support_file", "SupportFile")),
    }
    _required: ClassVar[frozenset[str]] = frozenset({"name", "parts"})

    def __init__(
        self,
        *,
        name: str,
        parts: Sequence[FilePart | Mapping[str, Any]],
        metadata: MetadataObject | Mapping[str, Any] | None | Unset = UNSET,
        support_files: Sequence[SupportFile | Mapping[str, Any]] | None | Unset = UNSET,
    ) -> None:
        self._fill(
            {"name": name, "parts": parts, "metadata": metadata, "support_files": support_files}
        )
