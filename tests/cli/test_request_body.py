"""Files, pairs and devices that nobody meant, and Ctrl-C at awkward moments."""

from __future__ import annotations

import errno
import io
import os
import signal
import sys
from pathlib import Path
from typing import Any

import pytest

from pixel_client import PixelClient
from pixel_client.cli import command
from pixel_client.cli.errors import INTERRUPTED, CommandError
from pixel_client.cli.requests import request_body
from pixel_client.cli.requests.request_body import Body
from pixel_client.cli.session import Session
from pixel_client.cli.uploads import run_history
from pixel_client.core.atomic_file import AtomicFile, beside
from pixel_client.exceptions import PixelInputError

from .conftest import Run

BODY = Body("update_input")


def read(source: Path | str | None = None, *pairs: str) -> dict[str, Any]:
    source = Path(source) if source is not None else None
    return BODY.read({"source": source, "pairs": list(pairs)})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"a":' * 100_000 + "1" + "}" * 100_000, "nested too deeply"),
        ("a: " + "[" * 3000 + "]" * 3000, "nested too deeply"),
        ('{"a": 1' + "0" * 5000 + "}", "too many digits"),
        ("a: &x\n  b: *x\n", "contains itself"),
        ("a: !!set {x, y}", "set is not text, a number, a list or an object"),
        ("a: !!binary aGVsbG8=", "bytes is not text"),
        ("a: !!python/object/apply:os.getcwd []", "could not determine a constructor"),
        ("a: 1\n---\nb: 2\n", "line 2"),
        ("a: \x07", "special characters are not allowed"),
        ("? [a, b]\n: 3\n", "unhashable key"),
    ],
)
def test_what_no_body_can_be_is_told(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "body.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(CommandError, match=said) as caught:
        read(file)
    assert str(caught.value).startswith(str(file))


def test_a_photo_is_no_body(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "DJI_0001.JPG"
    file.write_bytes(b"{" * 1001)
    monkeypatch.setattr(request_body, "_MAX_BYTES", 1000)
    with pytest.raises(CommandError, match="is it the right file"):
        read(file)


def test_stdin_is_read_as_utf_8_whatever_the_terminal_is(monkeypatch: pytest.MonkeyPatch) -> None:
    def given(content: bytes) -> None:
        stdin = io.TextIOWrapper(io.BytesIO(content), encoding="ascii", errors="surrogateescape")
        monkeypatch.setattr(sys, "stdin", stdin)

    given('\ufeff{"name": "blåbær"}'.encode())
    assert read("-") == {"name": "blåbær"}
    given(b"name: \xff")
    with pytest.raises(CommandError, match="stdin is not valid UTF-8"):
        read("-")
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(CommandError, match="stdin is closed"):
        read("-")


def test_odd_pairs_are_what_they_say() -> None:
    digits = "1" + "0" * 5000
    assert read(None, " fields . name =a=b", f"n={digits}", "d=" + "[" * 9000, "e=") == {
        "fields": {"name": "a=b"}, "n": digits, "d": "[" * 9000, "e": "",
    }  # fmt: skip
    for pair in ("=x", "a..b=1", ".a=1", "a.=1", "a. =1", "", "=", "."):
        with pytest.raises(CommandError, match="write FIELD=VALUE"):
            read(None, pair)


def test_bytes_that_are_no_text_are_told(pixel: Run) -> None:
    for name in ("a\udcff", "\ud800"):
        done = pixel("projects", "create", name, "--area", "1,2,3,4")
        assert done.returncode == 2
        assert done.stderr == "pixel: a text is not valid UTF-8, so it cannot be sent\n"


def test_a_name_longer_than_an_address_is_told(pixel: Run) -> None:
    done = pixel("projects", "show", "x" * 100_000)
    assert done.returncode == 2
    assert "cannot be part of a URL" in done.stderr
    assert len(done.stderr) < 300


# --- what cannot be written


@pytest.mark.skipif(sys.platform == "win32", reason="no fifos there")
def test_a_device_is_not_replaced_by_a_file(pixel: Run, photos: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(PixelInputError, match="no file that can be replaced"), AtomicFile(pipe):
        pass
    with pytest.raises(PixelInputError, match="no file that can be replaced"):
        beside(pipe)
    assert pipe.is_fifo()


def test_a_run_that_cannot_be_noted_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    request = run_history.Request(service="x", project=1, collection=2, place="", sources=[])
    with monkeypatch.context() as patch:
        patch.setattr(run_history.Run, "save", full)
        with pytest.raises(CommandError, match="No space left"):
            run_history.start_run(request)
    assert list((tmp_path / "pixel-client" / "runs").iterdir()) == []
    assert run_history.start_run(request).number == 1


def test_rows_that_cannot_be_printed_hide_nothing_of_the_upload(
    pixel: Run, client: PixelClient, place: tuple[int, int], photos: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    from pixel_client.uploads import UploadReport

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(UploadReport, "to_json", full)
    where = ("-p", str(place[0]), "-c", "Photos")
    done = pixel("upload", str(photos / "DJI_0000.JPG"), *where, "--json")
    assert done.returncode == 1
    assert "Uploaded 1 of 1 files" in done.stderr
    assert "the output is incomplete" in done.stderr
    assert len(client.get_images(*place)) == 1


def test_an_object_in_a_pipe_has_lines_as_long_as_they_are(
    pixel: Run, place: tuple[int, int]
) -> None:
    pixel("projects", "edit", str(place[0]), "--description", "long" * 90 + "\nand more")
    lines = pixel("projects", "show", str(place[0])).stdout.splitlines()
    assert [line for line in lines if line != line.rstrip()] == []
    assert next(line for line in lines if line.startswith("id ")).split() == ["id", str(place[0])]
    assert max(map(len, lines)) > 300
    started = {line.index(line.split(None, 1)[1]) for line in lines if line.startswith("name")}
    assert {line.index("and more") for line in lines if "and more" in line} == started


# --- Ctrl-C


def test_ctrl_c_is_told_whatever_a_library_makes_of_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def work(session: Session) -> int:
        try:
            signal.raise_signal(signal.SIGINT)
        except KeyboardInterrupt:
            raise ImportError("numpy failed to import") from None
        return 0

    before = signal.getsignal(signal.SIGINT)
    try:
        assert command.run(work) == INTERRUPTED
    finally:
        signal.signal(signal.SIGINT, before)
    assert capsys.readouterr().err == "Interrupted.\n"
    assert command.run(lambda session: 0) == 0
    assert signal.getsignal(signal.SIGINT) is before


def test_an_error_is_no_ctrl_c(capsys: pytest.CaptureFixture[str]) -> None:
    def work(session: Session) -> int:
        raise ImportError("numpy failed to import")

    assert command.run(work) == 1
    assert "numpy failed to import" in capsys.readouterr().err


def test_a_library_that_is_broken_is_not_said_to_be_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pixel_client.core.optional_imports import need

    (tmp_path / "laspy_of_a_test.py").write_text("raise ImportError('no good')")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(PixelInputError, match="is installed, but cannot be imported: no good"):
        need("laspy_of_a_test")
    with pytest.raises(PixelInputError, match="not installed"):
        need("laspy_of_nobody")
