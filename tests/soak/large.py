"""Files far larger than memory, sparse, sent to a sink that does not look at the bytes."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.measure import counted
from benchmarks.measure import sink as fast_sink
from tests.uploads.pixel import FakePixel

SCRIPT = Path(__file__).parent / "uploading.py"
COUNTING = Path(__file__).parent / "counting.py"
MIB, GIB = 1024**2, 1024**3
ADDRESS_SPACE = 2 * 1000**3


def sparse(folder: Path, size: int) -> Path:
    folder.mkdir()
    path = folder / "ortho.jpg"
    with path.open("wb") as file:
        file.truncate(size)
    return path


def started(url: str, path: Path, journal: Path, script: Path = SCRIPT) -> subprocess.Popen[str]:
    """An upload that may use 2 GB of addresses."""
    limit = f"import resource; resource.setrlimit(resource.RLIMIT_AS, ({ADDRESS_SPACE},) * 2)"
    run = "import runpy, sys; del sys.argv[0]; runpy.run_path(sys.argv[0], run_name='__main__')"
    return subprocess.Popen(
        [sys.executable, "-c", f"{limit}; {run}", script, url, path.parent, journal, "{}"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )  # fmt: skip


def until(run: subprocess.Popen[str], reached: Callable[[], bool]) -> int:
    """Wait for something, then interrupt; the most memory it used by then, in MiB."""
    while not reached():
        try:
            run.wait(0.2)
        except subprocess.TimeoutExpired:
            continue
        raise AssertionError(run.communicate())
    status = Path(f"/proc/{run.pid}/status").read_text(encoding="ascii")
    peak = int(status.split("VmHWM:")[1].split()[0]) // 1024
    run.send_signal(signal.SIGINT)
    _, errors = run.communicate(timeout=60)
    assert run.returncode != 0
    assert "KeyboardInterrupt" in errors
    return peak


@pytest.mark.timeout(900)
def test_a_file_above_5_gib_goes_in_parts_by_itself(
    sink: FakePixel, tmp_path: Path, said: list[str]
) -> None:
    size = 5 * GIB + 1
    path = sparse(tmp_path / "flight", size)
    run = started(sink.url, path, tmp_path / "journal")
    out, errors = run.communicate(timeout=800)
    assert run.returncode == 0, errors[-3000:]
    assert [row[1] for row in json.loads(out)["rows"]] == ["uploaded"]
    assert sum(stored.size for stored in sink.stored.values()) == size
    assert len(sink.stored) == 81
    said.append("81 parts")


@pytest.mark.timeout(900)
def test_10_gb_with_2_gb_of_addresses_can_be_stopped_and_goes_on(
    sink: FakePixel, tmp_path: Path, said: list[str]
) -> None:
    size, some = 10 * 1000**3, 30
    path, journal = sparse(tmp_path / "flight", size), tmp_path / "journal"
    peak = until(started(sink.url, path, journal), lambda: len(sink.stored) >= some)
    first = len(sink.stored)
    again = until(started(sink.url, path, journal), lambda: len(sink.stored) >= first + some)
    assert len(sink.jobs) == 1
    times = Counter(stored.times for stored in sink.stored.values())
    assert sum(times[n] for n in times if n > 1) <= 10  # those that were under way
    assert {stored.size for stored in sink.stored.values()} == {64 * MIB}
    assert max(peak, again) < 150
    said.append(
        f"{len(sink.stored)} of 150 parts sent in two runs; peak memory {peak} and {again} MiB"
    )


@pytest.mark.timeout(3600)
def test_100_gb_with_2_gb_of_addresses_from_end_to_end(tmp_path: Path, said: list[str]) -> None:
    size = 100 * 1000**3
    path = sparse(tmp_path / "flight", size)
    with fast_sink() as url:
        out, errors = started(url, path, tmp_path / "journal", script=COUNTING).communicate()
        assert out, errors[-3000:]
        told, taken = json.loads(out), counted(url)
    assert told["counts"] == {"uploaded": 1}, told
    assert (taken["bodies"], taken["bytes"], taken["twice"]) == (1491, size, 0)
    assert told["rss"] < 150
    said.append(
        f"all of it hashed and sent, 1491 parts, {size / told['seconds'] / 1e6:.0f} MB/s;"
        f" peak memory {told['rss']} MiB, longest stall of the event loop {told['stall']:.2f} s"
    )
