"""A watched folder: files that are still written, a card that is pulled out, and the end."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from pixel_client import PixelClient
from pixel_client.cli.commands import watch
from pixel_client.cli.commands.watch import StableFiles
from pixel_client.cli.output.writer import Output
from pixel_client.cli.session import Session
from pixel_sandbox import samples

from .conftest import Process, Run


def test_a_file_has_settled_when_it_stays_the_same_for_long_enough() -> None:
    clock = [0.0]
    files = StableFiles(10, now=lambda: clock[0])
    file, late = Path("a.JPG"), Path("b.JPG")

    def look(seconds: float, *stamps: tuple[Path, tuple[int, int]]) -> list[Path]:
        clock[0] = seconds
        return files.update(stamps)

    assert look(0, (file, (1, 1))) == []
    assert look(9, (file, (2, 2))) == []  # still being copied
    assert look(18, (file, (2, 2)), (late, (5, 5))) == []
    assert files.pending == 2
    assert look(19, (file, (2, 2)), (late, (5, 5))) == [file]
    assert look(40, (file, (2, 2)), (late, (5, 5))) == [late]
    assert look(60, (file, (2, 2)), (late, (5, 5))) == []
    assert files.pending == 0
    assert look(61, (file, (3, 3))) == []  # changed again
    assert look(71, (file, (3, 3))) == [file]


def test_a_watched_folder_is_uploaded_and_bad_files_are_left(
    pixel: Run, client: PixelClient, place: tuple[int, int], photos: Path
) -> None:
    asked = ("watch", str(photos), "-p", str(place[0]), "-c", "Photos")
    asked += ("--settle", "0.2", "--interval", "0.1", "--idle", "1")
    done = pixel(*asked)
    assert done.returncode == 3, done.stderr
    assert "DJI_0003.JPG" in done.stderr
    assert len(client.get_images(*place)) == 5
    samples.make_jpeg(photos / "DJI_0003.JPG", seed=3)
    again = pixel(*asked)
    assert again.returncode == 0, again.stderr
    assert len(client.get_images(*place)) == 6


def test_what_could_not_be_sent_settles_again_and_what_was_gone_is_new() -> None:
    clock = [0.0]
    files = StableFiles(10, now=lambda: clock[0])
    file, stamp = Path("a.JPG"), (1, 1)
    files.update([(file, stamp)])
    clock[0] = 10
    assert files.update([(file, stamp)]) == [file]
    files.requeue([file])
    assert files.update([(file, stamp)]) == []
    assert files.pending == 1
    clock[0] = 20
    assert files.update([(file, stamp)]) == [file]
    assert files.update([]) == []  # the card is out
    assert files.update([(file, stamp)]) == []
    clock[0] = 30
    assert files.update([(file, stamp)]) == [file]


def grown(path: Path, source: Path, pause: float) -> None:
    """Write a file as a slow copy does."""
    data = source.read_bytes()
    third = len(data) // 3
    with path.open("wb", buffering=0) as file:
        for start in (0, third, 2 * third):
            file.write(data[start : start + third if start < 2 * third else None])
            time.sleep(pause)


def test_files_are_sent_when_they_are_whole_also_after_the_card_was_out(
    process: Callable[..., Process],
    client: PixelClient,
    place: tuple[int, int],
    photos: Path,
    tmp_path: Path,
) -> None:
    card = tmp_path / "mounted"
    card.mkdir()
    asked = ("watch", str(card), "-p", str(place[0]), "-c", "Photos")
    asked += ("--settle", "0.4", "--interval", "0.1")
    watching = process(*asked)
    watching.until("Ctrl-C stops it")
    grown(card / "slow.JPG", photos / "DJI_0000.JPG", 0.2)
    (card / "part.JPG.tmp").write_bytes((photos / "DJI_0001.JPG").read_bytes())
    (card / "part.JPG.tmp").rename(card / "renamed.JPG")
    said = watching.until("All files are in")
    if "Uploaded 1 of 1" in said:  # the second had not settled yet
        watching.until("All files are in")
    assert {image.name for image in client.get_images(*place)} == {"slow.JPG", "renamed.JPG"}
    card.rename(tmp_path / "pulled out")
    watching.until("is missing; waiting for it")
    (tmp_path / "pulled out" / "late.JPG").write_bytes((photos / "DJI_0002.JPG").read_bytes())
    (tmp_path / "pulled out").rename(card)
    watching.until("is back")
    said = watching.until("All files are in")
    assert "Uploaded 1 of 3" in said
    assert "2 already uploaded" in said
    code, said = watching.ended(signal.SIGINT)
    assert code == 130
    assert "The same command resumes" in said
    again = process(*asked, "--idle", "0.5")
    code, said = again.ended()
    assert code == 0, said
    assert "3 already uploaded" in said
    assert len(client.get_images(*place)) == 3


def test_a_service_manager_may_end_it(
    process: Callable[..., Process], place: tuple[int, int], tmp_path: Path
) -> None:
    watching = process("watch", str(tmp_path), "-p", str(place[0]), "-c", "Photos")
    watching.until("Ctrl-C stops it")
    code, said = watching.ended(signal.SIGTERM)
    assert code == 130
    assert "Traceback" not in said


def test_a_folder_that_is_not_there_is_refused(pixel: Run, tmp_path: Path) -> None:
    done = pixel("watch", str(tmp_path / "none"), "-p", "1", "-c", "Photos")
    assert done.returncode == 2
    assert "There is no folder" in done.stderr


def test_a_ctrl_c_that_a_finalizer_swallowed_stops_it_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, passes = Session(Output("table", quiet=False, verbose=False)), list[float]()
    session._client = SimpleNamespace()  # type: ignore[assignment]

    def swallowed(seconds: float) -> None:
        passes.append(seconds)
        session.interrupts.append(signal.SIGINT)

    named = SimpleNamespace(name="x", data_collection_type="image")
    monkeypatch.setattr(watch, "find_destination", lambda *_: (named, named))
    monkeypatch.setattr(watch.time, "sleep", swallowed)
    code = watch.watch(session, tmp_path, "1", "2", interval=0.5)
    assert code == 130
    assert passes == [0.5]
