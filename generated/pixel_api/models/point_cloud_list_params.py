# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from attrs import define as _attrs_define

from ..mapping import ModelDict
from ..parsing import Items, Parser, truth, whole
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.point_cloud_format import PointCloudFormat, PointCloudFormatValue


@_attrs_define(eq=False, repr=False, init=False)
class PointCloudListParams(ModelDict):
    """Filters and paging for lists of point clouds. All are optional."""

    extended: bool | Unset = UNSET
    """ Ask for more fields of each point cloud. """
    name: str | Unset = UNSET
    """ Only point clouds of this name. """
    ids: list[int] | Unset = UNSET
    """ Only point clouds with these ids. """
    tags: list[str] | Unset = UNSET
    """ Only those with these tags. A tag that contains a comma cannot be used. """
    offset: int | Unset = UNSET
    """ Number of point clouds to skip. """
    limit: int | Unset = UNSET
    """ Maximum number of point clouds to return. """
    format: PointCloudFormat | Unset = UNSET
    """ Only point clouds in this file format. """
    point_record_format: int | Unset = UNSET
    """ Only point clouds with this LAS point data record format, 0 to 10. """
    version_major: int | Unset = UNSET
    """ Only point clouds with this LAS major version, such as 1. """
    version_minor: int | Unset = UNSET
    """ Only point clouds with this LAS minor version, such as 4. """

    _names: ClassVar[dict[str, str]] = {
        "extended": "extended",
        "name": "name",
        "ids": "ids",
        "tags": "tags",
        "offset": "offset",
        "limit": "limit",
        "format": "format",
        "point_record_format": "point_record_format",
        "version_major": "version_major",
        "version_minor": "version_minor",
    }
    _text_readers: ClassVar[dict[str, Parser]] = {
        "extended": truth,
        "ids": Items(whole),
        "offset": whole,
        "limit": whole,
        "point_record_format": whole,
        "version_major": whole,
        "version_minor": whole,
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
        format: PointCloudFormatValue | None | Unset = UNSET,
        point_record_format: int | None | Unset = UNSET,
        version_major: int | None | Unset = UNSET,
        version_minor: int | None | Unset = UNSET,
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
                "point_record_format": point_record_format,
                "version_major": version_major,
                "version_minor": version_minor,
            }
        )
