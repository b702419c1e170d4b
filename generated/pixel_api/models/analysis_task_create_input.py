# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _attrs_define

from ..mapping import ModelDict
from ..parsing import Model, Parser
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.record import Record


@_attrs_define(eq=False, repr=False, init=False)
class AnalysisTaskCreateInput(ModelDict):
    """An analysis task to create."""

    params: Record
    """ Parameters of the task; they depend on the module. """
    name: str | Unset = UNSET
    """ Name of the task. """

    _names: ClassVar[dict[str, str]] = {"params": "params", "name": "name"}
    _parsers: ClassVar[dict[str, Parser]] = {"params": Model("record", "Record")}
    _required: ClassVar[frozenset[str]] = frozenset({"params"})

    def __init__(self, *, params: Mapping[str, Any], name: str | None | Unset = UNSET) -> None:
        self._fill({"params": params, "name": name})
