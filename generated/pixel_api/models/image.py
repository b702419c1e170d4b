# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..mapping import ModelDict
from ..parsing import HasGeoInterface, Model, Parser, date_time, whole
from ..types import UNSET, Unset

if TYPE_CHECKING:
    import datetime

    from ..models.geometry import Geometry
    from ..models.record import Record


@_attrs_define(eq=False, repr=False, init=False)
class Image(ModelDict):
    """An image (photo). Only `id` and `name` are guaranteed; the service may send further fields."""

    id: int
    """ Id of the image. """
    name: str
    """ Name of the image. """
    image_type: None | str | Unset = UNSET
    """ Kind of image. """
    location: Geometry | None | Unset = UNSET
    """ Position of the camera, a GeoJSON geometry in WGS 84. """
    capture_date: datetime.datetime | None | Unset = UNSET
    """ Capture date. """
    tags: list[str] | None | Unset = UNSET
    """ Tags of the image. """
    json_metadata: None | Record | Unset = UNSET
    """ Custom metadata. """
    created_at: datetime.datetime | None | Unset = UNSET
    """ Time of creation in Pixel. """
    updated_at: datetime.datetime | None | Unset = UNSET
    """ Time of the last change in Pixel. """
    additional_properties: Mapping[str, Any] = _attrs_field(init=False, factory=dict)

    _names: ClassVar[dict[str, str]] = {
        "id": "id",
        "name": "name",
        "image_type": "image_type",
        "location": "location",
        "capture_date": "capture_date",
        "tags": "tags",
        "json_metadata": "json_metadata",
        "created_at": "created_at",
        "updated_at": "updated_at",
    }
    _parsers: ClassVar[dict[str, Parser]] = {
        "location": Model("geometry", "Geometry"),
        "capture_date": date_time,
        "json_metadata": Model("record", "Record"),
        "created_at": date_time,
        "updated_at": date_time,
    }
    _text_readers: ClassVar[dict[str, Parser]] = {"id": whole}
    _required: ClassVar[frozenset[str]] = frozenset({"id", "name"})
    _nullable: ClassVar[frozenset[str]] = frozenset(
        {
            "image_type",
            "location",
            "capture_date",
            "tags",
            "json_metadata",
            "created_at",
            "updated_at",
        }
    )
    _open: ClassVar[bool] = True

    def __init__(
        self,
        *,
        id: int,
        name: str,
        image_type: str | None | Unset = UNSET,
        location: Geometry | Mapping[str, Any] | HasGeoInterface | None | Unset = UNSET,
        capture_date: datetime.datetime | str | None | Unset = UNSET,
        tags: Sequence[str] | None | Unset = UNSET,
        json_metadata: Mapping[str, Any] | None | Unset = UNSET,
        created_at: datetime.datetime | str | None | Unset = UNSET,
        updated_at: datetime.datetime | str | None | Unset = UNSET,
    ) -> None:
        self._fill(
            {
                "id": id,
                "name": name,
                "image_type": image_type,
                "location": location,
                "capture_date": capture_date,
                "tags": tags,
                "json_metadata": json_metadata,
                "created_at": created_at,
                "updated_at": updated_at,
            }
        )
