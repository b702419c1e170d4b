# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _attrs_define

from ..mapping import ModelDict
from ..parsing import Model, Parser, whole
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.arc_gis_image_service_wms_options import ArcGISImageServiceWMSOptions


@_attrs_define(eq=False, repr=False, init=False)
class ArcGISImageServiceOptions(ModelDict):
    """Options of an image service."""

    default_service_srid: int
    """ EPSG code of the service's coordinate system, such as 25833. """
    wms_options: ArcGISImageServiceWMSOptions | Unset = UNSET
    """ WMS settings. """

    _names: ClassVar[dict[str, str]] = {
        "default_service_srid": "default_service_srid",
        "wms_options": "wms_options",
    }
    _parsers: ClassVar[dict[str, Parser]] = {
        "wms_options": Model("arc_gis_image_service_wms_options", "ArcGISImageServiceWMSOptions")
    }
    _text_readers: ClassVar[dict[str, Parser]] = {"default_service_srid": whole}
    _required: ClassVar[frozenset[str]] = frozenset({"default_service_srid"})

    def __init__(
        self,
        *,
        default_service_srid: int,
        wms_options: ArcGISImageServiceWMSOptions | Mapping[str, Any] | None | Unset = UNSET,
    ) -> None:
        self._fill({"default_service_srid": default_service_srid, "wms_options": wms_options})
