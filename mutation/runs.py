"""Copies of the tree, and the processes that run tests in them."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import IO

from . import coverage_map
from .coverage_map import CoverageMap
from .mutants import Mutant

COLLECT_SECONDS = 30
SLOWER = 4
MEASURE_SECONDS = 3600


def tree_files(root: Path) -> list[str]:
    """The files of the tree that git knows or would add."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=root,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    return sorted(name for name in set(listed.split("\0")) - {""} if (root / name).is_file())


class Copy:
    """A copy of the tree with a process that runs tests in it.

    Args:
        root: The tree.
        folder: Where the copy goes.
        python: The interpreter that has what the tests need.
    """

    def __init__(self, root: Path, folder: Path, python: str) -> None:
        self._folder, self._tick = folder, 0
        for name in tree_files(root):
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(root / name, target, follow_symlinks=False)
        environment = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join([str(folder), str(folder / "generated")]),
            "OPENBLAS_NUM_THREADS": "1",  # threads do not survive a fork
        }
        self._process = subprocess.Popen(
            [python, "-m", "mutation.worker"],
            cwd=folder,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def close(self) -> None:
        """End the process."""
        self._input.close()
        self._process.wait()

    @property
    def _input(self) -> IO[str]:
        assert self._process.stdin is not None
        return self._process.stdin

    def ask(self, **told: object) -> tuple[str, float]:
        """Have the process run something; the outcome and the seconds."""
        told["log"] = str(self._folder.with_suffix(".log"))
        self._input.write(json.dumps(told) + "\n")
        self._input.flush()
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise SystemExit("the process that runs tests has ended")
        said = json.loads(line)
        return said["outcome"], said["seconds"]

    def log(self) -> str:
        """What the last run printed."""
        return self._folder.with_suffix(".log").read_text(errors="replace")

    def try_mutant(self, mutant: Mutant, tests: Sequence[str], seconds: float) -> tuple[str, float]:
        """The outcome of these tests with the mutant, for which they may take `seconds`."""
        path = self._folder / mutant.module
        original, times = path.read_bytes(), path.stat()
        # Compiled modules are told apart by the second of their source: each mutant has its own.
        self._tick += 1
        path.write_text(mutant.source)
        os.utime(path, (times.st_atime, times.st_mtime + self._tick))
        try:
            return self.ask(tests=list(tests), patience=COLLECT_SECONDS + SLOWER * seconds)
        finally:
            path.write_bytes(original)
            os.utime(path, (times.st_atime, times.st_mtime))


def digest(root: Path, tests: Iterable[str]) -> str:
    """A name for the state of all Python of the tree, and for which tests are run."""
    total = hashlib.sha256("\0".join(tests).encode())
    for name in tree_files(root):
        if name.endswith((".py", ".yaml", ".toml")) and not name.startswith("mutation/"):
            total.update(name.encode() + b"\0" + (root / name).read_bytes())
    return total.hexdigest()[:16]


def measure(copy: Copy, folder: Path, tests: Sequence[str], modules: Sequence[str]) -> CoverageMap:
    """Run the tests once, with coverage of each."""
    config, data, seconds = folder / "coverage.ini", folder / "coverage.db", folder / "seconds.json"
    config.write_text(
        "[run]\nrelative_files = true\nconcurrency = thread\n"
        "source =\n    pixel_client\n    pixel_sandbox\n    scripts\n"
        f"data_file = {data}\n"
    )
    options = ["-q", "-n", "2", "--dist", "loadfile", "-p", "no:cacheprovider"]
    cover = ["--cov", f"--cov-config={config}", "--cov-context=test", "--cov-report="]
    outcome, took = copy.ask(
        measure=[*options, *cover, *tests], seconds=str(seconds), patience=MEASURE_SECONDS
    )
    print(f"tests measured in {took:.0f} s: {outcome}", flush=True)
    if outcome != "passed":
        print(copy.log()[-3000:], flush=True)
    if not seconds.exists() or not data.exists():
        raise SystemExit("nothing was measured")
    return coverage_map.read(folder / "copy-0", data, json.loads(seconds.read_text()), modules)
