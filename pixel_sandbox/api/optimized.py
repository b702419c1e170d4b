"""Common operations of optimised rasters and optimised point clouds."""

from collections.abc import Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from fastapi import HTTPException
from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from ..database import DataCollection, Job, JobGroup, Resource, now
from ..optimization.tables import UNDER_WAY, OptimizedVersion
from ..service import Service
from .dependencies import ListParameters
from .lookup import KIND_NAMES, find_collection, find_resource
from .shapes import Answer, group_answer, resource_answer

FORMATS = {"raster": "COG", "point_cloud": "COPC"}


@dataclass(frozen=True, kw_only=True)
class VersionRequest:
    """The requested properties of an optimised version."""

    profile: str
    creation_options: dict[str, Any]
    created_by: str


def create_versions(
    service: Service,
    place: tuple[int, int],
    kind: str,
    numbers: Sequence[int] | None,
    wanted: VersionRequest,
) -> list[Answer]:
    """Create optimised versions; existing ones with equal options are kept.

    Args:
        service: The sandbox.
        place: Project and data collection.
        kind: raster or point_cloud.
        numbers: Ids of rasters or point clouds; None for all, an empty list for none.
        wanted: The properties of each version.

    Returns:
        The versions. One with other creation_options becomes pending again.
    """
    answers, outdated = [], []
    with service.database.writing() as session:
        collection = find_collection(session, *place)
        for resource in _resources(session, collection, kind, numbers):
            known = session.scalar(
                select(OptimizedVersion).where(
                    OptimizedVersion.resource_id == resource.id,
                    OptimizedVersion.profile == wanted.profile,
                )
            )
            if known is None:
                known = OptimizedVersion(
                    resource=resource,
                    profile=wanted.profile,
                    creation_options=wanted.creation_options,
                    created_by=wanted.created_by,
                )
                session.add(known)
            elif known.creation_options != wanted.creation_options:
                _refuse_while_running(known)
                outdated.append(known.key)
                known.key = known.size = None
                known.creation_options = wanted.creation_options
                known.status, known.detail = "pending", None
            session.flush()
            answers.append(version_answer(known))
    _remove_files(service, outdated)
    return answers


def list_versions(
    service: Service,
    place: tuple[int, int],
    kind: str,
    params: ListParameters,
    *filters: ColumnElement[bool],
) -> list[Answer]:
    """List a page of versions; name and tags are those of their sources."""
    with service.database.reading() as session:
        collection = find_collection(session, *place)
        row = SimpleNamespace(id=OptimizedVersion.id, name=Resource.name, tags=Resource.tags)
        page = params.page(_versions(collection, kind).where(*filters), row)
        answers = []
        for version in session.scalars(page):
            answer = version_answer(version)
            if params.extended:
                source = resource_answer(version.resource, collection.project_id, extended=True)
                answer[kind] = source
            answers.append(answer)
        return answers


def run_versions(
    service: Service,
    place: tuple[int, int],
    kind: str,
    numbers: Sequence[int] | None,
    retry_failed: bool,
) -> Answer:
    """Start the optimisation of versions.

    Args:
        service: The sandbox.
        place: Project and data collection.
        kind: raster or point_cloud.
        numbers: Ids of versions; None for all, an empty list for none.
        retry_failed: Whether to retry failed ones.

    Returns:
        The group of jobs, which includes running ones but not completed ones.
    """
    with service.database.writing() as session:
        collection = find_collection(session, *place)
        query = _versions(collection, kind).order_by(OptimizedVersion.id)
        versions = {version.id: version for version in session.scalars(query)}
        chosen = list(versions) if numbers is None else list(dict.fromkeys(numbers))
        for number in chosen:
            if number not in versions:
                name = f"Optimized {KIND_NAMES[kind].lower()}"
                raise HTTPException(
                    404, f"{name} {number} not found in data collection {collection.id}"
                )
        wanted = {"pending", *UNDER_WAY} | ({"failed"} if retry_failed else set())
        picked = [versions[n] for n in chosen if versions[n].status in wanted]
        jobs = [_submit(session, version) for version in picked]
        group = JobGroup(
            name=f"Optimize {len(jobs)} files in {collection.name}",
            members=",".join(map(str, sorted(job.id for job in jobs))),
            jobs=[job.id for job in jobs],
        )
        session.add(group)
        session.flush()
        answer = {
            "group_job": group_answer(group, jobs),
            f"optimized_{kind}s": [version_answer(version) for version in picked],
        }
    service.optimization.add(version.id for version in picked)
    return answer


def delete_versions(
    service: Service, place: tuple[int, int], kind: str, number: int, profile: str | None
) -> list[Answer]:
    """Delete the versions of a raster or point cloud, all or those of one profile."""
    with service.database.writing() as session:
        resource = find_resource(session, find_collection(session, *place), kind, number)
        query = select(OptimizedVersion).where(OptimizedVersion.resource_id == resource.id)
        if profile is not None:
            query = query.where(OptimizedVersion.profile == profile)
        versions = list(session.scalars(query.order_by(OptimizedVersion.id)))
        for version in versions:
            _refuse_while_running(version)
        answers = [version_answer(version) for version in versions]
        for version in versions:
            session.delete(version)
    _remove_files(service, [version.key for version in versions])
    return answers


def version_answer(version: OptimizedVersion) -> Answer:
    """Build the response of an optimised version."""
    kind = version.resource.kind
    return {
        "id": version.id,
        f"{kind}_id": version.resource_id,
        "data_collection_id": version.resource.data_collection_id,
        "name": version.resource.name,
        "profile": version.profile,
        "creation_options": version.creation_options,
        "format": FORMATS[kind],
        "status": version.status,
        "detail": version.detail,
        "key": version.key,
        "size": version.size,
        "job_id": version.job_id,
        "created_at": version.created_at,
        "updated_at": version.updated_at,
        "created_by": version.created_by,
    }


def _resources(
    session: Session, collection: DataCollection, kind: str, numbers: Sequence[int] | None
) -> list[Resource]:
    if numbers is not None:
        chosen = dict.fromkeys(numbers)
        return [find_resource(session, collection, kind, number) for number in chosen]
    query = select(Resource).where(
        Resource.data_collection_id == collection.id,
        Resource.kind == kind,
        Resource.deleted_at.is_(None),
    )
    return list(session.scalars(query.order_by(Resource.id)))


def _versions(collection: DataCollection, kind: str) -> Select[Any]:
    return (
        select(OptimizedVersion)
        .join(Resource)
        .where(
            Resource.data_collection_id == collection.id,
            Resource.kind == kind,
            Resource.deleted_at.is_(None),
        )
    )


def _submit(session: Session, version: OptimizedVersion) -> Job:
    """Create the job of a version; a running one keeps its own."""
    if version.status in UNDER_WAY:
        return session.get_one(Job, version.job_id)
    job = Job(name=f"Optimize {version.resource.name}")
    session.add(job)
    session.flush()
    version.job_id, version.status, version.detail = job.id, "submitted", None
    version.updated_at = now()
    session.flush()
    return job


def _refuse_while_running(version: OptimizedVersion) -> None:
    if version.status in UNDER_WAY:
        raise HTTPException(
            409, f"The optimised version of {version.resource.name} is being created; wait for it"
        )


def _remove_files(service: Service, keys: Sequence[str | None]) -> None:
    for key in keys:
        if key is not None:
            service.store.path(key).unlink(missing_ok=True)
