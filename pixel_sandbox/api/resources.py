"""Common operations of images, rasters and point clouds."""

from typing import Any

from fastapi import HTTPException
from sqlalchemy import ColumnElement, select

from ..database import Resource, now
from ..service import Service
from .attachments import delete_attachments
from .bodies import ResourceUpdate
from .data_collections import RASTER_TYPES
from .dependencies import ListParameters, invalid
from .lookup import find_collection, find_collection_anywhere, find_resource
from .projects import merge_tags
from .shapes import Answer, resource_answer


def kind_of(collection_type: str) -> str:
    """The kind of resource in a type of data collection: image, raster or point_cloud."""
    return "raster" if collection_type in RASTER_TYPES else collection_type


def list_resources(
    service: Service,
    project_id: int,
    data_collection_id: int,
    kind: str,
    params: ListParameters,
    *filters: ColumnElement[bool],
) -> list[Answer]:
    """List a page of the resources of one kind in a data collection."""
    with service.database.reading() as session:
        collection = find_collection(session, project_id, data_collection_id)
        query = select(Resource).where(
            Resource.data_collection_id == collection.id,
            Resource.kind == kind,
            Resource.deleted_at.is_(None),
            *filters,
        )
        rows = session.scalars(params.page(query, Resource))
        return [resource_answer(row, project_id, params.extended) for row in rows]


def get_resource(
    service: Service, project_id: int, data_collection_id: int, kind: str, number: int
) -> Answer:
    """Get one resource, with all its fields."""
    with service.database.reading() as session:
        collection = find_collection(session, project_id, data_collection_id)
        row = find_resource(session, collection, kind, number)
        return resource_answer(row, project_id, extended=True)


def get_metadata(
    service: Service, project_id: int, data_collection_id: int, kind: str, number: int
) -> Answer:
    """Get the metadata of a resource: from its file, and custom metadata."""
    with service.database.reading() as session:
        collection = find_collection(session, project_id, data_collection_id)
        row = find_resource(session, collection, kind, number)
        return {
            "id": row.id,
            "name": row.name,
            **row.file_metadata,
            "json_metadata": row.json_metadata,
        }


def update_resource(
    service: Service,
    project_id: int,
    data_collection_id: int,
    kind: str,
    number: int,
    body: ResourceUpdate,
) -> Answer:
    """Change the given fields of a resource; json_metadata is merged by key."""
    if body.fields is not None and body.fields.fields_type != kind:
        message = f"fields_type must be {kind}, not {body.fields.fields_type}"
        invalid(message, "body", "fields", "fields_type")
    with service.database.writing() as session:
        collection = find_collection(session, project_id, data_collection_id)
        row = find_resource(session, collection, kind, number)
        if body.fields is not None:
            changes = body.fields.model_dump(
                mode="json", exclude={"fields_type"}, exclude_none=True
            )
            row.name = changes.pop("name", None) or row.name
            row.fields = row.fields | changes
        if body.json_metadata is not None:
            row.json_metadata = row.json_metadata | body.json_metadata
        row.tags = merge_tags(row.tags, body.add_tags, body.remove_tags)
        row.updated_at = now()
        session.flush()
        return resource_answer(row, project_id, extended=True)


def move_resource(
    service: Service,
    source: tuple[int, int],
    kind: str,
    number: int,
    target: tuple[int | None, int],
) -> Answer:
    """Move a resource to another data collection for the same kind.

    Args:
        service: The sandbox.
        source: Its project and data collection.
        kind: Kind of the resource.
        number: Its id.
        target: The new project and data collection; the project may be None.
    """
    with service.database.writing() as session:
        row = find_resource(session, find_collection(session, *source), kind, number)
        project_id, collection_id = target
        if project_id is None:
            project_id = find_collection_anywhere(session, collection_id).project_id
        goal = find_collection(session, project_id, collection_id)
        if kind_of(goal.data_collection_type) != kind:
            raise HTTPException(
                409,
                f"Data collection {goal.id} is of type {goal.data_collection_type}"
                f" and cannot take {row.name}",
            )
        row.data_collection_id = goal.id
        session.flush()
        return resource_answer(row, project_id, extended=True)


def delete_resource(
    service: Service, project_id: int, data_collection_id: int, kind: str, number: int
) -> dict[str, Any]:
    """Delete a resource permanently, with its attachments."""
    with service.database.writing() as session:
        collection = find_collection(session, project_id, data_collection_id)
        row = find_resource(session, collection, kind, number)
        row.deleted_at = now()
        attached = delete_attachments(session, kind, number)
    for key in attached:
        service.store.remove(key)
    return {"id": number, "deleted": True, "detail": f"{row.name} was deleted"}
