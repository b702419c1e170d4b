"""Harvest services of a data collection, and their tasks."""

from collections.abc import Sequence
from typing import Literal

from fastapi import APIRouter, HTTPException
from sqlalchemy import select
from sqlalchemy.orm import Session

from ..database import now
from ..services.harvest import UNDER_WAY
from ..services.tables import HarvestService, HarvestTask
from . import answers, service_answers
from .dependencies import ListDep, ReadDep, ServiceDep, WriteDep, Writer, invalid
from .harvest_bodies import (
    FieldMap,
    FieldMappingUpdate,
    HarvestServiceCreate,
    HarvestServiceUpdate,
)
from .lookup import find_collection, fits
from .projects import merge_tags
from .service_shapes import harvest_answer, harvest_task_answer
from .shapes import Answer

router = APIRouter(
    prefix="/projects/{project_id}/data_collections/{data_collection_id}/harvest_services",
    tags=["harvest_services"],
)

TaskStatus = Literal["pending", "submitted", "in_progress", "completed", "failed"]


@router.post("/", status_code=201, response_model=service_answers.HarvestService)
def create_harvest_service(
    service: ServiceDep,
    user: Writer,
    project_id: int,
    data_collection_id: int,
    body: HarvestServiceCreate,
) -> Answer:
    """Create a harvest service, without starting it."""
    maps = body.field_mappings.maps or []
    _check_maps(maps)
    with service.database.writing() as session:
        collection = find_collection(session, project_id, data_collection_id)
        if collection.data_collection_type != "image":
            raise HTTPException(
                409,
                f"Data collection {collection.id} is of type {collection.data_collection_type};"
                " images are harvested into one of type image",
            )
        row = HarvestService(
            data_collection_id=collection.id,
            name=body.name,
            description=body.description,
            url=body.url,
            auth=body.auth.revealed(),
            maps=[each.model_dump() for each in maps],
            extra_fields=merge_tags([], body.field_mappings.extra_fields, None),
            where_clause=body.where_clause,
            tags=[],
            created_by=user.username,
        )
        session.add(row)
        session.flush()
        return _answer(session, row)


@router.get("/", response_model=list[service_answers.HarvestService])
def list_harvest_services(
    service: ReadDep, project_id: int, data_collection_id: int, params: ListDep
) -> list[Answer]:
    """List the harvest services of a data collection."""
    with service.database.reading() as session:
        collection = find_collection(session, project_id, data_collection_id)
        query = select(HarvestService).where(HarvestService.data_collection_id == collection.id)
        rows = list(session.scalars(params.page(query, HarvestService)))
        return [_answer(session, row) for row in rows]


@router.get("/{service_id}", response_model=service_answers.HarvestService)
def get_harvest_service(
    service: ReadDep, project_id: int, data_collection_id: int, service_id: int
) -> Answer:
    """Get a harvest service."""
    with service.database.reading() as session:
        return _answer(session, _find(session, project_id, data_collection_id, service_id))


@router.put("/{service_id}", response_model=service_answers.HarvestService)
def update_harvest_service(
    service: WriteDep,
    project_id: int,
    data_collection_id: int,
    service_id: int,
    body: HarvestServiceUpdate,
) -> Answer:
    """Change the given fields of a harvest service."""
    with service.database.writing() as session:
        row = _find(session, project_id, data_collection_id, service_id)
        changes = body.model_dump(
            include={"name", "description", "url", "where_clause"}, exclude_none=True
        )
        for name, value in changes.items():
            setattr(row, name, value)
        if body.auth is not None:
            row.auth = body.auth.revealed()
        if body.field_mappings is not None:
            _change_fields(row, body.field_mappings)
        row.updated_at = now()
        session.flush()
        return _answer(session, row)


@router.delete("/{service_id}", response_model=answers.Confirmation)
def delete_harvest_service(
    service: WriteDep, project_id: int, data_collection_id: int, service_id: int
) -> Answer:
    """Delete a harvest service with its tasks; a running harvest is stopped."""
    with service.database.writing() as session:
        row = _find(session, project_id, data_collection_id, service_id)
        running = _running(session, row)
        session.delete(row)
    if running is not None:
        service.harvest.interrupt(running.id)
    return {"id": service_id, "deleted": True, "detail": f"{row.name} was deleted"}


