"""Upload jobs: presigned requests for files, and the word that they are all in S3."""

import random
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import APIRouter
from sqlalchemy import select
from sqlalchemy.orm import Session

from ..database import Job, JobGroup, UploadJob
from ..service import Service
from ..validation.joining import join_parts
from . import answers
from .bodies import (
    MultipartUploadFile,
    MultipartUploadJobsCreate,
    SupportFile,
    UploadFile,
    UploadJobsCreate,
    UploadsFinished,
)
from .dependencies import ListDep, ReadDep, ServiceDep, WriteDep, Writer, invalid
from .lookup import find_collection, find_upload_job
from .resources import kind_of
from .shapes import Answer, group_answer, job_answer, upload_job_answer
from .upload_rules import check_files, check_parts

router = APIRouter(
    prefix="/projects/{project_id}/data_collections/{data_collection_id}/upload_jobs",
    tags=["upload_jobs"],
)


@router.get("/", response_model=list[answers.UploadJob], response_model_exclude_unset=True)
def list_upload_jobs(
    service: ReadDep, project_id: int, data_collection_id: int, params: ListDep
) -> list[Answer]:
    """List the upload jobs of a data collection."""
    with service.database.reading() as session:
        collection = find_collection(session, project_id, data_collection_id)
        query = select(UploadJob).where(UploadJob.data_collection_id == collection.id)
        rows = session.scalars(params.page(query, UploadJob))
        return [upload_job_answer(row) for row in rows]


@router.post(
    "/", status_code=201, response_model=list[answers.UploadJob], response_model_exclude_unset=True
)
def create_upload_jobs(
    service: ServiceDep,
    user: Writer,
    project_id: int,
    data_collection_id: int,
    body: UploadJobsCreate,
) -> list[Answer]:
    """Create upload jobs for files that are each sent as one form."""
    _check(service, project_id, data_collection_id, body.files)
    created = []
    for file in body.files:
        job = _new_job(file, data_collection_id, user.username)
        job.md5 = file.md5
        form = service.store.presign_form(job.key, file.md5)
        created.append((job, {"url": form.url, "upload_fields": form.fields}, file.support_files))
    return _save(service, created)


@router.post(
    "/multipart",
    status_code=201,
    response_model=list[answers.UploadJob],
    response_model_exclude_unset=True,
)
def create_multipart_upload_jobs(
    service: ServiceDep,
    user: Writer,
    project_id: int,
    data_collection_id: int,
    body: MultipartUploadJobsCreate,
) -> list[Answer]:
    """Create upload jobs for files that are sent in parts."""
    check_parts(body.files, service.options.min_part_size)
    _check(service, project_id, data_collection_id, body.files)
    created = []
    for file in body.files:
        job = _new_job(file, data_collection_id, user.username)
        job.parts = [part.model_dump() for part in file.parts]
        job.upload_id = service.store.begin_multipart(job.key)
        parts = service.store.presign_parts(job.key, job.upload_id, job.parts)
        created.append((job, {"upload_parts": parts}, file.support_files))
    return _save(service, created)


@router.put(
    "/multiple_uploadFinished",
    response_model=answers.UploadsFinished,
    response_model_exclude_unset=True,
)
def finish_upload_jobs(
    service: WriteDep, project_id: int, data_collection_id: int, body: UploadsFinished
) -> Answer:
    """Report that the files of several upload jobs are in S3, and start their validation."""
    numbers = sorted(set(body.job_ids))
    problems = _join(service, project_id, data_collection_id, numbers)
    with service.database.writing() as session:
        collection = find_collection(session, project_id, data_collection_id)
        uploads = [find_upload_job(session, collection, number) for number in numbers]
        jobs = [_submit(session, upload, problems) for upload in uploads]
        members = ",".join(map(str, sorted(job.id for job in jobs)))
        group = session.scalar(select(JobGroup).where(JobGroup.members == members))
        if group is None:
            name = f"Validate {len(jobs)} files in {collection.name}"
            group = JobGroup(name=name, members=members, jobs=[job.id for job in jobs])
            session.add(group)
            session.flush()
        answer = {
            "group_job": group_answer(group, jobs),
            "upload_jobs": [upload_job_answer(upload) for upload in uploads],
        }
    service.validation.add(numbers)
    return answer


