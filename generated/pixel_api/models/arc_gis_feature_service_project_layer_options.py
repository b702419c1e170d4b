# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from attrs import define as _attrs_define

from ..mapping import ModelDict
from ..types import UNSET, Unset


@_attrs_define(eq=False, repr=False, init=False)
class ArcGISFeatureServiceProjectLayerOptions(ModelDict):
    """The project layer of a feature service."""

    include_fields: list[str] | Unset = UNSET
    """ Fields of the projects to include. By default the service chooses. """

    _names: ClassVar[dict[str, str]] = {"include_fields": "include_fields"}

    def __init__(self, *, include_fields: Sequence[str] | None | Unset = UNSET) -> None:
        self._fill({"include_fields": include_fields})
