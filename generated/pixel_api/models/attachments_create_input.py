# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _attrs_define

from ..mapping import ModelDict
from ..parsing import Items, Model, Parser

if TYPE_CHECKING:
    from ..models.attachment_file import AttachmentFile


@_attrs_define(eq=False, repr=False, init=False)
class AttachmentsCreateInput(ModelDict):
    """Files to attach."""

    files: list[AttachmentFile]
    """ The files. Their names must differ. """

    _names: ClassVar[dict[str, str]] = {"files": "files"}
    _parsers: ClassVar[dict[str, Parser]] = {
        "files": Items(Model("attachment_file", "AttachmentFile"))
    }
    _required: ClassVar[frozenset[str]] = frozenset({"files"})

    def __init__(self, *, files: Sequence[AttachmentFile | Mapping[str, Any]]) -> None:
        self._fill({"files": files})
