"""Writes what the soak came to into a page of the documentation, where SOAK_PAGE names it."""

from __future__ import annotations

import os
import platform
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.uploads.pixel import FakePixel

HEAD = """# Soak

The long half of the fault tests. They take minutes, so `make test` leaves them out and has a slice
of each. `make soak` writes this page: each row is a test's last run, with its day and commit (`+`
where files had been changed since). `make soak ONLY=million` runs some, and leaves the other rows.

"""

COLUMNS = ["test", "outcome", "seconds", "notes", "run"]


@pytest.fixture
def said(request: pytest.FixtureRequest) -> list[str]:
    """What a test wants to be read on the page, beside whether it passed."""
    lines: list[str] = []
    request.node.stash[_SAID] = lines
    return lines


_SAID = pytest.StashKey[list[str]]()
_ROWS = pytest.StashKey[dict[str, str]]()


def commit() -> str:
    """The commit that is tested."""
    asked = ["git", "describe", "--always", "--dirty=+", "--exclude=*"]
    here = Path(__file__).parent
    return subprocess.run(
        asked, capture_output=True, text=True, check=False, cwd=here
    ).stdout.strip()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    report = yield
    if report.when == "call" or report.failed:
        rows = item.config.stash.setdefault(_ROWS, {})
        note = "; ".join(item.stash.get(_SAID, []))
        title = item.name.removeprefix("test_").replace("_", " ").replace("|", "/")
        run = f"{datetime.now(UTC):%Y-%m-%d} {commit()}, load {os.getloadavg()[0]:.0f}"
        rows[title] = f"| {title} | {report.outcome} | {call.duration:.0f} | {note} | {run} |"
    return report


def pytest_sessionfinish(session: pytest.Session) -> None:
    page, rows = os.environ.get("SOAK_PAGE"), session.config.stash.get(_ROWS, {})
    if not page or not rows:
        return
    path = Path(page)
    before = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    kept = {
        line.split(" | ")[0].removeprefix("| "): line
        for line in before
        if line.startswith("| ") and line.count(" | ") == len(COLUMNS) - 1
    }
    kept.pop(COLUMNS[0], None)
    kept.pop("---", None)
    where = f"Python {platform.python_version()}, {platform.system()}, {os.cpu_count()} cores"
    table = [f"| {' | '.join(COLUMNS)} |", f"| {' | '.join('---' for _ in COLUMNS)} |"]
    table += (kept | rows).values()
    path.write_text(f"{HEAD}On {where}.\n\n" + "\n".join(table) + "\n", encoding="utf-8")


@pytest.fixture
def sink() -> Iterator[FakePixel]:
    """Takes bytes of any amount and looks at none."""
    pixel = FakePixel()
    pixel.kept = pixel.checked = False
    pixel.gives_requests_again = True
    yield pixel
    pixel.close()
