"""Response bodies of database rows."""

from typing import Any

from ..accounts import Account
from ..database import Attachment, DataCollection, Job, JobGroup, Project, Resource, UploadJob

Answer = dict[str, Any]
HISTORY = "created_at updated_at created_by"


def columns(row: object, names: str) -> Answer:
    """The values of columns by name; `names` are separated by spaces."""
    return {name: getattr(row, name) for name in names.split()}


def user_answer(user: Account, tenant: str) -> Answer:
    """Build the response of a user."""
    return {
        **columns(user, "id username email first_name last_name user_type enabled"),
        "tenant": tenant,
    }


def project_answer(project: Project) -> Answer:
    """Build the response of a project."""
    answer = columns(
        project, f"id name description area_of_interest parent_project_id tags {HISTORY}"
    )
    return answer | ({"deleted_at": project.deleted_at} if project.deleted_at else {})


def collection_answer(collection: DataCollection) -> Answer:
    """Build the response of a data collection."""
    answer = columns(
        collection,
        f"id project_id name description data_collection_type raster_info tags {HISTORY}",
    )
    return answer | ({"deleted_at": collection.deleted_at} if collection.deleted_at else {})


def resource_answer(resource: Resource, project_id: int, extended: bool = False) -> Answer:
    """Build the response of a resource; with `extended` also its file and upload job."""
    answer = {
        "id": resource.id,
        "project_id": project_id,
        "data_collection_id": resource.data_collection_id,
        "name": resource.name,
        **resource.fields,
        **columns(resource, f"tags json_metadata {HISTORY}"),
    }
    return answer | (columns(resource, "upload_job_id size md5") if extended else {})


def upload_job_answer(job: UploadJob) -> Answer:
    """Build the response of an upload job, without presigned requests."""
    return columns(job, f"id name data_collection_id status detail result job_id {HISTORY}")


def attachment_answer(attachment: Attachment) -> Answer:
    """Build the response of an attachment, without its presigned form."""
    names = f"id name description status resource_type resource_id md5 size {HISTORY}"
    return columns(attachment, names) | {"upload_file_params": None}


def job_answer(job: Job) -> Answer:
    """Build the response of a job."""
    names = "id name status completed detail created_at updated_at"
    return columns(job, names) | {"job_id": job.id}


def group_answer(group: JobGroup, jobs: list[Job]) -> Answer:
    """Build the response of a job group, with the counts of its jobs."""
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
