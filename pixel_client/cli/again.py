"""`pixel status` and `pixel retry`: the uploads of this machine, and going on with one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .command import register
from .failures import CommandError
from .gather import SkipInvalid, gather
from .session import Session
from .speeds import Bandwidth, bytes_a_second
from .upload import Report, send_gathered, send_plan

__all__ = ["add_commands"]


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
    from .runs import find_run, last_runs
    from .send import RUN_COLUMNS, shown_run

    if run is not None:
        return shown_run(session, find_run(run))
    rows = [each.as_row() for each in last_runs()[:limit]]
    session.output.items(rows, RUN_COLUMNS, "Nothing was uploaded from this machine yet.")
    return 0


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

    from .runs import find_run
    from .send import How

    session.for_upload(bytes_a_second(bandwidth) if bandwidth is not None else None)
    asked = find_run(run).request
    service = session.settings.PIXEL_API_URL
    if asked.service != service:
        raise CommandError(
            f"That upload was to {asked.service}, but your settings are for {service}."
        )
    if asked.plan is not None:
        return send_plan(
            session, Path(asked.plan), str(asked.project), str(asked.collection), How(report=report)
        )
    if asked.checks is None:
        return send_gathered(session, asked, None, How(report=report))
    checks = attrs.evolve(asked.checks, skip_invalid=skip_invalid or asked.checks.skip_invalid)
    within = session.client.get_project(asked.project)
    target = session.client.get_data_collection(asked.project, asked.collection)
    found = gather(session, asked.sources, target, within, checks)
    return send_gathered(session, attrs.evolve(asked, checks=checks), found, How(report=report))


def add_commands(app: typer.Typer) -> None:
    """Add them to the app."""
    register(app, "status", status, "pixel status", "pixel status 12 --json")
    register(app, "retry", retry, "pixel retry", "pixel retry 12 --skip-invalid")
