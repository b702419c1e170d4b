"""The signed-in user, and user administration."""

from typing import Any

from fastapi import APIRouter, HTTPException
from sqlalchemy import select

from ..accounts import AccountError
from ..database import Project
from . import service_answers
from .dependencies import Reader, ServiceDep, SuperuserDep
from .shapes import Answer, project_answer, user_answer
from .user_bodies import UserCreate, UserUpdate

router = APIRouter(prefix="/users", tags=["users"])


@router.get("/me", response_model=service_answers.User)
def me(service: ServiceDep, user: Reader, extended: bool = False) -> dict[str, Any]:
    """Get the signed-in user; with `extended` also the user's projects."""
    answer = user_answer(user, service.options.tenant)
    if extended:
        query = select(Project).where(Project.deleted_at.is_(None)).order_by(Project.id)
        with service.database.reading() as session:
            answer["projects"] = [project_answer(project) for project in session.scalars(query)]
    return answer


@router.post("/oidc/", status_code=201, response_model=service_answers.User)
def create_oidc_user(service: SuperuserDep, body: UserCreate) -> Answer:
    """Create a user, who signs in with the e-mail address."""
    try:
        created = service.accounts.create(body.email, body.changes())
    except AccountError as error:
        raise HTTPException(409, str(error)) from None
    return user_answer(created, service.options.tenant)


@router.put("/oidc/{user_id}/", response_model=service_answers.User)
def update_oidc_user(service: SuperuserDep, user_id: int, body: UserUpdate) -> Answer:
    """Change the given fields of a user."""
    if service.accounts.get(user_id) is None:
        raise HTTPException(404, f"User {user_id} not found")
    try:
        changed = service.accounts.update(user_id, body.changes())
    except AccountError as error:
        raise HTTPException(409, str(error)) from None
    return user_answer(changed, service.options.tenant)
