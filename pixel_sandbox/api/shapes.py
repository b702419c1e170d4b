"""How rows are answered."""

from typing import Any

from ..accounts import Account
from ..database import Attachment, DataCollection, Job, JobGroup, Project, Resource, UploadJob

Answer = dict[str, Any]


def user_answer(user: Account, tenant: str) -> Answer:
    """Answer a user."""
    return {
        "id": user.id,
        "username": user.username,
        "email": user.email,
        "first_name": user.first_name,
        "last_name": user.last_name,
        "user_type": user.user_type,
        "enabled": user.enabled,
        "tenant": tenant,
    }


def project_answer(project: Project) -> Answer:
    """Answer a project."""
    answer = {
        "id": project.id,
        "name": project.name,
        "description": project.description,
        "area_of_interest": project.area_of_interest,
        "parent_project_id": project.parent_project_id,
        "tags": project.tags,
        "created_at": project.created_at,
        "updated_at": project.updated_at,
        "created_by": project.created_by,
    }
    return answer | ({"deleted_at": project.deleted_at} if project.deleted_at else {})


def collection_answer(collection: DataCollection) -> Answer:
    """Answer a data collection."""
    answer = {
        "id": collection.id,
        "project_id": collection.project_id,
        "name": collection.name,
        "description": collection.description,
        "data_collection_type": collection.data_collection_type,
        "raster_info": collection.raster_info,
        "tags": collection.tags,
        "created_at": collection.created_at,
        "updated_at": collection.updated_at,
        "created_by": collection.created_by,
    }
    return answer | ({"deleted_at": collection.deleted_at} if collection.deleted_at else {})


def resource_answer(resource: Resource, project_id: int, extended: bool = False) -> Answer:
    """Answer an image, raster or point cloud; extended: also what it came from."""
    answer = {
        "id": resource.id,
        "project_id": project_id,
        "data_collection_id": resource.data_collection_id,
        "name": resource.name,
        **resource.fields,
        "tags": resource.tags,
        "json_metadata": resource.json_metadata,
        "created_at": resource.created_at,
        "updated_at": resource.updated_at,
        "created_by": resource.created_by,
    }
    if extended:
        answer |= {
            "upload_job_id": resource.upload_job_id,
            "size": resource.size,
            "md5": resource.md5,
        }
    return answer


def upload_job_answer(job: UploadJob) -> Answer:
    """Answer an upload job, without the presigned requests."""
    return {
        "id": job.id,
        "name": job.name,
        "data_collection_id": job.data_collection_id,
        "status": job.status,
        "detail": job.detail,
        "result": job.result,
        "job_id": job.job_id,
        "created_at": job.created_at,
        "updated_at": job.updated_at,
        "created_by": job.created_by,
    }


def attachment_answer(attachment: Attachment) -> Answer:
    """Answer an attachment, without the form to send its file."""
    return {
        "id": attachment.id,
        "name": attachment.name,
        "description": attachment.description,
        "status": attachment.status,
        "resource_type": attachment.resource_type,
        "resource_id": attachment.resource_id,
        "md5": attachment.md5,
        "size": attachment.size,
        "upload_file_params": None,
        "created_at": attachment.created_at,
        "updated_at": attachment.updated_at,
        "created_by": attachment.created_by,
    }


def job_answer(job: Job) -> Answer:
    """Answer a job."""
    return {
        "job_id": job.id,
        "id": job.id,
        "name": job.name,
        "status": job.status,
        "completed": job.completed,
        "detail": job.detail,
        "created_at": job.created_at,
        "updated_at": job.updated_at,
    }


def group_answer(group: JobGroup, jobs: list[Job]) -> Answer:
    """Answer a group of jobs and how far they are."""
    failed = sum(job.status == "failed" for job in jobs)
    success = sum(job.status == "completed" for job in jobs)
    completed = failed + success == len(jobs)
    status = "in_progress" if not completed else "failed" if failed else "completed"
    return {
        "group_id": group.id,
        "id": group.id,
        "name": group.name,
        "status": status,
        "total_jobs": len(jobs),
        "success_count": success,
        "failed_count": failed,
        "completed": completed,
        "created_at": group.created_at,
        "updated_at": max([group.updated_at, *(job.updated_at for job in jobs)]),
    }
