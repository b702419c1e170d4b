# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..mapping import ModelDict


@_attrs_define(eq=False, repr=False, init=False)
class Record(ModelDict):
    """A JSON object whose fields are not published. Read it like a dict."""

    additional_properties: Mapping[str, Any] = _attrs_field(init=False, factory=dict)

    _names: ClassVar[dict[str, str]] = {}
    _open: ClassVar[bool] = True

    def __init__(self) -> None:
        self._fill({})
