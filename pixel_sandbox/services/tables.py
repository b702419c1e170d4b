"""The tables of the services and their tasks."""

from typing import Any

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ..database import AUTOINCREMENT, Base


class ArcgisService(Base):
    """An ArcGIS service that shows data collections."""

    __tablename__ = "arcgis_service"
    __table_args__ = AUTOINCREMENT
    service_type: Mapped[str]
    name: Mapped[str]
    description: Mapped[str]
    data_collection_ids: Mapped[list[Any]]
    options: Mapped[dict[str, Any]]
    tags: Mapped[list[Any]]
    # stopped, starting, started, refreshing, stopping or failed.
    status: Mapped[str] = mapped_column(default="stopped", index=True)
    detail: Mapped[str | None]
    # Its current or last job.
    job_id: Mapped[int | None] = mapped_column(ForeignKey("job.id"))
    # Whether the current job also reads the data again.
    with_data: Mapped[bool] = mapped_column(default=True)
    # Its published content; None while it is not running.
    published: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    created_by: Mapped[str]


class HarvestService(Base):
    """A service that images are harvested from into a data collection."""

    __tablename__ = "harvest_service"
    __table_args__ = AUTOINCREMENT
    data_collection_id: Mapped[int] = mapped_column(ForeignKey("data_collection.id"), index=True)
    name: Mapped[str]
    description: Mapped[str]
    url: Mapped[str]
    # Passwords and keys; never part of a response.
    auth: Mapped[dict[str, Any]]
    maps: Mapped[list[Any]]
    extra_fields: Mapped[list[Any]]
    where_clause: Mapped[str]
    tags: Mapped[list[Any]]
    created_by: Mapped[str]


class HarvestTask(Base):
    """One run of a harvest service."""

    __tablename__ = "harvest_task"
    __table_args__ = AUTOINCREMENT
    service_id: Mapped[int] = mapped_column(
        ForeignKey("harvest_service.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[str]
    # pending, submitted, in_progress, completed or failed.
    status: Mapped[str] = mapped_column(default="pending", index=True)
    detail: Mapped[str | None]
    result: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    tags: Mapped[list[Any]]
    created_by: Mapped[str]
    service: Mapped[HarvestService] = relationship()


class AnalysisService(Base):
    """A service that runs one analysis module with a configuration."""

    __tablename__ = "analysis_service"
    __table_args__ = AUTOINCREMENT
    name: Mapped[str]
    module_name: Mapped[str]
    enabled: Mapped[bool]
    config: Mapped[dict[str, Any]]
    created_by: Mapped[str]


class AnalysisTask(Base):
    """A task of an analysis service."""

    __tablename__ = "analysis_task"
    __table_args__ = AUTOINCREMENT
    service_id: Mapped[int] = mapped_column(
        ForeignKey("analysis_service.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[str]
    params: Mapped[dict[str, Any]]
    # REVOKED, PENDING, SCHEDULED, RUNNING, SUCCESS or FAILED.
    status: Mapped[str] = mapped_column(default="PENDING", index=True)
    detail: Mapped[str | None]
    result: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    started_at: Mapped[str | None]
    ended_at: Mapped[str | None]
    created_by: Mapped[str]
    service: Mapped[AnalysisService] = relationship()
