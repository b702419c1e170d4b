"""The queue of ArcGIS service jobs: start, refresh and stop."""

import hashlib
import json
import logging
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..background import StatusQueue
from ..database import Database, DataCollection, Job, Resource, now
from ..options import SandboxOptions
from .tables import ArcgisService

logger = logging.getLogger("pixel_sandbox")

UNDER_WAY = ("starting", "refreshing", "stopping")
# The kind of resource in each type of ArcGIS service.
SHOWN_KIND = {"Feature": "image", "Image": "raster"}


class PublishError(Exception):
    """The service cannot be published, for the reason in the message."""


class ArcgisQueue(StatusQueue):
    """Runs the jobs of ArcGIS services.

    Args:
        database: The database.
        options: Options with the delay.
    """

    def __init__(self, database: Database, options: SandboxOptions) -> None:
        super().__init__("arcgis", database, ArcgisService, UNDER_WAY, options.service_delay)

    def carry_out(self, number: int) -> None:
        """Run the job of one service, unless it is done."""
        with self._database.writing() as session:
            service = session.get(ArcgisService, number)
            if service is None or service.status not in UNDER_WAY:
                return
            session.get_one(Job, service.job_id).status = "in_progress"
        if not self.pause(number, self._delay):
            return
        with self._database.writing() as session:
            self._finish(session, session.get_one(ArcgisService, number))

    def _finish(self, session: Session, service: ArcgisService) -> None:
        """Complete the job and update the service, both or neither."""
        job = session.get_one(Job, service.job_id)
        before, problem = service.status, None
        try:
            shown = None if before == "stopping" else publish(session, service)
            service.published = shown
            service.status = "stopped" if before == "stopping" else "started"
        except PublishError as error:
            problem = str(error)
        except Exception:
            # A dead worker would leave all later jobs waiting forever.
            logger.exception("the job of ArcGIS service %d failed", service.id)
            problem = f"{job.name} failed: internal error of the sandbox"
        if problem is not None:
            # After a failed refresh the service keeps showing the old content.
            service.status = "started" if before == "refreshing" else "failed"
        service.detail = job.detail = problem
        service.updated_at = now()
        job.status, job.completed = "failed" if problem else "completed", True


def definition(service: ArcgisService) -> dict[str, Any]:
    """The configured content of a service, to compare with the published one."""
    return {
        "name": service.name,
        "description": service.description,
        "data_collection_ids": service.data_collection_ids,
        "options": service.options,
    }


def outdated(session: Session, service: ArcgisService, *, with_data: bool) -> bool:
    """Whether a refresh would change the content of a service."""
    if service.published is None:
        return False
    if service.published["definition"] != definition(service):
        return True
    return with_data and any(
        _changed(session, service, each) for each in service.published["data_collections"]
    )


def publish(session: Session, service: ArcgisService) -> dict[str, Any]:
    """Compute the content of a service.

    Known data collections are read again only when the data is refreshed too.

    Raises:
        PublishError: A data collection was deleted.
    """
    before = service.published or {"data_collections": []}
    known = {each["data_collection_id"]: each for each in before["data_collections"]}
    if service.with_data:
        known = {}
    collections = [
        known.get(number) or _read(session, service, number)
        for number in service.data_collection_ids
    ]
    return {
        "definition": definition(service),
        "data_collections": collections,
        "layers": _layers(service, collections),
        "extent": _union([each["extent"] for each in collections]),
        "published_at": now(),
    }


def _changed(session: Session, service: ArcgisService, shown: dict[str, Any]) -> bool:
    try:
        found = _read(session, service, shown["data_collection_id"])
    except PublishError:
        # The job will report it.
        return True
    return bool(found["fingerprint"] != shown["fingerprint"])


def _read(session: Session, service: ArcgisService, number: int) -> dict[str, Any]:
    collection = session.get_one(DataCollection, number)
    if collection.deleted_at is not None or collection.project.deleted_at is not None:
        raise PublishError(f"data collection {number} ({collection.name}) was deleted")
    resources = _resources(session, service, number)
    places = [each.fields.get("location") or each.fields.get("footprint") for each in resources]
    placed = [_extent(place) for place in places if place is not None]
    return {
        "data_collection_id": number,
        "project_id": collection.project_id,
        "fingerprint": _fingerprint(resources),
        "resource_count": len(resources),
        "placed_count": len(placed),
        "oriented_count": sum(each.fields.get("cam_heading") is not None for each in resources),
        "extent": _union(placed),
    }


def _resources(session: Session, service: ArcgisService, number: int) -> list[Resource]:
    query = select(Resource).where(
        Resource.data_collection_id == number,
        Resource.kind == SHOWN_KIND[service.service_type],
        Resource.deleted_at.is_(None),
    )
    return list(session.scalars(query.order_by(Resource.id)))


def _fingerprint(resources: list[Resource]) -> str:
    state = json.dumps([(each.id, each.updated_at) for each in resources])
    return hashlib.sha256(state.encode()).hexdigest()


def _layers(service: ArcgisService, collections: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The layers, each with its number of objects."""
    placed = sum(each["placed_count"] for each in collections)
    if service.service_type == "Image":
        options = service.options["image_service_options"]
        wms = options.get("wms_options") or {}
        srid = options["default_service_srid"]
        srids = [srid, *(wms.get("supported_srids") or [])] if wms.get("enable") else []
        return [{"name": "rasters", "raster_count": placed, "srid": srid, "wms_srids": srids}]
    options = service.options["feature_service_options"]
    layer = options["image_layer"]
    layers: list[dict[str, Any]] = [
        {
            "name": "images",
            "feature_count": placed,
            "fields": layer.get("include_fields"),
            "processed_type": layer["image_processed_type"],
            "has_attachments": layer["enable_images_as_attachments"],
        }
    ]
    if layer["enable_oriented_imagery"]:
        oriented = sum(each["oriented_count"] for each in collections)
        layers.append({"name": "oriented_imagery", "feature_count": oriented})
    if options.get("project_layer") is not None:
        projects = {each["project_id"] for each in collections}
        fields = options["project_layer"].get("include_fields")
        layers.append({"name": "projects", "feature_count": len(projects), "fields": fields})
    return layers


def _extent(geometry: dict[str, Any]) -> list[float]:
    """West, south, east, north of a GeoJSON geometry, in degrees."""
    positions = list(_positions(geometry["coordinates"]))
    east, north = ([position[axis] for position in positions] for axis in (0, 1))
    return [min(east), min(north), max(east), max(north)]


def _positions(value: list[Any]) -> Iterable[list[float]]:
    if isinstance(value[0], int | float):
        yield value
    else:
        for each in value:
            yield from _positions(each)


def _union(extents: Sequence[list[float] | None]) -> list[float] | None:
    known = [extent for extent in extents if extent is not None]
    if not known:
        return None
    west, south, east, north = zip(*known, strict=True)
    return [min(west), min(south), max(east), max(north)]
