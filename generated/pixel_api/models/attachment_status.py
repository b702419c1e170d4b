# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from typing import Literal

# What the contract names, for arguments; an answer may hold a value that is newer than it.
AttachmentStatusValue = Literal["Completed", "Pending"]
AttachmentStatus = AttachmentStatusValue | str


def check_attachment_status(value: str) -> AttachmentStatus:
    return value
