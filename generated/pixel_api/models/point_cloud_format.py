# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from typing import Literal

# What the contract names, for arguments; an answer may hold a value that is newer than it.
PointCloudFormatValue = Literal["LAS", "LAZ"]
PointCloudFormat = PointCloudFormatValue | str


def check_point_cloud_format(value: str) -> PointCloudFormat:
    return value
