"""Data collections: containers of a project's resources, one type each."""

from typing import Any

from fastapi import APIRouter
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ..database import DataCollection, Resource, now
from . import answers
from .bodies import CollectionCreate, CollectionType, CollectionUpdate
from .dependencies import ListDep, ListParameters, ReadDep, ServiceDep, WriteDep, Writer, invalid
from .lookup import find_collection, find_project
from .projects import merge_tags
from .shapes import Answer, collection_answer

router = APIRouter(prefix="/projects/{project_id}/data_collections", tags=["data_collections"])

RASTER_TYPES = {"raster", "RGB", "DTM", "DSM"}
# Permitted band counts and pixel types by data collection type.
RASTER_RULES: dict[str, tuple[set[int], set[str]]] = {
    "RGB": ({3, 4}, {"uint8"}),
    "DTM": ({1}, {"float32", "float64"}),
    "DSM": ({1}, {"float32", "float64"}),
}


@router.post("/", status_code=201, response_model=answers.DataCollection)
def create_data_collection(
    service: ServiceDep, user: Writer, project_id: int, body: CollectionCreate
) -> Answer:
    """Create a data collection."""
    _check_raster_info(body)
    info = body.raster_info.model_dump(mode="json") if body.raster_info else None
    with service.database.writing() as session:
        find_project(session, project_id)
        collection = DataCollection(
            project_id=project_id,
            name=body.name,
            description=body.description,
            data_collection_type=body.data_collection_type,
            raster_info=info,
            tags=merge_tags([], body.tags, None),
            created_by=user.username,
        )
        session.add(collection)
        session.flush()
        return collection_answer(collection)


@router.get("/", response_model=list[answers.DataCollection])
def list_data_collections(
    service: ReadDep,
    project_id: int,
    params: ListDep,
    data_collection_type: CollectionType | None = None,
) -> list[Answer]:
    """List the data collections of a project."""
    with service.database.reading() as session:
        return _list(session, project_id, params, data_collection_type, deleted=False)


@router.get("/deleted", response_model=list[answers.DataCollection])
def list_deleted_data_collections(
    service: ReadDep,
    project_id: int,
    params: ListDep,
    data_collection_type: CollectionType | None = None,
) -> list[Answer]:
    """List the deleted data collections of a project."""
    with service.database.reading() as session:
        return _list(session, project_id, params, data_collection_type, deleted=True)


@router.get("/{data_collection_id}", response_model=answers.DataCollection)
def get_data_collection(service: ReadDep, project_id: int, data_collection_id: int) -> Answer:
    """Get a data collection."""
    with service.database.reading() as session:
        return collection_answer(find_collection(session, project_id, data_collection_id))


@router.put("/{data_collection_id}", response_model=answers.DataCollection)
def update_data_collection(
    service: WriteDep, project_id: int, data_collection_id: int, body: CollectionUpdate
) -> Answer:
    """Change the given fields of a data collection."""
    with service.database.writing() as session:
        collection = find_collection(session, project_id, data_collection_id)
        if body.name is not None:
            collection.name = body.name
        if body.description is not None:
            collection.description = body.description
        collection.tags = merge_tags(collection.tags, body.add_tags, body.remove_tags)
        collection.updated_at = now()
        session.flush()
        return collection_answer(collection)


@router.put("/{data_collection_id}/move", response_model=answers.DataCollection)
def move_data_collection(
    service: WriteDep, project_id: int, data_collection_id: int, new_project_id: int
) -> Answer:
    """Move a data collection to another project."""
    with service.database.writing() as session:
        collection = find_collection(session, project_id, data_collection_id)
        collection.project_id = find_project(session, new_project_id).id
        session.flush()
        return collection_answer(collection)


@router.delete("/{data_collection_id}", response_model=answers.Confirmation)
def delete_data_collection(
    service: WriteDep, project_id: int, data_collection_id: int
) -> dict[str, Any]:
    """Delete a data collection; it can be restored."""
    with service.database.writing() as session:
        collection = find_collection(session, project_id, data_collection_id)
        collection.deleted_at = now()
        detail = f"Data collection {data_collection_id} was deleted"
        return {"id": data_collection_id, "deleted": True, "detail": detail}


@router.post("/{data_collection_id}/restore", response_model=answers.DataCollection)
def restore_data_collection(service: WriteDep, project_id: int, data_collection_id: int) -> Answer:
    """Restore a deleted data collection."""
    with service.database.writing() as session:
        collection = find_collection(session, project_id, data_collection_id, deleted=True)
        collection.deleted_at = None
        session.flush()
        return collection_answer(collection)


def _check_raster_info(body: CollectionCreate) -> None:
    info = body.raster_info
    if info is None:
        return
    kind = body.data_collection_type
    if kind not in RASTER_TYPES:
        invalid(f"a data collection of type {kind} has no raster_info", "body", "raster_info")
    bands, types = RASTER_RULES.get(kind, (None, None))
    if bands and info.num_bands is not None and info.num_bands not in bands:
        allowed = " or ".join(map(str, sorted(bands)))
        invalid(f"{kind} rasters have {allowed} band(s)", "body", "raster_info", "num_bands")
    if types and info.data_type is not None and info.data_type.lower() not in types:
        allowed = " or ".join(sorted(types))
        invalid(f"{kind} rasters are {allowed}", "body", "raster_info", "data_type")
    if info.cell_size is not None and min(info.cell_size) <= 0:
        invalid("cell sizes must be positive", "body", "raster_info", "cell_size")


def _list(
    session: Session,
    project_id: int,
    params: ListParameters,
    kind: CollectionType | None,
    *,
    deleted: bool,
) -> list[Answer]:
    find_project(session, project_id)
    column = DataCollection.deleted_at
    query = select(DataCollection).where(
        DataCollection.project_id == project_id,
        column.is_not(None) if deleted else column.is_(None),
    )
    if kind is not None:
        query = query.where(DataCollection.data_collection_type == kind)
    answers = []
    for collection in session.scalars(params.page(query, DataCollection)):
        answer = collection_answer(collection)
        if params.extended:
            count = select(func.count(Resource.id)).where(
                Resource.data_collection_id == collection.id, Resource.deleted_at.is_(None)
            )
            answer["resource_count"] = session.scalar(count)
        answers.append(answer)
    return answers
