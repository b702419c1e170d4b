"""How services and their tasks are answered."""

from ..services.tables import (
    AnalysisService,
    AnalysisTask,
    ArcgisService,
    HarvestService,
    HarvestTask,
)
from .shapes import Answer


def arcgis_answer(service: ArcgisService, extended: bool = False) -> Answer:
    """Answer an ArcGIS service; extended: with what it shows now."""
    answer = {
        "id": service.id,
        "service_type": service.service_type,
        "name": service.name,
        "description": service.description,
        "status": service.status,
        "detail": service.detail,
        "data_collection_ids": service.data_collection_ids,
        "options": service.options,
        "job_id": service.job_id,
        "created_at": service.created_at,
        "updated_at": service.updated_at,
        "created_by": service.created_by,
    }
    return answer | ({"published": service.published} if extended else {})


def harvest_answer(service: HarvestService, status: str) -> Answer:
    """Answer a harvest service; of how it signs in only the way is told, never the secrets."""
    return {
        "id": service.id,
        "data_collection_id": service.data_collection_id,
        "name": service.name,
        "description": service.description,
        "url": service.url,
        "auth_types": sorted(service.auth),
        "field_mappings": {"maps": service.maps, "extra_fields": service.extra_fields},
        "where_clause": service.where_clause,
        "status": status,
        "created_at": service.created_at,
        "updated_at": service.updated_at,
        "created_by": service.created_by,
    }


def harvest_task_answer(task: HarvestTask, extended: bool = False) -> Answer:
    """Answer a task of a harvest service; extended: with samples of what was harvested."""
    result = task.result
    if result is not None and not extended:
        result = {name: value for name, value in result.items() if name != "sample"}
    return {
        "id": task.id,
        "harvest_service_id": task.service_id,
        "name": task.name,
        "status": task.status,
        "detail": task.detail,
        "result": result,
        "created_at": task.created_at,
        "updated_at": task.updated_at,
        "created_by": task.created_by,
    }


def analysis_service_answer(service: AnalysisService) -> Answer:
    """Answer an analysis service."""
    return {
        "id": service.id,
        "name": service.name,
        "module_name": service.module_name,
        "enabled": service.enabled,
        "config": service.config,
        "created_at": service.created_at,
        "updated_at": service.updated_at,
        "created_by": service.created_by,
    }


def analysis_task_answer(task: AnalysisTask) -> Answer:
    """Answer an analysis task."""
    return {
        "id": task.id,
        "analysis_service_id": task.service_id,
        "name": task.name,
        "params": task.params,
        "status": task.status,
        "detail": task.detail,
        "result": task.result,
        "started_at": task.started_at,
        "ended_at": task.ended_at,
        "created_at": task.created_at,
        "updated_at": task.updated_at,
        "created_by": task.created_by,
    }
