# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _attrs_define

from ..mapping import ModelDict

if TYPE_CHECKING:
    from ..models.sort_field_direction import SortFieldDirection, SortFieldDirectionValue


@_attrs_define(eq=False, repr=False, init=False)
class SortField(ModelDict):
    """A field to sort by."""

    field: str
    """ Name of the field. """
    direction: SortFieldDirection = "asc"
    """ `asc` (default) or `desc`. """

    _names: ClassVar[dict[str, str]] = {"field": "field", "direction": "direction"}
    _required: ClassVar[frozenset[str]] = frozenset({"field", "direction"})
    _tags: ClassVar[dict[str, tuple[Any, ...]]] = {"direction": ("asc", "desc")}

    def __init__(self, *, field: str, direction: SortFieldDirectionValue = "asc") -> None:
        self._fill({"field": field, "direction": direction})
