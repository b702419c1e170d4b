# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..mapping import ModelDict
from ..parsing import Items, Parser, number
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.geometry_type import GeometryType, GeometryTypeValue


@_attrs_define(eq=False, repr=False, init=False)
class Geometry(ModelDict):
    """A GeoJSON geometry. Positions are longitude, latitude and, where known, height in metres, in WGS 84 (EPSG:4326)."""

    type: GeometryType
    """ Geometry type. The position of a photo is a `Point`. """
    coordinates: list[Any]
    """ The positions, nested as the type requires. A point is one position, such as `[10.75, 59.91]`. """
    bbox: list[float] | None | Unset = UNSET
    """ Bounding box as west, south, east, north, in degrees. Optional. """
    additional_properties: Mapping[str, Any] = _attrs_field(init=False, factory=dict)

    _names: ClassVar[dict[str, str]] = {
        "type": "type",
        "coordinates": "coordinates",
        "bbox": "bbox",
    }
    _text_readers: ClassVar[dict[str, Parser]] = {"bbox": Items(number)}
    _required: ClassVar[frozenset[str]] = frozenset({"type", "coordinates"})
    _nullable: ClassVar[frozenset[str]] = frozenset({"bbox"})
    _tags: ClassVar[dict[str, tuple[Any, ...]]] = {
        "type": ("LineString", "MultiLineString", "MultiPoint", "MultiPolygon", "Point", "Polygon")
    }
    _open: ClassVar[bool] = True

    def __init__(
        self,
        *,
        type: GeometryTypeValue,
        coordinates: Sequence[Any],
        bbox: Sequence[float] | None | Unset = UNSET,
    ) -> None:
        self._fill({"type": type, "coordinates": coordinates, "bbox": bbox})
