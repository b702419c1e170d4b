# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from attrs import define as _attrs_define

from ..mapping import ModelDict
from ..parsing import Items, Parser, whole
from ..types import UNSET, Unset


@_attrs_define(eq=False, repr=False, init=False)
class OptimizedPointCloudsCreateInput(ModelDict):
    """The point clouds to create optimised versions of."""

    point_cloud_ids: list[int] | Unset = UNSET
    """ Ids of the point clouds. By default all of the data collection. """

    _names: ClassVar[dict[str, str]] = {"point_cloud_ids": "point_cloud_ids"}
    _text_readers: ClassVar[dict[str, Parser]] = {"point_cloud_ids": Items(whole)}

    def __init__(self, *, point_cloud_ids: Sequence[int] | None | Unset = UNSET) -> None:
        self._fill({"point_cloud_ids": point_cloud_ids})
