# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from attrs import define as _attrs_define

from ..mapping import ModelDict
from ..parsing import Items, Parser, truth, whole
from ..types import UNSET, Unset


@_attrs_define(eq=False, repr=False, init=False)
class ListParams(ModelDict):
    """Filters and paging that most list operations share. All are optional."""

    extended: bool | Unset = UNSET
    """ Whether to return more fields of each object. """
    name: str | Unset = UNSET
    """ Only objects of this name. """
    ids: list[int] | Unset = UNSET
    """ Only objects with these ids. """
    tags: list[str] | Unset = UNSET
    """ Only objects with these tags. A tag that contains a comma cannot be used. """
    offset: int | Unset = UNSET
    """ Number of objects to skip. """
    limit: int | Unset = UNSET
    """ Maximum number of objects to return. The service's own limit is unknown. """

    _names: ClassVar[dict[str, str]] = {
        "extended": "extended",
        "name": "name",
        "ids": "ids",
        "tags": "tags",
        "offset": "offset",
        "limit": "limit",
    }
    _text_readers: ClassVar[dict[str, Parser]] = {
        "extended": truth,
        "ids": Items(whole),
        "offset": whole,
        "limit": whole,
    }

    def __init__(
        self,
        *,
        extended: bool | None | Unset = UNSET,
        name: str | None | Unset = UNSET,
        ids: Sequence[int] | None | Unset = UNSET,
        tags: Sequence[str] | None | Unset = UNSET,
        offset: int | None | Unset = UNSET,
        limit: int | None | Unset = UNSET,
    ) -> None:
        self._fill(
            {
                "extended": extended,
                "name": name,
                "ids": ids,
                "tags": tags,
                "offset": offset,
                "limit": limit,
            }
        )
