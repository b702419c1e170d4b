# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from attrs import define as _attrs_define

from ..mapping import ModelDict
from ..parsing import Items, Parser, truth, whole
from ..types import UNSET, Unset


@_attrs_define(eq=False, repr=False, init=False)
class AnalysisServiceListParams(ModelDict):
    """Filters and paging for lists of analysis services. All are optional."""

    name: str | Unset = UNSET
    """ Only services of this name. """
    ids: list[int] | Unset = UNSET
    """ Only services with these ids. """
    enabled: bool | Unset = UNSET
    """ Only services that are enabled (true) or disabled (false). """
    offset: int | Unset = UNSET
    """ Number of services to skip. """
    limit: int | Unset = UNSET
    """ Maximum number of services to return. """

    _names: ClassVar[dict[str, str]] = {
        "name": "name",
        "ids": "ids",
        "enabled": "enabled",
        "offset": "offset",
        "limit": "limit",
    }
    _text_readers: ClassVar[dict[str, Parser]] = {
        "ids": Items(whole),
        "enabled": truth,
        "offset": whole,
        "limit": whole,
    }

    def __init__(
        self,
        *,
        name: str | None | Unset = UNSET,
        ids: Sequence[int] | None | Unset = UNSET,
        enabled: bool | None | Unset = UNSET,
        offset: int | None | Unset = UNSET,
        limit: int | None | Unset = UNSET,
    ) -> None:
        self._fill({"name": name, "ids": ids, "enabled": enabled, "offset": offset, "limit": limit})
