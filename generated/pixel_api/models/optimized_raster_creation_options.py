# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _attrs_define

from ..mapping import ModelDict
from ..parsing import Model, Parser

if TYPE_CHECKING:
    from ..models.nearblack_options import NearblackOptions
    from ..models.optimized_raster_creation_options_overview_resampling import (
        OptimizedRasterCreationOptionsOverviewResampling,
        OptimizedRasterCreationOptionsOverviewResamplingValue,
    )


@_attrs_define(eq=False, repr=False, init=False)
class OptimizedRasterCreationOptions(ModelDict):
    """Options of optimised rasters."""

    nearblack_options: NearblackOptions
    """ Removal of a nearly black border; disabled with `enabled` false. """
    overview_resampling: OptimizedRasterCreationOptionsOverviewResampling = "average"
    """ Resampling of overviews. Default `average`. """

    _names: ClassVar[dict[str, str]] = {
        "nearblack_options": "nearblack_options",
        "overview_resampling": "overview_resampling",
    }
    _parsers: ClassVar[dict[str, Parser]] = {
        "nearblack_options": Model("nearblack_options", "NearblackOptions")
    }
    _required: ClassVar[frozenset[str]] = frozenset({"nearblack_options", "overview_resampling"})
    _tags: ClassVar[dict[str, tuple[Any, ...]]] = {
        "overview_resampling": (
            "average",
            "bilinear",
            "cubic",
            "cubic_spline",
            "gauss",
            "lanczos",
            "mode",
            "nearest",
            "rms",
        )
    }

    def __init__(
        self,
        *,
        nearblack_options: NearblackOptions | Mapping[str, Any],
        overview_resampling: OptimizedRasterCreationOptionsOverviewResamplingValue = "average",
    ) -> None:
        self._fill(
            {"nearblack_options": nearblack_options, "overview_resampling": overview_resampling}
        )
