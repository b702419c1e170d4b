"""Common operations of images, rasters and point clouds."""

from typing import Any

from fastapi import APIRouter, HTTPException, Path
from sqlalchemy import ColumnElement, select

from ..database import Resource, now
from ..service import Service
from . import answers
from .attachments import delete_attachments
from .bodies import ResourceUpdate
from .data_collections import RASTER_TYPES
from .dependencies import ListParameters, ReadDep, WriteDep, invalid
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


def _update_resource(
    service: Service, place: tuple[int, int], kind: str, number: int, body: ResourceUpdate
) -> Answer:
    """Change the given fields of a resource; json_metadata is merged by key."""
    if body.fields is not None and body.fields.fields_type != kind:
        message = f"fields_type must be {kind}, not {body.fields.fields_type}"
        invalid(message, "body", "fields", "fields_type")
    with service.database.writing() as session:
        collection = find_collection(session, *place)
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
        return resource_answer(row, place[0], extended=True)


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


def add_resource_routes(
    router: APIRouter, kind: str, phrase: str, model: type[answers.Resource]
) -> None:
    """Add the routes that get, update and delete a resource.

    Args:
        router: The router of the kind.
        kind: image, raster or point_cloud; names the routes and the path parameter.
        phrase: The kind with its article, for the descriptions.
        model: The model of the responses.
    """
    path, parameter = f"/{{{kind}_id}}", Path(alias=f"{kind}_id")

    @router.get(path, response_model=model, name=f"get_{kind}", description=f"Get {phrase}.")
    def get(
        service: ReadDep, project_id: int, data_collection_id: int, number: int = parameter
    ) -> Answer:
        with service.database.reading() as session:
            collection = find_collection(session, project_id, data_collection_id)
            row = find_resource(session, collection, kind, number)
            return resource_answer(row, project_id, extended=True)

    @router.put(path, response_model=model, name=f"update_{kind}", description=f"Change {phrase}.")
    def update(
        service: WriteDep,
        project_id: int,
        data_collection_id: int,
        body: ResourceUpdate,
        number: int = parameter,
    ) -> Answer:
        return _update_resource(service, (project_id, data_collection_id), kind, number, body)

    @router.delete(
        path,
        response_model=answers.Confirmation,
        name=f"delete_{kind}",
        description=f"Delete {phrase}.",
    )
    def delete(
        service: WriteDep, project_id: int, data_collection_id: int, number: int = parameter
    ) -> dict[str, Any]:
        with service.database.writing() as session:
            collection = find_collection(session, project_id, data_collection_id)
            row = find_resource(session, collection, kind, number)
            row.deleted_at = now()
            attached = delete_attachments(session, kind, number)
        for key in attached:
            service.store.remove(key)
        return {"id": number, "deleted": True, "detail": f"{row.name} was deleted"}


def add_move_route(
    router: APIRouter, kind: str, phrase: str, model: type[answers.Resource]
) -> None:
    """Add the route that moves an image or a raster; arguments as `add_resource_routes`."""

    @router.put(
        f"/{{{kind}_id}}/move",
        response_model=model,
        name=f"move_{kind}",
        description=f"Move {phrase} to another data collection.",
    )
    def move(
        service: WriteDep,
        project_id: int,
        data_collection_id: int,
        new_project_id: int,
        new_data_collection_id: int,
        number: int = Path(alias=f"{kind}_id"),
    ) -> Answer:
        source, target = (project_id, data_collection_id), (new_project_id, new_data_collection_id)
        return move_resource(service, source, kind, number, target)
