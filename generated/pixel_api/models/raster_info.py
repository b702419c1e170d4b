# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from attrs import define as _attrs_define

from ..mapping import ModelDict
from ..parsing import Items, Parser, number, whole
from ..types import UNSET, Unset


@_attrs_define(eq=False, repr=False, init=False)
class RasterInfo(ModelDict):
    """Common properties of the rasters of a data collection. All fields are optional; a raster that does not match fails
    validation.

    """

    srid: int | Unset = UNSET
    """ EPSG code of the coordinate system, such as 25832. """
    format: str | Unset = UNSET
    """ File format, by its GDAL short name, such as `GTiff`. """
    data_type: str | Unset = UNSET
    """ Type of a cell, such as `uint8` or `float32`. """
    cell_size: list[float] | Unset = UNSET
    """ Width and height of a cell, in units of the coordinate system. """
    num_bands: int | Unset = UNSET
    """ Number of bands. """

    _names: ClassVar[dict[str, str]] = {
        "srid": "srid",
        "format": "format",
        "data_type": "data_type",
        "cell_size": "cell_size",
        "num_bands": "num_bands",
    }
    _text_readers: ClassVar[dict[str, Parser]] = {
        "srid": whole,
        "cell_size": Items(number),
        "num_bands": whole,
    }

    def __init__(
        self,
        *,
        srid: int | None | Unset = UNSET,
        format: str | None | Unset = UNSET,
        data_type: str | None | Unset = UNSET,
        cell_size: Sequence[float] | None | Unset = UNSET,
        num_bands: int | None | Unset = UNSET,
    ) -> None:
        self._fill(
            {
                "srid": srid,
                "format": format,
                "data_type": data_type,
                "cell_size": cell_size,
                "num_bands": num_bands,
            }
        )
