# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from attrs import define as _attrs_define

from ..mapping import ModelDict
from ..parsing import Items, Parser, truth, whole
from ..types import UNSET, Unset


@_attrs_define(eq=False, repr=False, init=False)
class OptimizedPointCloudsRunInput(ModelDict):
    """The optimised point clouds to run."""

    retry_failed: bool = False
    """ Whether to retry failed ones. """
    point_cloud_ids: list[int] | Unset = UNSET
    """ Ids returned by `create_optimized_point_clouds`. By default all of the data collection. """

    _names: ClassVar[dict[str, str]] = {
        "retry_failed": "retry_failed",
        "point_cloud_ids": "point_cloud_ids",
    }
    _text_readers: ClassVar[dict[str, Parser]] = {
        "retry_failed": truth,
        "point_cloud_ids": Items(whole),
    }
    _required: ClassVar[frozenset[str]] = frozenset({"retry_failed"})

    def __init__(
        self, *, retry_failed: bool = False, point_cloud_ids: Sequence[int] | None | Unset = UNSET
    ) -> None:
        self._fill({"retry_failed": retry_failed, "point_cloud_ids": point_cloud_ids})
