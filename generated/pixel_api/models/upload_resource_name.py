# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from typing import Literal

# What the contract names, for arguments; an answer may hold a value that is newer than it.
UploadResourceNameValue = Literal["image", "point_cloud", "raster"]
UploadResourceName = UploadResourceNameValue | str


def check_upload_resource_name(value: str) -> UploadResourceName:
    return value
