"""Events and the bar: complete, in order, and never in the way."""

from __future__ import annotations

import asyncio
import io
import json
import logging
import os
import pickle
import sys
import threading
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pixel_client.exceptions import PixelInputError
from pixel_client.uploads import (
    BytesSent,
    FileFailed,
    FileFinished,
    FileHashed,
    RunFinished,
    RunPlanned,
    UploadEvent,
)
from pixel_client.uploads.events.log_handlers import JsonLines, LogEvents
from pixel_client.uploads.events.rich_progress import RichProgress
from pixel_client.uploads.events.tqdm_bar import ProgressBar

from .caller import upload
from .pixel import FakePixel, Fault

Photos = Callable[..., list[Path]]


def test_events_tell_the_whole_story(pixel: FakePixel, photos: Photos, tmp_path: Path) -> None:
    files = [*photos(5, size=2000), tmp_path / "absent"]
    events: list[UploadEvent] = []
    threads = set()

    def listen(event: UploadEvent) -> None:
        events.append(event)
        threads.add(threading.current_thread().name)

    outcome = upload(pixel, "upload_multiple_images", files, on_event=listen)
    assert threads == {"pixel-events"}
    size = sum(row.bytes for row in outcome.rows)
    assert events[0] == RunPlanned(files=5, refused=1, size=size)
    assert isinstance(events[-1], RunFinished)
    assert (events[-1].uploaded, events[-1].failed) == (5, 1)
    kinds = Counter(type(event) for event in events)
    assert kinds[FileHashed] == kinds[FileFinished] == 5
    assert kinds[FileFailed] == 1
    assert sum(event.size for event in events if isinstance(event, BytesSent)) == size
    finished = {e.path: e.resource_id for e in events if isinstance(e, FileFinished)}
    assert finished == {row.path: row.resource_id for row in outcome.rows[:5]}


def test_a_raising_callback_is_logged_once_and_breaks_nothing(
    pixel: FakePixel, photos: Photos, caplog: pytest.LogCaptureFixture
) -> None:
    calls = []

    def broken(event: UploadEvent) -> None:
        calls.append(event)
        raise RuntimeError("from the callback")

    with caplog.at_level(logging.ERROR, "pixel_client.uploads"):
        outcome = upload(pixel, "upload_multiple_images", photos(5), on_event=broken)
    assert outcome.failed == []
    assert len(calls) > 5
    assert [record.message for record in caplog.records] == [
        "a subscriber of upload events failed; it is asked again"
    ]


