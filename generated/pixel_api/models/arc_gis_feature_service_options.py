# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _attrs_define

from ..mapping import ModelDict
from ..parsing import Model, Parser
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.arc_gis_feature_service_image_layer_options import (
        ArcGISFeatureServiceImageLayerOptions,
    )
    from ..models.arc_gis_feature_service_project_layer_options import (
        ArcGISFeatureServiceProjectLayerOptions,
    )


@_attrs_define(eq=False, repr=False, init=False)
class ArcGISFeatureServiceOptions(ModelDict):
    """Options of a feature service."""

    image_layer: ArcGISFeatureServiceImageLayerOptions
    """ The layer of images. """
    project_layer: ArcGISFeatureServiceProjectLayerOptions | Unset = UNSET
    """ The layer of projects, none by default. """

    _names: ClassVar[dict[str, str]] = {
        "image_layer": "image_layer",
        "project_layer": "project_layer",
    }
    _parsers: ClassVar[dict[str, Parser]] = {
        "image_layer": Model(
            "arc_gis_feature_service_image_layer_options", "ArcGISFeatureServiceImageLayerOptions"
        ),
        "project_layer": Model(
            "arc_gis_feature_service_project_layer_options",
            "ArcGISFeatureServiceProjectLayerOptions",
        ),
    }
    _required: ClassVar[frozenset[str]] = frozenset({"image_layer"})

    def __init__(
        self,
        *,
        image_layer: ArcGISFeatureServiceImageLayerOptions | Mapping[str, Any],
        project_layer: ArcGISFeatureServiceProjectLayerOptions
        | Mapping[str, Any]
        | None
        | Unset = UNSET,
    ) -> None:
        self._fill({"image_layer": image_layer, "project_layer": project_layer})
