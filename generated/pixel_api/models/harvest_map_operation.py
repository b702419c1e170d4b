# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from typing import Literal

# What the contract names, for arguments; an answer may hold a value that is newer than it.
HarvestMapOperationValue = Literal["add", "remove", "update"]
HarvestMapOperation = HarvestMapOperationValue | str


def check_harvest_map_operation(value: str) -> HarvestMapOperation:
    return value
