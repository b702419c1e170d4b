"""`make bench`: run the scenarios, every contender in turn, and print the medians as a table."""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import attrs

from . import measure
from .measure import ContenderError, Result
from .scenarios import (
    BEFORE,
    OURS,
    PAGE,
    PEER,
    QUICK,
    SCENARIOS,
    Scenario,
    certificates,
    command,
    make_files,
)

SPARE_BYTES = 1_000_000_000


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what was asked for; 1 when a contender failed."""
    told = _arguments().parse_args(arguments)
    names = told.scenario or [name for name in SCENARIOS if not name.startswith("cores-")]
    report: dict[str, Any] = {
        "when": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, {platform.system()}",
        "python": platform.python_version(),
        "quick": told.quick,
        "runs": told.runs,
        "scenarios": {},
    }
    failed = False
    for name in names:
        scenario = SCENARIOS[name]
        if told.quick:
            scenario = QUICK.get(name, scenario)
        if told.scale != 1:
            scenario = attrs.evolve(
                scenario, count=max(1, int(scenario.count * told.scale)) if scenario.count else 0
            )
        wanted = told.contender or scenario.contenders
        if told.before:
            scenario = scenario.with_before()
            wanted = told.contender or (OURS, BEFORE)
        contenders = [who for who in wanted if who in scenario.contenders]
        results, problems = _run(scenario, contenders, told)
        failed |= bool(problems)
        report["scenarios"][name] = {
            "title": scenario.title,
            "unit": scenario.unit,
            "contenders": {
                who: {
                    "figure": scenario.figure(_median(runs).seconds),
                    **attrs.asdict(_median(runs)),
                }
                for who, runs in results.items()
                if runs
            },
            "now_by_before": _ratios(scenario, results) if told.before else None,
            "problems": problems,
        }
        print(_table(scenario, results, problems), flush=True)
    if told.json:
        told.json.write_text(json.dumps(report, indent=2) + "\n")
    return int(failed)


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument(
        "scenario", nargs="*", choices=[*SCENARIOS, []], help="which; all but the cores"
    )
    parser.add_argument("--quick", action="store_true", help="less of everything, one run")
    parser.add_argument("--runs", type=int, help="runs of each contender; 3, or 1 when quick")
    parser.add_argument("--contender", action="append", help="only this one; may be repeated")
    parser.add_argument("--peer", default=".venv-peer/bin/python", help="Python with 1.2.8")
    parser.add_argument(
        "--before",
        type=Path,
        metavar="DIR",
        help="a checkout of the build before, which takes part; the two alone, unless told",
    )
    parser.add_argument("--data", type=Path, help="where files are made; the system's temporary")
    parser.add_argument("--json", type=Path, help="write the figures here too")
    parser.add_argument("--check", action="store_true", help="the sink hashes what it gets")
    parser.add_argument("--scale", type=float, default=1, help=argparse.SUPPRESS)
    return parser


def _run(
    scenario: Scenario, contenders: Sequence[str], told: argparse.Namespace
) -> tuple[dict[str, list[Result]], list[str]]:
    results: dict[str, list[Result]] = {who: [] for who in contenders}
    problems: list[str] = []
    folder = Path(tempfile.mkdtemp(prefix="pixel-bench-", dir=told.data))
    needed = 0 if scenario.sparse else scenario.count * scenario.size
    if shutil.disk_usage(folder).free < needed + SPARE_BYTES:
        folder.rmdir()
        return results, [f"{needed / 1e9:.1f} GB of disk are needed in {folder.parent}"]
    options = ["--validation", str(scenario.validation)] + (["--check"] if told.check else [])
    try:
        make_files(scenario, folder / "files")
        if scenario.kind == "paging":
            options += ["--page", str(PAGE)]
        ca = certificates(folder) if scenario.tls else None
        if ca:
            options += ["--tls", str(ca.with_name("sink.pem"))]
        with measure.sink(*options) as url:
            for number in range(told.runs or (1 if told.quick else 3)):
                # In turn, so that a noisy moment does not hit one alone, and every other time the
                # other way round: who comes first has the caches less warm.
                for who in contenders[:: -1 if number % 2 else 1]:
                    try:
                        results[who].append(_one(scenario, who, folder, url, ca, told))
                    except ContenderError as error:
                        problems.append(f"{who}: {error}")
    finally:
        shutil.rmtree(folder)
    return results, problems


def _one(
    scenario: Scenario, who: str, folder: Path, url: str, ca: Path | None, told: argparse.Namespace
) -> Result:
    before = told.before.absolute() if told.before else None
    asked = command(who, scenario, folder / "files", url, told.peer, ca, before)
    measure.counted(url, ca)
    result = measure.run(*asked)
    came = measure.counted(url, ca)
    if scenario.size and who != "hash":
        total = scenario.count * scenario.size
        if came["bytes"] != total:
            raise ContenderError(f"the sink has {came['bytes']} bytes of {total}")
    elif scenario.count and not scenario.size and result.done != scenario.count:
        raise ContenderError(f"{result.done} of {scenario.count} were done")
    return result


def _median(runs: Sequence[Result]) -> Result:
    """The median of each figure; the highest where it is about a peak."""
    stalls = [run.stall for run in runs if run.stall is not None]
    return Result(
        seconds=statistics.median(run.seconds for run in runs),
        cpu=statistics.median(run.cpu for run in runs),
        rss=max(run.rss for run in runs),
        files=max(run.files for run in runs),
        stall=statistics.median(stalls) if stalls else None,
        done=runs[-1].done,
    )


def _ratios(
    scenario: Scenario, results: dict[str, list[Result]]
) -> dict[str, tuple[float, float, float]]:
    """This client by the build before: median, least and most of the runs, each by its pair."""
    pairs = list(zip(results.get(OURS, ()), results.get(BEFORE, ()), strict=False))
    figures: dict[str, Callable[[Result], float]] = {
        scenario.unit: lambda run: scenario.figure(run.seconds),
        "CPU" if scenario.count < 2 else "CPU each": lambda run: run.cpu,
        "peak RSS": lambda run: run.rss,
    }
    ratios = {}
    for name, figure in figures.items():
        found = [figure(now) / max(figure(before), 1e-9) for now, before in pairs]
        if found:
            ratios[name] = statistics.median(found), min(found), max(found)
    return ratios


def _table(scenario: Scenario, results: dict[str, list[Result]], problems: Sequence[str]) -> str:
    median = {who: _median(runs) for who, runs in results.items() if runs}
    first = scenario.contenders[0]
    ours = scenario.figure(median[first].seconds) if first in median else None
    lines = [
        f"\n### {scenario.title}\n",
        f"| | {scenario.unit} | {first} is | CPU, s | CPU each, ms | peak RSS, MB"
        " | open files | longest stall, ms |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for who, result in median.items():
        figure = scenario.figure(result.seconds)
        ratio = ""
        if ours and who != first:
            times = figure / ours if scenario.unit == "s" else ours / figure
            ratio = f"{times:.2f} ×"
        each = 1000 * result.cpu / scenario.count if scenario.count > 1 else None
        name = f"pixel-client {who}" if who == PEER else who
        lines.append(
            f"| {name} | {figure:,.{3 if scenario.unit == 's' else 0}f} | {ratio} |"
            f" {result.cpu:.2f} | {'' if each is None else f'{each:.2f}'} |"
            f" {result.rss / 1e6:.0f} | {result.files} |"
            f" {'' if result.stall is None else f'{1000 * result.stall:.0f}'} |"
        )
    if ratios := _ratios(scenario, results):
        told = (
            f"{name} {mid:.2f} ({low:.2f} to {top:.2f})" for name, (mid, low, top) in ratios.items()
        )
        lines.append("\nnow by before: " + ", ".join(told))
    return "\n".join([*lines, *(f"\nfailed: {problem}" for problem in problems)])


if __name__ == "__main__":
    sys.exit(main())
