# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _attrs_define

from ..mapping import ModelDict
from ..parsing import Items, Model, Parser

if TYPE_CHECKING:
    from ..models.multipart_upload_file import MultipartUploadFile


@_attrs_define(eq=False, repr=False, init=False)
class MultipartUploadJobsCreateInput(ModelDict):
    """Files to upload in parts."""

    files: list[MultipartUploadFile]
    """ The files. Their names must differ. """

    _names: ClassVar[dict[str, str]] = {"files": "files"}
    _parsers: ClassVar[dict[str, Parser]] = {
        "files": Items(Model("multipart_upload_file", "MultipartUploadFile"))
    }
    _required: ClassVar[frozenset[str]] = frozenset({"files"})

    def __init__(self, *, files: Sequence[MultipartUploadFile | Mapping[str, Any]]) -> None:
        self._fill({"files": files})
