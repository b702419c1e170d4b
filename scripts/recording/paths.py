"""Finds the ids in requests and responses and the kind of resource that each belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

KINDS = (
    "project",
    "data_collection",
    "image",
    "raster",
    "point_cloud",
    "upload_job",
    "job",
    "group",
    "optimized_raster",
    "optimized_point_cloud",
    "arcgis_service",
    "harvest_service",
    "harvest_task",
    "attachment",
    "analysis_service",
    "analysis_task",
    "user",
)

_SEGMENTS = {
    "projects": "project",
    "data_collections": "data_collection",
    "images": "image",
    "rasters": "raster",
    "point_clouds": "point_cloud",
    "upload_jobs": "upload_job",
    "jobs": "job",
    "groups": "group",
    "arcgis_services": "arcgis_service",
    "harvest_services": "harvest_service",
    "attachments": "attachment",
    "services": "analysis_service",
    "tasks": "analysis_task",
    "users": "user",
    "oidc": "user",
}
_KEYS = {
    "parent_id": "project",
    "parent_project_id": "project",
    "new_parent_id": "project",
    "new_parent_project_id": "project",
    "new_project_id": "project",
    "new_data_collection_id": "data_collection",
    "group_id": "group",
    "group_job_id": "group",
    "optimize_raster_ids": "optimized_raster",
}
_INSIDE = _SEGMENTS | {
    "parent": "project",
    "children": "project",
    "group_job": "group",
    "arcgis_service": "arcgis_service",
    "job": "job",
}

CONTENTS = frozenset(_INSIDE) - {"parent"} | {"result", "results"}
"""Response fields that hold the resource itself, or resources inside it."""


def path_ids(path: str, method: str = "GET") -> tuple[list[tuple[int, str]], str]:
    """Find the ids in a path.

    Args:
        path: Path of a request.
        method: Its HTTP method.

    Returns:
        Position and kind of each segment that is an id, and the kind of a plain `id` in the
        response.
    """
    found: list[tuple[int, str]] = []
    kind = ""
    segments = path.split("/")
    for number, segment in enumerate(segments):
        if segment.isdigit():
            found.append((number, kind))
        elif segment == "optimized":
            kind = f"optimized_{kind}"
        else:
            kind = _SEGMENTS.get(segment, kind)
    # Only the trailing slash distinguishes a service from its tasks.
    ends_in_number = segments[-1] == "" and segments[-2:-1] and segments[-2].isdigit()
    if kind == "harvest_service" and method == "GET" and ends_in_number:
        kind = "harvest_task"
    return found, kind


def key_kind(key: str, container: str, siblings: Mapping[str, Any]) -> str | None:
    """The kind of resource that a field or query parameter is an id of; None if it is not an id.

    Args:
        key: Its name.
        container: The kind of a plain `id` or `ids` here.
        siblings: The object around it, which may have the kind of a `resource_id`.
    """
    if key in {"id", "ids"}:
        return container
    if key in {"resource_id", "new_resource_id"}:
        prefix = key.removesuffix("resource_id")
        named = siblings.get(f"{prefix}resource_type") or siblings.get(f"{prefix}resource_name")
        return str(named) if named else None
    if key in _KEYS:
        return _KEYS[key]
    if key == "job_ids":  # the name in finish_upload_jobs
        return "upload_job"
    if key == "point_cloud_ids" and "retry_failed" in siblings:
        return "optimized_point_cloud"  # the run request refers to what was created before
    if key == "service_id":
        if container == "harvest_task":
            return "harvest_service"
        return container if container.endswith("_service") else "analysis_service"
    if key == "task_id":
        return container if container.endswith("_task") else "analysis_task"
    for ending in ("_ids", "_id"):
        if key.endswith(ending):
            return key.removesuffix(ending)
    return None


def named_kind(key: str, container: str) -> str:
    """The kind of the resources under a key: `data_collections` holds data collections."""
    return _INSIDE.get(key, container)
