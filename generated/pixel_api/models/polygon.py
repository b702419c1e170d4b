# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Literal

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..mapping import ModelDict
from ..parsing import Items, Parser, number
from ..types import UNSET, Unset


@_attrs_define(eq=False, repr=False, init=False)
class Polygon(ModelDict):
    """A GeoJSON Polygon. Positions are longitude, latitude in WGS 84 (EPSG:4326), in degrees."""

    type: Literal["Polygon"]
    """ Always `Polygon`. """
    coordinates: list[list[list[float]]]
    """ The rings: the outer one first, then any holes. A ring is a list of at least four positions, the last equal
    to the first. """
    bbox: list[float] | None | Unset = UNSET
    """ Bounding box as west, south, east, north, in degrees. Optional. """
    additional_properties: Mapping[str, Any] = _attrs_field(init=False, factory=dict)

    _names: ClassVar[dict[str, str]] = {
        "type": "type",
        "coordinates": "coordinates",
        "bbox": "bbox",
    }
    _text_readers: ClassVar[dict[str, Parser]] = {
        "coordinates": Items(Items(Items(number))),
        "bbox": Items(number),
    }
    _required: ClassVar[frozenset[str]] = frozenset({"type", "coordinates"})
    _nullable: ClassVar[frozenset[str]] = frozenset({"bbox"})
    _tags: ClassVar[dict[str, tuple[Any, ...]]] = {"type": ("Polygon",)}
    _open: ClassVar[bool] = True

    def __init__(
        self,
        *,
        coordinates: Sequence[Sequence[Sequence[float]]],
        type: Literal["Polygon"] = "Polygon",
        bbox: Sequence[float] | None | Unset = UNSET,
    ) -> None:
        self._fill({"type": type, "coordinates": coordinates, "bbox": bbox})
