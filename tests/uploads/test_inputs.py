"""Whatever is named as an input: sizes, counts, names, and what is no file at all."""

from __future__ import annotations

import hashlib
import json
import os
import random
import subprocess
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from .caller import upload
from .pixel import FakePixel

Photos = Callable[..., list[Path]]
MIB = 1024**2
PART = 5 * MIB


def sparse(path: Path, size: int) -> Path:
    with path.open("wb") as file:
        file.truncate(size)
    return path


def arrived(pixel: FakePixel, report: Any) -> list[tuple[str, bytes]]:
    """Name and stored bytes of each row, in the rows' order."""
    return [
        (row.name, pixel.stored[(row.upload_job_id, "main")].data)
        for row in report
        if row.status == "uploaded"
    ]


@pytest.mark.parametrize("multipart", [False, True])
def test_files_of_every_awkward_size(pixel: FakePixel, tmp_path: Path, multipart: bool) -> None:
    sizes = [0, 1, PART - 1, PART, PART + 1]
    for size in sizes:
        (tmp_path / f"{size}.jpg").write_bytes(os.urandom(size))
    pixel.legacy_results = False
    report = upload(
        pixel,
        "upload",
        tmp_path,
        journal=False,
        multipart=multipart,
        multipart_part_size=PART if multipart else None,
    )
    rows = {int(row.path.stem): row for row in report}
    # An empty file is no image: it is told at once, and the others go.
    assert {size: row.status for size, row in rows.items()} == {
        size: "uploaded" if size else "failed" for size in sizes
    }
    assert "empty" in rows[0].detail
    for size in sizes[1:]:
        parts = [
            pixel.stored[key] for key in sorted(pixel.stored) if key[0] == rows[size].upload_job_id
        ]
        assert [part.size for part in parts] == (
            [min(PART, size - at) for at in range(0, size, PART)] if multipart else [size]
        )
        data = rows[size].path.read_bytes()
        assert [part.md5 for part in parts] == (
            [hashlib.md5(data[at : at + PART]).hexdigest() for at in range(0, size, PART)]
            if multipart
            else [hashlib.md5(data).hexdigest()]
        )


@pytest.mark.parametrize("count", [0, 1, 199, 200, 201, 401])
def test_any_number_of_files_in_any_order(pixel: FakePixel, photos: Photos, count: int) -> None:
    files = photos(count, folders=3, size=40)
    random.Random(count).shuffle(files)
    report = upload(pixel, "upload", files, journal=False)
    assert [row.path for row in report] == files
    assert arrived(pixel, report) == [(path.name, path.read_bytes()) for path in files]
    assert len(pixel.resources) == count
    assert all(len(call) <= 200 for call in pixel.create_calls)


@pytest.mark.slow
def test_two_thousand_files_shuffled(pixel: FakePixel, photos: Photos, tmp_path: Path) -> None:
    files = photos(2000, folders=7, size=60)
    random.Random(2000).shuffle(files)
    report = upload(pixel, "upload", files, journal=tmp_path / "journal")
    assert [row.path for row in report] == files
    assert arrived(pixel, report) == [(path.name, path.read_bytes()) for path in files]
    assert len(pixel.resources) == 2000


NAMES = [
    unicodedata.normalize("NFC", "blåbærøy.jpg"),
    unicodedata.normalize("NFD", "blåbærøy.jpg"),
    "😀🛰.jpg",
    "q\"uo'te.jpg",
    "new\nline.jpg",
    "re\rturn.jpg",
    "tab\t.jpg",
    "שלום.jpg",
    "semi;colon=.jpg",
    "x" * 251 + ".jpg",
    "æ" * 125 + "x.jpg",
    " leading.jpg",
    "..jpg",
    "CON.jpg",
]


def test_names_of_every_kind_in_one_run(pixel: FakePixel, tmp_path: Path) -> None:
    folder = tmp_path / "names"
    folder.mkdir()
    for name in NAMES:
        (folder / name).write_bytes(name.encode())
    files = [folder / name for name in NAMES]
    report = upload(pixel, "upload", files, journal=tmp_path / "journal")
    assert arrived(pixel, report) == [(name, name.encode()) for name in NAMES]
    again = upload(pixel, "upload", files, journal=tmp_path / "journal")
    assert again.counts == {"skipped": len(NAMES)}
    for name in ("report.csv", "report.json"):
        form = getattr(report, f"to_{name[7:]}")
        form(tmp_path / name)
        assert (tmp_path / name).stat().st_size > 0


