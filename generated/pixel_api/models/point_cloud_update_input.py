# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _attrs_define

from ..mapping import ModelDict
from ..parsing import Model, Parser
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.json_metadata import JsonMetadata
    from ..models.point_cloud_metadata_fields import PointCloudMetadataFields


@_attrs_define(eq=False, repr=False, init=False)
class PointCloudUpdateInput(ModelDict):
    """Changes to a point cloud. Omitted fields are unchanged; at least one is required."""

    add_tags: list[str] | Unset = UNSET
    """ Tags to add. """
    remove_tags: list[str] | Unset = UNSET
    """ Tags to remove. """
    json_metadata: JsonMetadata | Unset = UNSET
    """ Custom metadata: names with a string, a number or null. Whether it is merged with or replaces the present
    metadata is unknown: send all of it. """
    fields: PointCloudMetadataFields | Unset = UNSET
    """ Point cloud fields to set. """

    _names: ClassVar[dict[str, str]] = {
        "add_tags": "add_tags",
        "remove_tags": "remove_tags",
        "json_metadata": "json_metadata",
        "fields": "fields",
    }
    _parsers: ClassVar[dict[str, Parser]] = {
        "json_metadata": Model("json_metadata", "JsonMetadata"),
        "fields": Model("point_cloud_metadata_fields", "PointCloudMetadataFields"),
    }

    def __init__(
        self,
        *,
        add_tags: Sequence[str] | None | Unset = UNSET,
        remove_tags: Sequence[str] | None | Unset = UNSET,
        json_metadata: Mapping[str, Any] | None | Unset = UNSET,
        fields: PointCloudMetadataFields | Mapping[str, Any] | None | Unset = UNSET,
    ) -> None:
        self._fill(
            {
                "add_tags": add_tags,
                "remove_tags": remove_tags,
                "json_metadata": json_metadata,
                "fields": fields,
            }
        )
