"""Sends checked files, shows the progress, records the run, and prints the summary."""

from __future__ import annotations

import contextlib
import datetime
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from ...core.hints import HintCode
from ..errors import INTERRUPTED, CommandError, describe_error, exit_code, relative_paths
from ..option_names import hint_text
from ..output.upload_progress import UploadProgress, duration
from .run_history import MAX_FAILED, Request, Run, SendOptions, start_run

if TYPE_CHECKING:
    from ...uploads import UploadReport
    from ...uploads.inputs import Source
    from ..session import Session

__all__ = ["SendResult", "check_report", "print_failed", "send", "sigterm_as_ctrl_c"]

_MAX_FAILED_SHOWN = 20
_MAX_NAMES = 5  # of skipped files with a hint
_REPORTS = {".csv": "to_csv", ".json": "to_json", ".geojson": "to_geojson"}


@attrs.frozen
class SendResult:
    """The result of an upload.

    Attributes:
        code: The exit code.
        stopped: The error that stopped it, or None.
    """

    code: int
    stopped: BaseException | None = None


def send(
    session: Session,
    files: Sequence[Source],
    request: Request,
    *,
    invalid: int = 0,
    report: Path | None = None,
    find_side_cars: bool = False,
    print_rows: bool = True,
) -> SendResult:
    """Upload files and print the result of each.

    Args:
        session: The session.
        files: The files, or folders and patterns.
        request: The request, for the run history.
        invalid: Number of files with errors, which are skipped.
        report: The file for the report, or None.
        find_side_cars: Whether side-car files are still to be found.
        print_rows: Whether to print a row per file for programs.

    Returns:
        The result; an upload that was interrupted is recorded too.
    """
    check_report(report)
    options = attrs.evolve(request.options, bandwidth=session.options.get("upload_bandwidth"))
    run = start_run(attrs.evolve(request, options=options))
    progress = UploadProgress(session.output)
    try:
        with sigterm_as_ctrl_c():
            result = session.client.upload(
                request.project,
                request.collection,
                list(files),
                multipart=options.multipart,
                prefix_folder=request.checks is not None and request.checks.prefix_folder,
                side_cars=find_side_cars,
                journal=options.journal or True,
                reupload=_reupload(options),
                progress=False,
                on_event=progress,
            )
    except KeyboardInterrupt:
        with _handler(signal.SIGINT, signal.SIG_IGN):  # a second one must not lose the record
            progress.close()
            return SendResult(_record_interrupt(session, run, progress))
    except Exception as error:
        progress.close()
        run.state, run.stopped = "stopped", describe_error(error)[0]
        _close(session, run)
        raise
    finally:
        progress.close()
    _record(run, result, progress.totals.sent)
    run.counts |= {"left out": invalid} if invalid else {}
    _close(session, run)
    written = report is None or _write_report(session, result, report)
    _print_summary(session, run, result, progress)
    if not session.output.for_people and print_rows:
        _print_rows(session, result)
    done = run.counts.get("uploaded", 0) + run.counts.get("skipped", 0)
    bad = sum(run.counts.get(status, 0) for status in ("failed", "pending", "left out"))
    return SendResult(exit_code(done, bad if written else bad + 1), result.stopped)


def _reupload(options: SendOptions) -> Any:
    """Return what is sent again: on a retry of `--again`, not what that has sent itself."""
    if options.again is True:
        return datetime.datetime.fromtimestamp(options.since, datetime.UTC)
    return options.again


def sigterm_as_ctrl_c() -> contextlib.AbstractContextManager[None]:
    """Let a service manager's SIGTERM end an upload as Ctrl-C does."""
    interrupt = signal.getsignal(signal.SIGINT)
    return _handler(
        signal.SIGTERM, interrupt if callable(interrupt) else signal.default_int_handler
    )


@contextlib.contextmanager
def _handler(number: signal.Signals, handler: Any) -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(number, handler)
    try:
        yield
    finally:
        signal.signal(number, before)


def _record_interrupt(session: Session, run: Run, progress: UploadProgress) -> int:
    totals = progress.totals
    run.state, run.seconds, run.sent = "interrupted", progress.seconds, max(0, totals.sent)
    run.counts = {"uploaded": totals.done, "skipped": totals.skipped, "failed": totals.failed}
    run.counts["pending"] = totals.left
    _close(session, run)
    session.output.warn(
        f"Interrupted: {totals.done + totals.skipped} of {totals.files} files uploaded; completed"
        f" parts are kept.\nResume with:  pixel retry {run.number}"
    )
    return INTERRUPTED


