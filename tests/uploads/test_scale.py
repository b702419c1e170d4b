"""What must not grow with the number of files; the million itself is in `make soak`."""

from __future__ import annotations

import sys
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pixel_client.exceptions import PixelJournalError
from pixel_client.uploads.inputs import scan
from pixel_client.uploads.inputs.sidecars import SideCars
from pixel_client.uploads.state import results_table
from pixel_client.uploads.state.results_table import ResultsTable

from .caller import upload
from .pixel import FakePixel
from .runs import photo_folder


def test_rows_that_are_never_sent_are_gone_through_once(
    pixel: FakePixel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "flight"
    folder.mkdir()
    count = 3000
    for number in range(count):
        (folder / f"{number:05}.txt").touch()
    photo_folder(tmp_path / "later", 1)
    gone_through: list[int] = []
    really = ResultsTable.planned

    def planned(table: ResultsTable, start: int, most: int) -> Any:
        gone_through.append(len(table) - start)
        return really(table, start, most)

    monkeypatch.setattr(ResultsTable, "planned", planned)
    report = upload(pixel, "upload", [folder, tmp_path / "later"], journal=False)
    assert report.counts == {"skipped": count, "uploaded": 1}
    assert len(gone_through) > 5
    assert sum(gone_through) < 2 * count


@pytest.mark.skipif(sys.platform == "win32", reason="no limits there")
def test_a_plan_that_no_disk_has_room_for_says_where(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import resource

    monkeypatch.setattr(results_table, "_CACHE_KIB", 64)
    table, before = ResultsTable(), resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, before[1]))
    paths = [tmp_path / f"{number}.jpg" for number in range(5000)]
    try:
        with pytest.raises(PixelJournalError, match="SQLITE_TMPDIR"):
            table.add(results_table.PlannedRow(path=path, name=path.name) for path in paths)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_names_of_a_folder_are_not_held() -> None:
    def names() -> Iterator[str]:
        return (f"DJI_{number:07}.JPG" for number in range(30_000))

    tracemalloc.start()
    try:
        assert SideCars.among(names).of("DJI_0000000.JPG") == []
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 100_000


def test_matches_of_a_pattern_are_taken_in_blocks(
    pixel: FakePixel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scan, "SORTED_ENTRIES", 7)
    files = photo_folder(tmp_path / "flight", 30)
    report = upload(pixel, "upload", str(tmp_path / "*" / "*.JPG"), journal=False)
    assert sorted(row.path for row in report) == files
    assert report.counts == {"uploaded": 30}
