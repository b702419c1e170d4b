# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
from typing import Literal

# What the contract names, for arguments; an answer may hold a value that is newer than it.
AnalysisTaskStatusEnumValue = Literal[
    "FAILED", "PENDING", "REVOKED", "RUNNING", "SCHEDULED", "SUCCESS"
]
AnalysisTaskStatusEnum = AnalysisTaskStatusEnumValue | str


def check_analysis_task_status_enum(value: str) -> AnalysisTaskStatusEnum:
    return value
