# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from attrs import define as _attrs_define

from ..mapping import ModelDict
from ..parsing import Items, Parser, truth, whole
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.pixel_status_enum import PixelStatusEnum, PixelStatusEnumValue


@_attrs_define(eq=False, repr=False, init=False)
class HarvestTaskListParams(ModelDict):
    """Filters and paging for lists of harvest tasks. All are optional."""

    extended: bool | Unset = UNSET
    """ Ask for more fields of each task. """
    name: str | Unset = UNSET
    """ Only tasks of this name. """
    ids: list[int] | Unset = UNSET
    """ Only tasks with these ids. """
    tags: list[str] | Unset = UNSET
    """ Only tasks with these tags. A tag that contains a comma cannot be used. """
    offset: int | Unset = UNSET
    """ Number of tasks to skip. """
    limit: int | Unset = UNSET
    """ Maximum number of tasks to return. """
    status: PixelStatusEnum | Unset = UNSET
    """ Only tasks in this state. """
    get_new: bool | Unset = UNSET
    """ Only new tasks. Which tasks the service considers new is unknown. """

    _names: ClassVar[dict[str, str]] = {
        "extended": "extended",
        "name": "name",
        "ids": "ids",
        "tags": "tags",
        "offset": "offset",
        "limit": "limit",
        "status": "status",
        "get_new": "get_new",
    }
    _text_readers: ClassVar[dict[str, Parser]] = {
        "extended": truth,
        "ids": Items(whole),
        "offset": whole,
        "limit": whole,
        "get_new": truth,
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
        status: PixelStatusEnumValue | None | Unset = UNSET,
        get_new: bool | None | Unset = UNSET,
    ) -> None:
        self._fill(
            {
                "extended": extended,
                "name": name,
                "ids": ids,
                "tags": tags,
                "offset": offset,
                "limit": limit,
                "status": status,
                "get_new": get_new,
            }
        )
