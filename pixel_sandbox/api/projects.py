"""Projects: a tree, which is deleted and restored with everything below a project."""

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query
from sqlalchemy import select
from sqlalchemy.orm import Session

from ..database import DataCollection, Project, now
from . import answers
from .bodies import ProjectCreate, ProjectUpdate
from .dependencies import ListDep, ListParameters, ReadDep, ServiceDep, WriteDep, Writer
from .lookup import descendants, find_project
from .shapes import Answer, collection_answer, project_answer

router = APIRouter(prefix="/projects", tags=["projects"])

ROOT = -1


def merge_tags(
    tags: list[Any], add: Sequence[str] | None, remove: Sequence[str] | None
) -> list[Any]:
    """Add and remove tags, in order and without duplicates."""
    kept = dict.fromkeys([*tags, *(add or [])])
    return [tag for tag in kept if tag not in set(remove or [])]


@router.post("/", status_code=201, response_model=answers.Project)
def create_project(service: ServiceDep, user: Writer, body: ProjectCreate) -> Answer:
    """Create a project."""
    with service.database.writing() as session:
        if body.parent_project_id is not None:
            find_project(session, body.parent_project_id)
        project = Project(
            name=body.name,
            description=body.description,
            area_of_interest=body.area_of_interest,
            parent_project_id=body.parent_project_id,
            tags=merge_tags([], body.tags, None),
            created_by=user.username,
        )
        session.add(project)
        session.flush()
        return project_answer(project)


@router.get("/", response_model=list[answers.Project])
def list_projects(service: ReadDep, params: ListDep) -> list[Answer]:
    """List the projects, including those below other projects."""
    with service.database.reading() as session:
        return _list(session, params, deleted=False)


@router.get("/deleted", response_model=list[answers.Project])
def list_deleted_projects(service: ReadDep, params: ListDep) -> list[Answer]:
    """List the deleted projects."""
    with service.database.reading() as session:
        return _list(session, params, deleted=True)


@router.get("/{project_id}", response_model=answers.Project)
def get_project(service: ReadDep, project_id: int, extended: bool = False) -> Answer:
    """Get a project; with `extended` also its projects and data collections."""
    with service.database.reading() as session:
        return _answer(session, find_project(session, project_id), extended)


@router.put("/{project_id}", response_model=answers.Project)
def update_project(service: WriteDep, project_id: int, body: ProjectUpdate) -> Answer:
    """Change the given fields of a project."""
    with service.database.writing() as session:
        project = find_project(session, project_id)
        changes = body.model_dump(
            include={"name", "description", "area_of_interest"}, exclude_none=True
        )
        for name, value in changes.items():
            setattr(project, name, value)
        project.tags = merge_tags(project.tags, body.add_tags, body.remove_tags)
        project.updated_at = now()
        session.flush()
        return project_answer(project)


@router.delete("/{project_id}", response_model=answers.Confirmation)
def delete_project(service: WriteDep, project_id: int) -> Answer:
    """Delete a project and everything below it; it can be restored."""
    with service.database.writing() as session:
        project = find_project(session, project_id)
        moment = now()
        for each in [project, *descendants(session, project_id)]:
            if each.deleted_at is None:
                each.deleted_at, each.deleted_with = moment, project_id
        return {"id": project_id, "deleted": True, "detail": f"Project {project_id} was deleted"}


@router.post("/{project_id}/restore", response_model=answers.Project)
def restore_project(service: WriteDep, project_id: int) -> Answer:
    """Restore a deleted project, with everything that was deleted with it."""
    with service.database.writing() as session:
        project = find_project(session, project_id, deleted=True)
        parent = project.parent_project_id
        if parent is not None and session.get_one(Project, parent).deleted_at is not None:
            raise HTTPException(
                409,
                f"Project {project_id} is in the deleted project {parent}; restore that first",
            )
        mark = project.deleted_with
        for each in [project, *descendants(session, project_id)]:
            if each.deleted_with == mark:
                each.deleted_at = each.deleted_with = None
        session.flush()
        return project_answer(project)


@router.put("/{project_id}/move", response_model=answers.Project)
def move_project(
    service: WriteDep, project_id: int, new_parent_id: Annotated[int, Query(ge=ROOT)]
) -> Answer:
    """Move a project below another one, or with -1 to the root."""
    with service.database.writing() as session:
        project = find_project(session, project_id)
        if new_parent_id == ROOT:
            project.parent_project_id = None
        else:
            parent = find_project(session, new_parent_id)
            below = {each.id for each in descendants(session, project_id)}
            if parent.id == project_id or parent.id in below:
                raise HTTPException(
                    409, f"Project {project_id} cannot be moved into itself or below itself"
                )
            project.parent_project_id = parent.id
        session.flush()
        return project_answer(project)


def _list(session: Session, params: ListParameters, *, deleted: bool) -> list[Answer]:
    alive = Project.deleted_at.is_not(None) if deleted else Project.deleted_at.is_(None)
    projects = session.scalars(params.page(select(Project).where(alive), Project))
    return [_answer(session, project, params.extended) for project in projects]


def _answer(session: Session, project: Project, extended: bool) -> Answer:
    answer = project_answer(project)
    if extended:
        children = select(Project).where(
            Project.parent_project_id == project.id, Project.deleted_at.is_(None)
        )
        inside = select(DataCollection).where(
            DataCollection.project_id == project.id, DataCollection.deleted_at.is_(None)
        )
        answer["projects"] = [
            project_answer(each) for each in session.scalars(children.order_by(Project.id))
        ]
        answer["data_collections"] = [
            collection_answer(each) for each in session.scalars(inside.order_by(DataCollection.id))
        ]
    return answer
