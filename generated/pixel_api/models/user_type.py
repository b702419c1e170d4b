# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from typing import Literal

# What the contract names, for arguments; an answer may hold a value that is newer than it.
UserTypeValue = Literal["creator", "superuser", "viewer"]
UserType = UserTypeValue | str


def check_user_type(value: str) -> UserType:
    return value
