"""Looks up the objects in a path; responds with 404 if one is missing."""

from contextlib import suppress

from fastapi import HTTPException
from sqlalchemy import select
from sqlalchemy.orm import Session

from ..database import Attachment, DataCollection, Project, Resource, UploadJob

KIND_NAMES = {"image": "Image", "raster": "Raster", "point_cloud": "Point cloud"}


def find_project(session: Session, project_id: int, *, deleted: bool = False) -> Project:
    """Find a project.

    Args:
        session: The database session.
        project_id: Its id.
        deleted: Whether to find a deleted project instead.

    Raises:
        HTTPException: 404, the project does not exist.
    """
    project = session.get(Project, project_id) if fits(project_id) else None
    if project is None or (project.deleted_at is not None) != deleted:
        raise HTTPException(
            404, f"{'Deleted project' if deleted else 'Project'} {project_id} not found"
        )
    return project


def find_collection(
    session: Session, project_id: int, data_collection_id: int, *, deleted: bool = False
) -> DataCollection:
    """Find a data collection of a project; arguments and errors as for `find_project`."""
    find_project(session, project_id)
    found = session.get(DataCollection, data_collection_id) if fits(data_collection_id) else None
    if found is None or found.project_id != project_id or (found.deleted_at is not None) != deleted:
        what = "Deleted data collection" if deleted else "Data collection"
        raise HTTPException(404, f"{what} {data_collection_id} not found in project {project_id}")
    return found


def find_resource(session: Session, collection: DataCollection, kind: str, number: int) -> Resource:
    """Find an image, raster or point cloud of a data collection, or respond with 404."""
    found = session.get(Resource, number) if fits(number) else None
    if (
        found is None
        or found.kind != kind
        or found.data_collection_id != collection.id
        or found.deleted_at is not None
    ):
        raise HTTPException(
            404, f"{KIND_NAMES[kind]} {number} not found in data collection {collection.id}"
        )
    return found


def find_upload_job(session: Session, collection: DataCollection, number: int) -> UploadJob:
    """Find an upload job of a data collection, or respond with 404."""
    found = session.get(UploadJob, number) if fits(number) else None
    if found is None or found.data_collection_id != collection.id:
        raise HTTPException(
            404, f"Upload job {number} not found in data collection {collection.id}"
        )
    return found


def find_image_anywhere(session: Session, number: int) -> Resource:
    """Find an image by its id alone; 404 when it or a parent does not exist."""
    found = session.get(Resource, number) if fits(number) else None
    if found is not None and found.kind == "image" and found.deleted_at is None:
        with suppress(HTTPException):
            find_collection_anywhere(session, found.data_collection_id)
            return found
    raise HTTPException(404, f"Image {number} not found")


def find_collection_anywhere(session: Session, number: int) -> DataCollection:
    """Find a data collection by its id alone; 404 when it or its project does not exist."""
    found = session.get(DataCollection, number) if fits(number) else None
    if found is None or found.deleted_at is not None or found.project.deleted_at is not None:
        raise HTTPException(404, f"Data collection {number} not found")
    return found


def find_owner(session: Session, resource_type: str, number: int) -> None:
    """Find the owner of attachments: a project, data_collection or image; 404 if missing."""
    if resource_type == "project":
        find_project(session, number)
    elif resource_type == "data_collection":
        find_collection_anywhere(session, number)
    else:
        find_image_anywhere(session, number)


def find_attachment(
    session: Session, resource_type: str, resource_id: int, number: int
) -> Attachment:
    """Find an attachment of a resource; 404 when either does not exist."""
    find_owner(session, resource_type, resource_id)
    found = session.get(Attachment, number) if fits(number) else None
    if found is None or (found.resource_type, found.resource_id) != (resource_type, resource_id):
        what = resource_type.replace("_", " ")
        raise HTTPException(404, f"Attachment {number} not found on {what} {resource_id}")
    return found


def descendants(session: Session, project_id: int) -> list[Project]:
    """All projects below a project, including deleted ones."""
    below: list[Project] = []
    level = [project_id]
    while level:
        query = select(Project).where(Project.parent_project_id.in_(level)).order_by(Project.id)
        children = list(session.scalars(query))
        below.extend(children)
        level = [child.id for child in children]
    return below


def fits(number: int) -> bool:
    """Whether a number can be an id in SQLite."""
    return 0 < number < 2**63
