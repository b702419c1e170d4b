"""Which ids a request or an answer names, and of what: a project's 3 is not an image's 3."""

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
"""The fields of an answer that hold what the answer is about, or what lies in it."""


def path_ids(path: str, method: str = "GET") -> tuple[list[tuple[int, str]], str]:
    """The ids in a path.

    Args:
        path: Of a request.
        method: Its HTTP method.

    Returns:
        The segments that are ids, each with the kind of thing, and the kind that a plain `id` in
        the answer is of.
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
    # Only the slash tells a service from its tasks.
    ends_in_number = segments[-1] == "" and segments[-2:-1] and segments[-2].isdigit()
    if kind == "harvest_service" and method == "GET" and ends_in_number:
        kind = "harvest_task"
    return found, kind


def key_kind(key: str, container: str, siblings: Mapping[str, Any]) -> str | None:
    """What a field or a query parameter is an id of; None when it is no id.

    Args:
        key: Its name.
        container: The kind that a plain `id` or `ids` is of here.
        siblings: The object it stands in, which may say what a `resource_id` is of.
    """
    if key in {"id", "ids"}:
        return container
    if key in {"resource_id", "new_resource_id"}:
        prefix = key.removesuffix("resource_id")
        named = siblings.get(f"{prefix}resource_type") or siblings.get(f"{prefix}resource_name")
        return str(named) if named else None
    if key in _KEYS:
        return _KEYS[key]
    if key == "job_ids":  # finish_upload_jobs says so to its upload jobs
        return "upload_job"
    if key == "point_cloud_ids" and "retry_failed" in siblings:
        return "optimized_point_cloud"  # to run them is to name what was created for that
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
    """The kind of the things under a key: `data_collections` holds data collections."""
    return _INSIDE.get(key, container)
