# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _attrs_define

from ..mapping import ModelDict
from ..parsing import Model, Parser, Union
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.image_metadata_fields import ImageMetadataFields
    from ..models.json_metadata import JsonMetadata
    from ..models.point_cloud_metadata_fields import PointCloudMetadataFields
    from ..models.raster_metadata_fields import RasterMetadataFields


@_attrs_define(eq=False, repr=False, init=False)
class MetadataObject(ModelDict):
    """Metadata that travels with an uploaded file."""

    fields: ImageMetadataFields | PointCloudMetadataFields | RasterMetadataFields | Unset = UNSET
    """ Fields of the resource the file becomes. In a plain dict, `fields_type` (`image`, `raster` or `point_cloud`)
    determines the permitted fields. """
    json_metadata: JsonMetadata | Unset = UNSET
    """ Metadata of your own, names to a text, a number or null. """

    _names: ClassVar[dict[str, str]] = {"fields": "fields", "json_metadata": "json_metadata"}
    _parsers: ClassVar[dict[str, Parser]] = {
        "fields": Union(
            Model("image_metadata_fields", "ImageMetadataFields"),
            Model("raster_metadata_fields", "RasterMetadataFields"),
            Model("point_cloud_metadata_fields", "PointCloudMetadataFields"),
        ),
        "json_metadata": Model("json_metadata", "JsonMetadata"),
    }

    def __init__(
        self,
        *,
        fields: ImageMetadataFields
        | Mapping[str, Any]
        | RasterMetadataFields
        | PointCloudMetadataFields
        | None
        | Unset = UNSET,
        json_metadata: Mapping[str, Any] | None | Unset = UNSET,
    ) -> None:
        self._fill({"fields": fields, "json_metadata": json_metadata})
