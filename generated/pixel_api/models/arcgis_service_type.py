# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from typing import Literal

# What the contract names, for arguments; an answer may hold a value that is newer than it.
ArcgisServiceTypeValue = Literal["Feature", "Image"]
ArcgisServiceType = ArcgisServiceTypeValue | str


def check_arcgis_service_type(value: str) -> ArcgisServiceType:
    return value
