# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from typing import Literal

# What the contract names, for arguments; an answer may hold a value that is newer than it.
NearblackColorNameValue = Literal["black", "white"]
NearblackColorName = NearblackColorNameValue | str


def check_nearblack_color_name(value: str) -> NearblackColorName:
    return value
