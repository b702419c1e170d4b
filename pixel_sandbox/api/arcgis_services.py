"""ArcGIS services: feature services of images and image services of rasters."""

from typing import Literal

from fastapi import APIRouter, HTTPException
from sqlalchemy import select
from sqlalchemy.orm import Session

from ..database import Job, now
from ..service import Service
from ..services.arcgis import SHOWN_KIND, UNDER_WAY, outdated
from ..services.tables import ArcgisService
from . import answers, service_answers
from .dependencies import ListDep, ReadDep, ServiceDep, WriteDep, Writer, invalid
from .lookup import find_collection_anywhere, fits
from .plugins import require_plugin
from .resources import kind_of
from .service_bodies import ArcgisOptions, ArcgisServiceCreate, ArcgisServiceUpdate
from .service_shapes import arcgis_answer
from .shapes import Answer, job_answer

router = APIRouter(prefix="/arcgis_services", tags=["arcgis_services"])

ServiceType = Literal["Feature", "Image"]
BEGINNING = {"start": "starting", "stop": "stopping", "refresh": "refreshing"}


@router.get("/gdo-users")
def list_gdo_users(service: ReadDep) -> list[str]:
    """List the GeoData Online users."""
    return list(service.options.gdo_users)


@router.post("/{service_type}/", status_code=201, response_model=service_answers.ArcgisService)
def create_arcgis_service(
    service: ServiceDep, user: Writer, service_type: ServiceType, body: ArcgisServiceCreate
) -> Answer:
    """Create an ArcGIS service; it does not run yet."""
    _check_plugin(service, service_type)
    _check_options(service, service_type, body.options)
    with service.database.writing() as session:
        created = ArcgisService(
            service_type=service_type,
            name=body.name,
            description=body.description,
            data_collection_ids=_collections(session, service_type, body.data_collection_ids),
            options=body.options.model_dump(mode="json", exclude_none=True),
            tags=[],
            created_by=user.username,
        )
        session.add(created)
        session.flush()
        return arcgis_answer(created, extended=True)


@router.get("/{service_type}/", response_model=list[service_answers.ArcgisService])
def list_arcgis_services(
    service: ReadDep, service_type: ServiceType, params: ListDep
) -> list[Answer]:
    """List the ArcGIS services of one type."""
    with service.database.reading() as session:
        query = select(ArcgisService).where(ArcgisService.service_type == service_type)
        rows = session.scalars(params.page(query, ArcgisService))
        return [arcgis_answer(row, params.extended) for row in rows]


@router.get("/{service_type}/{service_id}", response_model=service_answers.ArcgisService)
def get_arcgis_service(service: ReadDep, service_type: ServiceType, service_id: int) -> Answer:
    """Get an ArcGIS service, with its published content."""
    with service.database.reading() as session:
        return arcgis_answer(_find(session, service_type, service_id), extended=True)


@router.put("/{service_type}/{service_id}", response_model=service_answers.ArcgisService)
def update_arcgis_service(
    service: WriteDep, service_type: ServiceType, service_id: int, body: ArcgisServiceUpdate
) -> Answer:
    """Change an ArcGIS service; a running one shows it after a refresh."""
    if body.options is not None:
        _check_options(service, service_type, body.options)
    with service.database.writing() as session:
        row = _find(session, service_type, service_id)
        if body.name is not None:
            row.name = body.name
        if body.description is not None:
            row.description = body.description
        if body.data_collection_ids is not None:
            row.data_collection_ids = _collections(session, service_type, body.data_collection_ids)
        if body.options is not None:
            row.options = body.options.model_dump(mode="json", exclude_none=True)
        row.updated_at = now()
        session.flush()
        return arcgis_answer(row, extended=True)


@router.delete("/{service_type}/{service_id}", response_model=answers.Confirmation)
def delete_arcgis_service(service: WriteDep, service_type: ServiceType, service_id: int) -> Answer:
    """Delete an ArcGIS service; the data that it shows is kept."""
    with service.database.writing() as session:
        row = _find(session, service_type, service_id)
        _check_idle(row, "deleted")
        session.delete(row)
        return {"id": service_id, "deleted": True, "detail": f"{row.name} was deleted"}


@router.put("/{service_type}/{service_id}/start", response_model=service_answers.ArcgisServiceJob)
def start_arcgis_service(service: WriteDep, service_type: ServiceType, service_id: int) -> Answer:
    """Start an ArcGIS service, unless it is running."""
    _check_plugin(service, service_type)
    return _begin(service, service_type, service_id, "start")


