"""Users: who is signed in."""

from typing import Any

from fastapi import APIRouter
from sqlalchemy import select

from ..database import Project
from .dependencies import Reader, ServiceDep
from .shapes import project_answer, user_answer

router = APIRouter(tags=["users"])


@router.get("/users/me")
def me(service: ServiceDep, user: Reader, extended: bool = False) -> dict[str, Any]:
    """The user the token belongs to; extended: with their projects."""
    number = list(service.options.users).index(user) + 1
    answer = user_answer(user, number, service.options.tenant)
    if extended:
        query = select(Project).where(Project.deleted_at.is_(None)).order_by(Project.id)
        with service.database.reading() as session:
            answer["projects"] = [project_answer(project) for project in session.scalars(query)]
    return answer
