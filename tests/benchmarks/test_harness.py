from __future__ import annotations

import json
from pathlib import Path

import httpx
import pytest

from benchmarks import measure
from benchmarks.__main__ import main
from benchmarks.scenarios import BEFORE, OURS


def test_a_small_run_measures_this_client_and_the_limits(tmp_path: Path) -> None:
    out = tmp_path / "figures.json"
    wanted = [x for who in (OURS, "hash", "hash+send") for x in ("--contender", who)]
    told = ["small", "--scale", "0.01", "--runs", "1", "--check", *wanted]
    assert main([*told, "--data", str(tmp_path), "--json", str(out)]) == 0
    small = json.loads(out.read_text())["scenarios"]["small"]
    assert list(small["contenders"]) == [OURS, "hash", "hash+send"]
    ours = small["contenders"][OURS]
    assert ours["done"] == 20
    assert ours["figure"] > 0
    assert ours["rss"] > 10_000_000
    assert ours["stall"] is not None
    assert not list(tmp_path.glob("pixel-bench-*"))


def test_a_build_before_takes_part_and_the_ratios_are_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before, out = tmp_path / "before", tmp_path / "figures.json"
    before.mkdir()
    for folder in ("pixel_client", "generated"):
        (before / folder).symlink_to(measure.ROOT / folder)
    told = ["small", "one", "--scale", "0.01", "--runs", "2", "--before", str(before)]
    assert main([*told, "--data", str(tmp_path), "--json", str(out)]) == 0
    figures = json.loads(out.read_text())["scenarios"]
    for scenario, unit, cpu in (("small", "files/s", "CPU each"), ("one", "s", "CPU")):
        assert list(figures[scenario]["contenders"]) == [OURS, BEFORE]  # none that needs more
        ratios = figures[scenario]["now_by_before"]
        assert list(ratios) == [unit, cpu, "peak RSS"]
        assert all(0 < low <= middle <= high for middle, low, high in ratios.values())
    assert capsys.readouterr().out.count("\nnow by before: ") == 2


def test_the_build_before_is_the_one_in_its_folder(tmp_path: Path) -> None:
    package = tmp_path / "before" / "pixel_client"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("raise SystemExit('the build before')")
    out = tmp_path / "figures.json"
    told = ["small", "--scale", "0.001", "--runs", "1", "--before", str(package.parent)]
    assert main([*told, "--data", str(tmp_path), "--json", str(out)]) == 1
    small = json.loads(out.read_text())["scenarios"]["small"]
    assert list(small["contenders"]) == [OURS]
    (problem,) = small["problems"]
    assert problem.endswith("the build before\n")
    package.joinpath("__init__.py").unlink()
    package.rmdir()
    assert main([*told, "--data", str(tmp_path)]) == 1  # and this client is not taken in its place


def test_the_sink_counts_bodies_and_refuses_those_with_another_md5() -> None:
    with measure.sink("--check") as url:
        headers = {"Content-MD5": "1B2M2Y8AsgTpgAmY7PhCfg=="}  # of nothing
        assert httpx.put(f"{url}/bucket/a", content=b"", headers=headers).status_code == 200
        assert httpx.put(f"{url}/bucket/b", content=b"x", headers=headers).status_code == 400
        form = httpx.post(f"{url}/bucket/c", data={"key": "c"}, files={"file": b"y" * 100_000})
        assert form.status_code == 200
        came = measure.counted(url)
        assert came == {"bodies": 2, "bytes": 100_000, "twice": 0, "finished": 0, "calls": 0}


def test_a_contender_that_fails_is_told() -> None:
    with pytest.raises(measure.ContenderError, match="ended 3"):
        measure.run(["/bin/sh", "-c", "exit 3"], {})