@router.get("/{service_id}/", response_model=list[service_answers.HarvestTask])
def list_harvest_tasks(
    service: ReadDep,
    project_id: int,
    data_collection_id: int,
    service_id: int,
    params: ListDep,
    status: TaskStatus | None = None,
    get_new: bool = False,
) -> list[Answer]:
    """List the tasks of a harvest service; with `get_new` only unfinished ones."""
    with service.database.reading() as session:
        row = _find(session, project_id, data_collection_id, service_id)
        query = select(HarvestTask).where(HarvestTask.service_id == row.id)
        if status is not None:
            query = query.where(HarvestTask.status == status)
        if get_new:
            query = query.where(HarvestTask.status.in_(UNDER_WAY))
        tasks = session.scalars(params.page(query, HarvestTask))
        return [harvest_task_answer(task, params.extended) for task in tasks]


@router.post("/{service_id}/start", response_model=service_answers.HarvestServiceTask)
def start_harvest_service(
    service: ServiceDep, user: Writer, project_id: int, data_collection_id: int, service_id: int
) -> Answer:
    """Start a harvest, unless one is running."""
    with service.database.writing() as session:
        row = _find(session, project_id, data_collection_id, service_id)
        running = _running(session, row)
        if running is not None:
            raise HTTPException(409, f"{row.name} is already harvesting: task {running.id}")
        task = HarvestTask(
            service_id=row.id, name=f"Harvest {row.name}", tags=[], created_by=user.username
        )
        session.add(task)
        session.flush()
        answer = {
            "detail": f"{row.name} was started",
            "task": harvest_task_answer(task),
            "harvest_service": _answer(session, row),
        }
    service.harvest.add([task.id])
    return answer


@router.post("/{service_id}/stop", response_model=service_answers.HarvestServiceTask)
def stop_harvest_service(
    service: ServiceDep, user: Writer, project_id: int, data_collection_id: int, service_id: int
) -> Answer:
    """Stop the running harvest, if there is one."""
    with service.database.writing() as session:
        row = _find(session, project_id, data_collection_id, service_id)
        task = _running(session, row)
        detail = f"{row.name} was not harvesting"
        if task is not None:
            detail = f"{row.name} was stopped"
            task.status, task.detail = "failed", f"stopped by {user.username}"
            task.updated_at = now()
            session.flush()
        answer = {
            "detail": detail,
            "task": None if task is None else harvest_task_answer(task),
            "harvest_service": _answer(session, row),
        }
    if task is not None:
        service.harvest.interrupt(task.id)
    return answer


def _find(
    session: Session, project_id: int, data_collection_id: int, number: int
) -> HarvestService:
    collection = find_collection(session, project_id, data_collection_id)
    found = session.get(HarvestService, number) if fits(number) else None
    if found is None or found.data_collection_id != collection.id:
        raise HTTPException(
            404, f"Harvest service {number} not found in data collection {collection.id}"
        )
    return found


def _running(session: Session, row: HarvestService) -> HarvestTask | None:
    query = select(HarvestTask).where(
        HarvestTask.service_id == row.id, HarvestTask.status.in_(UNDER_WAY)
    )
    return session.scalar(query)


def _answer(session: Session, row: HarvestService) -> Answer:
    return harvest_answer(row, "idle" if _running(session, row) is None else "running")


def _check_maps(maps: Sequence[FieldMap]) -> None:
    seen: set[tuple[str, str]] = set()
    for index, each in enumerate(maps):
        key = (each.model, each.field_name)
        if key in seen:
            where = ("body", "field_mappings", "maps", index)
            invalid(f"the field {each.field_name} of {each.model} is mapped twice", *where)
        seen.add(key)


def _change_fields(row: HarvestService, changes: FieldMappingUpdate) -> None:
    """Add, remove and update field maps, all or none."""
    maps = {(each["model"], each["field_name"]): each["external_field"] for each in row.maps}
    for change in changes.maps or []:
        key = (change.model, change.field_name)
        named = f"the field {change.field_name} of {change.model}"
        if change.operation == "add" and key in maps:
            raise HTTPException(409, f"{row.name} already maps {named}; update it")
        if change.operation != "add" and key not in maps:
            raise HTTPException(404, f"{row.name} does not map {named}")
        if change.external_field is None or change.operation == "remove":
            del maps[key]
        else:
            maps[key] = change.external_field
    row.maps = [
        {"model": model, "field_name": name, "external_field": external}
        for (model, name), external in maps.items()
    ]
    row.extra_fields = merge_tags(
        row.extra_fields, changes.add_extra_fields, changes.remove_extra_fields
    )
