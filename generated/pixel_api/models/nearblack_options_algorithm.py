# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from typing import Literal

# What the contract names, for arguments; an answer may hold a value that is newer than it.
NearblackOptionsAlgorithmValue = Literal["floodfill", "twopasses"]
NearblackOptionsAlgorithm = NearblackOptionsAlgorithmValue | str


def check_nearblack_options_algorithm(value: str) -> NearblackOptionsAlgorithm:
    return value
