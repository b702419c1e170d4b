# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from __future__ import annotations

from typing import ClassVar

from attrs import define as _attrs_define

from ..mapping import ModelDict
from ..parsing import Parser, whole


@_attrs_define(eq=False, repr=False, init=False)
class PointCloudMoveInput(ModelDict):
    """Destination of a point cloud."""

    new_data_collection_id: int
    """ Id of the data collection to move it to. """

    _names: ClassVar[dict[str, str]] = {"new_data_collection_id": "new_data_collection_id"}
    _text_readers: ClassVar[dict[str, Parser]] = {"new_data_collection_id": whole}
    _required: ClassVar[frozenset[str]] = frozenset({"new_data_collection_id"})

    def __init__(self, *, new_data_collection_id: int) -> None:
        self._fill({"new_data_collection_id": new_data_collection_id})
