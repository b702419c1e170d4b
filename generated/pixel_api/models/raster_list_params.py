# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from attrs import define as _attrs_define

from ..mapping import ModelDict
from ..parsing import Items, Parser, truth, whole
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.raster_format import RasterFormat, RasterFormatValue


@_attrs_define(eq=False, repr=False, init=False)
class RasterListParams(ModelDict):
    """Filters and paging for lists of rasters. All are optional."""

    extended: bool | Unset = UNSET
    """ Ask for more fields of each raster. """
    name: str | Unset = UNSET
    """ Only rasters of this name. """
    ids: list[int] | Unset = UNSET
    """ Only rasters with these ids. """
    tags: list[str] | Unset = UNSET
    """ Only rasters with these tags. A tag that contains a comma cannot be used. """
    offset: int | Unset = UNSET
    """ Number of rasters to skip. """
    limit: int | Unset = UNSET
    """ Maximum number of rasters to return. """
    format: RasterFormat | Unset = UNSET
    """ Only rasters in this file format. """

    _names: ClassVar[dict[str, str]] = {
        "extended": "extended",
        "name": "name",
        "ids": "ids",
        "tags": "tags",
        "offset": "offset",
        "limit": "limit",
        "format": "format",
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
        format: RasterFormatValue | None | Unset = UNSET,
    ) -> None:
        self._fill(
            {
                "extended": extended,
                "name": name,
                "ids": ids,
                "tags": tags,
                "offset": offset,
                "limit": limit,
                "format": format,
            }
        )
