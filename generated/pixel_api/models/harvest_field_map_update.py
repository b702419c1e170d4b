# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _attrs_define

from ..mapping import ModelDict
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.harvest_map_operation import HarvestMapOperation, HarvestMapOperationValue


@_attrs_define(eq=False, repr=False, init=False)
class HarvestFieldMapUpdate(ModelDict):
    """A change to one field map."""

    operation: HarvestMapOperation
    """ Operation: `add`, `remove` or `update`. """
    model: str
    """ Pixel object the field belongs to. The names are not published. """
    field_name: str
    """ Field in Pixel. """
    external_field: str | Unset = UNSET
    """ Field in the harvested service. Needed for `add` and `update`. """

    _names: ClassVar[dict[str, str]] = {
        "operation": "operation",
        "model": "model",
        "field_name": "field_name",
        "external_field": "external_field",
    }
    _required: ClassVar[frozenset[str]] = frozenset({"operation", "model", "field_name"})
    _tags: ClassVar[dict[str, tuple[Any, ...]]] = {"operation": ("add", "remove", "update")}

    def __init__(
        self,
        *,
        operation: HarvestMapOperationValue,
        model: str,
        field_name: str,
        external_field: str | None | Unset = UNSET,
    ) -> None:
        self._fill(
            {
                "operation": operation,
                "model": model,
                "field_name": field_name,
                "external_field": external_field,
            }
        )
