"""Which test runs which line, how long it takes, and which tests a mutant should meet."""

from __future__ import annotations

import ast
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs

MISSING_SECONDS = 1.0


@attrs.frozen(kw_only=True)
class CoverageMap:
    """What one run of the test suite showed.

    Attributes:
        lines: For each module its lines, and for each line the tests that run it.
        seconds: How long each test takes.
        imports: For each file of tests the modules that it imports by name.
        importers: For each module those that import it.
    """

    lines: Mapping[str, Mapping[int, Sequence[str]]]
    seconds: Mapping[str, float]
    imports: Mapping[str, Sequence[str]]
    importers: Mapping[str, Sequence[str]]

    def tests(self, module: str, line: int, budget: float) -> tuple[list[str], int]:
        """The tests for a line, the nearest and quickest first, and how many there are in all.

        What is run once, when the module is imported (tables, constants), is held by the tests of
        all that the module and those that import it do.

        Args:
            module: Path of a module.
            line: A line of it.
            budget: Seconds that they may take together; one test is always there.
        """
        found = set(self.lines.get(module, {}).get(line, ()))
        if not found:
            around = [module, *self.importers.get(module, ())]
            found = {
                test for one in around for its in self.lines.get(one, {}).values() for test in its
            }
            found |= {
                test for test in self.seconds if module in self.imports.get(test.split("::")[0], ())
            }
        ranked = sorted(
            found, key=lambda test: (self._distance(test, module), self._took(test), test)
        )
        chosen: list[str] = []
        for test in ranked:
            budget -= self._took(test)
            if budget < 0 and chosen:
                break
            chosen.append(test)
        return chosen, len(ranked)

    def _took(self, test: str) -> float:
        return self.seconds.get(test, MISSING_SECONDS)

    def _distance(self, test: str, module: str) -> int:
        """0 for a test file that imports the module, 1 for one beside it, 2 for the others."""
        path = test.split("::")[0]
        if module in self.imports.get(path, ()):
            return 0
        return 1 if set(Path(path).parts[1:-1]) & set(Path(module).parts[:-1]) else 2

    def save(self, path: Path) -> None:
        """Write it as JSON."""
        path.write_text(json.dumps(attrs.asdict(self)))

    @classmethod
    def load(cls, path: Path) -> CoverageMap:
        """Read what was saved."""
        said = json.loads(path.read_text())
        said["lines"] = {
            module: {int(line): tests for line, tests in lines.items()}
            for module, lines in said["lines"].items()
        }
        return cls(**said)


def read(
    root: Path, data: Path, seconds: Mapping[str, float], modules: Iterable[str]
) -> CoverageMap:
    """Put together what coverage and the test run have written.

    Args:
        root: The tree.
        data: Coverage's file, with a context for each test and paths from the root.
        seconds: How long each test took.
        modules: Which modules matter.
    """
    from coverage import CoverageData

    known = CoverageData(str(data))
    known.read()
    modules = list(modules)
    measured = {Path(file).as_posix(): file for file in known.measured_files()}
    lines: dict[str, dict[int, list[str]]] = {}
    for module in modules:
        by_line: Mapping[int, Sequence[str]] = (
            known.contexts_by_lineno(measured[module]) if module in measured else {}
        )
        lines[module] = {
            line: sorted({test for test in map(_test, contexts) if test in seconds})
            for line, contexts in by_line.items()
        }
    files = sorted({test.split("::")[0] for test in seconds})
    importers: dict[str, list[str]] = defaultdict(list)
    for module in modules:
        for imported in imported_modules(root, module):
            importers[imported].append(module)
    return CoverageMap(
        lines=lines,
        seconds=dict(seconds),
        imports={file: imported_modules(root, file) for file in files},
        importers=importers,
    )


def _test(context: str) -> str:
    """The test of a context: pytest-cov adds `|setup`, `|run` or `|teardown`."""
    return context.rpartition("|")[0]


def imported_modules(root: Path, file: str) -> list[str]:
    """The modules of the tree that a file imports, as paths."""
    found: set[str] = set()
    package = Path(file).parent.parts

    def add(parts: Sequence[str]) -> None:
        path = Path(*parts) if parts else Path()
        for one in (path.with_suffix(".py") if parts else path, path / "__init__.py"):
            if (root / one).is_file():
                found.add(one.as_posix())

    for node in ast.walk(ast.parse((root / file).read_text())):
        if isinstance(node, ast.Import):
            for name in node.names:
                add(name.name.split("."))
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            base = [*above, *(node.module.split(".") if node.module else ())]
            add(base)
            for name in node.names:
                add([*base, name.name])
    return sorted(found)


def durations(reports: Iterable[tuple[str, float]]) -> dict[str, float]:
    """Setup, call and teardown of each test together."""
    total: dict[str, float] = defaultdict(float)
    for test, took in reports:
        total[test] += took
    return dict(total)


class Timer:
    """A pytest plugin that keeps how long tests take, and forgets those that do not pass."""

    def __init__(self) -> None:
        self._took: list[tuple[str, float]] = []
        self._bad: set[str] = set()

    def pytest_runtest_logreport(self, report: Any) -> None:
        """Keep a phase of a test."""
        self._took.append((report.nodeid, report.duration))
        if not report.passed:
            self._bad.add(report.nodeid)

    def seconds(self) -> dict[str, float]:
        """Of the tests that passed."""
        return {test: took for test, took in durations(self._took).items() if test not in self._bad}
