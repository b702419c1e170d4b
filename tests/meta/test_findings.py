"""Findings are listed in their README and have the form that it describes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "findings"
FINDINGS = sorted(FOLDER.glob("*.sh"))
WORK = """work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
"""


def test_the_readme_lists_every_finding() -> None:
    text = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| \[`([\w-]+\.sh)`\]\(\1\)", text, re.MULTILINE) == [
        path.name for path in FINDINGS
    ]


@pytest.mark.parametrize("path", FINDINGS, ids=lambda path: path.stem)
def test_a_finding_shows_what_was_seen_and_compares_it(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    comment, _, script = text.partition("\nset -euo pipefail\n")
    assert comment.startswith("#!/usr/bin/env bash\n# ")
    seen = re.search(r"^seen='([^']+)'$", script, re.MULTILINE)
    assert seen is not None
    assert [line for line in seen[1].splitlines() if f"#   {line}\n" not in f"{comment}\n"] == []
    assert script.endswith('[ "$now" = "$seen" ]\n')


@pytest.mark.parametrize("path", FINDINGS, ids=lambda path: path.stem)
def test_a_finding_leaves_nothing_behind_and_needs_nothing_of_ours(path: Path) -> None:
    script = path.read_text(encoding="utf-8").partition("\nset -euo pipefail\n")[2]
    assert WORK in script
    assert "pixel" not in script
    (installed,) = re.findall(r"pip install ((?:.*\\\n)*.*)", script)
    named = [word for word in installed.split() if word[0] not in "-\\"]
    assert named
    assert [word for word in named if not re.fullmatch(r"[\w-]+==[\d.]+", word)] == []
