"""Few open files, files larger than disks, a full disk, a clock that jumps: the machine around."""

from __future__ import annotations

import asyncio
import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from pixel_client.exceptions import PixelJournalError
from pixel_client.uploads import PixelUploadFile
from pixel_client.uploads.inputs.planned_file import MultipartPolicy, plan_file

from .pixel import FakePixel
from .runs import held, photo_folder, run

ROOT = Path(__file__).parents[2]
MIB, GIB = 1024**2, 1024**3

LIMITED = """
import asyncio, json, resource, signal, sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from tests.uploads.caller import Caller

url, folder, journal, choices, limits = sys.argv[2:7]

async def main():
    async with Caller(url, upload_max_concurrency=20) as caller:
        report = await caller.upload(1, 2, folder, journal=journal, **json.loads(choices))
        rows = [[row.name, row.status, row.detail] for row in report]
        stopped = [type(report.stopped).__name__, str(report.stopped)]
        print(json.dumps({"rows": rows, "counts": report.counts, "stopped": stopped}))

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # a write past the limit fails, as on a full disk
for name, most in json.loads(limits).items():
    resource.setrlimit(getattr(resource, name), (most, most))
asyncio.run(main())
"""


def limited(
    pixel: FakePixel, folder: Path, journal: Path, limits: dict[str, int], **arguments: Any
) -> Any:
    """The report of an upload by a process that may use no more than this."""
    ran = subprocess.run(
        [sys.executable, "-c", LIMITED, ROOT, pixel.url, folder, journal,
         json.dumps(arguments), json.dumps(limits)],
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr[-3000:]
    return json.loads(ran.stdout)


def test_sixty_four_open_files_are_enough(pixel: FakePixel, tmp_path: Path) -> None:
    files = photo_folder(tmp_path / "flight", 150)
    for path in files[::3]:
        path.with_suffix(".jgw").write_text("0.1\n")
    said = limited(pixel, tmp_path / "flight", tmp_path / "journal", {"RLIMIT_NOFILE": 64})
    assert said["counts"] == {"uploaded": 150}
    assert len(pixel.resources) == 150


def test_a_disk_without_room_for_the_journal_stops_the_run_and_loses_nothing(
    pixel: FakePixel, tmp_path: Path
) -> None:
    folder, journal = tmp_path / "flight", tmp_path / "journal"
    photo_folder(folder, 300, 30)
    said = limited(pixel, folder, journal, {"RLIMIT_FSIZE": 60_000})
    kind, words = said["stopped"]
    assert kind == PixelJournalError.__name__
    assert str(journal) in words
    assert "run the same upload again" in words
    assert said["counts"].get("failed", 0) == 0
    assert sum(said["counts"].values()) == 300
    again = limited(pixel, folder, journal, {})
    assert again["stopped"][0] == "NoneType"
    assert again["counts"].get("failed", 0) == again["counts"].get("pending", 0) == 0
    assert len(pixel.resources) == 300
    assert len({resource["name"] for resource in pixel.resources.values()}) == 300


def test_a_file_system_that_is_full_and_then_is_not(pixel: FakePixel, tmp_path: Path) -> None:
    """The same on a real file system of its own, where the tests may mount one."""
    small, folder = tmp_path / "small", tmp_path / "flight"
    small.mkdir()
    photo_folder(folder, 300, 30)
    mounting = ["mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", str(small)]
    can_mount = os.getuid() == 0 and subprocess.run(mounting, check=False).returncode == 0
    try:
        ballast = small / "ballast"
        if can_mount:
            ballast.write_bytes(bytes(40_000))
        limits = {} if can_mount else {"RLIMIT_FSIZE": 90_000}
        said = limited(pixel, folder, small / "journal", limits)
        assert said["stopped"][0] == PixelJournalError.__name__
        sent = dict(said["counts"])
        if can_mount:
            ballast.unlink()
            subprocess.run(["mount", "-o", "remount,size=16m", str(small)], check=True)
        again = limited(pixel, folder, small / "journal", {})
        assert again["counts"].get("failed", 0) == 0
        assert again["stopped"][0] == "NoneType"
        assert again["counts"].get("skipped", 0) >= sent.get("uploaded", 0)
        assert len(pixel.resources) == 300
    finally:
        if can_mount:
            subprocess.run(["umount", str(small)], check=False)


@pytest.mark.parametrize(
    ("size", "wanted", "part", "parts"),
    [
        (100 * 1000**3, None, 64 * MIB, 1491),
        (5 * GIB + 1, None, 64 * MIB, 81),
        (5 * MIB * 10_000, 5 * MIB, 5 * MIB, 10_000),
        (5 * MIB * 10_000 + 1, 5 * MIB, 6 * MIB, 8334),
        (64 * MIB * 10_000 + 1, None, 65 * MIB, 9847),
    ],
)
def test_plans_of_files_far_larger_than_the_disk(
    tmp_path: Path, size: int, wanted: int | None, part: int, parts: int
) -> None:
    path = tmp_path / "ortho.jpg"
    with path.open("wb") as file:
        file.truncate(size)  # sparse: it takes no room
    multipart = True if wanted else None
    planned = plan_file(
        0, PixelUploadFile(path), path.name, multipart_policy=MultipartPolicy(multipart, wanted)
    )
    assert planned.part_size == part
    assert -(-size // planned.part_size) == parts


def test_a_clock_that_jumps_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "flight"
    photo_folder(folder, 30)
    states = []
    really, chance = time.time, random.Random(1)
    for jumps in (False, True):
        pixel = FakePixel()
        journal = tmp_path / f"journal{jumps}"
        try:
            pixel.token_seconds, pixel.looks_before_done = 1.0, 4
            with monkeypatch.context() as patch:
                if jumps:
                    patch.setattr(time, "time", lambda: really() + chance.uniform(-1e7, 1e7))
                report = asyncio.run(run(pixel, [folder], journal))
                assert report.counts == {"uploaded": 30}
                again = asyncio.run(run(pixel, [folder], journal))
                assert again.counts == {"skipped": 30}
            assert all(0 <= row.seconds < 60 for row in report)
            states.append(held(pixel, list(report)))
        finally:
            pixel.close()
    assert states[0] == states[1]


def test_files_of_before_1970_and_of_the_far_future(pixel: FakePixel, tmp_path: Path) -> None:
    folder, journal = tmp_path / "flight", tmp_path / "journal"
    files = photo_folder(folder, 3)
    for path, when in zip(files, (-86_400 * 10**9, 0, 2**33 * 10**9), strict=True):
        os.utime(path, ns=(when, when))
    assert asyncio.run(run(pixel, [folder], journal)).counts == {"uploaded": 3}
    assert asyncio.run(run(pixel, [folder], journal)).counts == {"skipped": 3}
