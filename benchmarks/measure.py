"""Run a command and measure it from outside: wall, CPU, peak memory, open files."""

from __future__ import annotations

import contextlib
import json
import os
import ssl
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs

ROOT = Path(__file__).parents[1]
LONGEST_SECONDS = 900


@attrs.frozen
class Result:
    """What one run took.

    Attributes:
        seconds: Of the run itself, without starting Python and importing.
        cpu: Seconds of CPU in the contender's process, of the run itself where it tells.
        rss: Peak resident memory of the whole process, in bytes.
        files: Most open files, sockets included.
        stall: Longest time the event loop did not come round, in seconds, where there is one.
        done: Files, calls or images.
    """

    seconds: float
    cpu: float
    rss: int
    files: int
    stall: float | None
    done: int


class ContenderError(Exception):
    """A contender failed, or the sink does not have what it should have sent."""


def run(command: Sequence[str], environment: Mapping[str, str]) -> Result:
    """Run a contender, which prints a line of JSON at its end; one that prints none is timed."""
    most = 0
    ended = threading.Event()

    def count_files(pid: int) -> None:
        nonlocal most
        while not ended.wait(0.02):
            with contextlib.suppress(OSError):
                most = max(most, sum(1 for _ in Path(f"/proc/{pid}/fd").iterdir()))

    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as errors:
        began = time.perf_counter()
        process = subprocess.Popen(
            command, stdout=out, stderr=errors, env={**os.environ, **environment}, cwd=ROOT
        )
        killer = threading.Timer(LONGEST_SECONDS, process.kill)
        killer.start()
        counter = threading.Thread(target=count_files, args=(process.pid,))
        counter.start()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - began
        killer.cancel()
        ended.set()
        counter.join()
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        errors.seek(0)
        if process.returncode:
            said = errors.read().decode(errors="replace")[-2000:]
            raise ContenderError(f"{' '.join(command)[:200]} ended {process.returncode}: {said}")
        last = out.read().decode().strip().rpartition("\n")[2]
    told = json.loads(last) if last.startswith("{") else {}
    return Result(
        told.get("seconds", wall),
        told.get("cpu", usage.ru_utime + usage.ru_stime),
        usage.ru_maxrss * 1024,
        most,
        told.get("stall"),
        told.get("done", 0),
    )


@contextlib.contextmanager
def sink(*options: str) -> Iterator[str]:
    """The sink in a process of its own; yields its address."""
    process = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.sink", *options],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    assert process.stdout is not None
    assert process.stdin is not None
    try:
        yield process.stdout.readline().strip()
    finally:
        process.stdin.close()
        process.stdout.close()
        process.wait(10)


def counted(url: str, ca: Path | None = None) -> dict[str, Any]:
    """What the sink has taken since the last time it was asked."""
    request = urllib.request.Request(f"{url}/count", method="POST", data=b"")
    tls = ssl.create_default_context(cafile=ca) if ca else None
    with urllib.request.urlopen(request, timeout=30, context=tls) as answer:
        said: dict[str, Any] = json.load(answer)
    return said
