"""Progress of jobs at the service: a bar in a terminal, lines in a log."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from .upload_progress import LOG_SECONDS

if TYPE_CHECKING:
    from pixel_api.models import Job, JobGroup

    from ..session import Session
    from .writer import Output

__all__ = ["wait_for_group", "wait_for_job"]

OnPoll = Callable[[Mapping[str, Any]], None]


def wait_for_group(session: Session, number: int, timeout: float | None) -> JobGroup:
    """Wait until a group of jobs has ended.

    Args:
        session: The session.
        number: Its id.
        timeout: Maximum seconds to wait; None for no limit.

    Raises:
        PixelJobTimeoutError: The group had not ended in time; it continues at the service.
    """
    wait = session.client.wait_for_group_job
    with _resumable(session, f"group {number}"), _progress(session.output) as on_poll:
        return wait(number, timeout, on_poll=on_poll, progress=False)


def wait_for_job(session: Session, number: int, timeout: float | None) -> Job:
    """Wait until a job has ended; see `wait_for_group`.

    Raises:
        PixelJobTimeoutError: The job had not ended in time; it continues at the service.
    """
    with _resumable(session, f"show {number}"), session.output.status(f"Job {number} is running …"):
        return session.client.wait_for_job(number, timeout)


@contextlib.contextmanager
def _resumable(session: Session, job: str) -> Iterator[None]:
    """Print how to keep waiting, where Ctrl-C ends the wait before the job."""
    try:
        yield
    except KeyboardInterrupt:
        session.output.warn(
            f"The job continues at the service. Keep waiting with:  pixel jobs {job} --wait"
        )
        raise


@contextlib.contextmanager
def _progress(output: Output) -> Iterator[OnPoll]:
    """Yield a function that shows each state of a group of jobs; a terminal keeps none of it."""
    console = output.console(stderr=True)
    if output.quiet:
        yield lambda _: None
        return
    if not console.is_terminal:
        yield _logger(output)
        return
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    bar = Progress(
        BarColumn(bar_width=None),
        TextColumn("{task.description}"),
        TimeElapsedColumn(),
        console=console,
        expand=True,
        transient=True,
        redirect_stdout=False,  # it is for results
    )
    task = bar.add_task("", total=None)

    def show(group: Mapping[str, Any]) -> None:
        total = group.get("total_jobs") or None
        bar.update(task, completed=_ended(group), total=total, description=_summary(group))

    with bar:
        yield show


def _logger(output: Output) -> OnPoll:
    logged = time.monotonic()

    def log(group: Mapping[str, Any]) -> None:
        nonlocal logged
        if time.monotonic() - logged >= LOG_SECONDS:
            logged = time.monotonic()
            output.info(f"{_summary(group)}.")

    return log


def _ended(group: Mapping[str, Any]) -> int:
    return int(group.get("success_count") or 0) + int(group.get("failed_count") or 0)


def _summary(group: Mapping[str, Any]) -> str:
    """Return the progress of a group: `3 of 12 jobs done, 1 failed`."""
    failed = group.get("failed_count") or 0
    total = group.get("total_jobs")
    text = f"{_ended(group)} of {'?' if total is None else total} jobs done"
    return f"{text}, {failed} failed" if failed else text
