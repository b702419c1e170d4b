"""Every code block of every page runs, and prints what the page shows."""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from pixel_client import PixelApiSettings

from .pages import Reader, Way, installs, serves
from .relays import Relay

ROOT = Path(__file__).parents[2]
# Every page of the project; those without a block pass.
PAGES = sorted(
    {
        path.relative_to(ROOT).as_posix()
        for pattern in ("*.md", "*/*.md", "docs/**/*.md", "tests/**/*.md")
        for path in ROOT.glob(pattern)
        if not path.relative_to(ROOT).parts[0].startswith(".")
    }
)
EXTRAS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"][
    "optional-dependencies"
]

LEFT_OUT = {
    "crontab nightly.cron": "it would change the crontab of whoever runs the tests",
    "systemctl --user daemon-reload": "a container has no systemd",
    "systemctl --user enable --now pixel-nightly.timer": "a container has no systemd",
}


def install(command: str, _: Reader) -> str | None:
    """It takes minutes; tests/dist installs the wheel. That the extras exist is looked up."""
    return installs(command, EXTRAS)


def make(command: str, reader: Reader) -> str | None:
    """Targets take minutes, and CI runs them; that there is such a target is asked for."""
    done = reader.run(["bash", "-c", command.replace("make", "make --dry-run", 1)], cwd=ROOT)
    return done.stdout if done.returncode else None


def export(command: str, reader: Reader) -> str | None:
    """The settings of a page are not those of the sandbox; but they have to be settings."""
    known = {*PixelApiSettings.model_fields, "HTTPS_PROXY", "NO_PROXY"}
    given = re.findall(r"(\w+)=", command)
    unknown = [name for name in given if name not in known and f"{name}_OVERRIDE" not in known]
    return f"there are no settings {unknown}" if unknown or not given else None


def demo(command: str, reader: Reader) -> str | None:
    """It takes ten seconds, and tests/cli runs it; here only its options are read."""
    done = reader.run(["bash", "-c", f"{command} --help"])
    return done.stdout if done.returncode else None


_SERVED: set[str] = set()


def sandbox(command: str, reader: Reader) -> str | None:
    """It serves until Ctrl-C. Both spellings start the same, so each is run once in all pages."""
    if command in _SERVED:
        return None
    _SERVED.add(command)
    return serves(command, reader, "Ctrl-C stops it")


WAYS: dict[str, Way] = {
    "pip install ": install,
    "make": make,
    "export ": export,
    "python -m pixel_sandbox": sandbox,
    "pixel sandbox": sandbox,
    "pixel demo": demo,
}


@pytest.fixture
def reader(
    folder: Path,
    environment: dict[str, str],
    ways_round: tuple[Relay, Relay],
    monkeypatch: pytest.MonkeyPatch,
) -> Callable[[], Reader]:
    """Somebody who follows a page, in this process and in a shell."""
    monkeypatch.chdir(folder)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "path", [*sys.path])
    return lambda: Reader(folder, environment, WAYS, LEFT_OUT)


@pytest.mark.parametrize("page", PAGES)
def test_every_block_of_a_page_runs(page: str, reader: Callable[[], Reader]) -> None:
    following = reader()
    following.follow(ROOT / page)
    text = (ROOT / page).read_text(encoding="utf-8")
    assert 2 * following.ran == len(re.findall(r"^[ >]*(?:```|~~~)", text, re.MULTILINE))


def test_what_is_left_out_is_on_a_page() -> None:
    text = "\n".join((ROOT / page).read_text(encoding="utf-8") for page in PAGES)
    assert [command for command in LEFT_OUT if f"\n$ {command}\n" not in text] == []
