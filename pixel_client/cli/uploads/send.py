"""Sends what was gathered, shows it, notes it as a run, and sums it up."""

from __future__ import annotations

import contextlib
import datetime
import signal
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import attrs

from ...core.hints import HintCode
from ..errors import INTERRUPTED, CommandError, describe_error, exit_code, from_here
from ..option_names import hint_text
from ..output.upload_progress import Live, duration
from .run_history import FAILED_KEPT, Request, Run, start_run

if TYPE_CHECKING:
    from ...uploads import UploadReport
    from ...uploads.inputs import Source
    from ..session import Session

__all__ = ["How", "Sent", "ended_as_by_ctrl_c", "send"]

_FAILED_SHOWN = 20
_DOUBTFUL_SHOWN = 5
_REPORTS = {".csv": "to_csv", ".json": "to_json", ".geojson": "to_geojson"}


@attrs.frozen(kw_only=True)
class How:
    """How files are sent.

    Attributes:
        left_out: How many files have errors and stay behind.
        multipart: Whether to send in parts; None where that is needed.
        journal: A journal of one's own, or None.
        again: Whether files are sent that are there already; "missing" for those only whose
            resource is not.
        since: When that was first asked, in seconds since 1970.
        report: A file for the row of each file, or None.
        side_cars: Whether side-cars are still to be looked for.
        prints: Whether a pipe gets the rows.
    """

    left_out: int = 0
    multipart: bool | None = None
    journal: Path | None = None
    again: bool | Literal["missing"] = False
    since: float = attrs.field(factory=time.time)
    report: Path | None = None
    side_cars: bool = False
    prints: bool = True


@attrs.frozen
class Sent:
    """How an upload ended.

    Attributes:
        code: The exit code.
        stopped: What stopped it before its end, or None.
    """

    code: int
    stopped: BaseException | None = None


def send(session: Session, files: Sequence[Source], request: Request, how: How) -> Sent:
    """Upload files and say what became of them.

    Args:
        session: The session.
        files: The files, or folders and patterns.
        request: What is asked, for the run.
        how: How.

    Returns:
        How it ended; an upload that was interrupted is noted too.
    """
    check_report(how.report)
    held_to = session.options.get("upload_bandwidth")
    journal = str(how.journal.absolute()) if how.journal is not None else None
    run = start_run(
        attrs.evolve(
            request,
            bandwidth=held_to,
            multipart=how.multipart,
            journal=journal,
            again=how.again,
            since=how.since,
        )
    )
    live = Live(session.output)
    try:
        with ended_as_by_ctrl_c():
            report = session.client.upload(
                request.project,
                request.collection,
                list(files),
                multipart=how.multipart,
                prefix_folder=request.checks is not None and request.checks.prefix_folder,
                side_cars=how.side_cars,
                journal=journal or True,
                reupload=_anew(how),
                progress=False,
                on_event=live,
            )
    except KeyboardInterrupt:
        with _undisturbed():
            live.close()
            return Sent(_interrupted(session, run, live))
    except Exception as error:
        live.close()
        run.state, run.stopped = "stopped", describe_error(error)[0]
        _put_down(session, run)
        raise
    finally:
        live.close()
    _note(run, report, live.tally.sent)
    run.counts |= {"left out": how.left_out} if how.left_out else {}
    _put_down(session, run)
    written = how.report is None or _write(session, report, how.report)
    _tell(session, run, report, live, how)
    if not session.output.for_people and how.prints:
        _print(session, report)
    done = run.counts.get("uploaded", 0) + run.counts.get("skipped", 0)
    bad = sum(run.counts.get(status, 0) for status in ("failed", "pending", "left out"))
    return Sent(exit_code(done, bad if written else bad + 1), report.stopped)


def _anew(how: How) -> Any:
    """What is sent again of what is there: when an upload goes on, not what it has sent itself."""
    if how.again is True:
        return datetime.datetime.fromtimestamp(how.since, datetime.UTC)
    return how.again


@contextlib.contextmanager
def ended_as_by_ctrl_c() -> Iterator[None]:
    """Let a service manager's SIGTERM end an upload as Ctrl-C does."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """Keep a second Ctrl-C from what takes no time, and says how to go on."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _interrupted(session: Session, run: Run, live: Live) -> int:
    run.state = "interrupted"
    tally = live.tally
    run.counts = {"uploaded": tally.done, "skipped": tally.skipped, "failed": tally.failed}
    run.counts["pending"] = tally.left
    run.seconds, run.sent = live.seconds, max(0, tally.sent)
    _put_down(session, run)
    done = tally.done + tally.skipped
    session.output.warn(
        f"Stopped. {done} of {tally.files} files are uploaded; what was sent is kept.\n"
        f"Go on with:  pixel retry {run.number}"
    )
    return INTERRUPTED


