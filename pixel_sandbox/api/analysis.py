"""Analysis: modules, services that configure them, and tasks that run them."""

from collections.abc import Mapping
from typing import Any, Literal

from fastapi import APIRouter, HTTPException
from sqlalchemy import select
from sqlalchemy.orm import Session

from ..database import now
from ..services.analysis import UNDER_WAY
from ..services.modules import MODULES
from ..services.tables import AnalysisService, AnalysisTask
from . import service_answers
from .dependencies import (
    PageDep,
    ReadDep,
    Reader,
    ServiceDep,
    Superuser,
    SuperuserDep,
    WriteDep,
    Writer,
    invalid,
)
from .lookup import fits
from .service_bodies import AnalysisServiceCreate, AnalysisServicePatch, AnalysisTaskCreate
from .service_shapes import analysis_service_answer, analysis_task_answer
from .shapes import Answer

router = APIRouter(prefix="/analysis", tags=["analysis"])

TaskStatus = Literal["REVOKED", "PENDING", "SCHEDULED", "RUNNING", "SUCCESS", "FAILED"]


@router.get("/modules/")
def list_analysis_modules(user: Reader) -> list[Answer]:
    """List the analysis modules."""
    del user
    return [
        {
            "name": name,
            "description": module.description,
            "config": dict(module.config),
            "params": {"data_collection_id": "id of the data collection to look at"},
        }
        for name, module in MODULES.items()
    ]


@router.get("/services/", response_model=list[service_answers.AnalysisService])
def list_analysis_services(
    service: ReadDep, params: PageDep, enabled: bool | None = None
) -> list[Answer]:
    """List the analysis services."""
    query = select(AnalysisService)
    if enabled is not None:
        query = query.where(AnalysisService.enabled == enabled)
    with service.database.reading() as session:
        rows = session.scalars(params.page(query, AnalysisService))
        return [analysis_service_answer(row) for row in rows]


@router.post("/services/", status_code=201, response_model=service_answers.AnalysisService)
def create_analysis_service(
    service: ServiceDep, user: Superuser, body: AnalysisServiceCreate
) -> Answer:
    """Create an analysis service."""
    if body.module_name not in MODULES:
        message = f"unknown module; it must be one of {', '.join(MODULES)}"
        invalid(message, "body", "module_name")
    with service.database.writing() as session:
        row = AnalysisService(**body.model_dump(), created_by=user.username)
        session.add(row)
        session.flush()
        return analysis_service_answer(row)


@router.patch("/services/{service_id}", response_model=service_answers.AnalysisService)
def patch_analysis_service(
    service: SuperuserDep, service_id: int, body: AnalysisServicePatch
) -> Answer:
    """Change parts of an analysis service; config is merged deeply."""
    with service.database.writing() as session:
        row = _find_service(session, service_id)
        if body.name is not None:
            row.name = body.name
        if body.enabled is not None:
            row.enabled = body.enabled
        if body.config is not None:
            row.config = merge(row.config, body.config)
        row.updated_at = now()
        session.flush()
        return analysis_service_answer(row)


@router.delete("/services/{service_id}", status_code=204)
def delete_analysis_service(service: SuperuserDep, service_id: int) -> None:
    """Delete an analysis service with its tasks, also those under way."""
    with service.database.writing() as session:
        row = _find_service(session, service_id)
        query = select(AnalysisTask.id).where(
            AnalysisTask.service_id == row.id, AnalysisTask.status.in_(UNDER_WAY)
        )
        running = list(session.scalars(query))
        session.delete(row)
    for number in running:
        service.analysis.interrupt(number)


@router.get("/services/{service_id}/tasks/", response_model=list[service_answers.AnalysisTask])
def list_analysis_tasks(
    service: ReadDep, service_id: int, params: PageDep, status: TaskStatus | None = None
) -> list[Answer]:
    """List the tasks of an analysis service."""
    with service.database.reading() as session:
        row = _find_service(session, service_id)
        query = select(AnalysisTask).where(AnalysisTask.service_id == row.id)
        if status is not None:
            query = query.where(AnalysisTask.status == status)
        rows = session.scalars(params.page(query, AnalysisTask))
        return [analysis_task_answer(task) for task in rows]


@router.post(
    "/services/{service_id}/tasks/", status_code=201, response_model=service_answers.AnalysisTask
)
def create_analysis_task(
    service: ServiceDep, user: Writer, service_id: int, body: AnalysisTaskCreate
) -> Answer:
    """Create a task; it does not run yet."""
    with service.database.writing() as session:
        row = _find_service(session, service_id)
        task = AnalysisTask(
            service_id=row.id,
            name=body.name or f"Task of {row.name}",
            params=body.params,
            created_by=user.username,
        )
        session.add(task)
        session.flush()
        return analysis_task_answer(task)


@router.delete("/services/{service_id}/tasks/{task_id}", status_code=204)
def delete_analysis_task(service: WriteDep, service_id: int, task_id: int) -> None:
    """Delete a task that is not under way."""
    with service.database.writing() as session:
        task = _find_task(session, service_id, task_id)
        if task.status in UNDER_WAY:
            raise HTTPException(409, f"Task {task_id} is {task.status}; revoke it first")
        session.delete(task)


@router.post(
    "/services/{service_id}/tasks/{task_id}/run", response_model=service_answers.AnalysisTask
)
def run_analysis_task(service: WriteDep, service_id: int, task_id: int) -> Answer:
    """Run a task that is pending, failed or revoked."""
    with service.database.writing() as session:
        task = _find_task(session, service_id, task_id)
        if not task.service.enabled:
            raise HTTPException(409, f"{task.service.name} is not enabled and runs no tasks")
        if task.status in UNDER_WAY or task.status == "SUCCESS":
            hint = "create another" if task.status == "SUCCESS" else "wait for its end"
            raise HTTPException(409, f"Task {task_id} is {task.status}; {hint}")
        task.status = "SCHEDULED"
        task.result = task.detail = task.started_at = task.ended_at = None
        session.flush()
        answer = analysis_task_answer(task)
    service.analysis.add([task_id])
    return answer


@router.post(
    "/services/{service_id}/tasks/{task_id}/revoke", response_model=service_answers.AnalysisTask
)
def revoke_analysis_task(
    service: ServiceDep, user: Writer, service_id: int, task_id: int
) -> Answer:
    """Revoke a task that is pending or running."""
    with service.database.writing() as session:
        task = _find_task(session, service_id, task_id)
        if task.status not in {"PENDING", *UNDER_WAY}:
            raise HTTPException(409, f"Task {task_id} is {task.status} and cannot be revoked")
        task.status, task.detail = "REVOKED", f"revoked by {user.username}"
        task.ended_at = now()
        session.flush()
        answer = analysis_task_answer(task)
    service.analysis.interrupt(task_id)
    return answer


def merge(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """Merge settings deeply: objects by key; other values, including lists and null, replace."""
    merged = dict(old)
    for name, value in new.items():
        before = merged.get(name)
        both = isinstance(before, dict) and isinstance(value, dict)
        merged[name] = merge(before or {}, value) if both else value
    return merged


def _find_service(session: Session, number: int) -> AnalysisService:
    found = session.get(AnalysisService, number) if fits(number) else None
    if found is None:
        raise HTTPException(404, f"Analysis service {number} not found")
    return found


def _find_task(session: Session, service_id: int, number: int) -> AnalysisTask:
    _find_service(session, service_id)
    found = session.get(AnalysisTask, number) if fits(number) else None
    if found is None or found.service_id != service_id:
        raise HTTPException(404, f"Task {number} not found in analysis service {service_id}")
    return found
