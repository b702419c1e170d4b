"""Attachments: files that belong to a project, a data collection or an image."""

import random
import uuid
from typing import Literal

from fastapi import APIRouter, HTTPException
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from ..database import Attachment, now
from ..service import Service
from . import answers, service_answers
from .bodies import AttachmentsCreate
from .dependencies import Reader, ServiceDep, WriteDep, Writer
from .lookup import find_attachment, find_owner
from .shapes import Answer, attachment_answer
from .upload_rules import check_names

router = APIRouter(prefix="/attachments", tags=["attachments"])

ResourceType = Literal["project", "data_collection", "image"]
Status = Literal["Pending", "Completed"]


@router.get("/", response_model=list[service_answers.Attachment])
def list_attachments(
    service: ServiceDep,
    user: Reader,
    resource_type: ResourceType,
    resource_id: int,
    status: Status | None = None,
) -> list[Answer]:
    """List the attachments of a resource."""
    with service.database.reading() as session:
        find_owner(session, resource_type, resource_id)
        query = select(Attachment).where(
            Attachment.resource_type == resource_type, Attachment.resource_id == resource_id
        )
        if status is not None:
            query = query.where(Attachment.status == status)
        rows = list(session.scalars(query.order_by(Attachment.id)))
    # Viewers get no presigned requests.
    if user.user_type == "viewer":
        return [attachment_answer(row) for row in rows]
    return [_answer(service, row) for row in rows]


@router.post("/", status_code=201, response_model=list[service_answers.Attachment])
def create_attachments(
    service: ServiceDep,
    user: Writer,
    resource_type: ResourceType,
    resource_id: int,
    body: AttachmentsCreate,
) -> list[Answer]:
    """Announce files to attach; returns a presigned form for each, in random order."""
    check_names(body.files)
    with service.database.writing() as session:
        find_owner(session, resource_type, resource_id)
        rows = [
            Attachment(
                resource_type=resource_type,
                resource_id=resource_id,
                name=file.name,
                description=file.description,
                key=f"attachments/{uuid.uuid4()}/{file.name}",
                md5=file.md5,
                created_by=user.username,
            )
            for file in body.files
        ]
        session.add_all(rows)
    answers = [_answer(service, row) for row in rows]
    random.shuffle(answers)
    return answers


@router.put("/update", response_model=service_answers.Attachment)
def update_attachment(
    service: WriteDep,
    resource_type: ResourceType,
    resource_id: int,
    attachment_id: int,
    status: Status,
) -> Answer:
    """Report that the file is in place, or that it will be sent again."""
    with service.database.writing() as session:
        row = find_attachment(session, resource_type, resource_id, attachment_id)
        file = service.store.path(row.key)
        if status == "Pending":
            # The form accepts the same content only, so an existing file may stay.
            row.size = None
        elif file.is_file():
            row.size = file.stat().st_size
        else:
            raise HTTPException(
                409, f"{row.name} was never received; post it with upload_file_params first"
            )
        row.status = status
        row.updated_at = now()
    return _answer(service, row)


@router.put("/move", response_model=service_answers.Attachment)
def move_attachment(
    service: WriteDep,
    resource_type: ResourceType,
    resource_id: int,
    attachment_id: int,
    new_resource_type: ResourceType,
    new_resource_id: int,
) -> Answer:
    """Move an attachment to another project, data collection or image."""
    with service.database.writing() as session:
        row = find_attachment(session, resource_type, resource_id, attachment_id)
        find_owner(session, new_resource_type, new_resource_id)
        row.resource_type, row.resource_id = new_resource_type, new_resource_id
    return _answer(service, row)


@router.delete("/", response_model=answers.Confirmation)
def delete_attachment(
    service: WriteDep, resource_type: ResourceType, resource_id: int, attachment_id: int
) -> Answer:
    """Delete an attachment and its file."""
    with service.database.writing() as session:
        row = find_attachment(session, resource_type, resource_id, attachment_id)
        session.delete(row)
    service.store.remove(row.key)
    return {"id": attachment_id, "deleted": True, "detail": f"{row.name} was deleted"}


def delete_attachments(session: Session, resource_type: str, resource_id: int) -> list[str]:
    """Delete all attachments of a resource; returns the keys of their files, to be removed."""
    ours = (Attachment.resource_type == resource_type, Attachment.resource_id == resource_id)
    keys = list(session.scalars(select(Attachment.key).where(*ours)))
    session.execute(delete(Attachment).where(*ours))
    return keys


def _answer(service: Service, row: Attachment) -> Answer:
    """Build the response of an attachment; a pending one with a fresh presigned form."""
    answer = attachment_answer(row)
    if row.status == "Pending":
        form = service.store.presign_form(row.key, row.md5)
        answer["upload_file_params"] = {"url": form.url, "fields": form.fields}
    return answer