def _note(run: Run, report: UploadReport[Any], sent: int) -> None:
    run.state = "finished" if report.stopped is None else "stopped"
    run.counts, run.seconds, run.sent = dict(report.counts), report.seconds, max(0, sent)
    run.stopped = describe_error(report.stopped)[0] if report.stopped is not None else None
    for row in report:
        if row.status == "failed" and len(run.failed) < FAILED_KEPT:
            plain = row.as_dict()
            hint = hint_text(row.hint_code) or None
            run.failed.append({"path": plain["path"], "detail": plain["detail"], "hint": hint})
        elif row.status == "skipped" and row.resource_id is None:  # none of what was asked for
            run.counts["skipped"] -= 1
            run.counts["passed over"] = run.counts.get("passed over", 0) + 1


def _put_down(session: Session, run: Run) -> None:
    """Write the run down; what was uploaded is, whether that succeeds or not."""
    try:
        run.close()
    except OSError as error:
        session.output.warn(f"This upload could not be noted in {run.path}: {error.strerror}")


def check_report(path: Path | None) -> None:
    """See that a report can be written, before hours of sending.

    Raises:
        CommandError: It cannot.
    """
    if path is None:
        return
    if path.suffix.lower() not in _REPORTS:
        raise CommandError(f"--report {path}: it must end in {', '.join(_REPORTS)}.")
    if not path.absolute().parent.is_dir() or path.is_dir():
        raise CommandError(f"--report {path}: there is no folder for such a file.")


def _write(session: Session, report: UploadReport[Any], path: Path) -> bool:
    try:
        getattr(report, _REPORTS[path.suffix.lower()])(path)
    except OSError as error:
        session.output.error(f"The report {path} cannot be written: {error.strerror}")
        return False
    return True


def _tell(session: Session, run: Run, report: UploadReport[Any], live: Live, how: How) -> None:
    output = session.output
    counts = run.counts
    uploaded, skipped = counts.get("uploaded", 0), counts.get("skipped", 0)
    failed, left = counts.get("failed", 0), counts.get("pending", 0)
    rate = ""
    if live.tally.sent > 0 and report.seconds > 0:
        from ...core.text import size_text

        sent = live.tally.sent
        rate = f", {size_text(sent)} at {size_text(int(sent / report.seconds))}/s"
    doubtful = _doubtful(report) if skipped else {}
    total = len(report) - counts.get("passed over", 0)
    parts = [f"Uploaded {uploaded} of {total} files in {duration(report.seconds)}{rate}."]
    parts += [f"{skipped} {'was' if skipped == 1 else 'were'} there before."] if skipped else []
    was = "was" if how.left_out == 1 else "were"
    parts += [f"{how.left_out} with errors {was} left out."] if how.left_out else []
    parts += [f"{live.tally.retries} times something was sent again."] if live.tally.retries else []
    output.say(" ".join(parts), "green" if not failed and not left else None)
    if run.stopped is not None:
        output.error(f"The upload stopped before its end: {run.stopped}")
    if failed:
        output.warn(f"{failed} failed:")
        for each in run.failed[:_FAILED_SHOWN]:
            hint = f" ({each['hint']})" if each["hint"] else ""
            output.warn(from_here(f"  {each['path']}: {each['detail']}{hint}"))
        if failed > _FAILED_SHOWN:
            output.warn(f"  … and {failed - _FAILED_SHOWN} more: pixel status {run.number}")
    if failed or left:
        output.warn(f"Go on with:  pixel retry {run.number}")
    elif uploaded + skipped and not doubtful:
        output.say(f"They are in {run.request.place}.")
    for (_, what), names in doubtful.items():
        first = ", ".join(names[:_DOUBTFUL_SHOWN]) + (", …" if len(names) > _DOUBTFUL_SHOWN else "")
        output.say(f"{len(names)} of those there before ({first}): {what}.", "yellow")
    if any(code is HintCode.METADATA_DIFFERS for code, _ in doubtful):
        output.say("--again sends all that it is given: give it only these files.", "yellow")


def _print(session: Session, report: UploadReport[Any]) -> None:
    """Print the rows for a program."""
    form = session.output.form
    if form == "jsonl":
        from ..output.formats import write_jsonl

        write_jsonl(row.as_dict() for row in report)
    else:
        getattr(report, f"to_{form}")(sys.stdout)


def _doubtful(report: UploadReport[Any]) -> dict[tuple[HintCode, str], list[str]]:
    """What is to be said of files that were there before, and the names of these."""
    found: dict[tuple[HintCode, str], list[str]] = {}
    for row in report:
        code = row.hint_code
        if row.status == "skipped" and row.resource_id is not None and code is not None:
            # Why one was not read back is in its detail alone.
            what = row.detail if code is HintCode.NOT_READ_BACK else None
            what = what or hint_text(code)
            found.setdefault((code, what), []).append(row.name)
    return found
