"""Each kind of request of an upload meets each fault once: in the end nothing is different."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

import pytest

from .pixel import FakePixel
from .runs import FAULTS, KINDS, Held, held, kind_of, photo_folder, run
from .storage import Fault, Request

PART = 5 * 1024**2
IN_PARTS = ("create in parts", "part")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("run") / "flight"
    photos = photo_folder(folder, 3)
    photos[1].with_suffix(".jgw").write_text("0.1\n0\n0\n-0.1\n0\n0\n")
    return folder


@pytest.fixture(scope="module")
def ortho(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("parts") / "ortho.jpg"
    path.write_bytes(b"photo" * (PART // 5 + 1))
    return path


async def one(folder: Path, ortho: Path, kind: str, fault: str = "") -> tuple[Held, set[str]]:
    pixel = FakePixel()
    seen: set[str] = set()

    def trouble(request: Request, number: int) -> Fault | None:
        first = kind_of(request) not in seen
        seen.add(kind_of(request))
        return FAULTS[fault] if fault and first and kind_of(request) == kind else None

    pixel.trouble = trouble
    try:
        if kind in IN_PARTS:
            report = await run(pixel, [ortho], multipart=True, multipart_part_size=PART)
        else:
            report = await run(pixel, [folder])
        assert report.stopped is None, f"{kind}: {report.stopped!r}"
        failed = [(row.name, row.detail) for row in report.failed]
        assert failed == [], kind
        assert kind in seen
        return held(pixel, list(report)), seen
    finally:
        pixel.close()


def outcomes(folder: Path, ortho: Path, fault: str) -> Sequence[Held | str]:
    async def every() -> list[Held | str]:
        made = await asyncio.gather(
            *(one(folder, ortho, kind, fault) for kind in KINDS), return_exceptions=True
        )
        return [
            f"{kind}: {type(each).__name__} {each}" if isinstance(each, BaseException) else each[0]
            for kind, each in zip(KINDS, made, strict=True)
        ]

    return asyncio.run(every())


@pytest.fixture(scope="module")
def undisturbed(folder: Path, ortho: Path) -> dict[str, Held]:
    """The states after runs without a fault; every kind of request is in one of them."""
    whole, kinds = asyncio.run(one(folder, ortho, "form"))
    parts, more = asyncio.run(one(folder, ortho, "part"))
    assert kinds | more >= set(KINDS)
    assert sum(whole.resources.values()) == 3
    assert sum(parts.resources.values()) == 1
    return {kind: parts if kind in IN_PARTS else whole for kind in KINDS}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_at_any_kind_of_request_changes_nothing_in_the_end(
    folder: Path, ortho: Path, undisturbed: dict[str, Held], fault: str
) -> None:
    assert dict(zip(KINDS, outcomes(folder, ortho, fault), strict=True)) == undisturbed
