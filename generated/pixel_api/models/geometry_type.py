# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from typing import Literal

# What the contract names, for arguments; an answer may hold a value that is newer than it.
GeometryTypeValue = Literal[
    "LineString", "MultiLineString", "MultiPoint", "MultiPolygon", "Point", "Polygon"
]
GeometryType = GeometryTypeValue | str


def check_geometry_type(value: str) -> GeometryType:
    return value
