"""Planning: names, batches, parts, and a clear reason for what cannot be sent."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pixel_client.exceptions import PixelInputError
from pixel_client.uploads import PixelUploadFile
from pixel_client.uploads.parts import (
    DEFAULT_PART_BYTES,
    MAX_PART_BYTES,
    MAX_PARTS,
    MIN_PART_BYTES,
    check_part_size,
    part_size_for,
    parts_of,
)
from pixel_client.uploads.plan import (
    FileStamp,
    PlannedBody,
    PlannedFile,
    batches_of,
    plan_upload,
    reason_of,
    same_name,
)

MIB, GIB = 1024**2, 1024**3


def planned(row: int, name: str, size: int = 1) -> PlannedFile:
    return PlannedFile(row, PlannedBody(Path(name), name, FileStamp(size, 0, 0)))


def reason(path: Path, **kwargs: object) -> str:
    plan = plan_upload([PixelUploadFile(path)], **kwargs)  # type: ignore[arg-type]
    assert plan.batches == ()
    return reason_of(plan.refused[0])


@given(st.lists(st.sampled_from(["a", "A", "b", "Å", "A\u030a", "c", "d"]), max_size=60))
@settings(deadline=None)
def test_batches_keep_names_apart_and_lose_no_file(names: list[str]) -> None:
    files = [planned(row, name) for row, name in enumerate(names)]
    batches = batches_of(files, most_files=4)
    assert sorted(f.row for batch in batches for f in batch) == list(range(len(names)))
    for batch in batches:
        assert 0 < len(batch) <= 4
        keys = [same_name(f.body.name) for f in batch]
        assert len(set(keys)) == len(keys)


def test_batches_are_filled_before_new_ones_are_opened() -> None:
    files = [planned(row, f"{row % 225}.jpg") for row in range(450)]
    assert [len(batch) for batch in batches_of(files)] == [200, 200, 50]


def test_a_batch_is_closed_at_its_bytes_but_holds_a_file_of_any_size() -> None:
    files = [planned(0, "a", 3), planned(1, "b", 3), planned(2, "c", 99), planned(3, "d", 1)]
    batches = batches_of(files, most_bytes=6)
    assert [[f.body.name for f in batch] for batch in batches] == [["a", "b"], ["c"], ["d"]]


def test_batching_half_a_million_files_of_few_names_is_not_quadratic() -> None:
    files = [planned(row, f"{row % 1000}.jpg") for row in range(100_000)]
    batches = batches_of(files)
    assert sum(map(len, batches)) == 100_000
    assert len(batches) == 500


@pytest.mark.parametrize(
    ("size", "part_size", "lengths"),
    [
        (10, 10, [10]),
        (9, 10, [9]),
        (11, 10, [10, 1]),
        (20, 10, [10, 10]),
        (1, 10, [1]),
    ],
)
def test_parts_at_the_borders(size: int, part_size: int, lengths: list[int]) -> None:
    parts = list(parts_of(size, part_size))
    assert [part.length for part in parts] == lengths
    assert [part.number for part in parts] == list(range(1, len(lengths) + 1))
    assert [part.offset for part in parts] == [sum(lengths[:i]) for i in range(len(lengths))]


def test_part_sizes_grow_only_when_there_would_be_too_many() -> None:
    assert part_size_for(1) == DEFAULT_PART_BYTES
    most = DEFAULT_PART_BYTES * MAX_PARTS
    assert part_size_for(most) == DEFAULT_PART_BYTES
    grown = part_size_for(most + 1)
    assert grown == DEFAULT_PART_BYTES + MIB
    assert part_size_for(MIN_PART_BYTES * MAX_PARTS, MIN_PART_BYTES) == MIN_PART_BYTES
    assert part_size_for(MIN_PART_BYTES * MAX_PARTS + 1, MIN_PART_BYTES) == MIN_PART_BYTES + MIB
    assert part_size_for(MAX_PART_BYTES * MAX_PARTS) == MAX_PART_BYTES
    with pytest.raises(ValueError, match="more than S3's 10000 parts"):
        part_size_for(MAX_PART_BYTES * MAX_PARTS + 1)


@pytest.mark.parametrize("size", [MIN_PART_BYTES, MAX_PART_BYTES, None])
def test_part_sizes_in_range(size: int | None) -> None:
    check_part_size(size)


@pytest.mark.parametrize("size", [0, -1, MIN_PART_BYTES - 1, MAX_PART_BYTES + 1, True, "8388608"])
def test_part_sizes_out_of_range(size: int) -> None:
    with pytest.raises(PixelInputError, match="multipart_part_size"):
        check_part_size(size)


def test_what_cannot_be_sent_says_why(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    (tmp_path / "empty").touch()
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(str(tmp_path / "socket"))
    listener.close()
    assert reason(tmp_path / "absent") == "there is no such file"
    assert reason(tmp_path / "folder") == "it is a directory, not a file"
    assert reason(tmp_path / "pipe") == "it is a pipe, not a file"
    assert reason(tmp_path / "socket") == "it is a socket, not a file"
    assert reason(Path(os.devnull)) == "it is a device, not a file"
    assert reason(tmp_path / "dangling") == "it is a link to a file that does not exist"
    assert "symbolic links" in reason(tmp_path / "loop")
    assert reason(tmp_path / "empty") == "the file is empty (0 bytes)"
    assert "null" in reason(tmp_path / "a\0b")


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_bytes(b"a")
    monkeypatch.setattr(os, "access", lambda path, mode: False)  # root may read anything
    assert reason(tmp_path / "a") == "it may not be read"


def test_a_name_that_is_no_text(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xfe.jpg"))
    path.write_bytes(b"a")
    assert "not valid text" in reason(path)


def test_a_file_above_5_gib_needs_parts(tmp_path: Path) -> None:
    path = tmp_path / "big"
    with path.open("wb") as file:
        file.truncate(5 * GIB)
    assert plan_upload([PixelUploadFile(path)]).refused == {}
    with path.open("r+b") as file:
        file.truncate(5 * GIB + 1)
    assert "multipart=True" in reason(path)
    plan = plan_upload([PixelUploadFile(path)], multipart=True)
    assert plan.refused == {}
    assert plan.batches[0][0].part_size == DEFAULT_PART_BYTES


def test_the_same_file_twice_is_refused_the_second_time(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(b"a")
    again = tmp_path / "x" / ".." / "a.jpg"
    plan = plan_upload([PixelUploadFile(path), PixelUploadFile(again)])
    assert [f.row for batch in plan.batches for f in batch] == [0]
    assert "listed twice" in str(plan.refused[1])
    assert "file 1" in str(plan.refused[1])


def test_support_files_that_cannot_be_sent_fail_their_file(tmp_path: Path) -> None:
    main = tmp_path / "a.tif"
    main.write_bytes(b"a")
    absent = PixelUploadFile(main, support_files=[tmp_path / "a.tfw"])
    plan = plan_upload([absent])
    assert reason_of(plan.refused[0]) == f"support file {tmp_path / 'a.tfw'}: there is no such file"
    assert isinstance(plan.refused[0], FileNotFoundError)
    twice = PixelUploadFile(main, support_files=[main])
    assert "has the same name as" in str(plan_upload([twice]).refused[0])


def test_support_files_follow_the_prefix_of_their_file(tmp_path: Path) -> None:
    (tmp_path / "f1").mkdir()
    (tmp_path / "side").mkdir()
    main, side = tmp_path / "f1" / "o.tif", tmp_path / "side" / "o.tfw"
    main.write_bytes(b"a")
    side.write_bytes(b"b")
    plan = plan_upload([PixelUploadFile(main, support_files=[side])], prefix_folder=True)
    (file,) = plan.batches[0]
    assert [body.name for body in file.bodies] == ["f1_o.tif", "f1_o.tfw"]


@pytest.mark.parametrize("bad", [3, None, "", b"bytes"])
def test_inputs_of_a_wrong_type_are_refused(bad: object) -> None:
    with pytest.raises(PixelInputError):
        PixelUploadFile(bad)  # type: ignore[arg-type]
    with pytest.raises(PixelInputError):
        PixelUploadFile("a", support_files="a.tfw")  # type: ignore[arg-type]
    with pytest.raises(PixelInputError):
        PixelUploadFile("a", metadata=[1])  # type: ignore[arg-type]
