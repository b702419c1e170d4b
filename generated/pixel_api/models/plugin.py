# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..mapping import ModelDict


@_attrs_define(eq=False, repr=False, init=False)
class Plugin(ModelDict):
    """A part of the service that a tenant may or may not have."""

    name: str
    """ Name of the plug-in, such as `optimized_raster` or `image_service`. """
    additional_properties: Mapping[str, Any] = _attrs_field(init=False, factory=dict)

    _names: ClassVar[dict[str, str]] = {"name": "name"}
    _required: ClassVar[frozenset[str]] = frozenset({"name"})
    _open: ClassVar[bool] = True

    def __init__(self, *, name: str) -> None:
        self._fill({"name": name})