def test_a_name_that_cannot_be_decoded_fails_alone_and_is_told(
    pixel: FakePixel, photos: Photos, tmp_path: Path
) -> None:
    files = photos(2)
    folder = files[0].parent
    odd = os.fsencode(folder) + b"/fl\xff\xfey.jpg"
    with open(odd, "wb") as file:
        file.write(b"photo")
    report = upload(pixel, "upload", folder, journal=tmp_path / "journal")
    assert report.counts == {"uploaded": 2, "failed": 1}
    (row,) = report.failed
    assert os.fsencode(row.path) == odd
    assert "name" in row.detail
    report.to_json(tmp_path / "report.json")
    report.to_csv(tmp_path / "report.csv")
    (tmp_path / "report.json").read_text(encoding="utf-8")
    (tmp_path / "report.csv").read_text(encoding="utf-8")


def test_the_same_name_in_fifty_folders(pixel: FakePixel, tmp_path: Path) -> None:
    files = []
    for number in range(50):
        folder = tmp_path / "flights" / f"{number:02}"
        folder.mkdir(parents=True)
        files.append(folder / "DJI_0001.JPG")
        files[-1].write_bytes(f"photo {number}".encode())
    report = upload(pixel, "upload", tmp_path / "flights", journal=tmp_path / "journal")
    assert [row.path for row in report] == files
    assert arrived(pixel, report) == [("DJI_0001.JPG", path.read_bytes()) for path in files]
    assert all(max(Counter(call).values()) == 1 for call in pixel.create_calls)


def test_a_file_listed_twice_by_any_way_is_sent_once(
    pixel: FakePixel, photos: Photos, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (path,) = photos(1)
    monkeypatch.chdir(path.parent)
    sources = [path, path.name, path.parent, f"{path.parent}/*.JPG", path.parent / "." / path.name]
    report = upload(pixel, "upload", sources, journal=tmp_path / "journal")
    assert report.counts == {"uploaded": 1, "skipped": 4}
    assert len(pixel.resources) == 1
    assert "listed twice" in next(row.detail for row in report if row.status == "skipped")


def test_what_is_no_file_is_told_and_costs_the_others_nothing(
    pixel: FakePixel, photos: Photos, tmp_path: Path
) -> None:
    good = photos(2)
    odd = tmp_path / "odd"
    odd.mkdir()
    os.mkfifo(odd / "fifo.jpg")  # reading it would wait for ever
    (odd / "broken.jpg").symlink_to(odd / "nowhere")
    (odd / "loop.jpg").symlink_to(odd / "loop.jpg")
    (odd / "ring").mkdir()
    (odd / "ring" / "back").symlink_to(odd)
    (odd / "folder.jpg").mkdir()
    named = [odd / "missing.jpg", odd / "fifo.jpg", odd / "broken.jpg", odd / "loop.jpg"]
    report = upload(pixel, "upload", [*good, *named], journal=tmp_path / "journal")
    assert [row.status for row in report] == ["uploaded"] * 2 + ["failed"] * 4
    reasons = [row.detail for row in report.failed]
    assert all(reasons)
    assert ["FileNotFoundError" in (row.error_class or "") for row in report.failed] == [
        True, False, True, False,
    ]  # fmt: skip
    walked = upload(pixel, "upload", odd, journal=tmp_path / "journal")
    assert {row.path.name: row.status for row in walked} == {
        "fifo.jpg": "failed",
        "broken.jpg": "failed",
        "loop.jpg": "failed",
    }
    assert len(pixel.resources) == 2


AS_NOBODY = """
import asyncio, json, os, sys
sys.path.insert(0, sys.argv[1])
from tests.uploads.caller import Caller

async def main():
    async with Caller(sys.argv[2]) as caller:
        # Once before: not even Python itself may be readable to nobody.
        await caller.upload(1, 2, ["good.jpg"], journal=False)
        if os.getuid() == 0:  # root reads everything
            os.setgroups([])
            os.setgid(65534)
            os.setuid(65534)
        report = await caller.upload(1, 2, ["good.jpg", "closed.jpg", "closed"], journal=False)
        print(json.dumps([[row.path.name, row.status, row.error_class] for row in report]))

os.chdir(sys.argv[3])  # the folders above may be closed to nobody
asyncio.run(main())
"""


def test_what_may_not_be_read_fails_alone(pixel: FakePixel, tmp_path: Path) -> None:
    folder = tmp_path / "photos"
    folder.mkdir(mode=0o755)
    for name in ("good.jpg", "closed.jpg"):
        (folder / name).write_bytes(name.encode())
        (folder / name).chmod(0o644 if name == "good.jpg" else 0)
    (folder / "closed").mkdir(mode=0)
    root = Path(__file__).parents[2]
    try:
        ran = subprocess.run(
            [sys.executable, "-c", AS_NOBODY, root, pixel.url, folder],
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
    finally:
        (folder / "closed").chmod(0o755)
    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout) == [
        ["good.jpg", "uploaded", None],
        ["closed.jpg", "failed", "PermissionError"],
        ["closed", "failed", "PermissionError"],
    ]
