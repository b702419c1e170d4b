"""Decisions of uploads that are a line each: names, changes of files, levels, defaults."""

from __future__ import annotations

import json
import logging
import sqlite3
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from pixel_client.exceptions import HintCode, PixelError
from pixel_client.uploads import LogEvents, UploadReport
from pixel_client.uploads.engine.create_stage import Created, CreateStage
from pixel_client.uploads.events import rich_progress, types
from pixel_client.uploads.inputs.change_detection import FileChangedError, check_unchanged
from pixel_client.uploads.inputs.hashes import FileHashes
from pixel_client.uploads.inputs.names import same_name
from pixel_client.uploads.inputs.planned_file import FileStamp, PlannedBody
from pixel_client.uploads.s3.response import AttemptResult
from pixel_client.uploads.state.file_state import FileState
from pixel_client.uploads.state.journal_location import _refusal
from pixel_client.uploads.state.results_table import PlannedRow
from pixel_client.uploads.upload import LEGACY_PATIENCE_SECONDS

from .test_queues import Rig, planned, run


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("a.JPG", "A.jpg", True),
        ("a.jpg", "b.jpg", False),
        ("øy.jpg", "ØY.jpg", True),
        ("øy.jpg", "ås.jpg", False),
        ("e\u0301.jpg", "\u00e9.jpg", True),
        ("e\u0301.jpg", "e.jpg", False),
    ],
)
def test_names_that_a_service_may_take_for_the_same(one: str, other: str, same: bool) -> None:
    assert (same_name(one) == same_name(other)) is same


def stat(size: int, mtime_ns: int, inode: int) -> Any:
    class Stat:
        st_size, st_mtime_ns, st_ino, st_dev = size, mtime_ns, inode, 1

    return Stat()


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ((5, 7, 3), None),
        ((5, 7, 4), None),  # some network drives give another inode each time
        ((6, 7, 3), "it was 5 bytes and is now 6"),
        ((6, 8, 4), "it was 5 bytes and is now 6"),
        ((5, 8, 3), "it was written to"),
        ((5, 8, 4), "it was replaced"),
    ],
)
def test_whether_a_file_changed(now: tuple[int, int, int], said: str | None) -> None:
    body = PlannedBody(Path("a.jpg"), "a.jpg", FileStamp.of(stat(5, 7, 3)))
    if said is None:
        check_unchanged(stat(*now), body)
        return
    with pytest.raises(FileChangedError) as caught:
        check_unchanged(stat(*now), body)
    assert str(caught.value).endswith(f": {said}")


PATH = Path("a.jpg")


@pytest.mark.parametrize(
    ("event", "level"),
    [
        (types.FileFailed(PATH, "x"), logging.ERROR),
        (types.SendRetried(PATH, 1, 0.5, "x"), logging.WARNING),
        (types.RunWaiting("the service", "x"), logging.WARNING),
        (types.RunResumed(1.0), logging.WARNING),
        (types.RunPlanned(1, 0, 1, True), logging.INFO),
        (types.RunFinished(1, 0, 1.0), logging.INFO),
        (types.FileHashed(PATH, 1), logging.DEBUG),
    ],
)
def test_the_level_of_each_event(event: Any, level: int, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        LogEvents()(event)
    (record,) = caplog.records
    assert record.levelno == level


def test_a_finished_run_skipped_nothing_by_default() -> None:
    assert (types.RunFinished(1, 2, 3.0).skipped, types.RunFinished(1, 2, 3.0).pending) == (0, 0)


def test_the_speed_is_that_of_the_last_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr(rich_progress.time, "monotonic", lambda: now[0])
    bar = rich_progress.RichProgress()
    assert bar._speed() == ""
    bar.tally.sent = 1_000_000
    now[0] += 2
    assert bar._speed() == "500.0 kB/s"
    for _ in range(20):  # a second each without a byte: the million leaves the window
        now[0] += 1
        last = bar._speed()
    assert last == ""


def test_defaults_of_a_file_and_of_an_attempt() -> None:
    state, result = FileState(planned()), AttemptResult()
    assert (state.resent, state.left, state.attempts, state.fruitless) == (-1, 0, 0, 0)
    assert (result.stored, result.transient, result.congested) == (False, False, False)
    assert LEGACY_PATIENCE_SECONDS == 120.0


@pytest.mark.parametrize(("is_new", "hint"), [(True, None), (False, HintCode.JOURNAL_DAMAGED)])
def test_a_journal_that_holds_something_is_named_as_damaged(
    is_new: bool, hint: HintCode | None
) -> None:
    error = _refusal(sqlite3.DatabaseError("malformed"), Path("journal"), is_new)
    assert (error.is_new, error.hint_code) == (is_new, hint)


def test_the_report_as_json_has_its_seconds_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(UploadReport, "counts", {"uploaded": 0})
    monkeypatch.setattr(UploadReport, "__iter__", lambda _: iter(()))
    report: UploadReport[Any] = UploadReport.__new__(UploadReport)
    report.stopped, report.seconds = None, 12.3456
    target = StringIO()
    report.to_json(target)
    expected = {"counts": {"uploaded": 0}, "stopped": None, "seconds": 12.346, "files": []}
    assert json.loads(target.getvalue()) == expected


def test_a_job_that_two_files_get_fails_the_second_and_not_those_after_it() -> None:
    form = {"url": "https://s3.example/b", "upload_fields": {"key": "k"}}
    jobs = {row: {"id": job, **form} for row, job in ((1, 7), (2, 7), (3, 8))}

    async def main() -> None:
        rig = Rig()
        files = [rig.entered() for _ in range(4)]
        for row, each in enumerate(files):
            each.file = planned(row=row)
            each.hashes = FileHashes(("1B2M2Y8AsgTpgAmY7PhCfg==",), ())
        rows = [
            PlannedRow(path=each.file.body.path, name=each.file.body.name, file=each.file)
            for each in files
        ]
        rig.run.recorder.rows.add(rows)
        stage = CreateStage(rig.run, rig.queues)

        async def create(_: Any) -> Created:
            return Created(jobs=jobs, problems={0: PixelError("refused")})

        stage._jobs.create = create  # type: ignore[method-assign]
        await stage._create(files)
        assert [each.done for each in files] == [True, False, True, False]
        assert len(rig.queues.to_transfer) == 2

    run(main())
