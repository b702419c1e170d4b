# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _attrs_define

from ..mapping import ModelDict
from ..parsing import Model, Parser, truth
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.record import Record


@_attrs_define(eq=False, repr=False, init=False)
class AnalysisServicePatchInput(ModelDict):
    """Changes to an analysis service. Only what is set travels, even when it is null."""

    name: None | str | Unset = UNSET
    """ New name. """
    enabled: bool | None | Unset = UNSET
    """ Whether it may run tasks. """
    config: None | Record | Unset = UNSET
    """ Settings to change. The service merges them deeply into the present ones, so send only the changes. """

    _names: ClassVar[dict[str, str]] = {"name": "name", "enabled": "enabled", "config": "config"}
    _parsers: ClassVar[dict[str, Parser]] = {"config": Model("record", "Record")}
    _text_readers: ClassVar[dict[str, Parser]] = {"enabled": truth}
    _nullable: ClassVar[frozenset[str]] = frozenset({"name", "enabled", "config"})

    def __init__(
        self,
        *,
        name: str | None | Unset = UNSET,
        enabled: bool | None | Unset = UNSET,
        config: Mapping[str, Any] | None | Unset = UNSET,
    ) -> None:
        self._fill({"name": name, "enabled": enabled, "config": config})
