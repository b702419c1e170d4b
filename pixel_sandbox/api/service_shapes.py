"""Response bodies of services and their tasks."""

from ..services.tables import (
    AnalysisService,
    AnalysisTask,
    ArcgisService,
    HarvestService,
    HarvestTask,
)
from .shapes import HISTORY, Answer, columns


def arcgis_answer(service: ArcgisService, extended: bool = False) -> Answer:
    """Build the response of an ArcGIS service; with `extended` also its published content."""
    answer = columns(
        service,
        "id service_type name description status detail data_collection_ids options job_id"
        f" {HISTORY}",
    )
    return answer | ({"published": service.published} if extended else {})


def harvest_answer(service: HarvestService, status: str) -> Answer:
    """Build the response of a harvest service, with the types of its secrets only."""
    return {
        **columns(service, f"id data_collection_id name description url {HISTORY}"),
        "auth_types": sorted(service.auth),
        "field_mappings": {"maps": service.maps, "extra_fields": service.extra_fields},
        "where_clause": service.where_clause,
        "status": status,
    }


def harvest_task_answer(task: HarvestTask, extended: bool = False) -> Answer:
    """Build the response of a harvest task; with `extended` also samples of the results."""
    result = task.result
    if result is not None and not extended:
        result = {name: value for name, value in result.items() if name != "sample"}
    return {
        "id": task.id,
        "harvest_service_id": task.service_id,
        **columns(task, f"name status detail {HISTORY}"),
        "result": result,
    }


def analysis_service_answer(service: AnalysisService) -> Answer:
    """Build the response of an analysis service."""
    return columns(service, f"id name module_name enabled config {HISTORY}")


def analysis_task_answer(task: AnalysisTask) -> Answer:
    """Build the response of an analysis task."""
    return {
        "id": task.id,
        "analysis_service_id": task.service_id,
        **columns(task, f"name params status detail result started_at ended_at {HISTORY}"),
    }
