"""Jobs of the service while they are waited for: a bar in a terminal, a line in a log."""

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

Show = Callable[[Mapping[str, Any]], None]


def wait_for_group(session: Session, number: int, timeout: float | None) -> JobGroup:
    """Wait until a group of jobs has ended.

    Args:
        session: The session.
        number: Its id.
        timeout: Seconds at most; None for no limit.

    Raises:
        PixelJobTimeoutError: It had not ended in time; it goes on at the service.
    """
    wait = session.client.wait_for_group_job
    with _left_alone(session, f"pixel jobs group {number} --wait"), _bar(session.output) as show:
        return wait(number, timeout, on_poll=show, progress=False)


def wait_for_job(session: Session, number: int, timeout: float | None) -> Job:
    """Wait until a job has ended; see `wait_for_group`.

    Raises:
        PixelJobTimeoutError: It had not ended in time; it goes on at the service.
    """
    shown = session.output.busy(f"Job {number} is under way …")
    with _left_alone(session, f"pixel jobs show {number} --wait"), shown:
        return session.client.wait_for_job(number, timeout)


@contextlib.contextmanager
def _left_alone(session: Session, command: str) -> Iterator[None]:
    """Say how to go on waiting, where Ctrl-C ends it before the job."""
    try:
        yield
    except KeyboardInterrupt:
        session.output.warn(f"The service goes on with it. Go on waiting with:  {command}")
        raise


@contextlib.contextmanager
def _bar(output: Output) -> Iterator[Show]:
    """What shows each state of a group of jobs; nothing of it stays in a terminal."""
    console = output.console(stderr=True)
    if output.quiet:
        yield lambda _: None
        return
    if not console.is_terminal:
        yield _log(output)
        return
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    bar = Progress(
        BarColumn(bar_width=None),
        TextColumn("{task.description}"),
        TimeElapsedColumn(),
        console=console,
        expand=True,
        transient=True,
        redirect_stdout=False,  # results go where they belong
    )
    task = bar.add_task("", total=None)

    def show(group: Mapping[str, Any]) -> None:
        done, total = _ended(group), group.get("total_jobs")
        bar.update(task, completed=done, total=total or None, description=_words(group))

    with bar:
        yield show


def _log(output: Output) -> Show:
    logged = time.monotonic()

    def show(group: Mapping[str, Any]) -> None:
        nonlocal logged
        if time.monotonic() - logged >= LOG_SECONDS:
            logged = time.monotonic()
            output.say(f"{_words(group)}.")

    return show


def _ended(group: Mapping[str, Any]) -> int:
    return int(group.get("success_count") or 0) + int(group.get("failed_count") or 0)


def _words(group: Mapping[str, Any]) -> str:
    """How far a group is: `3 of 12 jobs done, 1 failed`."""
    failed = group.get("failed_count") or 0
    total = group.get("total_jobs")
    of = f"{_ended(group)} of {'?' if total is None else total} jobs done"
    return f"{of}, {failed} failed" if failed else of
