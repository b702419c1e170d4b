# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _attrs_define

from ..mapping import ModelDict
from ..parsing import Items, Model, Parser, whole
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.optimized_raster_creation_options import OptimizedRasterCreationOptions


@_attrs_define(eq=False, repr=False, init=False)
class OptimizedRastersCreateInput(ModelDict):
    """The optimised rasters to create, and their options."""

    creation_options: OptimizedRasterCreationOptions
    """ Options of the optimisation. """
    raster_ids: list[int] | Unset = UNSET
    """ Ids of the rasters. By default all rasters of the data collection. """
    profile: str | Unset = UNSET
    """ Name of the profile. The available ones are not published. """

    _names: ClassVar[dict[str, str]] = {
        "creation_options": "creation_options",
        "raster_ids": "raster_ids",
        "profile": "profile",
    }
    _parsers: ClassVar[dict[str, Parser]] = {
        "creation_options": Model(
            "optimized_raster_creation_options", "OptimizedRasterCreationOptions"
        )
    }
    _text_readers: ClassVar[dict[str, Parser]] = {"raster_ids": Items(whole)}
    _required: ClassVar[frozenset[str]] = frozenset({"creation_options"})

    def __init__(
        self,
        *,
        creation_options: OptimizedRasterCreationOptions | Mapping[str, Any],
        raster_ids: Sequence[int] | None | Unset = UNSET,
        profile: str | None | Unset = UNSET,
    ) -> None:
        self._fill(
            {"creation_options": creation_options, "raster_ids": raster_ids, "profile": profile}
        )
