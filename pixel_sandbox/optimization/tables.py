"""The table of optimised versions."""

from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ..database import AUTOINCREMENT, Base, Resource

# Submitted or in progress.
UNDER_WAY = ("submitted", "in_progress")


class OptimizedVersion(Base):
    """An optimised version of a raster or a point cloud; one for each profile."""

    __tablename__ = "optimized_version"
    __table_args__ = (UniqueConstraint("resource_id", "profile"), AUTOINCREMENT)
    resource_id: Mapped[int] = mapped_column(ForeignKey("resource.id"))
    profile: Mapped[str]
    creation_options: Mapped[dict[str, Any]]
    status: Mapped[str] = mapped_column(default="pending", index=True)
    detail: Mapped[str | None]
    key: Mapped[str | None]
    size: Mapped[int | None]
    job_id: Mapped[int | None] = mapped_column(ForeignKey("job.id"))
    created_by: Mapped[str]
    resource: Mapped[Resource] = relationship()
