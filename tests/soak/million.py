"""A million files in one call: memory that does not follow their number, and a cost that does."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from benchmarks.measure import counted, sink

SCRIPT = Path(__file__).parent / "counting.py"
FILES = int(os.environ.get("SOAK_FILES", "1000000"))
A_FOLDER = 10_000


def photos(folder: Path, count: int) -> None:
    """Small files, ten thousand to a folder."""
    for number in range(count):
        if number % A_FOLDER == 0:
            below = folder / f"flight{number // A_FOLDER:03}"
            below.mkdir(parents=True)
        (below / f"DJI_{number:07}.JPG").write_bytes(b"photo %d" % number)


def upload(url: str, folder: Path, journal: Path) -> Any:
    ran = subprocess.run(
        [sys.executable, SCRIPT, url, folder, journal, "{}"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr[-3000:]
    return json.loads(ran.stdout)


@pytest.mark.timeout(7200)
def test_a_million_files_cost_each_what_one_of_a_thousand_does(
    tmp_path: Path, said: list[str]
) -> None:
    cpu: list[float] = []
    for count in (FILES // 1000, FILES // 10, FILES):
        folder, journal = tmp_path / f"of {count}", tmp_path / f"journal of {count}"
        photos(folder, count)
        with sink() as url:
            told = upload(url, folder, journal)
            taken = counted(url)
            again = upload(url, folder, journal)
        assert told["counts"] == {"uploaded": count}, told
        assert (taken["bodies"], taken["twice"], taken["finished"]) == (count, 0, count)
        assert again["counts"] == {"skipped": count}, again
        assert max(told["rss"], again["rss"]) < 150
        cpu.append(told["cpu"] / count)
        said.append(
            f"{count:,} files: {told['seconds'] / count * 1e6:.0f} µs each"
            f" ({told['cpu'] / count * 1e6:.0f} of CPU), the rerun"
            f" {again['seconds'] / count * 1e6:.0f}; peak memory {told['rss']} and"
            f" {again['rss']} MiB; longest stall of the event loop {told['stall']:.2f} s"
        )
    assert cpu[-1] < 1.5 * max(cpu[:-1])
