# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from attrs import define as _attrs_define

from ..mapping import ModelDict
from ..types import UNSET, Unset


@_attrs_define(eq=False, repr=False, init=False)
class DataCollectionUpdateInput(ModelDict):
    """Changes to a data collection. Omitted fields are unchanged; at least one is required."""

    name: str | Unset = UNSET
    """ New name. """
    description: str | Unset = UNSET
    """ New description. May be empty. """
    add_tags: list[str] | Unset = UNSET
    """ Tags to add. """
    remove_tags: list[str] | Unset = UNSET
    """ Tags to remove. """

    _names: ClassVar[dict[str, str]] = {
        "name": "name",
        "description": "description",
        "add_tags": "add_tags",
        "remove_tags": "remove_tags",
    }

    def __init__(
        self,
        *,
        name: str | None | Unset = UNSET,
        description: str | None | Unset = UNSET,
        add_tags: Sequence[str] | None | Unset = UNSET,
        remove_tags: Sequence[str] | None | Unset = UNSET,
    ) -> None:
        self._fill(
            {
                "name": name,
                "description": description,
                "add_tags": add_tags,
                "remove_tags": remove_tags,
            }
        )
