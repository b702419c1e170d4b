"""`kill -9` at any instant, then the same call: nothing is lost, doubled, or done in vain."""

from __future__ import annotations

import io
import json
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from .caller import upload
from .killed import INSTANTS
from .pixel import POLICY, SIGNATURE, FakePixel

Photos = Callable[..., list[Path]]
SCRIPT = Path(__file__).parent / "killed.py"
FILES = 7
MIB = 1024**2


def run(
    pixel: FakePixel, folder: Path, journal: Path, where: str = "", at: int = 0, part_size: int = 0
) -> Any:
    """The report of an upload in a process of its own, or None when that was killed."""
    ran = subprocess.run(
        [sys.executable, SCRIPT, pixel.url, folder, journal, where, str(at), str(part_size)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    if ran.returncode == -9:
        return None
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)


def here(pixel: FakePixel, folder: Path, journal: Path) -> Any:
    """The report of an upload in this process."""
    text = io.StringIO()
    upload(pixel, "upload", folder, journal=journal).to_json(text)
    return json.loads(text.getvalue())


def assert_all_there_once(pixel: FakePixel, report: Any, files: list[Path]) -> None:
    rows = report["files"]
    assert sorted(row["path"] for row in rows) == sorted(map(str, files))
    assert {row["status"] for row in rows} <= {"uploaded", "skipped"}
    # One resource a file, no more and no fewer, each of the file's own bytes.
    assert len(pixel.resources) == len(files)
    assert sorted(row["resource_id"] for row in rows) == sorted(pixel.resources)
    for row in rows:
        stored = pixel.stored[(row["resource_id"] - 1000, "main")]
        assert stored.data == Path(row["path"]).read_bytes()
    assert max(Counter(pixel.finished).values()) <= 2  # by a call whose answer nobody read


def survives(files: list[Path], journal: Path, instant: str, at: int) -> bool:
    """Kill an upload and make the same call again; whether it was over before that instant came."""
    folder = files[0].parent
    pixel = FakePixel()
    journal.unlink(missing_ok=True)
    try:
        report = run(pixel, folder, journal, instant, at)
        survived = report is not None
        finished = set(pixel.finished)
        stored = {key: stored.times for key, stored in pixel.stored.items()}
        if not survived:
            report = here(pixel, folder, journal)
        assert_all_there_once(pixel, report, files)
        # What was finished is not sent again.
        for (job, slot), times in stored.items():
            if job in finished:
                assert pixel.stored[(job, slot)].times == times
        assert_no_secret(journal.parent)
        assert here(pixel, folder, journal)["counts"] == {"skipped": len(files)}
        assert len(pixel.resources) == len(files)
    finally:
        pixel.close()
    return survived


# Every instant, as often as it comes, is in tests/soak/kills.py.
@pytest.mark.parametrize(
    ("instant", "at"),
    [("after a note is written", at) for at in (2, 3, 4)]
    + [(instant, 1) for instant in INSTANTS if instant != "after a note is written"],
)
def test_killed_at_any_instant_the_same_call_goes_on(
    photos: Photos, tmp_path: Path, instant: str, at: int
) -> None:
    assert not survives(photos(FILES), tmp_path / "journal", instant, at)


def assert_no_secret(folder: Path) -> None:
    for path in folder.glob("journal*"):
        held = path.read_bytes()
        for secret in (SIGNATURE, POLICY, "X-Amz-Signature", "SECRET"):
            assert secret.encode() not in held


def test_killed_twice_and_thrice(photos: Photos, tmp_path: Path, pixel: FakePixel) -> None:
    files = photos(FILES)
    folder, journal = files[0].parent, tmp_path / "journal"
    for instant in (INSTANTS[1], INSTANTS[5], INSTANTS[7], INSTANTS[8]):
        run(pixel, folder, journal, instant, 1)
    assert_all_there_once(pixel, run(pixel, folder, journal), files)


def test_what_is_hashed_is_not_hashed_again(
    photos: Photos, tmp_path: Path, pixel: FakePixel
) -> None:
    files = photos(FILES)
    folder, journal = files[0].parent, tmp_path / "journal"
    assert run(pixel, folder, journal, "after create_upload_jobs", 1) is None
    report = run(pixel, folder, journal)
    assert_all_there_once(pixel, report, files)
    assert report["hashed"] < FILES
    again = run(pixel, folder, journal)
    assert (again["hashed"], again["counts"]) == (0, {"skipped": FILES})


def parts_noted(journal: Path) -> list[int]:
    """The parts that a journal says S3 has."""
    with closing(sqlite3.connect(journal)) as db:
        return [number for (number,) in db.execute("SELECT number FROM part")]


@pytest.mark.parametrize("gives_again", [True, False])
def test_parts_that_s3_has_are_not_sent_again_while_the_service_gives_its_requests(
    tmp_path: Path, pixel: FakePixel, gives_again: bool
) -> None:
    folder, journal = tmp_path / "flight", tmp_path / "journal"
    folder.mkdir()
    path = folder / "ortho.jpg"
    with path.open("wb") as file:
        file.truncate(5 * MIB * 6 + 7)
    pixel.gives_requests_again = gives_again
    # After the notes of some parts.
    assert run(pixel, folder, journal, "after a note is written", 3, 5 * MIB) is None
    sent = len(pixel.stored)
    noted = parts_noted(journal)
    assert noted
    report = run(pixel, folder, journal, part_size=5 * MIB)
    (row,) = report["files"]
    assert row["status"] == "uploaded"
    assert report["hashed"] == 0
    assert len(pixel.resources) == 1
    if gives_again:
        assert len(pixel.jobs) == 1
        assert {slot for job, slot in pixel.stored if job == 1} == {str(n) for n in range(1, 8)}
        assert {pixel.stored[(1, str(number))].times for number in noted} == {1}
    else:
        assert len(pixel.jobs) == (2 if sent < 7 else 1)
    finished = row["upload_job_id"]
    assert sum(s.size for (job, _), s in pixel.stored.items() if job == finished) == 5 * MIB * 6 + 7
