"""`pixel status` and `pixel retry`: the uploads of this machine, and resuming one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import attrs
import typer

from ..command import register
from ..errors import ALL, INTERRUPTED, NOTHING, PARTLY, CommandError, exit_code
from ..output.cells import columns
from ..session import Session
from ..uploads.bandwidth_option import Bandwidth
from ..uploads.preflight import SkipInvalid, check_files
from .upload import Report

if TYPE_CHECKING:
    from ..uploads.run_history import Run

__all__ = ["add_commands"]

_COLUMNS = columns("run# started state place uploaded# skipped# failed# left#")


def status(
    session: Session,
    run: Annotated[
        int | None, typer.Argument(metavar="RUN", help="Number of one upload, for its details.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help="Maximum number of uploads.")] = 10,
) -> int:
    """Show the last uploads of this machine, or one of them.

    For one upload the exit code is that of the upload: 3 when some files failed, 130 when it was
    interrupted.
    """
    from ..uploads.run_history import find_run, last_runs

    if run is not None:
        return _print_run(session, find_run(run))
    rows = [each.as_row() for each in last_runs()[:limit]]
    session.output.items(rows, _COLUMNS, "No uploads from this machine yet.")
    return ALL


def _print_run(session: Session, run: Run) -> int:
    """Print a run; return its exit code."""
    from ..uploads.send import print_failed

    output, row, state = session.output, run.as_row(), run.current_state
    if output.for_people:
        output.item({name: value for name, value in row.items() if value is not None})
        print_failed(session, run)
        if state != "finished" or run.failed or row["left_out"]:
            output.info(f"Resume with:  pixel retry {run.number}")
    else:
        output.item(row | {"sources": run.request.sources, "files_failed": run.failed})
    if state in ("interrupted", "cut short"):
        return INTERRUPTED
    if state == "running":
        return ALL
    done = (row["uploaded"] or 0) + (row["skipped"] or 0)
    code = exit_code(done, sum(row[name] or 0 for name in ("failed", "left", "left_out")))
    return (PARTLY if done else NOTHING) if code == ALL and run.stopped else code


def retry(
    session: Session,
    run: Annotated[
        int | None,
        typer.Argument(metavar="RUN", help="Number of the upload; by default the last one."),
    ] = None,
    skip_invalid: SkipInvalid = False,
    bandwidth: Bandwidth = None,
    report: Report = None,
) -> int:
    """Resume an upload that was interrupted, or retry its failed files.

    The same files are found and checked again; those already uploaded are skipped.
    """
    from ..uploads.plan_file import send_plan
    from ..uploads.run_history import find_run
    from ..uploads.send import send

    session.for_upload(bandwidth)
    request = find_run(run).request
    service = session.settings.PIXEL_API_URL
    if request.service != service:
        raise CommandError(
            f"That upload was to {request.service}, but your settings are for {service}."
        )
    if request.plan is not None:
        place = str(request.project), str(request.collection)
        return send_plan(session, Path(request.plan), *place, request.options, report)
    if request.checks is None:
        return send(session, request.sources, request, report=report, find_side_cars=True).code
    skip_invalid = skip_invalid or request.checks.skip_invalid
    checks = attrs.evolve(request.checks, skip_invalid=skip_invalid)
    within = session.client.get_project(request.project)
    target = session.client.get_data_collection(request.project, request.collection)
    found = check_files(session, request.sources, target, within, checks)
    request = attrs.evolve(request, checks=checks)
    return send(session, found.files, request, invalid=found.invalid, report=report).code


def add_commands(app: typer.Typer) -> None:
    """Add the commands to the app."""
    register(app, "status", status, "pixel status", "pixel status 12 --json")
    register(app, "retry", retry, "pixel retry", "pixel retry 12 --skip-invalid")
