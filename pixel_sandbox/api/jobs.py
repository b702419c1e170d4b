"""Jobs and job groups: status of background work."""

from fastapi import APIRouter, HTTPException
from sqlalchemy import select

from ..database import Job, JobGroup
from . import answers
from .dependencies import ReadDep
from .lookup import fits
from .shapes import Answer, group_answer, job_answer

router = APIRouter(prefix="/jobs", tags=["jobs"])


@router.get("/{job_id}", response_model=answers.Job)
def get_job(service: ReadDep, job_id: int) -> Answer:
    """Get a job."""
    with service.database.reading() as session:
        job = session.get(Job, job_id) if fits(job_id) else None
        if job is None:
            raise HTTPException(404, f"Job {job_id} not found")
        return job_answer(job)


@router.get("/groups/{group_id}", response_model=answers.JobGroup)
def get_job_group(service: ReadDep, group_id: int) -> Answer:
    """Get a job group, with the numbers of successful and failed jobs."""
    with service.database.reading() as session:
        group = session.get(JobGroup, group_id) if fits(group_id) else None
        if group is None:
            raise HTTPException(404, f"Job group {group_id} not found")
        jobs = session.scalars(select(Job).where(Job.id.in_(group.jobs)))
        return group_answer(group, list(jobs))
