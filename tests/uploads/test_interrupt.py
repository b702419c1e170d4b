"""Ctrl-C during `upload`: it ends, says how to go on, and the next call does."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from .pixel import FakePixel
from .test_killed import here

Photos = Callable[..., list[Path]]

PROGRAM = """
import sys
from pixel_client import PixelApiSettings, PixelClient

settings = PixelApiSettings(
    PIXEL_TENANT="acme", PIXEL_USERNAME="ola", PIXEL_PASSWORD="secret",
    PIXEL_API_URL=sys.argv[1], PIXEL_AUTH_SERVER_URL=sys.argv[1],
)
with PixelClient(settings) as client:
    try:
        print(client.upload(1, 2, sys.argv[2], journal=sys.argv[3]), flush=True)
    except KeyboardInterrupt:
        print("interrupted", flush=True)
        sys.stdin.readline()
"""


@pytest.fixture
def program(pixel: FakePixel, photos: Photos, tmp_path: Path):  # type: ignore[no-untyped-def]
    folder = photos(300, size=100)[0].parent
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, pixel.url, folder, tmp_path / "journal"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    yield process, folder, tmp_path / "journal"
    process.kill()
    process.communicate()


def test_ctrl_c_stops_saves_and_says_how_to_go_on(pixel: FakePixel, program) -> None:  # type: ignore[no-untyped-def]
    process, folder, journal = program
    pixel.hold = lambda request: len(pixel.s3_requests) > 100
    while len(pixel.s3_requests) < 103:
        assert process.poll() is None
        threading.Event().wait(0.01)
    process.send_signal(signal.SIGINT)
    assert process.stdout.readline() == "interrupted\n"
    seen = (len(pixel.s3_requests), len(pixel.api_requests))
    pixel.hold = lambda request: False
    threading.Event().wait(0.5)
    assert (len(pixel.s3_requests), len(pixel.api_requests)) == seen
    _, said = process.communicate("\n", timeout=20)
    assert "run the same upload again to resume it" in said
    assert str(journal) in said
    assert "Traceback" not in said
    times = {key: stored.times for key, stored in pixel.stored.items() if key[0] in pixel.finished}
    report = here(pixel, folder, journal)
    assert set(report["counts"]) <= {"uploaded", "skipped"}
    assert len(report["files"]) == len(pixel.resources) == 300
    assert {key: pixel.stored[key].times for key in times} == times


def test_a_second_ctrl_c_does_not_wait(pixel: FakePixel, program) -> None:  # type: ignore[no-untyped-def]
    process, folder, journal = program
    pixel.hold = lambda request: len(pixel.s3_requests) > 50
    while len(pixel.s3_requests) < 53:
        assert process.poll() is None
        threading.Event().wait(0.01)
    process.send_signal(signal.SIGINT)
    process.send_signal(signal.SIGINT)
    process.stdin.close()
    process.stdin = None
    process.wait(20)
    pixel.hold = lambda request: False
    report = here(pixel, folder, journal)
    assert set(report["counts"]) <= {"uploaded", "skipped"}
    assert len(pixel.resources) == 300


def test_a_terminated_process_leaves_what_the_next_goes_on_with(pixel: FakePixel, program) -> None:  # type: ignore[no-untyped-def]
    process, folder, journal = program
    while len(pixel.s3_requests) < 60:
        assert process.poll() is None
        threading.Event().wait(0.001)
    os.kill(process.pid, signal.SIGTERM)
    process.wait(20)
    report = here(pixel, folder, journal)
    assert json.dumps(report["counts"]).count("failed") == 0
    assert len(pixel.resources) == 300
