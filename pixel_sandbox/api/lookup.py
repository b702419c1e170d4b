"""Finds what a path names, or answers 404 with what is missing."""

from fastapi import HTTPException
from sqlalchemy import select
from sqlalchemy.orm import Session

from ..database import DataCollection, Project, Resource, UploadJob

KIND_NAMES = {"image": "Image", "raster": "Raster", "point_cloud": "Point cloud"}


def find_project(session: Session, project_id: int, *, deleted: bool = False) -> Project:
    """Find a project.

    Args:
        session: Where to look.
        project_id: Its id.
        deleted: Find a deleted one instead of a living one.

    Raises:
        HTTPException: 404.
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
    """Find a data collection of a living project; arguments and errors as for `find_project`."""
    find_project(session, project_id)
    found = session.get(DataCollection, data_collection_id) if fits(data_collection_id) else None
    if found is None or found.project_id != project_id or (found.deleted_at is not None) != deleted:
        what = "Deleted data collection" if deleted else "Data collection"
        raise HTTPException(404, f"{what} {data_collection_id} not found in project {project_id}")
    return found


def find_resource(session: Session, collection: DataCollection, kind: str, number: int) -> Resource:
    """Find an image, raster or point cloud of a data collection; 404 when it is not there."""
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
    """Find an upload job of a data collection; 404 when it is not there."""
    found = session.get(UploadJob, number) if fits(number) else None
    if found is None or found.data_collection_id != collection.id:
        raise HTTPException(
            404, f"Upload job {number} not found in data collection {collection.id}"
        )
    return found


def descendants(session: Session, project_id: int) -> list[Project]:
    """All projects below a project, deleted ones too."""
    below: list[Project] = []
    level = [project_id]
    while level:
        query = select(Project).where(Project.parent_project_id.in_(level)).order_by(Project.id)
        children = list(session.scalars(query))
        below.extend(children)
        level = [child.id for child in children]
    return below


def fits(number: int) -> bool:
    """Whether a number can be an id in SQLite at all."""
    return 0 < number < 2**63
