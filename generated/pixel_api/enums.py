# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
"""Enumerations of the contract as classes; members are strings."""

from enum import StrEnum

__all__ = ["AnalysisTaskStatusEnum", "PixelStatusEnum"]


class PixelStatusEnum(StrEnum):
    """State of an optimisation or of a harvest task."""

    pending = "pending"
    submitted = "submitted"
    in_progress = "in_progress"
    completed = "completed"
    failed = "failed"


class AnalysisTaskStatusEnum(StrEnum):
    """State of an analysis task."""

    REVOKED = "REVOKED"
    PENDING = "PENDING"
    SCHEDULED = "SCHEDULED"
    RUNNING = "RUNNING"
    SUCCESS = "SUCCESS"
    FAILED = "FAILED"
