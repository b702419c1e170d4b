"""Writes what the last soak came to into a page of the documentation, where SOAK_PAGE names it."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.uploads.pixel import FakePixel

HEAD = """# Soak

The long half of the fault tests. They take minutes, so `make test` leaves them out and has a slice
of each. This page is written by `make soak`, whole; the rows are those of its last run.

"""


@pytest.fixture
def said(request: pytest.FixtureRequest) -> list[str]:
    """What a test wants to be read on the page, beside whether it passed."""
    lines: list[str] = []
    request.node.stash[_SAID] = lines
    return lines


_SAID = pytest.StashKey[list[str]]()
_ROWS = pytest.StashKey[list[str]]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    report = yield
    if report.when == "call" or report.failed:
        rows = item.config.stash.setdefault(_ROWS, [])
        note = "; ".join(item.stash.get(_SAID, []))
        title = item.name.removeprefix("test_").replace("_", " ").replace("|", "/")
        rows.append(f"| {title} | {report.outcome} | {call.duration:.0f} | {note} |")
    return report


def pytest_sessionfinish(session: pytest.Session) -> None:
    page, rows = os.environ.get("SOAK_PAGE"), session.config.stash.get(_ROWS, [])
    if not page or not rows:
        return
    when = datetime.now(UTC).strftime("%Y-%m-%d")
    where = f"Python {platform.python_version()}, {platform.system()}, {os.cpu_count()} cores"
    table = ["| test | outcome | seconds | notes |", "| --- | --- | --- | --- |", *rows]
    text = f"{HEAD}Last run: {when}, `make soak`, {where}.\n\n" + "\n".join(table) + "\n"
    Path(page).write_text(text, encoding="utf-8")


@pytest.fixture
def sink() -> Iterator[FakePixel]:
    """Takes bytes of any amount and looks at none."""
    pixel = FakePixel()
    pixel.kept = pixel.checked = False
    pixel.gives_requests_again = True
    yield pixel
    pixel.close()
