"""Faults at random, `kill -9` at random, power cuts: in the end each file is there, once."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.uploads.pixel import FakePixel
from tests.uploads.runs import FAULTS, photo_folder
from tests.uploads.storage import Fault, Request

SCRIPT = Path(__file__).parent / "uploading.py"
FILES = 60
PART = 5 * 1024**2
KILLS = 6
# One request in twelve meets a fault. Few stall: each of these costs a time-out.
CHANCE = 1 / 12
QUICK = [fault for name, fault in FAULTS.items() if name != "stall"]


class Chance:
    """Faults at random, and a `kill -9` at a chosen request."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        self.hits = 0
        self.run: subprocess.Popen[str] | None = None
        self.kill_at = 0

    def __call__(self, request: Request, number: int) -> Fault | None:
        if self.run is not None and number >= self.kill_at:
            self.run.kill()
            return Fault(act=self._chance.choice(["reset mid-body", "lose answer"]))
        if self._chance.random() > CHANCE:
            return None
        self.hits += 1
        return FAULTS["stall"] if self._chance.random() < 0.03 else self._chance.choice(QUICK)


def upload(
    pixel: FakePixel, folder: Path, journal: Path, choices: Any, trouble: Chance, after: int = 0
) -> Any:
    """The report, or None when it was killed at its request number `after`."""
    trouble.kill_at = pixel.requests + after
    run = subprocess.Popen(
        [sys.executable, SCRIPT, pixel.url, folder, journal, json.dumps(choices)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    trouble.run = run if after else None
    out, errors = run.communicate(timeout=300)
    trouble.run = None
    if after and run.returncode == -signal.SIGKILL:
        return None
    assert run.returncode == 0, errors[-3000:]
    return json.loads(out)


@pytest.mark.timeout(1200)
@pytest.mark.parametrize("in_parts", [False, True], ids=["in one body", "in parts"])
@pytest.mark.parametrize("power_cut", [False, True], ids=["killed", "power cut"])
@pytest.mark.parametrize("seed", range(3))
def test_whatever_happens_each_file_is_there_once(
    tmp_path: Path, said: list[str], seed: int, power_cut: bool, in_parts: bool
) -> None:
    folder, journal = tmp_path / "flight", tmp_path / "journal"
    files = photo_folder(folder, 6, PART + 100) if in_parts else photo_folder(folder, FILES)
    choices = {"multipart": True, "multipart_part_size": PART} if in_parts else {}
    chance, pixel = random.Random(1000 + seed), FakePixel()
    pixel.kept = False
    pixel.gives_requests_again = seed % 2 == 0
    pixel.trouble = trouble = Chance(seed)
    report, killed, most_requests = None, 0, 12 if in_parts else 40
    try:
        for _ in range(KILLS):
            report = upload(
                pixel, folder, journal, choices, trouble, chance.randint(2, most_requests)
            )
            killed += report is None
            if power_cut:  # all that came after the last checkpoint is gone
                Path(f"{journal}-wal").unlink(missing_ok=True)
        more = 0
        while (more := more + 1) <= 3:
            report = upload(pixel, folder, journal, choices, trouble)
            if {status for _, status, _, _ in report["rows"]} <= {"uploaded", "skipped"}:
                break
        rows = {path: (status, resource, why) for path, status, resource, why in report["rows"]}
        assert report["stopped"] == "None"
        assert sorted(rows) == [str(path) for path in files]
        bad = {path: row for path, row in rows.items() if row[0] not in ("uploaded", "skipped")}
        assert bad == {}
        twice = Counter(resource["name"] for resource in pixel.resources.values())
        assert twice == Counter(path.name for path in files)
        assert sorted(resource for _, resource, _ in rows.values()) == sorted(pixel.resources)
        said.append(
            f"{killed} kills, {trouble.hits} faults in {pixel.requests} requests; {more} more runs"
        )
    finally:
        pixel.close()
