"""A process that runs tests on copies of the tree, each run in a fork of its own.

It has imported pytest and the libraries that tests use before, which is most of what the start of
a test run takes. Requests are lines of JSON on stdin, answers lines of JSON on stdout.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import signal
import sys
import time
import traceback
from pathlib import Path
from typing import Any

LIBRARIES = (
    "pytest attr httpx httpcore pydantic pydantic_settings dateutil.parser yaml fastapi boto3"
    " sqlalchemy uvicorn jwt PIL.Image rich.console typer numpy shapely pyproj tqdm"
)


class Chosen:
    """A pytest plugin that keeps some tests, in an order."""

    def __init__(self, tests: list[str]) -> None:
        self._rank = {test: rank for rank, test in enumerate(tests)}

    def pytest_collection_modifyitems(self, items: list[Any]) -> None:
        """Keep the chosen tests; files in the order of their best test, so that fixtures last."""
        kept = [item for item in items if item.nodeid in self._rank]
        best: dict[str, int] = {}
        for item in kept:
            file = item.nodeid.split("::")[0]
            best[file] = min(best.get(file, len(self._rank)), self._rank[item.nodeid])
        items[:] = sorted(kept, key=lambda item: best[item.nodeid.split("::")[0]])


def run_pytest(told: dict[str, Any]) -> int:
    """Run pytest in this process: some tests, or with `measure` all, with coverage."""
    import pytest

    # Of libraries that were imported before and are plugins too; their asserts do not matter.
    quiet = ["-W", "ignore::pytest.PytestAssertRewriteWarning"]
    if "measure" in told:
        from .coverage_map import Timer

        timer = Timer()
        code = pytest.main([*quiet, *told["measure"]], plugins=[timer])
        Path(told["seconds"]).write_text(json.dumps(timer.seconds()))
        return int(code)
    tests: list[str] = told["tests"]
    files = dict.fromkeys(test.split("::")[0] for test in tests)
    options = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "--no-cov"]
    return int(pytest.main([*quiet, *options, *files], plugins=[Chosen(tests)]))


def in_a_fork(told: dict[str, Any]) -> tuple[str, float]:
    """`passed`, `failed` or `hung`, and the seconds it took."""
    began = time.monotonic()
    child = os.fork()
    if not child:
        code = 70
        try:
            os.setsid()  # so that processes that tests start end with them
            log = os.open(told["log"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
            os.dup2(log, 1)
            os.dup2(log, 2)
            null = os.open(os.devnull, os.O_RDONLY)
            os.dup2(null, 0)
            code = run_pytest(told)
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)
    outcome = ""
    while not outcome:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            outcome = "passed" if status == 0 else "failed"
        elif time.monotonic() - began > told["patience"]:
            outcome = "hung"
        else:
            time.sleep(0.02)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    if outcome == "hung":
        os.waitpid(child, 0)
    return outcome, time.monotonic() - began


def main() -> None:
    """Serve until stdin ends."""
    for library in LIBRARIES.split():
        with contextlib.suppress(ImportError):
            importlib.import_module(library)
    for line in sys.stdin:
        outcome, seconds = in_a_fork(json.loads(line))
        print(json.dumps({"outcome": outcome, "seconds": seconds}), flush=True)


if __name__ == "__main__":
    main()
