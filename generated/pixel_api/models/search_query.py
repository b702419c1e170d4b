# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _attrs_define

from ..mapping import ModelDict
from ..parsing import Items, Model, Parser, truth, whole
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.search_on import SearchOn, SearchOnValue
    from ..models.sort_field import SortField


@_attrs_define(eq=False, repr=False, init=False)
class SearchQuery(ModelDict):
    """The search."""

    on: SearchOn
    """ What to search: `images`, `rasters`, `point_clouds`, `projects` or `data_collections`. """
    distinct: bool = False
    """ Whether to drop duplicate results. Default false. """
    limit: int = 100
    """ At most so many results. Default 100; the service's own cap is not known. """
    offset: int = 0
    """ Number of results to skip. Default 0. """
    intersects: str | Unset = UNSET
    """ Only objects that intersect this geometry, as WKT in WGS 84 (EPSG:4326). """
    filter: Any | Unset = UNSET
    """ Only objects that match this filter, such as `{">=": [{"var": "created_at"}, "2024-01-01T00:00:00Z"]}`.
    Operators: `==`, `!=`, `<`, `<=`, `>`, `>=`, `~` (SQL LIKE), `!~`, `contains`, `!contains`, `in`, `!in`.
    `{"and": [...]}` and `{"or": [...]}` combine filters and may be nested. `search_info` lists the fields. """
    search: str | Unset = UNSET
    """ Full text to look for. """
    out_fields: list[str] | Unset = UNSET
    """ Fields to return. By default the service chooses. """
    sort: list[SortField] | Unset = UNSET
    """ Fields to sort by, the most important first. """

    _names: ClassVar[dict[str, str]] = {
        "on": "on",
        "distinct": "distinct",
        "limit": "limit",
        "offset": "offset",
        "intersects": "intersects",
        "filter": "filter",
        "search": "search",
        "out_fields": "out_fields",
        "sort": "sort",
    }
    _parsers: ClassVar[dict[str, Parser]] = {"sort": Items(Model("sort_field", "SortField"))}
    _text_readers: ClassVar[dict[str, Parser]] = {
        "distinct": truth,
        "limit": whole,
        "offset": whole,
    }
    _required: ClassVar[frozenset[str]] = frozenset({"on", "distinct", "limit", "offset"})
    _nullable: ClassVar[frozenset[str]] = frozenset({"filter"})
    _tags: ClassVar[dict[str, tuple[Any, ...]]] = {
        "on": ("data_collections", "images", "point_clouds", "projects", "rasters")
    }

    def __init__(
        self,
        *,
        on: SearchOnValue,
        distinct: bool = False,
        limit: int = 100,
        offset: int = 0,
        intersects: str | None | Unset = UNSET,
        filter: Any = UNSET,
        search: str | None | Unset = UNSET,
        out_fields: Sequence[str] | None | Unset = UNSET,
        sort: Sequence[SortField | Mapping[str, Any]] | None | Unset = UNSET,
    ) -> None:
        self._fill(
            {
                "on": on,
                "distinct": distinct,
                "limit": limit,
                "offset": offset,
                "intersects": intersects,
                "filter": filter,
                "search": search,
                "out_fields": out_fields,
                "sort": sort,
            }
        )
