# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from typing import Literal

# What the contract names, for arguments; an answer may hold a value that is newer than it.
SearchOnValue = Literal["data_collections", "images", "point_clouds", "projects", "rasters"]
SearchOn = SearchOnValue | str


def check_search_on(value: str) -> SearchOn:
    return value
