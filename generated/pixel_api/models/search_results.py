# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..mapping import ModelDict
from ..parsing import Items, Model, Parser, whole

if TYPE_CHECKING:
    from ..models.record import Record


@_attrs_define(eq=False, repr=False, init=False)
class SearchResults(ModelDict):
    """Search results."""

    count: int
    """ Number of results in this response. """
    total_count: int
    """ Total number of results. """
    results: list[Record]
    """ The results, each with the requested fields. """
    additional_properties: Mapping[str, Any] = _attrs_field(init=False, factory=dict)

    _names: ClassVar[dict[str, str]] = {
        "count": "count",
        "total_count": "total_count",
        "results": "results",
    }
    _parsers: ClassVar[dict[str, Parser]] = {"results": Items(Model("record", "Record"))}
    _text_readers: ClassVar[dict[str, Parser]] = {"count": whole, "total_count": whole}
    _required: ClassVar[frozenset[str]] = frozenset({"count", "total_count", "results"})
    _open: ClassVar[bool] = True

    def __init__(
        self, *, count: int, total_count: int, results: Sequence[Mapping[str, Any]]
    ) -> None:
        self._fill({"count": count, "total_count": total_count, "results": results})
