"""Every request of a run of 60 files, in turn, meets every fault once. Minutes: `make soak`."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.uploads.pixel import FakePixel
from tests.uploads.runs import FAULTS, Held, held, kind_of, photo_folder, run
from tests.uploads.storage import Fault, Request

FILES = 60
AT_ONCE = 8  # runs that go on side by side: most of their time they wait


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("soak") / "flight"
    photo_folder(folder, FILES)
    return folder


async def one(folder: Path, journal: Path, at: int, fault: Fault | None) -> tuple[Held, str, int]:
    """A run whose request number `at` meets a fault: the state after it, and what it met."""
    pixel = FakePixel()
    met = "nothing"

    def trouble(request: Request, number: int) -> Fault | None:
        nonlocal met
        if number != at:
            return None
        met = kind_of(request)
        return fault

    pixel.trouble = trouble
    try:
        report = await run(pixel, [folder], journal)
        assert report.stopped is None, f"request {at}, {met}: {report.stopped!r}"
        failed = [(row.name, row.detail) for row in report.failed]
        assert failed == [], f"request {at}, {met}"
        return held(pixel, list(report)), met, pixel.requests
    finally:
        pixel.close()


@pytest.mark.timeout(3600)
@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_at_any_request_changes_nothing_in_the_end(
    folder: Path, tmp_path: Path, said: list[str], fault: str
) -> None:
    async def main() -> None:
        want, _, requests = await one(folder, tmp_path / "undisturbed", 0, None)
        assert sum(want.resources.values()) == FILES
        turn = asyncio.Semaphore(AT_ONCE)

        async def nth(at: int) -> str:
            async with turn:
                state, met, _ = await one(folder, tmp_path / f"journal{at}", at, FAULTS[fault])
                assert state == want, f"request {at}, {met}"
                return met

        met = await asyncio.gather(*(nth(at) for at in range(1, requests + 1)))
        kinds = ", ".join(f"{met.count(kind)} {kind}" for kind in sorted(set(met)))
        said.append(f"{requests} runs; the fault met: {kinds}")
        # How often the service is looked at is not the same every time.
        assert met.count("nothing") <= 5

    asyncio.run(main())
