# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from typing import Literal

# What the contract names, for arguments; an answer may hold a value that is newer than it.
SortFieldDirectionValue = Literal["asc", "desc"]
SortFieldDirection = SortFieldDirectionValue | str


def check_sort_field_direction(value: str) -> SortFieldDirection:
    return value