def _record(run: Run, report: UploadReport[Any], sent: int) -> None:
    run.state = "finished" if report.stopped is None else "stopped"
    run.counts, run.seconds, run.sent = dict(report.counts), report.seconds, max(0, sent)
    run.stopped = describe_error(report.stopped)[0] if report.stopped is not None else None
    for row in report:
        if row.status == "failed" and len(run.failed) < MAX_FAILED:
            plain = row.as_dict()
            hint = hint_text(row.hint_code) or None
            run.failed.append({"path": plain["path"], "detail": plain["detail"], "hint": hint})
        elif row.status == "skipped" and row.resource_id is None:  # of another type
            run.counts["skipped"] -= 1
            run.counts["passed over"] = run.counts.get("passed over", 0) + 1


def _close(session: Session, run: Run) -> None:
    """Save the run; the files are uploaded whether that succeeds or not."""
    try:
        run.close()
    except OSError as error:
        session.output.warn(f"This upload could not be recorded in {run.path}: {error.strerror}")


def check_report(path: Path | None) -> None:
    """Check that a report can be written, before hours of uploading.

    Raises:
        CommandError: The path is not valid for a report.
    """
    if path is None:
        return
    if path.suffix.lower() not in _REPORTS:
        raise CommandError(f"--report {path}: the name must end in {', '.join(_REPORTS)}.")
    if not path.absolute().parent.is_dir() or path.is_dir():
        raise CommandError(f"--report {path}: the folder does not exist, or the path is a folder.")


def _write_report(session: Session, report: UploadReport[Any], path: Path) -> bool:
    try:
        getattr(report, _REPORTS[path.suffix.lower()])(path)
    except OSError as error:
        session.output.error(f"The report {path} cannot be written: {error.strerror}")
        return False
    return True


def _print_summary(
    session: Session, run: Run, report: UploadReport[Any], progress: UploadProgress
) -> None:
    from ...core.text import size_text

    output, sent, retries = session.output, progress.totals.sent, progress.totals.retries
    uploaded, skipped, failed, pending, invalid, ignored = (
        run.counts.get(status, 0)
        for status in ("uploaded", "skipped", "failed", "pending", "left out", "passed over")
    )
    rate = ""
    if sent > 0 and report.seconds > 0:
        rate = f", {size_text(sent)} at {size_text(int(sent / report.seconds))}/s"
    total = len(report) - ignored
    text = f"Uploaded {uploaded} of {total} files in {duration(report.seconds)}{rate}."
    text += f" {skipped} already uploaded." if skipped else ""
    text += f" {invalid} with errors skipped." if invalid else ""
    text += f" {retries} {'retry' if retries == 1 else 'retries'}." if retries else ""
    output.info(text, "green" if not failed and not pending else None)
    if run.stopped is not None:
        output.error(f"The upload stopped before its end: {run.stopped}")
    if failed:
        output.warn(f"{failed} failed:")
        print_failed(session, run, _MAX_FAILED_SHOWN)
        if failed > _MAX_FAILED_SHOWN:
            output.warn(f"  … and {failed - _MAX_FAILED_SHOWN} more: pixel status {run.number}")
    hints = _skipped_by_hint(report) if skipped else {}
    if failed or pending:
        output.warn(f"Resume with:  pixel retry {run.number}")
    elif uploaded + skipped and not hints:
        output.info(f"All files are in {run.request.place}.")
    for (_, hint), names in hints.items():
        listed = ", ".join(names[:_MAX_NAMES]) + (", …" if len(names) > _MAX_NAMES else "")
        output.info(f"{len(names)} already uploaded ({listed}): {hint}.", "yellow")
    if any(code is HintCode.METADATA_DIFFERS for code, _ in hints):
        output.info("--again uploads all files it is given: give it only these.", "yellow")


def print_failed(session: Session, run: Run, limit: int | None = None) -> None:
    """Print the files of a run that failed, or the first of them."""
    for each in run.failed[:limit]:
        hint = f" ({each['hint']})" if each["hint"] else ""
        session.output.warn(relative_paths(f"  {each['path']}: {each['detail']}{hint}"))


def _print_rows(session: Session, report: UploadReport[Any]) -> None:
    """Print a row per file for programs."""
    if session.output.format == "jsonl":
        from ..output.formats import write_jsonl

        write_jsonl(row.as_dict() for row in report)
    else:
        getattr(report, _REPORTS[f".{session.output.format}"])(sys.stdout)


def _skipped_by_hint(report: UploadReport[Any]) -> dict[tuple[HintCode, str], list[str]]:
    """Return the names of skipped files that have a hint, by its code and text."""
    found: dict[tuple[HintCode, str], list[str]] = {}
    for row in report:
        code = row.hint_code
        if row.status == "skipped" and row.resource_id is not None and code is not None:
            # The reason why a file was not read back is only in its detail.
            detail = row.detail if code is HintCode.NOT_READ_BACK else None
            found.setdefault((code, detail or hint_text(code)), []).append(row.name)
    return found
