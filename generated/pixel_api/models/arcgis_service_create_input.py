# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _attrs_define

from ..mapping import ModelDict
from ..parsing import Items, Model, Parser, whole

if TYPE_CHECKING:
    from ..models.arcgis_service_create_options import ArcgisServiceCreateOptions


@_attrs_define(eq=False, repr=False, init=False)
class ArcgisServiceCreateInput(ModelDict):
    """An ArcGIS service to create."""

    name: str
    """ Name of the service. """
    description: str
    """ Description. May be empty. """
    data_collection_ids: list[int]
    """ Ids of the data collections it shows, at least one. """
    options: ArcgisServiceCreateOptions
    """ Options, which differ between Feature and Image services. """

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
    _required: ClassVar[frozenset[str]] = frozenset(
        {"name", "description", "data_collection_ids", "options"}
    )

    def __init__(
        self,
        *,
        name: str,
        description: str,
        data_collection_ids: Sequence[int],
        options: ArcgisServiceCreateOptions | Mapping[str, Any],
    ) -> None:
        self._fill(
            {
                "name": name,
                "description": description,
                "data_collection_ids": data_collection_ids,
                "options": options,
            }
        )
