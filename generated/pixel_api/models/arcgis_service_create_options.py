# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _attrs_define

from ..mapping import ModelDict
from ..parsing import Model, Parser
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.arc_gis_feature_service_options import ArcGISFeatureServiceOptions
    from ..models.arc_gis_image_service_options import ArcGISImageServiceOptions


@_attrs_define(eq=False, repr=False, init=False)
class ArcgisServiceCreateOptions(ModelDict):
    """Options of an ArcGIS service. A Feature service needs `feature_service_options`, an Image service
    `image_service_options`.

    """

    gdo_users: list[str] | Unset = UNSET
    """ GeoData Online users who may use it, by the names `list_gdo_users` gives. """
    feature_service_options: ArcGISFeatureServiceOptions | Unset = UNSET
    """ Options of a Feature service. """
    image_service_options: ArcGISImageServiceOptions | Unset = UNSET
    """ Options of an Image service. """

    _names: ClassVar[dict[str, str]] = {
        "gdo_users": "gdo_users",
        "feature_service_options": "feature_service_options",
        "image_service_options": "image_service_options",
    }
    _parsers: ClassVar[dict[str, Parser]] = {
        "feature_service_options": Model(
            "arc_gis_feature_service_options", "ArcGISFeatureServiceOptions"
        ),
        "image_service_options": Model(
            "arc_gis_image_service_options", "ArcGISImageServiceOptions"
        ),
    }

    def __init__(
        self,
        *,
        gdo_users: Sequence[str] | None | Unset = UNSET,
        feature_service_options: ArcGISFeatureServiceOptions
        | Mapping[str, Any]
        | None
        | Unset = UNSET,
        image_service_options: ArcGISImageServiceOptions | Mapping[str, Any] | None | Unset = UNSET,
    ) -> None:
        self._fill(
            {
                "gdo_users": gdo_users,
                "feature_service_options": feature_service_options,
                "image_service_options": image_service_options,
            }
        )
