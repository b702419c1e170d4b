"""`pixel jobs`: upload jobs, and jobs and groups of jobs at the service."""

from __future__ import annotations

from typing import Annotated

import typer

from ..command import group, register
from ..errors import ALL, NOTHING, exit_code
from ..lookup import AllRows, CollectionOption, Limit, ProjectOption, find_destination
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
Seconds = Annotated[float, typer.Option("--timeout", min=0, help="Maximum seconds to wait.")]


def list_jobs(
    session: Session,
    project: ProjectOption,
    collection: CollectionOption,
    limit: Limit = None,
    all_rows: AllRows = False,
) -> None:
    """List the upload jobs of a data collection."""
    within, target = find_destination(session.client, project, collection)
    found = session.client.paginate_upload_jobs(within.id, target.id, limit=limit)
    session.output.items(found, _COLUMNS, all_rows=all_rows or limit is not None)


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
    """Add the commands to the app."""
    commands = group("jobs", "Jobs at the service: list upload jobs, show a job or a group.")
    register(commands, "list", list_jobs, "pixel jobs list -p 'E18 Vest' -c Flight1")
    register(
        commands, "show", show, "pixel jobs show 501", "pixel jobs show 501 --wait --timeout 60"
    )
    register(commands, "group", show_group, "pixel jobs group 77 --wait")
    app.add_typer(commands)
