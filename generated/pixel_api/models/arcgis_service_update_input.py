# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _attrs_define

from ..mapping import ModelDict
from ..parsing import Items, Model, Parser, whole
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.arcgis_service_create_options import ArcgisServiceCreateOptions


@_attrs_define(eq=False, repr=False, init=False)
class ArcgisServiceUpdateInput(ModelDict):
    """Changes to an ArcGIS service. Omitted fields are unchanged."""

    name: str | Unset = UNSET
    """ New name. """
    description: str | Unset = UNSET
    """ New description. May be empty. """
    data_collection_ids: list[int] | Unset = UNSET
    """ Ids of the data collections it shows from now on, at least one. """
    options: ArcgisServiceCreateOptions | Unset = UNSET
    """ New options. """

    _names: ClassVar[dict[str, str]] = {
        "name": "name",
        "description": "description",
        "data_collection_ids": "data_collection_ids",
        "options": "options",
    }
    _parsers: ClassVar[dict[str, Parser]] = {
        "options": Model("arcgis_service_create_options", "ArcgisServiceCreateOptions")
    }
    _text_readers: ClassVar[dict[str, Parser]] = {"data_collection_ids": Items(whole)}

    def __init__(
        self,
        *,
        name: str | None | Unset = UNSET,
        description: str | None | Unset = UNSET,
        data_collection_ids: Sequence[int] | None | Unset = UNSET,
        options: ArcgisServiceCreateOptions | Mapping[str, Any] | None | Unset = UNSET,
    ) -> None:
        self._fill(
            {
                "name": name,
                "description": description,
                "data_collection_ids": data_collection_ids,
                "options": options,
            }
        )
