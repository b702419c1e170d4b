"""`make mutants`: change the code in small ways, one at a time, and see whether tests notice.

Mutants are made with the operators of cosmic-ray and some more, a few a module, by chance. Each
meets the tests that run its line, as one run of the suite with coverage showed, until one fails.
"""

from __future__ import annotations

import argparse
import json
import queue
import shutil
import sys
import tempfile
import threading
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import attrs
import yaml

from .coverage_map import CoverageMap
from .mutants import Mutant, sample
from .runs import Copy, digest, measure

ROOT = Path(__file__).parents[1]
MODULES = ("pixel_client/**/*.py", "scripts/**/*.py", "pixel_sandbox/search/**/*.py")
GENERATED = ("pixel_client/sync.py",)
SUITES = ("cli", "client", "contract", "geo", "imagery", "regen", "sandbox", "unit", "uploads")
TESTS = tuple(f"tests/{name}" for name in SUITES if (ROOT / "tests" / name).is_dir())
HELD = ("total", "pixel_client/uploads")
"""What must have the score asked for; the others are shown."""


@attrs.frozen(kw_only=True)
class Tried:
    """A mutant and what became of it.

    Attributes:
        mutant: The mutant.
        outcome: `killed`, `survived`, `no tests` or `equivalent`.
        met: How many tests it could meet.
        covering: How many run its line.
        seconds: How long that took.
    """

    mutant: Mutant
    outcome: str
    met: int = 0
    covering: int = 0
    seconds: float = 0


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what was asked for; 1 when too few were noticed."""
    told = _arguments().parse_args(arguments)
    equivalent = yaml.safe_load((ROOT / "mutation" / "equivalent.yaml").read_text()) or []
    modules = chosen_modules(ROOT, told.module or MODULES)
    mutants = [
        mutant
        for module in modules
        for mutant in sample(ROOT, module, each=told.each, seed=told.seed)
    ]
    print(f"{len(mutants)} mutants of {len(modules)} modules, seed {told.seed}", flush=True)
    with tempfile.TemporaryDirectory(prefix="mutants-") as name:
        tried = _try_all(Path(name), mutants, equivalent, told)
    for line in report(tried):
        print(line)
    for entry in stale(ROOT, equivalent):
        print(f"no longer there, in equivalent.yaml: {entry}")
    if told.json:
        told.json.write_text(json.dumps([_plain(one) for one in tried], indent=2) + "\n")
    scores = score(tried)
    low = [name for name in HELD if name in scores and scores[name][2] < told.least]
    for name in low:
        print(f"{name}: {scores[name][2]:.0f} % are fewer than {told.least:g} %")
    return int(bool(low))


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="make mutants", description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="another one, other mutants")
    parser.add_argument("--each", type=int, default=3, help="mutants of a module")
    parser.add_argument("--module", action="append", help="a path or pattern; may be repeated")
    parser.add_argument("--tests", action="append", help="folders or files; may be repeated")
    parser.add_argument("--seconds", type=float, default=20, help="of tests for one mutant")
    parser.add_argument("--workers", type=int, default=2, help="mutants at a time")
    parser.add_argument("--least", type=float, default=92, help="score asked for, in per cent")
    parser.add_argument("--json", type=Path, help="write every mutant and its outcome here")
    parser.add_argument("--python", default=sys.executable, help="interpreter that runs the tests")
    parser.add_argument("--cache", type=Path, default=ROOT / ".mutants", help="kept between runs")
    return parser


def chosen_modules(root: Path, patterns: Iterable[str]) -> list[str]:
    """The modules that patterns name, without what is generated."""
    found = {
        path.relative_to(root).as_posix() for pattern in patterns for path in root.glob(pattern)
    }
    return sorted(found - {*GENERATED})


def _try_all(
    folder: Path,
    mutants: Sequence[Mutant],
    equivalent: Sequence[dict[str, str]],
    told: argparse.Namespace,
) -> list[Tried]:
    waiting: queue.SimpleQueue[Mutant] = queue.SimpleQueue()
    tried = []
    for mutant in mutants:
        if any(fits(entry, mutant) for entry in equivalent):
            tried.append(Tried(mutant=mutant, outcome="equivalent"))
        else:
            waiting.put(mutant)
    copies = [Copy(ROOT, folder / f"copy-{number}", told.python) for number in range(told.workers)]
    known = _coverage(copies[0], folder, told)

    def work(copy: Copy) -> None:
        while True:
            try:
                mutant = waiting.get_nowait()
            except queue.Empty:
                return
            one = _try(copy, mutant, known, told.seconds)
            tried.append(one)
            if one.outcome != "killed":
                print(f"{one.outcome}: {_shown(one)}", flush=True)

    threads = [threading.Thread(target=work, args=(copy,)) for copy in copies]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for copy in copies:
        copy.close()
    return sorted(tried, key=lambda one: (one.mutant.module, one.mutant.line))


def _coverage(copy: Copy, folder: Path, told: argparse.Namespace) -> CoverageMap:
    """The map of the tests, measured once for a state of the tree."""
    tests = told.tests or TESTS
    kept = told.cache / f"{digest(ROOT, tests)}.json"
    if kept.exists():
        return CoverageMap.load(kept)
    shutil.rmtree(told.cache, ignore_errors=True)
    known = measure(copy, folder, tests, chosen_modules(ROOT, MODULES))
    told.cache.mkdir(parents=True)
    known.save(kept)
    return known


def _try(copy: Copy, mutant: Mutant, known: CoverageMap, budget: float) -> Tried:
    tests, covering = known.tests(mutant.module, mutant.line, budget)
    if not tests:
        return Tried(mutant=mutant, outcome="no tests")
    expected = sum(known.seconds[test] for test in tests)
    outcome, seconds = copy.try_mutant(mutant, tests, expected)
    return Tried(
        mutant=mutant,
        outcome="survived" if outcome == "passed" else "killed",
        met=len(tests),
        covering=covering,
        seconds=seconds,
    )


def fits(entry: dict[str, str], mutant: Mutant) -> bool:
    """Whether an entry of the list of equivalent mutants is about this one."""
    names = ("module", "function", "operator", "line", "becomes")
    return all(
        entry[name] == value
        for name, value in zip(names, mutant.key, strict=True)
        if name in entry or name != "becomes"
    )


def stale(root: Path, equivalent: Iterable[dict[str, str]]) -> list[str]:
    """The entries whose line is no longer in their module."""
    return [
        f"{entry['module']} {entry['function']}: {entry['line']}"
        for entry in equivalent
        if not (root / entry["module"]).is_file()
        or entry["line"] not in map(str.strip, (root / entry["module"]).read_text().splitlines())
    ]


def folder_of(module: str) -> str:
    """The folder under which a module is counted: `pixel_client/uploads`, `scripts`."""
    top, *rest = Path(module).parent.parts
    return f"{top}/{rest[0]}" if rest and top != "scripts" else top


def score(tried: Iterable[Tried]) -> dict[str, tuple[int, int, float]]:
    """For each folder and in total: mutants that count, those noticed, and per cent."""
    count: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for one in tried:
        if one.outcome != "equivalent":
            for name in (folder_of(one.mutant.module), "total"):
                count[name][0] += 1
                count[name][1] += one.outcome == "killed"
    return {name: (of, killed, 100 * killed / of) for name, (of, killed) in sorted(count.items())}


def report(tried: Sequence[Tried]) -> list[str]:
    """The score, and how it came about, as a table of Markdown."""
    lines = ["", "| folder | mutants | noticed | % |", "| --- | ---: | ---: | ---: |"]
    lines += [
        f"| {name} | {of} | {killed} | {percent:.0f} |"
        for name, (of, killed, percent) in sorted(
            score(tried).items(), key=lambda item: item[0] == "total"
        )
    ]
    same = sum(one.outcome == "equivalent" for one in tried)
    whole = sum(one.outcome == "survived" and one.met == one.covering for one in tried)
    return [
        *lines,
        "",
        f"{same} equivalent mutants are not counted; {whole} of those not noticed met every test"
        " that runs their line.",
    ]


def _shown(one: Tried) -> str:
    mutant = one.mutant
    return (
        f"{mutant.module}:{mutant.line} {mutant.function or '-'} {mutant.operator}"
        f" (met {one.met} of {one.covering})\n    - {mutant.text}\n    + {mutant.becomes}"
    )


def _plain(one: Tried) -> dict[str, Any]:
    plain = attrs.asdict(one)
    del plain["mutant"]["source"]
    return plain


if __name__ == "__main__":
    sys.exit(main())
