"""What a pattern fits: files, folders with all below them, and nothing twice."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from pixel_client.core.resource_kinds import IMAGE
from pixel_client.uploads.inputs import scan

from .caller import upload
from .pixel import FakePixel

FILES = (
    "top.jpg",
    "flight1/1.jpg",
    "flight1/flight1b/2.jpg",
    "flight1/notes.txt",
    "flight1/1.jgw",
    "flight2/3.jpg",
    "flight2/.hidden/4.jpg",
    "other/flight9/5.jpg",
)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with flights, which is the one one is in."""
    folder = tmp_path / "here"
    for name in FILES:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(name.encode())
    monkeypatch.chdir(folder)
    return folder


def taken(*sources: str) -> tuple[list[str], list[str]]:
    """The files that are taken, and those that are passed over, in their order."""
    found = list(scan.Scan(list(sources), IMAGE))
    assert [each.problem for each in found if each.problem is not None] == []
    names = [(each.given.file.as_posix(), each.passed_over is None) for each in found]
    return [n for n, is_taken in names if is_taken], [n for n, is_taken in names if not is_taken]


FLIGHT1 = ["flight1/1.jpg", "flight1/flight1b/2.jpg"]
FLIGHTS = [*FLIGHT1, "flight2/3.jpg"]
OTHER = "other/flight9/5.jpg"


@pytest.mark.parametrize(
    ("pattern", "files"),
    [
        ("flight*", FLIGHTS),
        ("flight*/", FLIGHTS),
        ("flight[12]", FLIGHTS),
        ("flight1*", FLIGHT1),
        ("*/flight*", ["flight1/flight1b/2.jpg", OTHER]),
        ("**/flight*", [*FLIGHTS, OTHER]),
        ("**/flight1*", FLIGHT1),
        ("flight*/**", FLIGHTS),
        ("flight*/**/*", [*FLIGHTS, "flight1/notes.txt"]),
        ("flight*/**/*.jpg", FLIGHTS),
        ("*", [*FLIGHTS, OTHER, "top.jpg"]),
        ("**", ["top.jpg", *FLIGHTS, OTHER]),
        ("**/*", [*FLIGHTS, OTHER, "top.jpg"]),
        ("**/", ["top.jpg", *FLIGHTS, OTHER]),
        ("*.jpg", ["top.jpg"]),
    ],
)
def test_folders_that_fit_are_walked_and_nothing_is_counted_twice(
    here: Path, pattern: str, files: list[str]
) -> None:
    found, passed = taken(pattern)
    assert sorted(found) == sorted(files)
    assert passed in ([], ["flight1/notes.txt"])
    whole, _ = taken(str(here / pattern) + ("/" if pattern.endswith("/") else ""))
    assert [Path(name).relative_to(here).as_posix() for name in whole] == found


def test_a_file_that_fits_is_named_and_one_below_a_folder_is_not(here: Path) -> None:
    assert taken("flight1/*.txt") == (["flight1/notes.txt"], [])
    assert taken("flight1/*")[0] == [*FLIGHT1, "flight1/notes.txt"]
    assert taken("**/*")[1] == ["flight1/notes.txt"]


def test_links_to_a_folder_that_fits_too_add_nothing(here: Path) -> None:
    (here / "flight3").symlink_to(here / "flight2")
    (here / "flight2" / "up").symlink_to(here)
    files, _ = taken("flight*")
    assert sorted(Path(name).name for name in files) == [
        "1.jpg",
        "2.jpg",
        "3.jpg",
        "5.jpg",
        "top.jpg",
    ]


def test_matches_come_in_blocks_and_a_folder_before_what_is_in_it(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = sorted(taken("**/*")[0])
    monkeypatch.setattr(scan, "SORTED_ENTRIES", 1)
    assert sorted(taken("**/*")[0]) == expected
    assert sorted(taken("**/flight*")[0]) == sorted([*FLIGHTS, OTHER])


def test_a_pattern_and_a_folder_of_it_are_one_upload_each_file(
    pixel: FakePixel, here: Path
) -> None:
    report = upload(pixel, "upload", ["flight*", "flight2"], journal=False)
    assert report.counts == {"uploaded": 3, "skipped": 2}
    assert "listed twice" in next(
        r.detail or "" for r in report if r.path.name == "3.jpg" and r.detail
    )


def test_what_was_sent_of_a_folder_that_fits_is_finished_although_it_is_gone(
    pixel: FakePixel, photos: Callable[..., list[Path]], tmp_path: Path
) -> None:
    files, journal = photos(3), tmp_path / "journal"
    pixel.api_faults = lambda method, path, number: (
        (403, {"detail": "no"}) if path.endswith("uploadFinished") else None
    )
    pattern = os.fspath(files[0].parent.parent / f"{files[0].parent.name[:-1]}*")
    assert upload(pixel, "upload", pattern, journal=journal).counts == {"pending": 3}
    pixel.api_faults = lambda *_: None
    files[1].unlink()
    assert upload(pixel, "upload", pattern, journal=journal).counts == {"uploaded": 3}
