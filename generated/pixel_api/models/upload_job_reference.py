# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..mapping import ModelDict
from ..parsing import Parser, whole


@_attrs_define(eq=False, repr=False, init=False)
class UploadJobReference(ModelDict):
    """An upload job, named by its id."""

    id: int
    """ Id of the upload job. """
    additional_properties: Mapping[str, Any] = _attrs_field(init=False, factory=dict)

    _names: ClassVar[dict[str, str]] = {"id": "id"}
    _text_readers: ClassVar[dict[str, Parser]] = {"id": whole}
    _required: ClassVar[frozenset[str]] = frozenset({"id"})
    _open: ClassVar[bool] = True

    def __init__(self, *, id: int) -> None:
        self._fill({"id": id})
