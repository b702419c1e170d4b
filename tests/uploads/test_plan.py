"""Planning: names, batches, parts, and a clear reason for what cannot be sent."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from pixel_client.core.text import reason_of
from pixel_client.exceptions import HintCode, PixelInputError
from pixel_client.uploads import PixelUploadFile
from pixel_client.uploads.inputs.names import upload_name
from pixel_client.uploads.inputs.parts import (
    DEFAULT_PART_BYTES,
    MAX_PART_BYTES,
    MAX_PARTS,
    MIN_PART_BYTES,
    check_part_size,
    part_size_for,
    parts_of,
)
from pixel_client.uploads.inputs.planned_file import (
    SINGLE_BYTES,
    FileTooLargeError,
    MultipartPolicy,
    PlannedFile,
    plan_file,
)
from tests.refusing import refused

MIB, GIB = 1024**2, 1024**3


def plan(
    given: PixelUploadFile, multipart: bool | None = None, prefix: bool = False
) -> PlannedFile:
    name = upload_name(given.file, prefix)
    return plan_file(
        0, given, name, multipart_policy=MultipartPolicy(multipart), prefix_folder=prefix
    )


def reason(path: Path, **kwargs: object) -> str:
    with pytest.raises((OSError, ValueError)) as caught:
        plan(PixelUploadFile(path), **kwargs)
    return reason_of(caught.value)


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
    with refused("multipart_part_size", "range" if type(size) is int else "type"):
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
    assert plan(PixelUploadFile(path), multipart=False).part_size is None
    with path.open("r+b") as file:
        file.truncate(5 * GIB + 1)
    with pytest.raises(FileTooLargeError) as caught:
        plan(PixelUploadFile(path), multipart=False)
    assert caught.value.hint_code is HintCode.FILE_TOO_LARGE
    assert plan(PixelUploadFile(path), multipart=True).part_size == DEFAULT_PART_BYTES
    assert plan(PixelUploadFile(path)).part_size == DEFAULT_PART_BYTES


def test_files_are_cut_when_they_are_large(tmp_path: Path) -> None:
    path = tmp_path / "o.tif"
    for size, part_size in [(SINGLE_BYTES, None), (SINGLE_BYTES + 1, DEFAULT_PART_BYTES)]:
        with path.open("wb") as file:
            file.truncate(size)
        assert plan(PixelUploadFile(path)).part_size == part_size
    with path.open("wb") as file:
        file.truncate(DEFAULT_PART_BYTES * MAX_PARTS + 1)
    assert plan(PixelUploadFile(path)).part_size == DEFAULT_PART_BYTES + MIB


def test_support_files_that_cannot_be_sent_fail_their_file(tmp_path: Path) -> None:
    main = tmp_path / "a.tif"
    main.write_bytes(b"a")
    with pytest.raises(FileNotFoundError) as caught:
        plan(PixelUploadFile(main, support_files=[tmp_path / "a.tfw"]))
    assert reason_of(caught.value) == f"support file {tmp_path / 'a.tfw'}: there is no such file"
    with pytest.raises(ValueError, match="has the same name as"):
        plan(PixelUploadFile(main, support_files=[main]))


def test_support_files_follow_the_prefix_of_their_file(tmp_path: Path) -> None:
    (tmp_path / "f1").mkdir()
    (tmp_path / "side").mkdir()
    main, side = tmp_path / "f1" / "o.tif", tmp_path / "side" / "o.tfw"
    main.write_bytes(b"a")
    side.write_bytes(b"b")
    file = plan(PixelUploadFile(main, support_files=[side]), prefix=True)
    assert [body.name for body in file.bodies] == ["f1_o.tif", "f1_o.tfw"]


@pytest.mark.parametrize("bad", [3, None, "", b"bytes"])
def test_inputs_of_a_wrong_type_are_refused(bad: object) -> None:
    with pytest.raises(PixelInputError):
        PixelUploadFile(bad)  # type: ignore[arg-type]
    with pytest.raises(PixelInputError):
        PixelUploadFile("a", support_files="a.tfw")  # type: ignore[arg-type]
    with pytest.raises(PixelInputError):
        PixelUploadFile("a", metadata=[1])  # type: ignore[arg-type]
