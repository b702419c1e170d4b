# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _attrs_define

from ..mapping import ModelDict
from ..parsing import Model, Parser
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.image_metadata_fields import ImageMetadataFields
    from ..models.json_metadata import JsonMetadata


@_attrs_define(eq=False, repr=False, init=False)
class ImageUpdateInput(ModelDict):
    """Changes to an image. What is left out stays as it is; at least one is needed."""

    add_tags: list[str] | Unset = UNSET
    """ Tags to add. """
    remove_tags: list[str] | Unset = UNSET
    """ Tags to take away. """
    json_metadata: JsonMetadata | Unset = UNSET
    """ Metadata of your own, names to a text, a number or null. Whether it is merged with what is there or replaces
    it is not known: send all of it. """
    fields: ImageMetadataFields | Unset = UNSET
    """ Image fields to set. """

    _names: ClassVar[dict[str, str]] = {
        "add_tags": "add_tags",
        "remove_tags": "remove_tags",
        "json_metadata": "json_metadata",
        "fields": "fields",
    }
    _parsers: ClassVar[dict[str, Parser]] = {
        "json_metadata": Model("json_metadata", "JsonMetadata"),
        "fields": Model("image_metadata_fields", "ImageMetadataFields"),
    }

    def __init__(
        self,
        *,
        add_tags: Sequence[str] | None | Unset = UNSET,
        remove_tags: Sequence[str] | None | Unset = UNSET,
        json_metadata: Mapping[str, Any] | None | Unset = UNSET,
        fields: ImageMetadataFields | Mapping[str, Any] | None | Unset = UNSET,
    ) -> None:
        self._fill(
            {
                "add_tags": add_tags,
                "remove_tags": remove_tags,
                "json_metadata": json_metadata,
                "fields": fields,
            }
        )
