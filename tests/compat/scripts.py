"""Run scripts of 1.2.8's users against a sandbox, with either package.

A script in `as_written/` works with both. One in `defects/` works here and fails with 1.2.8, in the
way its constant `WITH_1_2_8` says; it may ask for a sandbox of its own (`SANDBOX`, its options)
and for answers that fail (`FAULTS`, arguments of `Sandbox.fail_next`).
"""

from __future__ import annotations

import ast
import contextlib
import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pixel_sandbox import Sandbox

HERE = Path(__file__).parent
# 1.2.8 fails when a group of jobs is complete at its first look.
FOR_1_2_8 = {"validation_delay": 0.3, "optimization_delay": 0.5, "service_delay": 0.3}
LIMIT = 100  # seconds


@dataclass(frozen=True)
class Running:
    """A script under way."""

    process: subprocess.Popen[bytes]
    log: Path

    def end(self) -> tuple[int, str]:
        """Wait for it; its exit code and all that it printed."""
        try:
            code = self.process.wait(LIMIT)
        finally:
            self.process.kill()
            self.process.wait()
        return code, self.log.read_text(encoding="utf-8")


@dataclass(frozen=True)
class Script:
    """A script, and what it says about itself."""

    path: Path
    constants: dict[str, Any] = field(compare=False)

    @property
    def name(self) -> str:
        return self.path.stem

    @contextlib.contextmanager
    def sandbox(self, shared: Sandbox) -> Iterator[Sandbox]:
        """The sandbox that all share, or one of its own where it asks for something special."""
        if not {"SANDBOX", "FAULTS"} & set(self.constants):
            yield shared
            return
        with Sandbox(**self.constants.get("SANDBOX", {})) as own:
            for fault in self.constants.get("FAULTS", []):
                own.fail_next(*fault)
            yield own

    def start(self, python: str, sandbox: Sandbox, materials: Path, cwd: Path) -> Running:
        """Start it with a Python, in an environment that knows only the sandbox."""
        clean = {k: v for k, v in os.environ.items() if not k.startswith(("PIXEL_", "KEYCLOAK_"))}
        log = cwd / f"{self.name}.log"  # not a pipe: one that nobody reads yet would fill up
        with log.open("w", encoding="utf-8") as out:
            process = subprocess.Popen(
                [python, str(self.path), str(materials)],
                env={**clean, **sandbox.environment, "PIXEL_CLIENT_NO_VERSION_CHECK": "true"},
                stdout=out,
                stderr=out,
                cwd=cwd,
            )
        return Running(process, log)


def read(folder: str) -> list[Script]:
    """The scripts of a folder, with the constants at their top."""
    found = []
    for path in sorted((HERE / folder).glob("[a-z]*.py")):
        constants = {
            node.targets[0].id: ast.literal_eval(node.value)
            for node in ast.parse(path.read_text(encoding="utf-8")).body
            if isinstance(node, ast.Assign)
            and isinstance(node.targets[0], ast.Name)
            and node.targets[0].id.isupper()
        }
        found.append(Script(path, constants))
    return found


AS_WRITTEN, DEFECTS = read("as_written"), read("defects")