def test_a_callback_that_hangs_does_not_hold_the_upload(
    pixel: FakePixel, photos: Photos, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pixel_client.uploads.events.dispatcher.LAST_EVENTS_SECONDS", 0.1)
    monkeypatch.setattr("pixel_client.uploads.events.dispatcher.BUSY_SECONDS", 0.1)
    release = threading.Event()
    try:
        outcome = upload(
            pixel, "upload_multiple_images", photos(5), on_event=lambda event: release.wait(60)
        )
    finally:
        release.set()
    assert outcome.failed == []


def test_byte_counts_that_wait_are_added_up() -> None:
    import asyncio

    from pixel_client.uploads.events.dispatcher import EventDispatcher

    begin = threading.Event()
    seen: list[UploadEvent] = []

    def slow(event: UploadEvent) -> None:
        begin.wait(10)
        seen.append(event)

    async def main() -> None:
        thread = EventDispatcher([slow])
        thread.start()
        thread.emit(RunPlanned(1, 0, 1))
        for _ in range(10_000):
            thread.emit(BytesSent(Path("a"), 1))
        begin.set()
        await thread.finish()

    asyncio.run(main())
    assert len(seen) <= 3
    assert sum(event.size for event in seen if isinstance(event, BytesSent)) == 10_000


def test_no_bar_without_a_terminal(
    pixel: FakePixel, photos: Photos, capsys: pytest.CaptureFixture[str]
) -> None:
    upload(pixel, "upload_multiple_images", photos(3))
    assert capsys.readouterr() == ("", "")


def test_a_log_gets_few_looks_of_the_bar(
    pixel: FakePixel, photos: Photos, capsys: pytest.CaptureFixture[str]
) -> None:
    upload(pixel, "upload_multiple_images", photos(50), progress=True)
    err = capsys.readouterr().err
    assert "50 done" in err
    assert err.count("\r") < 10


def test_a_terminal_without_a_size_shows_the_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    reading, writing = os.openpty()
    with os.fdopen(writing, "w") as terminal:
        monkeypatch.setattr(sys, "stderr", terminal)
        bar = ProgressBar("images")
        bar(RunPlanned(2, 0, 10))
        bar(FileFinished(Path("a"), 1))
        bar.close()
        terminal.flush()
        assert b"2 images" in os.read(reading, 4096)
    os.close(reading)


def test_one_bar_in_bytes_when_asked_for(
    pixel: FakePixel, photos: Photos, capsys: pytest.CaptureFixture[str], no_pauses: None
) -> None:
    pixel.faults = lambda request, number: Fault(500) if number == 1 else None
    files = photos(3, size=400_000)
    threads = set(threading.enumerate())
    upload(pixel, "upload_multiple_images", files, progress=True)
    out, err = capsys.readouterr()
    assert out == ""
    last = err.strip().rsplit("\r", 1)[-1]
    assert last.startswith("3 images: 100%")
    assert "1.14M/1.14M" in last
    assert "3 done" in last
    assert err.count("\n") == 1  # one bar, left on its line
    assert set(threading.enumerate()) <= threads


def test_a_bar_on_a_terminal_can_be_switched_off(
    pixel: FakePixel,
    photos: Photos,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import sys

    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    upload(pixel, "upload_multiple_images", photos(1), progress=False)
    assert capsys.readouterr().err == ""
    upload(pixel, "upload_multiple_images", photos(1))
    assert "1 image: 100%" in capsys.readouterr().err


def test_an_outcome_is_a_pair_and_can_be_pickled(pixel: FakePixel, photos: Photos) -> None:
    files = photos(3)
    pixel.faults = lambda request, number: (
        Fault(403, "AccessDenied") if "/2/" in request.path else None
    )
    outcome = upload(pixel, "upload_multiple_images", files)
    assert isinstance(outcome, tuple)
    assert len(outcome) == 2
    resources, errors = outcome
    assert resources is outcome.resources
    assert errors is outcome.errors
    again: Any = pickle.loads(pickle.dumps(outcome))
    assert [row.status for row in again.rows] == ["uploaded", "failed", "uploaded"]
    assert str(again.errors[0]) == str(errors[0])


def test_a_callback_that_exits_hears_the_rest(
    pixel: FakePixel, photos: Photos, caplog: pytest.LogCaptureFixture
) -> None:
    events: list[UploadEvent] = []

    def leave(event: UploadEvent) -> None:
        events.append(event)
        sys.exit("on the first event")

    outcome = upload(pixel, "upload_multiple_images", photos(3), on_event=leave)
    assert len(outcome.resources) == 3
    assert isinstance(events[-1], RunFinished)
    assert ["too slow" in record.message for record in caplog.records] == [False]


@pytest.mark.parametrize(
    ("method", "args", "kwargs"),
    [
        ("upload_multiple_images", ("a.jpg",), {}),
        ("upload_multiple_images", ([3],), {}),
        ("upload_multiple_images", ([],), {"multipart_part_size": 1}),
        ("upload_image", ("a.jpg",), {"multipart": True, "multipart_part_size": 1024}),
        ("upload_image", ("a.jpg", 3), {}),
        ("upload_multiple_images", (["a.jpg"],), {"on_event": 3}),
        ("upload_image", ("a.jpg",), {"on_event": asyncio.sleep}),
    ],
)
def test_wrong_arguments_send_nothing(
    pixel: FakePixel, method: str, args: Any, kwargs: Any
) -> None:
    with pytest.raises(PixelInputError):
        upload(pixel, method, *args, **kwargs)
    assert pixel.api_requests == []


def test_a_subscriber_that_hangs_does_not_fill_the_memory(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from pixel_client.uploads.events.dispatcher import EventDispatcher

    monkeypatch.setattr("pixel_client.uploads.events.dispatcher.MOST_WAITING", 50)
    begin = threading.Event()
    seen: list[UploadEvent] = []

    def slow(event: UploadEvent) -> None:
        begin.wait(10)
        seen.append(event)

    async def main() -> None:
        thread = EventDispatcher([slow])
        thread.start()
        for number in range(10_000):
            thread.emit(FileHashed(Path(str(number)), 1))
            thread.emit(BytesSent(Path(str(number)), 1))
        thread.emit(RunFinished(1, 0, 1.0))
        begin.set()
        await thread.finish()

    asyncio.run(main())
    assert len(seen) <= 55
    assert seen[-1] == RunFinished(1, 0, 1.0)
    assert "it has missed" in caplog.text


def test_events_as_json_lines(pixel: FakePixel, photos: Photos, tmp_path: Path) -> None:
    files = [*photos(3), tmp_path / "absent"]
    lines = tmp_path / "events.jsonl"
    upload(pixel, "upload", files, journal=False, on_event=JsonLines(lines))
    told = [json.loads(line) for line in lines.read_text(encoding="utf-8").splitlines()]
    kinds = Counter(event["event"] for event in told)
    assert kinds["FileFinished"] == kinds["FileValidated"] == kinds["FileHashed"] == 3
    assert kinds["FileFailed"] == kinds["RunFinished"] == 1
    assert "BytesSent" not in kinds
    assert all(isinstance(event["time"], float) for event in told)
    assert {e["path"] for e in told if e["event"] == "FileFinished"} == set(map(str, files[:3]))
    assert "SECRET" not in lines.read_text(encoding="utf-8")


def test_json_lines_of_two_uploads_go_into_one_file(
    pixel: FakePixel, photos: Photos, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    both = JsonLines(tmp_path / "events.jsonl")
    for path in photos(2):
        upload(pixel, "upload", [path], journal=False, on_event=both)
    lines = (tmp_path / "events.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["event"] for line in lines].count("FileFinished") == 2
    assert "subscriber" not in caplog.text


def test_events_in_the_log(
    pixel: FakePixel, photos: Photos, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    logger = logging.getLogger("test.uploads")
    with caplog.at_level(logging.INFO, "test.uploads"):
        files = [*photos(2), tmp_path / "absent"]
        upload(pixel, "upload", files, journal=False, on_event=LogEvents(logger))
    levels = {record.getMessage().split()[0]: record.levelname for record in caplog.records}
    assert levels["FileFailed"] == "ERROR"
    assert levels["RunFinished"] == "INFO"
    assert "FileFinished" not in levels


def test_events_by_rich(pixel: FakePixel, photos: Photos, tmp_path: Path) -> None:
    from rich.console import Console

    text = io.StringIO()
    console = Console(file=text, force_terminal=True, width=300)
    files = [*photos(3, size=400_000), tmp_path / "[red]absent\x1b[2J"]
    upload(pixel, "upload", files, journal=False, on_event=RichProgress(console))
    shown = text.getvalue().replace("\n", " ")
    assert "3 of 4 files, 1.2 MB of 1.2 MB, 1 failed" in shown
    assert "[red]absent\\x1b[2J: failed: no file or folder fits this pattern" in shown


def test_the_bar_counts_what_is_there_already(
    pixel: FakePixel, photos: Photos, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = photos(3, size=400_000)
    upload(pixel, "upload", files[:2], journal=tmp_path / "j")
    upload(pixel, "upload", files, journal=tmp_path / "j", progress=True)
    last = capsys.readouterr().err.strip().rsplit("\r", 1)[-1]
    assert "1.14M/1.14M" in last
    assert "3 done" in last
