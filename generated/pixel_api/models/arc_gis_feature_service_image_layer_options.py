# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _attrs_define

from ..mapping import ModelDict
from ..parsing import Parser, truth
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.arc_gis_feature_service_image_layer_options_image_processed_type import (
        ArcGISFeatureServiceImageLayerOptionsImageProcessedType,
        ArcGISFeatureServiceImageLayerOptionsImageProcessedTypeValue,
    )


@_attrs_define(eq=False, repr=False, init=False)
class ArcGISFeatureServiceImageLayerOptions(ModelDict):
    """The image layer of a feature service."""

    enable_oriented_imagery: bool = False
    """ Whether to add an oriented imagery layer. Default false. """
    enable_images_as_attachments: bool = False
    """ Whether the images themselves become attachments. Default false. """
    image_processed_type: ArcGISFeatureServiceImageLayerOptionsImageProcessedType = "blurred"
    """ Version of the images: `blurred` (default) or `original`. """
    include_fields: list[str] | Unset = UNSET
    """ Fields of the images to include. By default the service chooses. """

    _names: ClassVar[dict[str, str]] = {
        "enable_oriented_imagery": "enable_oriented_imagery",
        "enable_images_as_attachments": "enable_images_as_attachments",
        "image_processed_type": "image_processed_type",
        "include_fields": "include_fields",
    }
    _text_readers: ClassVar[dict[str, Parser]] = {
        "enable_oriented_imagery": truth,
        "enable_images_as_attachments": truth,
    }
    _required: ClassVar[frozenset[str]] = frozenset(
        {"enable_oriented_imagery", "enable_images_as_attachments", "image_processed_type"}
    )
    _tags: ClassVar[dict[str, tuple[Any, ...]]] = {"image_processed_type": ("blurred", "original")}

    def __init__(
        self,
        *,
        enable_oriented_imagery: bool = False,
        enable_images_as_attachments: bool = False,
        image_processed_type: ArcGISFeatureServiceImageLayerOptionsImageProcessedTypeValue = "blurred",
        include_fields: Sequence[str] | None | Unset = UNSET,
    ) -> None:
        self._fill(
            {
                "enable_oriented_imagery": enable_oriented_imagery,
                "enable_images_as_attachments": enable_images_as_attachments,
                "image_processed_type": image_processed_type,
                "include_fields": include_fields,
            }
        )
