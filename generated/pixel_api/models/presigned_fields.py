# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..mapping import ModelDict


@_attrs_define(eq=False, repr=False, init=False)
class PresignedFields(ModelDict):
    """Fields of a signed S3 form. They travel first, the file last. Keep them secret."""

    additional_properties: Mapping[str, str] = _attrs_field(init=False, factory=dict)

    _names: ClassVar[dict[str, str]] = {}
    _open: ClassVar[bool] = True
    _secret_extra: ClassVar[bool] = True

    def __init__(self) -> None:
        self._fill({})