@router.put("/{service_type}/{service_id}/stop", response_model=service_answers.ArcgisServiceJob)
def stop_arcgis_service(service: WriteDep, service_type: ServiceType, service_id: int) -> Answer:
    """Stop an ArcGIS service, unless it is stopped."""
    return _begin(service, service_type, service_id, "stop")


@router.put("/{service_type}/{service_id}/refresh", response_model=service_answers.ArcgisServiceJob)
def refresh_arcgis_service(
    service: WriteDep, service_type: ServiceType, service_id: int, refresh_data: bool = False
) -> Answer:
    """Refresh a running ArcGIS service, unless it is up to date."""
    return _begin(service, service_type, service_id, "refresh", with_data=refresh_data)


def _begin(
    service: Service, service_type: str, number: int, what: str, *, with_data: bool = True
) -> Answer:
    """Start a job, or return the running one for the same action; None if none is needed."""
    with service.database.writing() as session:
        row = _find(session, service_type, number)
        doing = BEGINNING[what]
        if row.status == doing and (with_data, row.with_data) != (True, False):
            job: Job | None = session.get_one(Job, row.job_id)
        else:
            _check_idle(row, {"start": "started", "stop": "stopped"}.get(what, "refreshed"))
            job = _job(session, row, what, with_data)
        answer = {
            "job": None if job is None else job_answer(job),
            "arcgis_service": arcgis_answer(row, extended=True),
        }
    service.arcgis.add([number])
    return answer


def _job(session: Session, row: ArcgisService, what: str, with_data: bool) -> Job | None:
    runs = row.status == "started"
    needed = {
        "start": not runs,
        "stop": row.status != "stopped",
        "refresh": runs and outdated(session, row, with_data=with_data),
    }
    if not needed[what]:
        return None
    job = Job(name=f"{what.capitalize()} {row.service_type} service {row.name}")
    session.add(job)
    session.flush()
    row.status, row.job_id, row.with_data, row.detail = BEGINNING[what], job.id, with_data, None
    session.flush()
    return job


def _find(session: Session, service_type: str, number: int) -> ArcgisService:
    found = session.get(ArcgisService, number) if fits(number) else None
    if found is None or found.service_type != service_type:
        raise HTTPException(404, f"{service_type} service {number} not found")
    return found


def _check_idle(row: ArcgisService, done: str) -> None:
    if row.status in UNDER_WAY:
        raise HTTPException(
            409,
            f"{row.name} is {row.status} and cannot be {done} now; wait for job {row.job_id}",
        )


def _check_plugin(service: Service, service_type: str) -> None:
    if service_type == "Image":
        require_plugin(service, "image_service")


def _collections(session: Session, service_type: str, numbers: list[int]) -> list[int]:
    """Check that the service can show the data collections; return each once."""
    kept = list(dict.fromkeys(numbers))
    kind = SHOWN_KIND[service_type]
    for number in kept:
        collection = find_collection_anywhere(session, number)
        if kind_of(collection.data_collection_type) != kind:
            raise HTTPException(
                409,
                f"Data collection {number} is of type {collection.data_collection_type};"
                f" {service_type} services show {kind}s",
            )
    return kept


def _check_options(service: Service, service_type: str, options: ArcgisOptions) -> None:
    """Refuse options that do not fit the type, users that do not exist, and unknown EPSG codes."""
    where = ("body", "options")
    own, other = ("feature_service_options", "image_service_options")
    if service_type == "Image":
        own, other = other, own
    if getattr(options, own) is None:
        invalid(f"{service_type} services require {own}", *where, own, kind="missing")
    if getattr(options, other) is not None:
        invalid(f"{service_type} services do not take {other}", *where, other)
    for index, name in enumerate(options.gdo_users or []):
        if name not in service.options.gdo_users:
            invalid("unknown GeoData Online user", *where, "gdo_users", index)
    image = options.image_service_options
    if image is not None:
        place = (*where, "image_service_options")
        _check_srid(image.default_service_srid, *place, "default_service_srid")
        srids = (image.wms_options.supported_srids if image.wms_options else None) or []
        for index, srid in enumerate(srids):
            _check_srid(srid, *place, "wms_options", "supported_srids", index)


def _check_srid(srid: int, *where: str | int) -> None:
    # Slow to import, and rarely needed.
    import rasterio
    from rasterio.crs import CRS
    from rasterio.errors import CRSError

    # Inside rasterio's environment, PROJ does not print errors to the terminal.
    with rasterio.Env():
        try:
            crs = CRS.from_epsg(srid) if 0 < srid < 2**31 else None
        except CRSError:
            crs = None
    if crs is None or not (crs.is_projected or crs.is_geographic):
        invalid("must be the EPSG code of a coordinate system, such as 25833", *where)
