"""`pixel status` and `pixel retry`: the uploads of this machine, and going on with one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..command import register
from ..errors import ALL, INTERRUPTED, NOTHING, PARTLY, CommandError, exit_code, from_here
from ..output.cells import columns
from ..session import Session
from ..uploads.bandwidth_option import Bandwidth, bytes_a_second
from ..uploads.preflight import SkipInvalid, gather
from .upload import Report, send_gathered

if TYPE_CHECKING:
    from ..uploads.run_history import Run

__all__ = ["add_commands"]

_COLUMNS = columns("run# started state place uploaded# skipped# failed# left#")


def status(
    session: Session,
    run: Annotated[
        int | None, typer.Argument(metavar="RUN", help="One upload, with what failed.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help="The last so many.")] = 10,
) -> int:
    """Show the last uploads of this machine, or one of them.

    The exit code is that of the upload: 3 when a part failed, 130 when it was cut short.
    """
    from ..uploads.run_history import find_run, last_runs

    if run is not None:
        return _shown(session, find_run(run))
    rows = [each.as_row() for each in last_runs()[:limit]]
    session.output.items(rows, _COLUMNS, "Nothing was uploaded from this machine yet.")
    return 0


def _shown(session: Session, run: Run) -> int:
    """Print a run; answers the exit code that it had."""
    output = session.output
    row = run.as_row()
    if output.for_people:
        output.item({name: value for name, value in row.items() if value is not None})
        for each in run.failed:
            hint = f" ({each['hint']})" if each["hint"] else ""
            output.warn(from_here(f"  {each['path']}: {each['detail']}{hint}"))
        if run.seen_state != "finished" or run.failed or row["left_out"]:
            output.say(f"Go on with:  pixel retry {run.number}")
    else:
        output.item(row | {"sources": run.request.sources, "files_failed": run.failed})
    done = (row["uploaded"] or 0) + (row["skipped"] or 0)
    if run.seen_state in ("interrupted", "cut short"):
        return INTERRUPTED
    if run.seen_state == "running":
        return ALL
    return exit_code(done, sum(row[name] or 0 for name in ("failed", "left", "left_out"))) or (
        (PARTLY if done else NOTHING) if run.stopped else ALL
    )


def retry(
    session: Session,
    run: Annotated[
        int | None, typer.Argument(metavar="RUN", help="Its number; by default the last upload.")
    ] = None,
    skip_invalid: SkipInvalid = False,
    bandwidth: Bandwidth = None,
    report: Report = None,
) -> int:
    """Go on with an upload that was interrupted, or of which files failed.

    The same files are looked for and checked again; those that are there already are not sent.
    """
    import attrs

    from ..uploads.plan_file import send_plan
    from ..uploads.run_history import find_run
    from ..uploads.send import How

    session.for_upload(bytes_a_second(bandwidth) if bandwidth is not None else None)
    asked = find_run(run).request
    service = session.settings.PIXEL_API_URL
    if asked.service != service:
        raise CommandError(
            f"That upload was to {asked.service}, but your settings are for {service}."
        )
    journal = Path(asked.journal) if asked.journal is not None else None
    how = How(
        report=report,
        multipart=asked.multipart,
        journal=journal,
        again=asked.again,
        since=asked.since,
    )
    if asked.plan is not None:
        place = str(asked.project), str(asked.collection)
        return send_plan(session, Path(asked.plan), *place, how)
    if asked.checks is None:
        return send_gathered(session, asked, None, how)
    checks = attrs.evolve(asked.checks, skip_invalid=skip_invalid or asked.checks.skip_invalid)
    within = session.client.get_project(asked.project)
    target = session.client.get_data_collection(asked.project, asked.collection)
    found = gather(session, asked.sources, target, within, checks)
    return send_gathered(session, attrs.evolve(asked, checks=checks), found, how)


def add_commands(app: typer.Typer) -> None:
    """Add them to the app."""
    register(app, "status", status, "pixel status", "pixel status 12 --json")
    register(app, "retry", retry, "pixel retry", "pixel retry 12 --skip-invalid")
