"""Rewrite the sections of docs/migrating.md that say exactly what differs; print what changed.

`.venv/bin/python -m tests.compat.exactly` for names and signatures; with the Python of an
environment that has 1.2.8 as its argument, for requests too. Rows stay where a difference is
known; a new one gets the row `?`, which tests refuse until somebody explains it.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from . import migrating, surface
from .surfaces import surface_differences
from .wires import wire_differences

HERE = Path(__file__).parent


def snapshot() -> dict[str, Any]:
    """1.2.8's surface."""
    found: dict[str, Any] = json.loads(surface.SNAPSHOT.read_text(encoding="utf-8"))
    return found


def ours() -> dict[str, Any]:
    """The surface of this package, as far as it is 1.2.8's."""
    return surface.describe(snapshot()["modules"])


def wire_runs(python: str) -> dict[str, Any]:
    """What the package of an environment puts on the wire, by mode."""
    found = {}
    for mode in ("sync", "async"):
        done = subprocess.run(
            [python, str(HERE / "wire.py"), mode],
            stdout=subprocess.PIPE,
            timeout=100,
            check=True,
            cwd=HERE,
        )
        found[mode] = json.loads(done.stdout)
    return found


def main() -> int:
    """Rewrite; 1 when a difference has no row yet."""
    found = {migrating.SURFACE: surface_differences(snapshot(), ours())}
    if len(sys.argv) > 1:
        runs = [wire_runs(python) for python in (sys.argv[1], sys.executable)]
        found[migrating.REQUESTS] = wire_differences(*runs)
    unexplained = 0
    for kind, differences in found.items():
        print(migrating.disagreement(kind, differences))
        unexplained += migrating.write(kind, differences)
    print(f"{unexplained} differences without a row")
    return 1 if unexplained else 0


if __name__ == "__main__":
    sys.exit(main())
