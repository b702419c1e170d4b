"""Documentation and examples import nothing that is not public; README says what is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PUBLIC = {
    *("pixel_client", "pixel_client.models", "pixel_client.settings", "pixel_client.exceptions"),
    *("pixel_client.uploads", "pixel_client.imagery", "pixel_client.geo"),
    *("pixel_sandbox", "pixel_api.api"),
}
PAGES = sorted([ROOT / "README.md", *ROOT.glob("docs/**/*.md"), *ROOT.glob("examples/*.*")])
IMPORT = re.compile(r"^\s*(?:from|import) ((?:pixel_client|pixel_sandbox|pixel_api)[\w.]*)", re.M)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_pages_and_examples_import_what_is_public(page: Path) -> None:
    imported = set(IMPORT.findall(page.read_text(encoding="utf-8")))
    assert {each for each in imported if not is_public(each)} == set()


def is_public(module: str) -> bool:
    return module in PUBLIC or module.startswith("pixel_api.api.")


def test_readme_says_what_is_public() -> None:
    (sentence,) = re.findall(r"^Public, and(?:.*\n)+?\n", (ROOT / "README.md").read_text(), re.M)
    named = {name.strip("`") for name in re.findall(r"`[\w.]+`", sentence)}
    assert {f"pixel_client{name}" if name[0] == "." else name for name in named} == PUBLIC
