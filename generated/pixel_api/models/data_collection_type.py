# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from typing import Literal

# What the contract names, for arguments; an answer may hold a value that is newer than it.
DataCollectionTypeValue = Literal["DSM", "DTM", "image", "point_cloud", "raster", "RGB"]
DataCollectionType = DataCollectionTypeValue | str


def check_data_collection_type(value: str) -> DataCollectionType:
    return value
