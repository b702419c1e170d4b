# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..mapping import ModelDict
from ..parsing import Parser, whole

if TYPE_CHECKING:
    from ..models.upload_resource_name import UploadResourceName, UploadResourceNameValue


@_attrs_define(eq=False, repr=False, init=False)
class UploadResult(ModelDict):
    """The resource that an uploaded file became."""

    resource_name: UploadResourceName
    """ Type of the resource: `image`, `raster` or `point_cloud`. """
    resource_id: int
    """ Id of the image, raster or point cloud. """
    additional_properties: Mapping[str, Any] = _attrs_field(init=False, factory=dict)

    _names: ClassVar[dict[str, str]] = {
        "resource_name": "resource_name",
        "resource_id": "resource_id",
    }
    _text_readers: ClassVar[dict[str, Parser]] = {"resource_id": whole}
    _required: ClassVar[frozenset[str]] = frozenset({"resource_name", "resource_id"})
    _tags: ClassVar[dict[str, tuple[Any, ...]]] = {
        "resource_name": ("image", "point_cloud", "raster")
    }
    _open: ClassVar[bool] = True

    def __init__(self, *, resource_name: UploadResourceNameValue, resource_id: int) -> None:
        self._fill({"resource_name": resource_name, "resource_id": resource_id})
