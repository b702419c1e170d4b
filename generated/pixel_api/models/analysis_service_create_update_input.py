# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _attrs_define

from ..mapping import ModelDict
from ..parsing import Model, Parser, truth

if TYPE_CHECKING:
    from ..models.record import Record


@_attrs_define(eq=False, repr=False, init=False)
class AnalysisServiceCreateUpdateInput(ModelDict):
    """An analysis service to create."""

    name: str
    """ Name of the service. """
    module_name: str
    """ Analysis module it runs, one of `list_analysis_modules`. Fixed from then on. """
    config: Record
    """ Settings of the module; they depend on the module. """
    enabled: bool = True
    """ Whether it may run tasks. Default true. """

    _names: ClassVar[dict[str, str]] = {
        "name": "name",
        "module_name": "module_name",
        "enabled": "enabled",
        "config": "config",
    }
    _parsers: ClassVar[dict[str, Parser]] = {"config": Model("record", "Record")}
    _text_readers: ClassVar[dict[str, Parser]] = {"enabled": truth}
    _required: ClassVar[frozenset[str]] = frozenset({"name", "module_name", "enabled", "config"})

    def __init__(
        self, *, name: str, module_name: str, config: Mapping[str, Any], enabled: bool = True
    ) -> None:
        self._fill({"name": name, "module_name": module_name, "enabled": enabled, "config": config})
