"""docs/imagery.md has every problem's code, with its level; tests/docs runs its blocks."""

from __future__ import annotations

import re
from pathlib import Path

from pixel_client.imagery import CODES

PAGE = (Path(__file__).parents[2] / "docs" / "imagery.md").read_text(encoding="utf-8")


def test_the_page_has_every_code_with_its_level() -> None:
    table = dict(re.findall(r"^\| `([a-z-]+)` \| (error|warning) \|", PAGE, re.MULTILINE))
    assert table == {code: each.level.value for code, each in CODES.items()}
