"""The progress bar of tqdm, for uploads and for jobs of the service."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from tqdm import tqdm

__all__ = ["Bar", "job_bar"]


class Bar(tqdm):  # type: ignore[type-arg]  # generic in the stubs only
    """A bar without the thread of tqdm's own that outlives it."""

    monitor_interval = 0


@contextlib.contextmanager
def job_bar(title: str, progress: bool | None) -> Iterator[Callable[[Mapping[str, Any]], object]]:
    """A bar of the ended jobs of a group.

    Args:
        title: What stands before it.
        progress: Whether to show it; None shows it in a terminal.

    Yields:
        What is called with each state of the group.
    """
    with Bar(desc=title, unit="job", disable=None if progress is None else not progress) as bar:

        def show(group: Mapping[str, Any]) -> None:
            bar.total = group.get("total_jobs")
            bar.n = (group.get("success_count") or 0) + (group.get("failed_count") or 0)
            bar.refresh()

        yield show
