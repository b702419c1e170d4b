# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _attrs_define

from ..mapping import ModelDict
from ..parsing import Model, Parser
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.data_collection_type import DataCollectionType, DataCollectionTypeValue
    from ..models.raster_info import RasterInfo


@_attrs_define(eq=False, repr=False, init=False)
class DataCollectionCreateInput(ModelDict):
    """A data collection to create."""

    name: str
    """ Name of the data collection. """
    description: str
    """ Description. May be empty. """
    data_collection_type: DataCollectionType
    """ Type of the resources it will hold: `image`, `raster`, `RGB` (3 or 4 bands, uint8), `DTM` or `DSM` (one
    band, float32 or float64) or `point_cloud`. It cannot be changed later. """
    tags: list[str] | Unset = UNSET
    """ Tags to set. """
    raster_info: RasterInfo | Unset = UNSET
    """ Common properties of its rasters. Only for raster types. """

    _names: ClassVar[dict[str, str]] = {
        "name": "name",
        "description": "description",
        "data_collection_type": "data_collection_type",
        "tags": "tags",
        "raster_info": "raster_info",
    }
    _parsers: ClassVar[dict[str, Parser]] = {"raster_info": Model("raster_info", "RasterInfo")}
    _required: ClassVar[frozenset[str]] = frozenset({"name", "description", "data_collection_type"})
    _tags: ClassVar[dict[str, tuple[Any, ...]]] = {
        "data_collection_type": ("DSM", "DTM", "RGB", "image", "point_cloud", "raster")
    }

    def __init__(
        self,
        *,
        name: str,
        description: str,
        data_collection_type: DataCollectionTypeValue,
        tags: Sequence[str] | None | Unset = UNSET,
        raster_info: RasterInfo | Mapping[str, Any] | None | Unset = UNSET,
    ) -> None:
        self._fill(
            {
                "name": name,
                "description": description,
                "data_collection_type": data_collection_type,
                "tags": tags,
                "raster_info": raster_info,
            }
        )
