# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from attrs import define as _attrs_define

from ..mapping import ModelDict
from ..parsing import Items, Parser, truth, whole
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.data_collection_type import DataCollectionType, DataCollectionTypeValue


@_attrs_define(eq=False, repr=False, init=False)
class DataCollectionListParams(ModelDict):
    """Filters and paging for lists of data collections. All are optional."""

    extended: bool | Unset = UNSET
    """ Ask for more fields of each data collection. """
    name: str | Unset = UNSET
    """ Only data collections of this name. """
    ids: list[int] | Unset = UNSET
    """ Only data collections with these ids. """
    tags: list[str] | Unset = UNSET
    """ Only those with these tags. A tag that contains a comma cannot be used. """
    offset: int | Unset = UNSET
    """ Number of data collections to skip. """
    limit: int | Unset = UNSET
    """ Maximum number of data collections to return. """
    data_collection_type: DataCollectionType | Unset = UNSET
    """ Only data collections of this type. """

    _names: ClassVar[dict[str, str]] = {
        "extended": "extended",
        "name": "name",
        "ids": "ids",
        "tags": "tags",
        "offset": "offset",
        "limit": "limit",
        "data_collection_type": "data_collection_type",
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
        data_collection_type: DataCollectionTypeValue | None | Unset = UNSET,
    ) -> None:
        self._fill(
            {
                "extended": extended,
                "name": name,
                "ids": ids,
                "tags": tags,
                "offset": offset,
                "limit": limit,
                "data_collection_type": data_collection_type,
            }
        )
