"""Journals in trouble: in use, broken, full, of another time. The upload is never lost over it."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import attrs
import pytest

from pixel_client.exceptions import HintCode, PixelJournalError
from pixel_client.uploads import upload as upload_module
from pixel_client.uploads.engine.job_matching import asked_digest
from pixel_client.uploads.inputs.hashes import FileHashes
from pixel_client.uploads.inputs.planned_file import FileStamp, PlannedBody, PlannedFile
from pixel_client.uploads.state import journal as journal_module
from pixel_client.uploads.state.journal import Journal, JournalEntry, Step, hashes_of
from pixel_client.uploads.state.journal_location import default_journal, open_journal, place_of

from .caller import Caller, upload
from .killed import INSTANTS
from .pixel import FakePixel
from .test_killed import SCRIPT, assert_all_there_once, here, run

Photos = Callable[..., list[Path]]


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    return tmp_path / "state" / "journal"


@pytest.mark.parametrize("instant", ["after finish_upload_jobs", "before get_images"])
def test_a_power_cut_that_loses_all_after_the_last_checkpoint(
    photos: Photos, journal: Path, pixel: FakePixel, instant: str
) -> None:
    files = photos(7)
    assert instant in INSTANTS
    assert run(pixel, files[0].parent, journal, instant, 1) is None
    Path(f"{journal}-wal").unlink()
    assert_all_there_once(pixel, here(pixel, files[0].parent, journal), files)


def test_a_journal_is_the_owners_alone_and_so_is_its_log(
    photos: Photos, journal: Path, pixel: FakePixel
) -> None:
    files = photos(3)
    modes: set[int] = set()
    pixel.on_body = lambda request: modes.update(
        stat.S_IMODE(path.stat().st_mode) for path in journal.parent.iterdir()
    )
    upload(pixel, "upload", files[0].parent, journal=journal)
    assert modes == {0o600}
    assert stat.S_IMODE(journal.stat().st_mode) == 0o600


def test_two_uploads_do_not_share_a_journal(
    photos: Photos, journal: Path, pixel: FakePixel
) -> None:
    files = photos(5)
    folder = files[0].parent
    pixel.hold = lambda request: True
    first = subprocess.Popen(
        [sys.executable, SCRIPT, pixel.url, folder, journal, "", "0", "0"], stdout=subprocess.PIPE
    )
    try:
        while not pixel.s3_requests:
            assert first.poll() is None
        with pytest.raises(PixelJournalError, match="in use by another upload") as caught:
            upload(pixel, "upload", folder, journal=journal)
        assert str(journal) in str(caught.value)
        pixel.hold = lambda request: False
        assert first.wait(30) == 0
    finally:
        first.kill()
        first.wait()
        assert first.stdout is not None
        first.stdout.close()
    assert here(pixel, folder, journal)["counts"] == {"skipped": 5}
    assert len(pixel.resources) == 5


def test_a_second_try_in_the_same_process_does_not_let_others_in(journal: Path) -> None:
    first = Journal(journal, "here")
    try:
        with pytest.raises(PixelJournalError, match="in use"):
            Journal(journal, "here")
        # Locks are the process's: to open the file and close it would have taken them away.
        opens = (
            "import sys; from pathlib import Path;"
            "from pixel_client.uploads.state.journal_location import open_journal;"
            "open_journal(Path(sys.argv[1]), 'here')"
        )
        other = subprocess.run(
            [sys.executable, "-c", opens, journal], capture_output=True, text=True, check=False
        )
        assert "in use" in other.stderr
    finally:
        first.close()


def test_a_journal_is_let_go_of_whoever_cancels(journal: Path) -> None:
    async def main() -> None:
        opened = await Journal.opened(journal, "here")
        busy = threading.Event()
        opened._thread.submit(busy.wait)
        closing = asyncio.create_task(opened.aclose())
        await asyncio.sleep(0)
        closing.cancel()
        with pytest.raises(asyncio.CancelledError):
            await closing
        busy.set()

    asyncio.run(main())
    Journal(journal, "here").close()


def test_a_journal_that_is_being_opened_is_let_go_of_when_that_is_cancelled(
    journal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    under_way, go_on = threading.Event(), threading.Event()
    opened: list[sqlite3.Connection] = []

    def slowly(path: Path, place: str) -> sqlite3.Connection:
        under_way.set()
        go_on.wait()
        opened.append(open_journal(path, place))
        return opened[0]

    async def main() -> None:
        opening = asyncio.create_task(Journal.opened(journal, "here"))
        while not under_way.is_set():
            await asyncio.sleep(0.001)
        opening.cancel()
        go_on.set()
        with pytest.raises(asyncio.CancelledError):
            await opening

    with monkeypatch.context() as patch:
        patch.setattr(journal_module, "open_journal", slowly)
        asyncio.run(main())
    assert len(opened) == 1
    Journal(journal, "here").close()


def foreign(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE theirs (a)")
    db.close()


def newer(path: Path) -> None:
    Journal(path, "here").close()
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 99")
    db.close()


BROKEN: dict[str, tuple[Callable[[Path], Any], str]] = {
    "no database": (
        lambda path: path.write_text("a shopping list" * 100),
        "cannot be used",
    ),
    "cut": (
        lambda path: (Journal(path, "here").close(), os.truncate(path, 5000)),
        "cannot be used",
    ),
    "of another program": (foreign, "not a journal of uploads"),
    "of a newer version": (newer, "a newer version"),
    "a folder": (lambda path: path.mkdir(), "cannot be written"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_journal_that_cannot_be_read_stops_the_upload_before_anything_is_sent(
    photos: Photos, journal: Path, pixel: FakePixel, what: str
) -> None:
    spoil, said = BROKEN[what]
    journal.parent.mkdir()
    spoil(journal)
    with pytest.raises(PixelJournalError, match=said) as caught:
        upload(pixel, "upload", photos(2)[0].parent, journal=journal)
    assert str(journal) in str(caught.value)
    assert pixel.jobs == {}


def test_where_no_journal_can_be_made_the_upload_goes_on_without(
    photos: Photos,
    tmp_path: Path,
    pixel: FakePixel,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setattr(upload_module, "default_journal", lambda *_: tmp_path / "file" / "journal")
    report = upload(pixel, "upload", photos(3)[0].parent)
    assert report.counts == {"uploaded": 3}
    assert report.journal is None
    assert "continues without a journal" in caplog.text


def test_a_disk_that_fills_up_stops_the_run_and_loses_nothing(
    photos: Photos, journal: Path, pixel: FakePixel, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = photos(450, size=20)
    folder = files[0].parent
    really_open = journal_module.open_journal

    def open_on_a_small_disk(path: Path, place: str) -> sqlite3.Connection:
        db = really_open(path, place)
        db.execute("PRAGMA max_page_count = 20")
        return db

    monkeypatch.setattr(journal_module, "open_journal", open_on_a_small_disk)
    report = upload(pixel, "upload", folder, journal=journal)
    assert isinstance(report.stopped, PixelJournalError)
    assert "full" in str(report.stopped)
    assert "run the same upload again" in str(report.stopped)
    assert sum(report.counts.values()) == 450
    assert report.counts["pending"] > 0
    with pytest.raises(PixelJournalError):
        report.raise_for_failures()
    monkeypatch.setattr(journal_module, "open_journal", really_open)
    again = here(pixel, folder, journal)
    assert_all_there_once(pixel, again, files)


def test_what_changed_since_is_uploaded_again_and_what_was_only_touched_is_not(
    photos: Photos, journal: Path, pixel: FakePixel
) -> None:
    files = photos(3)
    folder = files[0].parent
    assert upload(pixel, "upload", folder, journal=journal).counts == {"uploaded": 3}
    os.utime(files[0])
    files[1].write_bytes(b"another content")
    report = upload(pixel, "upload", folder, journal=journal)
    assert [row.status for row in report] == ["skipped", "uploaded", "skipped"]
    assert len(pixel.resources) == 4
    assert len(pixel.s3_requests) == 4


def test_a_finished_job_that_the_service_forgot_is_not_sent_twice(
    photos: Photos, journal: Path, pixel: FakePixel, transfer_config: Callable[..., None]
) -> None:
    transfer_config(poll_pause=0.01)
    folder = photos(2)[0].parent
    assert run(pixel, folder, journal, "before get_upload_jobs", 1) is None
    assert pixel.finished
    pixel.jobs.clear()
    report = upload(pixel, "upload", folder, journal=journal)
    assert report.counts == {"failed": 2}
    assert {row.error_class for row in report} == {"JobUnlistedError"}
    assert {row.hint_code for row in report} == {HintCode.MAYBE_UPLOADED}
    assert len(pixel.s3_requests) == 2


def test_journals_of_different_places_are_apart() -> None:
    places = [("https://a/x", 1, 2), ("https://a/y", 1, 2), ("https://a/x", 12, 2)]
    paths = {default_journal(*place) for place in places}
    assert len(paths) == 3
    assert all(path.name.isprintable() and "/" not in path.name for path in paths)


def test_without_a_word_the_journal_is_in_the_state_folder(
    photos: Photos, pixel: FakePixel
) -> None:
    files = photos(2)
    report = upload(pixel, "upload", files)
    assert report.journal is not None
    assert report.journal.is_relative_to(os.environ["XDG_STATE_HOME"])
    assert upload(pixel, "upload", files).counts == {"skipped": 2}


def test_a_journal_is_of_one_data_collection(
    photos: Photos, journal: Path, pixel: FakePixel
) -> None:
    folder = photos(3)[0].parent

    async def to(collection: int) -> Any:
        async with Caller(pixel.url) as caller:
            return await caller.upload(1, collection, folder, journal=journal)

    assert asyncio.run(to(2)).counts == {"uploaded": 3}
    # What is in one collection must not be taken for what is in another.
    with pytest.raises(PixelJournalError, match="is of data collection 2 of project 1") as caught:
        asyncio.run(to(3))
    assert "data collection 3" in str(caught.value)
    assert asyncio.run(to(2)).counts == {"skipped": 3}


def test_a_journal_that_cannot_be_made_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(PixelJournalError, match="cannot be made") as caught:
        open_journal(tmp_path / "file" / "journal", "here")
    assert caught.value.is_new
    assert isinstance(caught.value.__cause__, OSError)


def test_notes_are_written_while_a_run_goes_on(
    journal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 1000.0

    class Clock:
        time = staticmethod(time.time)

        @staticmethod
        def monotonic() -> float:
            return now

    monkeypatch.setattr(journal_module, "time", Clock)

    async def main() -> list[int]:
        nonlocal now
        opened = await Journal.opened(journal, "here")

        def steps() -> list[int]:
            return [step for (step,) in opened._read("SELECT step FROM file")]

        (entry,) = await opened.plan([GOLDEN[0]])
        seen = [*steps()]
        await opened.flush()  # nothing to write
        opened.sent(entry)
        now += journal_module.NOTE_SECONDS / 2
        await opened.flush()
        seen += steps()  # it may wait for others
        now += journal_module.NOTE_SECONDS
        await opened.flush()
        seen += steps()
        await opened.aclose()
        return seen

    assert asyncio.run(main()) == [Step.PLANNED, Step.PLANNED, Step.SENT]
    assert journal_module.NOTE_SECONDS == 0.1  # what a kill may cost


def planned(number: int) -> PlannedFile:
    def body(path: Path, size: int, inode: int) -> PlannedBody:
        stamp = FileStamp(size=size, mtime_ns=1_780_000_000_000_000_000 + number, inode=inode)
        return PlannedBody(path=path, name=path.name, stamp=stamp)

    path = Path(f"/flight/DJI_{number:04}.JPG")
    side = body(path.with_suffix(".jgw"), 25, 7025)
    side = attrs.evolve(side, stamp=attrs.evolve(side.stamp, mtime_ns=1_780_000_000_000_000_025))
    return PlannedFile(
        row=number,
        body=body(path, 1000 + number, 7000 + number),
        support=(side,) if number == 2 else (),
        metadata={"capture_date": "2026-05-17T12:30:00Z"} if number == 2 else None,
        part_size=300 if number == 3 else None,
    )


GOLDEN = [planned(number) for number in range(9)]


@pytest.mark.skipif(os.name == "nt", reason="its paths are written as POSIX has them")
def test_a_journal_of_a_released_version_is_read(journal: Path) -> None:
    journal.parent.mkdir()
    with closing(sqlite3.connect(journal)) as db:
        db.executescript(Path(__file__).with_name("journal-1.sql").read_text())
    place = place_of("https://prod.api.geodatapixel.no/acme", 1, 2)

    async def main() -> list[JournalEntry]:
        opened = await Journal.opened(journal, place)
        entries = await opened.plan(GOLDEN)
        await opened.aclose()
        return entries

    for number, entry in enumerate(asyncio.run(main())):
        assert entry.step == Step(number)
        assert (entry.id, entry.unchanged) == (number + 1, True)
        assert entry.part_size == (300 if number == 3 else None)
        hashes = None
        if number >= Step.HASHED:
            digest = f"{number:032x}"
            hashes = FileHashes((digest,) * (4 if number == 3 else 1), ("f" * 32,) * (number == 2))
        assert (entry.hashes and hashes_of(entry.hashes)) == hashes
        asked = asked_digest(GOLDEN[number]) if number >= Step.JOB else None
        assert (entry.asked, entry.job_id) == (asked, asked and 500 + number)
        assert entry.parts == ({1, 3} if number == Step.PARTS else set())
        assert entry.resource_id == (900 + number if number >= Step.VALIDATED else None)
        assert entry.changed == 1_790_000_000.5