@router.put(
    "/{upload_job_id}/uploadFinished",
    response_model=answers.UploadFinished,
    response_model_exclude_unset=True,
)
def finish_upload_job(
    service: WriteDep, project_id: int, data_collection_id: int, upload_job_id: int
) -> Answer:
    """Report that the file of an upload job is in S3, and start its validation."""
    problems = _join(service, project_id, data_collection_id, [upload_job_id])
    with service.database.writing() as session:
        collection = find_collection(session, project_id, data_collection_id)
        upload = find_upload_job(session, collection, upload_job_id)
        job = _submit(session, upload, problems)
        answer = {"job": job_answer(job), "upload_job": upload_job_answer(upload)}
    service.validation.add([upload_job_id])
    return answer


def _check(
    service: Service,
    project_id: int,
    data_collection_id: int,
    files: Sequence[UploadFile | MultipartUploadFile],
) -> None:
    """Refuse files that do not fit the data collection."""
    check_files(files)
    with service.database.reading() as session:
        collection = find_collection(session, project_id, data_collection_id)
    kind = kind_of(collection.data_collection_type)
    for index, file in enumerate(files):
        fields = file.metadata.fields if file.metadata else None
        if fields is not None and fields.fields_type != kind:
            where = ("body", "files", index, "metadata", "fields", "fields_type")
            invalid(f"this data collection takes fields_type {kind}", *where)


def _new_job(
    file: UploadFile | MultipartUploadFile, data_collection_id: int, username: str
) -> UploadJob:
    folder = f"{data_collection_id}/{uuid.uuid4()}"
    metadata = file.metadata.model_dump(mode="json", exclude_unset=True) if file.metadata else {}
    return UploadJob(
        data_collection_id=data_collection_id,
        name=file.name,
        status="lobby",
        key=f"{folder}/{file.name}",
        parts=[],
        support_files=[
            {"name": each.name, "md5": each.md5, "key": f"{folder}/{each.name}"}
            for each in file.support_files
        ],
        upload_metadata=metadata,
        created_by=username,
    )


def _save(
    service: Service, created: list[tuple[UploadJob, dict[str, Any], list[SupportFile]]]
) -> list[Answer]:
    """Store new upload jobs; returns them in random order, like the service."""
    with service.database.writing() as session:
        session.add_all([job for job, _, _ in created])
        session.flush()
        answers = [
            upload_job_answer(job)
            | requests
            | {"support_files": [_support_answer(service, each) for each in job.support_files]}
            for job, requests, _ in created
        ]
    for answer in answers:
        random.shuffle(answer["support_files"])
    random.shuffle(answers)
    return answers


def _support_answer(service: Service, support_file: dict[str, str]) -> Answer:
    form = service.store.presign_form(support_file["key"], support_file["md5"])
    return {"name": support_file["name"], "url": form.url, "upload_fields": form.fields}


def _join(
    service: Service, project_id: int, data_collection_id: int, numbers: Sequence[int]
) -> dict[int, str]:
    """Join the parts of multipart uploads; returns problems by upload job.

    Done before the response, since S3 loses the parts of unfinished uploads on a restart.
    """
    with service.database.reading() as session:
        collection = find_collection(session, project_id, data_collection_id)
        uploads = [find_upload_job(session, collection, number) for number in numbers]
    reasons = {job.id: join_parts(job, service.store) for job in uploads if job.status == "lobby"}
    return {number: reason for number, reason in reasons.items() if reason is not None}


def _submit(session: Session, upload: UploadJob, problems: Mapping[int, str]) -> Job:
    """Submit an upload job for validation; one that was already submitted keeps its job."""
    if upload.job_id is not None:
        return session.get_one(Job, upload.job_id)
    job = Job(name=f"Validate {upload.name}")
    session.add(job)
    session.flush()
    upload.job_id = job.id
    upload.status = "submitted"
    if upload.id in problems:
        upload.status = job.status = "failed"
        upload.detail = job.detail = problems[upload.id]
        job.completed = True
    session.flush()
    return job
