# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from typing import Literal

# What the contract names, for arguments; an answer may hold a value that is newer than it.
PixelStatusEnumValue = Literal["completed", "failed", "in_progress", "pending", "submitted"]
PixelStatusEnum = PixelStatusEnumValue | str


def check_pixel_status_enum(value: str) -> PixelStatusEnum:
    return value
