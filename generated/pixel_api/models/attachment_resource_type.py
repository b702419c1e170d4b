# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from typing import Literal

# What the contract names, for arguments; an answer may hold a value that is newer than it.
AttachmentResourceTypeValue = Literal["data_collection", "image", "project"]
AttachmentResourceType = AttachmentResourceTypeValue | str


def check_attachment_resource_type(value: str) -> AttachmentResourceType:
    return value
