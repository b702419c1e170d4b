"""`pixel jobs`: upload jobs, and jobs and groups of jobs at the service."""

from __future__ import annotations

from typing import Annotated

import typer

from ..command import group, register
from ..errors import ALL, NOTHING, exit_code
from ..lookup import CollectionOption, Every, Limit, ProjectOption, find_collection, find_project
from ..output.cells import columns
from ..output.job_progress import wait_for_group, wait_for_job
from ..session import Session

__all__ = ["add_commands"]

_COLUMNS = columns(
    "id# name status detail became=result.resource_name resource#=result.resource_id"
    " created=created_at"
)

Job = Annotated[int, typer.Argument(metavar="ID", help="Id of the job.")]
Wait = Annotated[bool, typer.Option("--wait", help="Wait until it has ended.")]
Seconds = Annotated[float, typer.Option("--timeout", min=0, help="Seconds to wait at most.")]


def listed(
    session: Session,
    project: ProjectOption,
    collection: CollectionOption,
    limit: Limit = None,
    every: Every = False,
) -> None:
    """List the upload jobs of a data collection."""
    client = session.client
    within = find_project(client, project)
    where = (within.id, find_collection(client, within.id, collection).id)
    found = client.paginate_upload_jobs(*where, limit=limit)
    session.output.items(found, _COLUMNS, every=every or limit is not None)


def show(session: Session, job: Job, wait: Wait = False, timeout: Seconds = 600.0) -> int:
    """Show a job; the exit code is 1 when it failed."""
    found = wait_for_job(session, job, timeout) if wait else session.client.get_job(job)
    session.output.item(found)
    return NOTHING if str(found.status).lower() in ("failed", "failure", "error") else ALL


def show_group(session: Session, job: Job, wait: Wait = False, timeout: Seconds = 600.0) -> int:
    """Show a group of jobs; the exit code is 3 when some failed, 1 when all did."""
    found = wait_for_group(session, job, timeout) if wait else session.client.get_job_group(job)
    session.output.item(found)
    return exit_code(found.success_count, found.failed_count)


def add_commands(app: typer.Typer) -> None:
    """Add them to the app."""
    own = group("jobs", "Jobs at the service: list those of uploads, show one, show a group.")
    register(own, "list", listed, "pixel jobs list -p 'E18 Vest' -c Flight1")
    register(own, "show", show, "pixel jobs show 501", "pixel jobs show 501 --wait --timeout 60")
    register(own, "group", show_group, "pixel jobs group 77 --wait")
    app.add_typer(own)
