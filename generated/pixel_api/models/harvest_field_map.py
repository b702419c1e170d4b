# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from __future__ import annotations

from typing import ClassVar

from attrs import define as _attrs_define

from ..mapping import ModelDict


@_attrs_define(eq=False, repr=False, init=False)
class HarvestFieldMap(ModelDict):
    """Maps a field of the harvested service to a field in Pixel."""

    model: str
    """ Pixel object the field belongs to. The names are not published. """
    field_name: str
    """ Field in Pixel. """
    external_field: str
    """ Field in the harvested service. """

    _names: ClassVar[dict[str, str]] = {
        "model": "model",
        "field_name": "field_name",
        "external_field": "external_field",
    }
    _required: ClassVar[frozenset[str]] = frozenset({"model", "field_name", "external_field"})

    def __init__(self, *, model: str, field_name: str, external_field: str) -> None:
        self._fill({"model": model, "field_name": field_name, "external_field": external_field})
