# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from typing import Literal

# What the contract names, for arguments; an answer may hold a value that is newer than it.
RasterFormatValue = Literal["GTiff", "JPEG", "MRF", "PDF", "PNG", "WEBP"]
RasterFormat = RasterFormatValue | str


def check_raster_format(value: str) -> RasterFormat:
    return value
