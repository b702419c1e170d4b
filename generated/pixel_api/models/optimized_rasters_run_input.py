# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from attrs import define as _attrs_define

from ..mapping import ModelDict
from ..parsing import Items, Parser, truth, whole
from ..types import UNSET, Unset


@_attrs_define(eq=False, repr=False, init=False)
class OptimizedRastersRunInput(ModelDict):
    """The optimised rasters to run."""

    retry_failed: bool = False
    """ Whether to retry failed ones. """
    optimized_raster_ids: list[int] | Unset = UNSET
    """ Ids of the optimised rasters (not of the rasters). By default all of the data collection. """

    _names: ClassVar[dict[str, str]] = {
        "retry_failed": "retry_failed",
        "optimized_raster_ids": "optimized_raster_ids",
    }
    _text_readers: ClassVar[dict[str, Parser]] = {
        "retry_failed": truth,
        "optimized_raster_ids": Items(whole),
    }
    _required: ClassVar[frozenset[str]] = frozenset({"retry_failed"})

    def __init__(
        self,
        *,
        retry_failed: bool = False,
        optimized_raster_ids: Sequence[int] | None | Unset = UNSET,
    ) -> None:
        self._fill({"retry_failed": retry_failed, "optimized_raster_ids": optimized_raster_ids})
