# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Literal

from attrs import define as _attrs_define

from ..mapping import ModelDict
from ..parsing import Parser, date_time
from ..types import UNSET, Unset

if TYPE_CHECKING:
    import datetime


@_attrs_define(eq=False, repr=False, init=False)
class RasterMetadataFields(ModelDict):
    """Metadata of a raster. Omitted fields are not set, or unchanged."""

    fields_type: Literal["raster"] = "raster"
    """ Discriminator for the fields of a raster. Always `raster`. """
    name: str | Unset = UNSET
    """ Name of the raster. On upload the default is the file's name. """
    capture_date: datetime.datetime | Unset = UNSET
    """ Capture date. Give a time zone; without one the service chooses it. """

    _names: ClassVar[dict[str, str]] = {
        "fields_type": "fields_type",
        "name": "name",
        "capture_date": "capture_date",
    }
    _parsers: ClassVar[dict[str, Parser]] = {"capture_date": date_time}
    _required: ClassVar[frozenset[str]] = frozenset({"fields_type"})
    _tags: ClassVar[dict[str, tuple[Any, ...]]] = {"fields_type": ("raster",)}

    def __init__(
        self,
        *,
        fields_type: Literal["raster"] = "raster",
        name: str | None | Unset = UNSET,
        capture_date: datetime.datetime | str | None | Unset = UNSET,
    ) -> None:
        self._fill({"fields_type": fields_type, "name": name, "capture_date": capture_date})
