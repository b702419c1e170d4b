"""`kill -9` at every instant of an upload, as often as that comes, and then the same call."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.uploads.killed import INSTANTS
from tests.uploads.test_killed import survives

FILES = 30


@pytest.mark.timeout(900)
@pytest.mark.parametrize("instant", INSTANTS)
def test_killed_whenever_the_same_call_goes_on(tmp_path: Path, instant: str) -> None:
    files = [tmp_path / "flight" / f"DJI_{number:04}.JPG" for number in range(FILES)]
    files[0].parent.mkdir()
    for file in files:
        file.write_bytes(file.name.encode() * 50)
    for at in range(1, 60):
        if survives(files, tmp_path / "journal", instant, at):
            assert at > 1
            return
    raise AssertionError("the process was killed ever again")
